# The screen that invites people. It speaks four languages at once: each button its own.

attract-languages = Wählen Sie Ihre Sprache
attract-welcome = Willkommen. Buchen Sie hier Ihren Termin.
attract-start = Zum Beginnen hier tippen
attract-keys = Mit einer Tastatur: Taste F, N, D oder E
attract-still = Bewegung anhalten
