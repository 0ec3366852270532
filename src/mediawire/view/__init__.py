"""Shows a finished comparison: in the terminal, and as one self-contained page. No rule about texts lives here."""
