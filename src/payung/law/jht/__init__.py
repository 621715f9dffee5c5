"""Old-age savings (JHT) of wage earners."""
