"""Paper: what is printed on a ticket, and the printers. Knows no settings file and no window."""
