# What went wrong, in plain words: what happened (value), what it means (.what), what to do (.todo).

problem-unreachable = The booth cannot reach the booking service
    .what = The connection is down for the moment. What you chose and wrote is kept.
    .todo = Wait a moment, then try again. If it goes on, please ask at reception.
problem-disconnected = The answer did not reach us
    .what = The connection was cut. What you wrote is kept.
    .todo = Try again. A number that you have not seen will never be used. If this goes on, please ask at reception.
problem-unavailable = The booking service is interrupted for a moment
    .what = What you chose and wrote is kept.
    .todo = It usually comes back very soon: try again in a moment. If this goes on, please ask at reception.
problem-server-busy = Many patients are booking at the moment
    .what = All places in the service are taken. What you wrote is kept.
    .todo = Wait a little, then try again. If this goes on, please ask at reception.
problem-login-refused = We have not found you
    .what = The last name, the first name and the number do not go together.
    .todo = Read the number again; ‘Back’ shows your name. Have you lost your number? Reception will find it for you.
problem-too-many-attempts = Too many tries for the moment
    .what = To protect your record, identification is paused for some time.
    .todo = Wait until the time is up, or go to reception with your identity card.
problem-not-available = This consultation has just been taken
    .what = Another patient booked it just before you, or its time has passed.
    .todo = The list is up to date: choose another consultation.
problem-time-conflict = You already have a consultation at that time
    .what = Nobody can be in two places at once.
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
fate-unsure = We do not know yet whether your booking was made. Touch ‘Check’: you will never book twice. If there is no answer, reception will tell you.
retry = Try again
retry-by-itself = The booth will try again by itself in { $count } s.
retry-check = Check
retry-check-in-seconds = Check in { $count } s
retry-in-seconds = Try again in { $count } s
retry-in-minutes = Try again in { $count } min

## What to look at again in a form

errors-title = Please look at this again
check-last-name = Write your last name
check-first-name = Write your first name
check-number-missing = Write your patient number
check-number-register = This looks like your national register number (11 digits). Write the patient number given by the hospital
check-number-length = Check the patient number: this is not a number of the hospital
check-number-slip = Read your number again: one digit seems wrong. If it is right, touch ‘Continue’ again
check-no-such-day = This date does not exist: check the day and the month
check-birth-date = Check the date of birth: day, month, and the year in four digits
check-specialty = Touch a specialty
check-day = Touch a day
check-hour = Touch a time
check-reason = Touch a reason
check-reason-words = Write the reason in your own words
