"""Why a block of a page was left out of the body, and the list of what was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from mediawire.wire.page_blocks import Block
from mediawire.wire.page_words import MARKS
from mediawire.wire.reading import LeftOut

_REASONS = {
    "hidden": "not shown on the page",
    "t_noscript": "shown where no script runs",
    "consent": "notice of the site",
    "comment": "comments of readers",
    "share": "sharing",
    "advert": "advertisement",
    "letter": "newsletter, search or form",
    "t_form": "newsletter, search or form",
    "caption": "caption",
    "t_figure": "caption",
    "t_media": "shown where media do not play",
    "t_nav": "navigation",
    "navigation": "navigation",
    "related": "other reports",
    "t_footer": "foot of the page",
    "footer": "foot of the page",
    "facts": "author, date, section or tags",
    "t_aside": "beside the article",
    "sidebar": "beside the article",
    "t_header": "head of the page",
    "header": "head of the page",
    "print": "tools of the page",
}
"""The mark whose element stands nearest above a block gives the reason; of equals the one further up here."""
_MARKED = tuple((MARKS.index(mark), reason) for mark, reason in _REASONS.items())
_LINKED = 0.6
_SAMPLE = 80
_NO_LETTERS = re.compile(r"[\W_]+")


def list_left_out(blocks: Iterable[Block]) -> tuple[LeftOut, ...]:
    """List blocks that were left out, in page order; neighbours left out for the same reason come as one."""
    groups = groupby(blocks, tell_reason)
    return tuple(_sum_up(reason, list(group)) for reason, group in groups)


def tell_reason(block: Block) -> str:
    """Say why a block is no part of the article."""
    if block.container.tag == "h1":
        return "headline"
    if reason := _tell_by_marks(block.container.marks):
        return reason
    return "links" if block.link_letters > _LINKED * len(block.text) else "unlike the article"


@lru_cache(maxsize=5_000)
def _tell_by_marks(marks: bytes) -> str | None:
    """Return the reason that the nearest mark gives; None where no element bears one."""
    place, reason = max(_MARKED, key=lambda marked: marks[marked[0]])
    return reason if marks[place] > 0 else None


def count_letters(text: str) -> int:
    """Count the letters and figures of a text."""
    return len(_NO_LETTERS.sub("", text))


def _sum_up(reason: str, blocks: list[Block]) -> LeftOut:
    letters = sum(count_letters(block.text) for block in blocks)
    text = next((block.text for block in blocks if len(block.text) > 2), blocks[0].text)
    return LeftOut(reason, letters, text if len(text) <= _SAMPLE else text[: _SAMPLE - 1].rstrip() + "…")
