# The screen that invites people. It speaks four languages at once: each button its own.

attract-languages = Choose your language
attract-welcome = Welcome. Book your consultation here.
attract-start = Touch here to begin
attract-keys = With a keyboard: press F, N, D or E
attract-still = Stop the motion
