# What the booth says beside what is on the screen: the read-aloud mode. Heard more than seen.

## The read-aloud mode

speech-name = Lecture à voix haute
speech-repeat = Répéter
speech-quieter = Moins fort
speech-louder = Plus fort
speech-stop = Arrêter
    .label = Arrêter la lecture
speech-volume = Volume { $level } sur { $count }
speech-on = La lecture à voix haute est activée. La touche Tabulation avance, Entrée choisit, F2 répète. Toute autre touche fait taire la voix.
speech-off = La lecture à voix haute est arrêtée.

## What can be done on a screen

speech-to-fill = À remplir :
speech-to-choose = À choisir :
speech-to-press = Boutons :
speech-others = { $count ->
    [one] et 1 autre
   *[other] et { $count } autres
}

## What a thing is

speech-button = bouton
speech-link = lien
speech-field = champ à remplir
speech-number-field = champ pour des chiffres
speech-radio = choix unique
speech-checkbox = case à cocher
speech-switch = interrupteur
speech-tab = onglet
speech-list = liste de choix
speech-slider = réglage

## The state it is in

speech-empty = vide
speech-checked = coché
speech-not-checked = non coché
speech-selected = sélectionné
speech-not-selected = non sélectionné
speech-open = ouvert
speech-closed = fermé
speech-opens = ouvre un choix
speech-required = obligatoire
speech-wrong = à corriger
speech-busy = un instant
speech-off-now = pas encore disponible
speech-position = { $place } sur { $count }

## What is typed

speech-erased = effacé : { $letters }
speech-capital = { $letter } majuscule
speech-space = espace
speech-apostrophe = apostrophe
speech-hyphen = trait d’union
speech-period = point
speech-comma = virgule
speech-new-line = à la ligne

## How what is written is said

speech-doctor = docteur
speech-hour = { $hour ->
    [one] { $hour } heure { $minutes }
   *[other] { $hour } heures { $minutes }
}
speech-full-hour = { $hour ->
    [one] { $hour } heure
   *[other] { $hour } heures
}
