# Every word of the booth, screen by screen. Plain, short, no blame, no codes.

app-title = Booking booth
app-name = Book a consultation
log-out = Log out
back = Back
continue = Continue
change = Change
close = Close
waiting = One moment…

## Who

who-title = Have you been here before?
who-lead = Book a consultation here. It takes a few minutes.
who-known = I have a patient number
    .hint = I am already registered with the hospital
who-new = It is my first time
    .hint = I do not have a patient number yet

## Name, number, birth date

name-title = What is your name?
field-last-name = Last name
field-first-name = First name
patient-number-title = What is your patient number?
field-number = Patient number
field-number-hint = It is on your letters from the hospital.
birth-title = What is your date of birth?
field-birth = Date of birth
    .hint = You may leave it empty. For example: 7 3 1948
date-day = Day
date-month = Month
date-year = Year

## The new number

number-title = Your patient number
number-lead = Please write it down: you will be asked for it at every visit, with your last name and first name.
number-hint = Take your time to write it on paper or in your phone.
number-noted = I have noted it, continue

## Specialty, doctor, day, hour

specialty-title = Which specialty are you coming for?
any-specialty = I don’t know
    .hint = See all specialties
doctor-title = With which doctor?
any-doctor = Any doctor
    .hint = To come as soon as possible
doctor-name = Dr { $first } { $last }
doctor-of-row = Dr { $name }
day-title = Which day would you like to come?
day-list-title = The next free days
day-list-only = Show the list only
day-show-calendar = Show the calendar
hour-title = At what time?
hour-morning = Morning
hour-afternoon = Afternoon
hour-more = Show more times
hour-none = Nothing is free on that day any more. Touch ‘Back’ to choose another day.
nearest-title = Here are the nearest free consultations
results-none = No consultation is free for this choice
results-none-hint = Widen the search, or ask for advice at reception.
results-widen = Widen the search

## The reason

reason-title = Why are you coming?
reason-lead = This helps the doctor to prepare. Nothing is booked yet.
reason-field = Reason for the consultation
reason-check-up = Routine check-up
reason-symptom = New symptom
reason-results = Test results
reason-follow-up = Treatment follow-up
reason-prescription = Prescription
reason-opinion = Second opinion
reason-own = Another reason
    .hint = I will write it in my own words

## Check everything

check-title = Is everything right?
check-not-yet = Nothing is booked yet. Touch ‘Book’ and the consultation is yours.
check-book = Book
waiting-book = One moment, we are booking your consultation…

## Booked

booked-title = Your consultation is booked
booked-lead = There is nothing more for you to do.
booked-doctor = Doctor
booked-specialty = Specialty
booked-date = Date
booked-hour = Time
booked-next-title = On the day of the consultation
booked-arrival = Come to reception ten minutes early. Bring your identity card and your medical documents.
booked-cancel = To cancel or move this consultation, ask at reception.
booked-cancel-call = To cancel or move this consultation, ask at reception or call { $phone }.
booked-code = Use your phone’s camera to put the consultation in your calendar.
booked-code-label = QR code: the consultation, for your phone’s calendar
booked-number-keep = You will be asked for it at every visit. Write it down if you have not done so yet.
booked-another = Book another consultation
booked-finish = I have finished
print = Print
print-again = Print again
print-printing = Printing…
print-printed = Take your ticket below the screen.
print-failed = The printer is not answering. Your consultation is booked all the same: take the code with your phone, or note the date and time.
ticket-title = Your consultation
ticket-summary = Consultation – { $specialty }

## Your consultations

bookings-open = My coming consultations
bookings-title = Your coming consultations
bookings-count = { $count ->
    [0] You have no coming consultations.
    [one] You have one coming consultation.
   *[other] You have { $count } coming consultations.
}

## The end

ended-goodbye = Thank you, and goodbye
    .what = You are logged out. Everything you wrote has been erased from this booth.
ended-expired = Your session has ended
    .what = It closed by itself, to protect your data. What was confirmed stays booked.
ended-unsure = Please ask at reception before you leave
    .what = The session has ended, and we could not check whether your last booking was made.
ended-restarted = The booth had to restart
    .what = We are sorry. Everything that was written is erased; what was confirmed stays booked.
ended-restarted-unsure = Please ask at reception before you leave
    .what = The booth had to restart, and we could not check whether your last booking was made.
ended-call = Reception’s telephone: { $phone }
ended-again = Start again

## Moving a long screen

scroll-name = Move through the page
scroll-up = Up
scroll-down = Down
