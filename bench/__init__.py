"""The measurements: what each part costs, beside the rival it replaced and the floor it cannot go under.

`README.md` beside this file tells how a figure is made and read. Nothing of the program imports this.
"""
