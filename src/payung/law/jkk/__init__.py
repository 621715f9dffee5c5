"""Work injury (JKK) of wage earners."""
