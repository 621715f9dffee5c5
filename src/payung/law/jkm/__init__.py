"""Death benefit (JKM) of wage earners."""
