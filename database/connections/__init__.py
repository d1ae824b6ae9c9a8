"""Connections to the database: one connection, the pool of them, and what errors mean."""
