"""Settled claims of an earlier system: read, held against books and law, written in bulk."""
