"""Finds copies and says what they changed."""
