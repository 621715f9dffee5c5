"""The wage that contributions are computed on."""
