"""Measurements: what each part costs, beside an alternative (the rival) and the least possible (the floor).

`bench/README.md` explains how a figure is made and read. The program does not import this.
"""
