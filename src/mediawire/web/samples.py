"""Sample sources, so that a new wire has something to show."""

from __future__ import annotations


def add_samples() -> None:
    """Add the sample sources to a wire that has none."""
