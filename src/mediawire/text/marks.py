"""The marks that end a sentence, close what it holds, or set speech off, in any script."""

from __future__ import annotations

SENTENCE_ENDS = ".!?…‼⁇⁈⁉。！？｡؟۔।॥།။។։"
"""Marks that end sentences. The full-width full stop is not among them: it stands between digits."""

CLOSERS = "\"'”’“»«›‹)]}」』）】》〉］"
"""Marks that close after the end of a sentence and belong to it; some open in one language and close in another."""

DASHES = "—–―"
"""Dashes that set speech off; a hyphen does so only where papers have no other."""
