"""The booth's configuration: booth.conf as one value, with the hospital's own look in it."""
