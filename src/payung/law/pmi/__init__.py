"""Migrant workers (PMI)."""
