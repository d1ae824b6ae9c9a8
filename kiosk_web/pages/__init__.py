"""Serves the booth's page on loopback, to the window or to a browser."""
