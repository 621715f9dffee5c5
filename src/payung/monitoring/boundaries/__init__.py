"""Outlines of regions from a file of the operator's own: read, checked, made light for maps."""
