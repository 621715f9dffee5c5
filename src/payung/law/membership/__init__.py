"""Who must or may join which programme."""
