"""Tables of words, written as running text so that a reader can check them."""

from __future__ import annotations


def set_of(words: str) -> frozenset[str]:
    """Return the words of a running text, each once."""
    return frozenset(words.split())
