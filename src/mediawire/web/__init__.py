"""The only part that knows Django: site, desk, feeds out, and the loop that listens."""
