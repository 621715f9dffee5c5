"""Claims: from the accident, the death or the lost job to the money, explained."""
