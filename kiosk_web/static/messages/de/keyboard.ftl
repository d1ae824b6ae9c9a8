# The keyboard in the page. What stands on a key is short; signs have a name for those who hear it.

keyboard-name = Tastatur
keyboard-numbers = Zifferntasten
keyboard-accents = Buchstaben mit Akzent
keyboard-accents-of = Akzente des Buchstabens { $letter }

key-space = Leerzeichen
key-backspace = Löschen
key-shift = Großbuchstabe
key-accents = Weitere Akzente
key-symbols = Ziffern und Zeichen
key-letters = Buchstaben
key-done = Fertig

key-apostrophe = Apostroph
key-straight-apostrophe = Gerader Apostroph
key-hyphen = Bindestrich
key-dash = Gedankenstrich
key-period = Punkt
key-comma = Komma
key-colon = Doppelpunkt
key-semicolon = Strichpunkt
key-question = Fragezeichen
key-exclamation = Ausrufezeichen
key-opening-bracket = Klammer auf
key-closing-bracket = Klammer zu
key-opening-quote = Anführungszeichen auf
key-closing-quote = Anführungszeichen zu
key-straight-quote = Gerades Anführungszeichen
key-slash = Schrägstrich
key-plus = Plus
key-equals = Gleich
key-degree = Grad
key-percent = Prozent
key-euro = Euro
key-ampersand = Und-Zeichen
key-at = At-Zeichen
