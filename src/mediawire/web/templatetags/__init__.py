"""What templates can ask of a value."""
