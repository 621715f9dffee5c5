"""Benchmarks: each beside what a user would take instead, as a ratio inside one run."""
