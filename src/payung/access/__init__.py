"""Room `access`."""
