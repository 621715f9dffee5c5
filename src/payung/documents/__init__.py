"""Letters and reports: numbered, signed, immutable, verifiable; templates in, PDF out."""
