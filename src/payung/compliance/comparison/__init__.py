"""Lists of other bodies, read and answered row by row with the parts of the registry's imports."""
