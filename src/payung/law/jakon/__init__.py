"""Construction services (Jakon)."""
