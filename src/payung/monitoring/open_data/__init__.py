"""Open data: what is published for everybody, how small counts are hidden, and its files."""
