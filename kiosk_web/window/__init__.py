"""The booth's window: pywebview on Qt, what it forbids, and how a dead page is restarted."""
