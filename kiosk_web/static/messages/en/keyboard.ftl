# The keyboard in the page.

keyboard-name = Clavier
keyboard-numbers = Pavé de chiffres
key-space = Espace
key-backspace = Effacer
key-shift = Majuscule
key-accents = Autres accents
key-symbols = Chiffres et signes
key-letters = Lettres
key-done = Terminé
key-apostrophe = Apostrophe
key-hyphen = Trait d’union
key-period = Point
key-comma = Virgule
