"""A list of people between the paper and the database: its columns, its rules, its sheets."""
