"""Declarative schema changes for Postgres."""

__version__ = "0.1.0"
