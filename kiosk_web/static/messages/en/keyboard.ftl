# The keyboard in the page. What stands on a key is short; signs have a name for those who hear it.

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
