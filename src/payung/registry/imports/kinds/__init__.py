"""One module for each kind of list: its columns, its rules, what it writes."""
