"""What changes the state of claims: one function, one business act, one transaction."""
