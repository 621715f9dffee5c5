"""Pension (JP) of wage earners."""
