"""Tables of compliance, by business act."""
