"""Demo data: doctors, patients and consultations to try the booth with."""

from __future__ import annotations

from database.demo.filling import fill

__all__ = ["fill"]
