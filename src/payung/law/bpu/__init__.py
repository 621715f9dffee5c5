"""Non-wage earners (BPU)."""
