"""The rules, split by kind of slip. Each takes what was read and gives findings."""
