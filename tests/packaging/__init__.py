"""The files that a hospital installs with the booth."""
