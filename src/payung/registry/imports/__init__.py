"""Files that offices bring: read, checked as a whole, taken whole or answered with a workbook."""
