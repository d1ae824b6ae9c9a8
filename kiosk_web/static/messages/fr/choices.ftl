# Text size, colours, reach, language, help: how the patient wants the booth to be.

choices-none = -
