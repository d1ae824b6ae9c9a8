# What the booth says beside what is on the screen.

speech-none = -
