"""Every statement that the reservation server asks."""
