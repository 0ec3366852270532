"""Sample agencies that live inside a new wire: invented ones, and the example pair; nothing here knows Django."""
