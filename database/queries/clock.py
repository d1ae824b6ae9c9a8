"""The database's clock, by which servers that share a table tell how old a row is."""

from __future__ import annotations

A_SECOND = 1_000_000
"""Every time in the server's own tables is in microseconds since 1970, UTC."""

# By UTC_TIMESTAMP, so that no time zone and no change of clocks matters.
NOW = "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))"
