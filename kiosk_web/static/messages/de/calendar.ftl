# The calendar of free consultations and the list beside it.

calendar-none = -
