"""The pages: they ask a room's queries, call its operations, and hold no rules."""
