# How the patient wants the booth to be, help, leaving, and the staff's code.

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
help-keys = With a keyboard: Tab goes from one choice to the next, the arrows choose, Enter confirms, F2 reads the screen aloud.
help-desk = Reception is there to help you.
help-desk-phone = Reception is there to help you. Telephone: { $phone }
help-attract = Touch your language to begin.
help-who = If the hospital has already given you a patient number, touch the first choice. If not, touch the second: you will be given one.
help-name = Write your last name and first name as on your identity card. Capitals and accents do not matter.
help-number = The patient number is on your letters from the hospital. If you do not have it, reception will find it for you.
help-birth = Write the day, the month and the year in figures. You can also leave it empty and continue.
help-new-number = Write this number on paper or in your phone, then continue.
help-specialty = Touch what suits your need. If you are not sure, touch ‘I don’t know’.
help-doctor = If you have no preference, leave ‘Any doctor’.
help-day = Touch a day. The figure below the day tells how many consultations are free.
help-hour = Touch the time that suits you.
help-reason = Touch a reason. If none fits, touch ‘Another reason’ and write it down.
help-check = Read each line again. ‘Change’ changes one answer and keeps the others. ‘Book’ makes the booking.
help-booked = The consultation is booked. Touch ‘I have finished’: the screen will be erased.
help-bookings = These are your coming consultations. They cannot be cancelled here: reception will do it for you.
help-ended = The session has ended. ‘Start again’ lets you identify yourself once more.

leave-title = Do you want to leave?
leave-what = What you chose and wrote will be erased. What is confirmed stays booked.
leave-go = Leave and erase
leave-stay = Stay
still-title = Are you still there?
still-what = Without an answer, the screen will be erased to protect your data. Touch the screen or a key to continue.
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
