# The screen that invites people. It speaks four languages at once: each button its own.

attract-languages = Kies uw taal
attract-welcome = Welkom. Boek hier uw raadpleging.
attract-start = Raak aan om te beginnen
attract-keys = Met een toetsenbord: toets F, N, D of E
attract-still = Beweging stoppen
