### The screen that invites people. It speaks four languages at once: each button its own.

attract-languages = Choose your language
attract-welcome = Book your consultation here
attract-start = Touch here to begin
attract-keys = With a keyboard: press F, N, D or E
attract-still = Stop the animation


### Every word of the booth, screen by screen. Plain, short, no blame, no codes.

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
who-lead = Book here for yourself, or for somebody close: then answer in their place.
who-known = I have a patient number
    .hint = I am already registered with the hospital
who-new = It is my first time
    .hint = I do not have a patient number yet

## Name, number, birth date

name-title = What is your name?
field-last-name = Last name
field-first-name = First name
name-one = I have only one name
    .hint = Write it in the field above.
field-one-name = Your name
patient-number-title = What is your patient number?
field-number = Patient number
field-number-hint = It is on your letters from the hospital.
birth-title = What is your date of birth?
field-birth = Date of birth
    .hint = You may leave it empty. For example: 7 3 1948
birth-unknown = I do not know it exactly
    .hint = It stays empty: reception can complete it with you.
date-day = Day
date-month = Month
date-year = Year
confirm-title = Are your details right?
confirm-lead = ‘Continue’ gives you your patient number.
confirm-no-birth = left empty

## The new number

number-title = Your patient number
number-lead = Please write it down: you will be asked for it at every visit, with your last name and first name.
number-hint = Take your time to write it on paper or in your phone.
number-noted = I have noted it, continue

## Specialty, doctor, day, hour

specialty-title = Which specialty are you coming for?
choices-letters = You can type the first letters of what you are looking for.
any-specialty = I don’t know
    .hint = See all specialties
doctor-title = With which doctor?
any-doctor = Any doctor
    .hint = To come as soon as possible
doctor-only = This specialty has one doctor, who is already chosen.
doctor-name = Dr { $first } { $last }
doctor-of-row = Dr { $name }
day-title = Which day would you like to come?
day-list-title = The next free days
day-list-only = Show the list only
day-show-calendar = Show the calendar
hour-title = At what time?
hour-morning = Morning
hour-afternoon = Afternoon
hour-to-afternoon = Afternoon: further down
hour-more = Show more times
hour-none = Nothing is free on that day any more. ‘Back’ lets you choose another day.
hour-only = This is the only free time on that day: it is already chosen.
soonest = As soon as possible
soonest-title = The first free consultations
soonest-chosen = The first one is already chosen. You can choose another.
nearest-title = Here are the nearest free consultations
results-none = No consultation is free for this choice
results-none-hint = Widen the search, or ask for advice at reception.
results-widen-doctors = Search with every doctor
results-widen-all = Search in every specialty

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
check-not-yet = Nothing is booked yet. With ‘Book’ the consultation is yours.
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
print-failed = The printer is not answering. Your consultation is booked all the same: scan the code with your phone, or note the date and time.
print-unconfirmed = We cannot tell whether your ticket came out: look below the screen. Your consultation is booked all the same: scan the code with your phone, or note the date and time.
ticket-title = Your consultation
ticket-summary = Consultation – { $specialty }

## Your consultations

bookings-open = My upcoming consultations
bookings-title = Your upcoming consultations
bookings-count = { $count ->
    [0] You have no upcoming consultations.
    [one] You have one upcoming consultation.
   *[other] You have { $count } upcoming consultations.
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


### How the patient wants the booth to be, help, leaving, and the staff's code.

toolbar-name = Language, display and help
toolbar-language = Language
tool-look = Display
tool-reach-low = Lower
tool-reach-high = Higher
tool-speech = Listen
tool-help = Help

look-title = How should the screen look?
look-size = Text size
look-size-1 = Normal
look-size-2 = Large
look-size-3 = Larger
look-size-4 = Very large
look-colours = Colours
look-plain = Light colours
look-contrast = High contrast
look-done = This is fine

help-title = Help
help-done = I understand
help-everywhere = ‘Back’ loses nothing that you wrote. At the bottom of the screen you can change the language and the display.
help-touch = Touch what you choose with a finger, then ‘Continue’. Touch a field to write in it.
help-keys = With a keyboard: Tab goes from one choice to the next, the arrows choose, Enter confirms, F2 reads the screen aloud.
help-desk = Reception is there to help you.
help-desk-phone = Reception is there to help you. Telephone: { $phone }
help-attract = Touch your language to begin.
help-who = If the hospital has already given you a patient number, take the first choice. If not, take the second: you will be given one.
help-name = Write your last name and first name as on your identity card. Capitals and accents do not matter. If you have only one name, choose ‘I have only one name’. For somebody close, write their name.
help-number = The patient number is on your letters from the hospital. If you do not have it, reception will find it for you.
help-birth = Write the day, the month and the year in figures. If you are not sure, choose ‘I do not know it exactly’.
help-confirm-name = Read your name and your date of birth again. ‘Change’ lets you correct them.
help-new-number = Write this number on paper or in your phone, then continue.
help-specialty = Choose what fits best. If you are not sure, choose ‘I don’t know’.
help-doctor = If you have no preference, leave ‘Any doctor’.
help-day = Choose a day. The figure below the day tells how many consultations are free.
help-hour = Choose the time that suits you.
help-reason = Choose a reason. If none fits, choose ‘Another reason’ and write it down.
help-check = Read each line again. ‘Change’ changes one answer and keeps the others. ‘Book’ makes the booking.
help-booked = The consultation is booked. ‘I have finished’ erases the screen.
help-bookings = These are your upcoming consultations. They cannot be cancelled here: reception will do it for you.
help-ended = The session has ended. ‘Start again’ lets you identify yourself once more.

leave-title = Do you want to leave?
leave-what = What you chose and wrote will be erased. What is confirmed stays booked.
leave-go = Leave and erase
leave-stay = Stay
still-title = Are you still there?
still-what = Without an answer, the screen will be erased to protect your data. Touch ‘Yes, continue’, or press a key.
still-overdue = This screen has been open for a long time. To protect your data, it will be erased. You can then start again.
still-booked = Your consultation stays booked.
still-seconds = { $count ->
    [one] One second left
   *[other] { $count } seconds left
}
still-here = Yes, continue

staff-title = Staff only
staff-code = Code
staff-leave = Close the program
staff-cancel = Cancel
staff-refused = That code is not right.
staff-failed = The booth could not check the code. Try again.
staff-locked = { $count ->
    [one] Too many tries. Try again in one minute.
   *[other] Too many tries. Try again in { $count } minutes.
}


### The calendar of free consultations and the list beside it.

calendar-day = { $count ->
    [one] { $date }, { $count } free consultation
   *[other] { $date }, { $count } free consultations
}
calendar-day-many = { $date }, { $count } or more free consultations
calendar-day-none = { $date }, no free consultation
calendar-today-is = Today, { $date }
calendar-count = { $count ->
    [one] { $count } free consultation
   *[other] { $count } free consultations
}
calendar-count-many = { $count } or more free consultations
# In a cell of the calendar, 130 px wide: as short as can be.
calendar-free = { $count } free
calendar-free-many = { $count }+ free
calendar-previous = Earlier
    .label = Earlier: from { $date }
calendar-next = Later
    .label = Later: from { $date }
calendar-empty = No free consultations left in these five weeks.
calendar-go = Go to { $date }
calendar-nowhere = There are no others at the moment. Widen your search, or ask at reception.
calendar-waiting = We are looking for the free days…
calendar-legend-count = number of free consultations
calendar-legend-dots = more dots, more choice
calendar-legend-today = today

day-list-legend = Choose a day
day-list-more = Show more days
day-list-empty = No free days at the moment.


### The keyboard in the page. What stands on a key is short; signs have a name for those who hear it.

keyboard-name = Keyboard
keyboard-numbers = Number keys
keyboard-accents = Letters with accents
keyboard-accents-of = Accents of the letter { $letter }

key-space = Space
key-backspace = Delete
key-shift = Capital letter
key-accents = Other accents
key-symbols = Numbers and signs
key-letters = Letters
key-done = Done

key-apostrophe = Apostrophe
key-straight-apostrophe = Straight apostrophe
key-hyphen = Hyphen
key-dash = Dash
key-period = Full stop
key-comma = Comma
key-colon = Colon
key-semicolon = Semicolon
key-question = Question mark
key-exclamation = Exclamation mark
key-opening-bracket = Opening bracket
key-closing-bracket = Closing bracket
key-opening-quote = Opening quotation mark
key-closing-quote = Closing quotation mark
key-straight-quote = Straight quotation mark
key-slash = Slash
key-plus = Plus
key-equals = Equals
key-degree = Degrees
key-percent = Per cent
key-euro = Euro
key-ampersand = Ampersand
key-at = At sign


### What went wrong, in plain words: what happened (value), what it means (.what), what to do (.todo).

problem-unreachable = The booth cannot reach the booking service
    .what = The connection is down for the moment. What you chose and wrote is kept.
    .todo = Wait a moment, then try again. If it goes on, please ask at reception.
problem-disconnected = The answer did not reach us
    .what = The connection was cut. What you wrote is kept.
    .todo = Try again. A number that you have not seen will never be used. If this goes on, please ask at reception.
problem-unavailable = The booking service is briefly unavailable
    .what = What you chose and wrote is kept.
    .todo = It usually comes back very soon: try again in a moment. If this goes on, please ask at reception.
problem-server-busy = Many patients are booking at the moment
    .what = All places in the service are taken. What you wrote is kept.
    .todo = Wait a little, then try again. If this goes on, please ask at reception.
problem-login-refused = We could not find you
    .what = The last name, the first name and the number do not match.
    .todo = Read the number again; ‘Back’ shows your name. Have you lost your number? Reception will find it for you.
problem-too-many-attempts = Too many attempts
    .what = To protect your record, identification is paused for some time.
    .todo = Go to reception with your identity card, or wait until the time is up.
problem-too-many-registrations = New patients have to wait a little
    .what = Many new patients have registered here within the last hour. What you wrote is kept.
    .todo = The reception can register you at once, or you can wait until the time is up.
problem-too-many-bookings = You hold as many consultations as possible
    .what = The consultations that you have booked stay booked.
    .todo = For another one, please ask at reception.
problem-not-available = This consultation has just been taken
    .what = Another patient booked it just before you, or its time has passed.
    .todo = The list is up to date: choose another consultation.
problem-time-conflict = You already have a consultation at that time
    .what = That other consultation stays booked.
    .todo = Choose a consultation at another time in the list.
problem-session-expired = Your session has ended
    .what = It closed by itself, to protect your data.
    .todo = Identify yourself again to continue.
problem-bad-request = The booth cannot send this
    .what = One of the fields contains something that the service does not accept.
    .todo = Read again what you wrote, then try again.
problem-defect = Something went wrong on our side
    .what = It is not your fault. What you wrote is kept.
    .todo = Try again. If it happens again, please ask at reception.
problem-booth-stopped = This booth has stopped
    .what = Its data has been erased.
    .todo = Please ask at reception, or use another booth.

fate-nothing-booked = Nothing has been booked.
fate-unsure = We do not know yet whether your booking was made. Choose ‘Check’: you will never book twice. If there is no answer, reception will tell you.
retry = Try again
retry-by-itself = The booth will try again by itself in { $count } s.
retry-check = Check
retry-check-in-seconds = Check in { $count } s
retry-in-seconds = Try again in { $count } s
retry-in-minutes = Try again in { $count } min

## What to look at again in a form

errors-title = Please look at this again
check-last-name = Write your last name
check-one-name = Write your name
check-first-name = Write your first name, or choose ‘I have only one name’
check-number-missing = Write your patient number
check-number-register = This looks like your national register number (11 digits). Write the patient number given by the hospital
check-number-length = Check the patient number: this is not a number of the hospital
check-number-slip = Read your number again: one digit seems wrong. If it is right, choose ‘Continue’ again
check-no-such-day = This date does not exist: check the day and the month
check-lone-year = Write the day and the month too, or choose ‘I do not know it exactly’
check-birth-parts = Write the day, the month and the year, or choose ‘I do not know it exactly’
check-future = This date is still to come: check the year
check-birth-date = Check the date of birth: day, month, and the year in four digits
check-specialty = Choose a specialty
check-day = Choose a day
check-hour = Choose a time
check-reason = Choose a reason
check-reason-words = Write the reason in your own words


### What specialties are called; a hospital’s own, not among them, keep the name in its database.
### The hint is for those who do not know the word: short, plain, no sentence.

specialty-cardiology = Cardiology
    .hint = the heart

specialty-dermatology = Dermatology
    .hint = the skin

specialty-endocrinology = Endocrinology
    .hint = glands and hormones

specialty-diabetes = Diabetes care
    .hint = blood sugar

specialty-gastroenterology = Gastroenterology
    .hint = the stomach and bowels

specialty-hepatology = Hepatology
    .hint = the liver

specialty-gynaecology = Gynaecology
    .hint = women’s health

specialty-obstetrics = Obstetrics
    .hint = pregnancy and birth

specialty-fertility = Fertility
    .hint = wishing for a child

specialty-general = General medicine
    .hint = any health problem

specialty-internal = Internal medicine
    .hint = illnesses of several organs

specialty-neurology = Neurology
    .hint = the brain and nerves

specialty-neurosurgery = Neurosurgery
    .hint = operations on the brain and back

specialty-ophthalmology = Ophthalmology
    .hint = the eyes

specialty-orthopaedics = Orthopaedics
    .hint = bones and joints

specialty-ent = ENT
    .hint = ears, nose and throat

specialty-paediatrics = Paediatrics
    .hint = children

specialty-neonatology = Neonatology
    .hint = newborn babies

specialty-pneumology = Respiratory medicine
    .hint = the lungs

specialty-psychiatry = Psychiatry
    .hint = mental health

specialty-child-psychiatry = Child psychiatry
    .hint = children’s mental health

specialty-psychology = Psychology
    .hint = talking about what weighs on you

specialty-rheumatology = Rheumatology
    .hint = painful joints

specialty-urology = Urology
    .hint = the bladder and prostate

specialty-nephrology = Nephrology
    .hint = the kidneys

specialty-radiology = Radiology
    .hint = X-rays and scans

specialty-nuclear-medicine = Nuclear medicine
    .hint = scans with a tracer

specialty-radiotherapy = Radiotherapy
    .hint = cancer, with rays

specialty-oncology = Oncology
    .hint = cancer

specialty-haematology = Haematology
    .hint = the blood

specialty-geriatrics = Geriatrics
    .hint = older people

specialty-surgery = Surgery
    .hint = operations

specialty-abdominal-surgery = Abdominal surgery
    .hint = operations on the belly

specialty-cardiac-surgery = Heart surgery
    .hint = operations on the heart

specialty-thoracic-surgery = Thoracic surgery
    .hint = operations on the lungs

specialty-vascular-surgery = Vascular surgery
    .hint = veins and arteries

specialty-plastic-surgery = Plastic surgery
    .hint = scars and reconstruction

specialty-maxillofacial = Oral surgery
    .hint = operations on the mouth and face

specialty-dentistry = Dentistry
    .hint = the teeth

specialty-anaesthesia = Anaesthesia
    .hint = preparing for an operation

specialty-pain = Pain clinic
    .hint = pain that stays

specialty-rehabilitation = Rehabilitation
    .hint = getting moving again

specialty-physiotherapy = Physiotherapy
    .hint = exercises and movement

specialty-speech-therapy = Speech therapy
    .hint = speech and voice

specialty-nutrition = Nutrition
    .hint = food and diet

specialty-allergy = Allergy care
    .hint = allergies

specialty-infections = Infectious diseases
    .hint = infections

specialty-travel = Travel medicine
    .hint = vaccines before a journey

specialty-sports = Sports medicine
    .hint = sport

specialty-emergency = Emergency
    .hint = what cannot wait

specialty-palliative = Palliative care
    .hint = comfort and support

specialty-genetics = Genetics
    .hint = inherited illnesses

specialty-smoking = Stopping smoking
    .hint = help to give up

specialty-laboratory = Laboratory
    .hint = blood tests


### What the booth says beside what is on the screen: the read-aloud mode. Heard more than seen.

## The read-aloud mode

speech-name = Read aloud
speech-repeat = Repeat
speech-quieter = Quieter
speech-louder = Louder
speech-stop = Stop
    .label = Stop reading
speech-volume = Volume { $level } of { $count }
speech-on = Read aloud is on. The Tab key moves on, Enter chooses, F2 repeats. Any other key silences the voice.
speech-off = Read aloud is off.

## What can be done on a screen

speech-to-fill = To fill in:
speech-to-choose = To choose from:
speech-to-press = Buttons:
speech-others = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}

## What a thing is

speech-button = button
speech-link = link
speech-field = text field
speech-number-field = number field
speech-radio = radio button
speech-checkbox = checkbox
speech-switch = switch
speech-tab = tab
speech-list = list of choices
speech-slider = slider

## The state it is in

speech-empty = empty
speech-checked = ticked
speech-not-checked = not ticked
speech-selected = selected
speech-not-selected = not selected
speech-open = open
speech-closed = closed
speech-opens = opens a choice
speech-required = required
speech-wrong = to be corrected
speech-busy = one moment
speech-off-now = not available yet
speech-position = { $place } of { $count }

## What is typed

speech-erased = deleted: { $letters }
speech-capital = capital { $letter }
speech-space = space
speech-apostrophe = apostrophe
speech-hyphen = hyphen
speech-period = full stop
speech-comma = comma
speech-new-line = new line

## How what is written is said

speech-doctor = Doctor
speech-hour = { $hour } { $digits }
speech-full-hour = { $hour } o’clock
