# What specialties are called; a hospital's own, not among them, keep the name in its database.

specialties-none = -
