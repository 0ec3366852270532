"""What keeps an installation running: its health, its figures, its logs, and what is wrong with it."""
