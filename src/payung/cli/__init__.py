"""The command `payung`."""
