"""The booth: a window, a page in it, and the bridge between the page and the reservation server."""
