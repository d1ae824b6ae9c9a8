# What the booth says beside what is on the screen: the read-aloud mode. Heard more than seen.

## The read-aloud mode

speech-name = Voorlezen
speech-repeat = Herhalen
speech-quieter = Stiller
speech-louder = Luider
speech-stop = Stoppen
    .label = Stoppen met voorlezen
speech-volume = Volume { $level } van { $count }
speech-on = Het voorlezen staat aan. De Tab-toets gaat verder, Enter kiest, F2 herhaalt. Elke andere toets doet de stem zwijgen.
speech-off = Het voorlezen is gestopt.

## What can be done on a screen

speech-to-fill = In te vullen:
speech-to-choose = Te kiezen:
speech-to-press = Knoppen:
speech-others = { $count ->
    [one] en nog 1
   *[other] en nog { $count }
}

## What a thing is

speech-button = knop
speech-link = link
speech-field = invulveld
speech-number-field = veld voor cijfers
speech-radio = keuzerondje
speech-checkbox = selectievakje
speech-switch = schakelaar
speech-tab = tabblad
speech-list = keuzelijst
speech-slider = schuifregelaar

## The state it is in

speech-empty = leeg
speech-checked = aangevinkt
speech-not-checked = niet aangevinkt
speech-selected = geselecteerd
speech-not-selected = niet geselecteerd
speech-open = open
speech-closed = dicht
speech-opens = opent een keuze
speech-required = verplicht
speech-wrong = te verbeteren
speech-busy = een ogenblik
speech-off-now = nog niet beschikbaar
speech-position = { $place } van { $count }

## What is typed

speech-erased = gewist: { $letters }
speech-capital = hoofdletter { $letter }
speech-space = spatie
speech-apostrophe = apostrof
speech-hyphen = koppelteken
speech-period = punt
speech-comma = komma
speech-new-line = nieuwe regel

## How what is written is said

speech-doctor = dokter
speech-hour = { $hour } uur { $minutes }
speech-full-hour = { $hour } uur
