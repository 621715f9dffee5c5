"""What our own books say of a claim's event, each fact with its source."""
