"""Retrieves and understands what others publish; decides; never publishes."""
