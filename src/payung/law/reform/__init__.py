"""Other numbers than the law's: what a proposed change would do, and an office's own values."""
