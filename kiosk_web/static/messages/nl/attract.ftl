# The screen that invites people.

attract-none = -
