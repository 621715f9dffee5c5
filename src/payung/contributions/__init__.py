"""Room `contributions`."""
