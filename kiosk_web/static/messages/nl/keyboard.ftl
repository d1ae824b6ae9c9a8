# The keyboard in the page. What stands on a key is short; signs have a name for those who hear it.

keyboard-name = Toetsenbord
keyboard-numbers = Cijfertoetsen
keyboard-accents = Letters met accent
keyboard-accents-of = Accenten van de letter { $letter }

key-space = Spatie
key-backspace = Wissen
key-shift = Hoofdletter
key-accents = Andere accenten
key-symbols = Cijfers en tekens
key-letters = Letters
key-done = Klaar

key-apostrophe = Apostrof
key-straight-apostrophe = Rechte apostrof
key-hyphen = Koppelteken
key-dash = Gedachtestreepje
key-period = Punt
key-comma = Komma
key-colon = Dubbelepunt
key-semicolon = Puntkomma
key-question = Vraagteken
key-exclamation = Uitroepteken
key-opening-bracket = Haakje openen
key-closing-bracket = Haakje sluiten
key-opening-quote = Aanhalingsteken openen
key-closing-quote = Aanhalingsteken sluiten
key-straight-quote = Recht aanhalingsteken
key-slash = Schuine streep
key-plus = Plus
key-equals = Is gelijk aan
key-degree = Graden
key-percent = Procent
key-euro = Euro
key-ampersand = En-teken
key-at = Apenstaartje
