"""Files of released orders, for the bank: the same order always gives the same bytes."""
