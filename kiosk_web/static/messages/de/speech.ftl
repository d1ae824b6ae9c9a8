# What the booth says beside what is on the screen: the read-aloud mode. Heard more than seen.

## The read-aloud mode

speech-name = Vorlesen
speech-repeat = Wiederholen
speech-quieter = Leiser
speech-louder = Lauter
speech-stop = Beenden
    .label = Beenden: Vorlesen
speech-volume = Lautstärke { $level } von { $count }
speech-on = Das Vorlesen ist eingeschaltet. Die Tabulatortaste geht weiter, die Eingabetaste wählt aus, F2 wiederholt. Jede andere Taste lässt die Stimme schweigen.
speech-off = Das Vorlesen ist beendet.

## What can be done on a screen

speech-to-fill = Auszufüllen:
speech-to-choose = Zur Auswahl:
speech-to-press = Schaltflächen:
speech-others = { $count ->
    [one] und 1 weitere
   *[other] und { $count } weitere
}

## What a thing is

speech-button = Schaltfläche
speech-link = Link
speech-field = Eingabefeld
speech-number-field = Ziffernfeld
speech-radio = Auswahlknopf
speech-checkbox = Kontrollkästchen
speech-switch = Schalter
speech-tab = Registerkarte
speech-list = Auswahlliste
speech-slider = Regler

## The state it is in

speech-empty = leer
speech-checked = angekreuzt
speech-not-checked = nicht angekreuzt
speech-selected = ausgewählt
speech-not-selected = nicht ausgewählt
speech-open = aufgeklappt
speech-closed = zugeklappt
speech-opens = öffnet eine Auswahl
speech-required = erforderlich
speech-wrong = zu berichtigen
speech-busy = einen Moment
speech-off-now = noch nicht verfügbar
speech-position = { $place } von { $count }

## What is typed

speech-erased = gelöscht: { $letters }
speech-capital = großes { $letter }
speech-space = Leerzeichen
speech-apostrophe = Apostroph
speech-hyphen = Bindestrich
speech-period = Punkt
speech-comma = Komma
speech-new-line = neue Zeile

## How what is written is said

speech-doctor = Doktor
speech-hour = { $hour } Uhr { $minutes }
speech-full-hour = { $hour } Uhr
