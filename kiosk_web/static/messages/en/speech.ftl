# What the booth says beside what is on the screen: the read-aloud mode. Heard more than seen.

## The read-aloud mode

speech-name = Read aloud
speech-repeat = Repeat
speech-quieter = Quieter
speech-louder = Louder
speech-stop = Stop
    .label = Stop reading
speech-volume = Volume { $level } of { $count }
speech-on = Read aloud is on. The Tab key moves on, Enter chooses, F2 repeats. Any other key silences the voice.
speech-off = Read aloud is off.

## What can be done on a screen

speech-to-fill = To fill in:
speech-to-choose = To choose from:
speech-to-press = Buttons:
speech-others = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}

## What a thing is

speech-button = button
speech-link = link
speech-field = text field
speech-number-field = number field
speech-radio = radio button
speech-checkbox = checkbox
speech-switch = switch
speech-tab = tab
speech-list = list of choices
speech-slider = slider

## The state it is in

speech-empty = empty
speech-checked = ticked
speech-not-checked = not ticked
speech-selected = selected
speech-not-selected = not selected
speech-open = open
speech-closed = closed
speech-opens = opens a choice
speech-required = required
speech-wrong = to be corrected
speech-busy = one moment
speech-off-now = not available yet
speech-position = { $place } of { $count }

## What is typed

speech-erased = deleted: { $letters }
speech-capital = capital { $letter }
speech-space = space
speech-apostrophe = apostrophe
speech-hyphen = hyphen
speech-period = full stop
speech-comma = comma
speech-new-line = new line

## How what is written is said

speech-doctor = Doctor
speech-hour = { $hour } { $digits }
speech-full-hour = { $hour } o’clock
