"""What a news text is made of."""
