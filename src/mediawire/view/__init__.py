"""Shows comparisons, traces and families: in the terminal, and as self-contained pages.

No rule about texts lives here.
"""
