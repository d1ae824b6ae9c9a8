"""The tables: their migrations, what they must have, and the takeover of the hospital's own tables."""
