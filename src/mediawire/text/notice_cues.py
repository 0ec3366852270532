"""Whether a report may hold a notice at all, told at once: most hold none, and are looked at no further.

The cues are in `mediawire.text.notice_words`. In Latin letters a cue begins a word; elsewhere it may stand anywhere.
All are looked for in one pass: they are woven into one expression in which cues that begin alike share their beginning
(100 cues by one search each took 37 µs for 600 letters, the expression takes 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mediawire.text import notice_words as tables
from mediawire.text.notice_targets import fold_letters

HEAD_LENGTH, FOOT_LENGTH = 2400, 900
"""How many letters are looked at, at the head and at the foot of a text: notices stand there."""


def may_notify(heads: str, text: str) -> bool:
    """Tell at once whether any cue stands where notices stand; most stories end here."""
    foot = text[-FOOT_LENGTH:] if len(text) > HEAD_LENGTH else ""
    words = fold_letters(f" {heads} {text[:HEAD_LENGTH]} {foot}").replace("\n", " ")
    if _LATIN_CUE.search(words) is not None:
        return True
    return not words.isascii() and _OTHER_CUE.search(words) is not None


def weave(cues: Iterable[str]) -> str:
    """Write cues as one expression in which those that begin alike share their beginning.

    >>> weave(["repeat", "refile", "kill"])
    '(?:kill|re(?:file|peat))'
    """
    begun: dict[str, list[str]] = {}
    for cue in cues:
        if not cue:  # another cue goes on where this one is found already
            return ""
        begun.setdefault(cue[0], []).append(cue[1:])
    ways = [re.escape(letter) + weave(rests) for letter, rests in sorted(begun.items())]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


_LATIN_CUE = re.compile("[^a-z]" + weave(tables.LATIN_CUES.strip().replace("\n", "|").split("|")))
_OTHER_CUE = re.compile(weave(tables.OTHER_CUES.split()))
