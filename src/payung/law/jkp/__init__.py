"""Job loss (JKP), never billed on its own."""
