"""Where editors work."""
