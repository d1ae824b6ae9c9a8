# The keyboard in the page. What stands on a key is short; signs have a name for those who hear it.

keyboard-name = Clavier
keyboard-numbers = Pavé de chiffres
keyboard-accents = Lettres accentuées
keyboard-accents-of = Accents de la lettre { $letter }

key-space = Espace
key-backspace = Effacer
key-shift = Majuscule
key-accents = Autres accents
key-symbols = Chiffres et signes
key-letters = Lettres
key-done = Terminé

key-apostrophe = Apostrophe
key-straight-apostrophe = Apostrophe droite
key-hyphen = Trait d’union
key-dash = Tiret
key-period = Point
key-comma = Virgule
key-colon = Deux-points
key-semicolon = Point-virgule
key-question = Point d’interrogation
key-exclamation = Point d’exclamation
key-opening-bracket = Parenthèse ouvrante
key-closing-bracket = Parenthèse fermante
key-opening-quote = Guillemet ouvrant
key-closing-quote = Guillemet fermant
key-straight-quote = Guillemet droit
key-slash = Barre oblique
key-plus = Plus
key-equals = Égal
key-degree = Degré
key-percent = Pour cent
key-euro = Euro
key-ampersand = Et commercial
key-at = Arobase
