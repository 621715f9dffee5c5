"""Payung: employment social security of a region, run and watched."""
