"""Looking for non-compliance by whole sets of rows inside PostgreSQL."""
