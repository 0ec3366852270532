"""Asks a corpus where a text comes from: features, look-up, what may explain it, what does.

A table of contents: what decides is in ``reuse`` (``suspects.py``, ``cover.py``), what is on disk is the corpus's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import numpy as np

from mediawire.corpus.asked import Asked, in_micros, read_asked
from mediawire.corpus.index import UNKNOWN_TIME
from mediawire.corpus.searchable import Searchable
from mediawire.corpus.telling import tell
from mediawire.corpus.trace import Trace
from mediawire.errors import NaiveTime
from mediawire.report import Report
from mediawire.reuse.constants import JUDGEMENT, TRACE
from mediawire.reuse.cover import Candidate, Choice, align, count_heading, explain_aligned
from mediawire.reuse.suspect_kernels import FOREVER, arrange
from mediawire.reuse.suspects import Postings, Suspects, find_suspects, tell_factors
from mediawire.text.blocks import split_blocks
from mediawire.text.furniture import collect_furniture, label_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

Period = tuple[int | None, int | None]
"""From when on and up to when, in microseconds since 1970; None is open."""
SLACK = JUDGEMENT.slack_minutes * 60_000_000
"""Clocks of two sites may be this far apart, in microseconds; those of one outlet are one clock."""


NUMBER = re.compile(r"[^\W_]*\d[^\W_]*")
LEAST_SHARED_NUMBER = 11
"""Characters at the start: longer than a day in figures."""


def trace(
    corpus: Searchable,
    report: str | Report | Mapping[str, Any],
    *,
    since: datetime | None = None,
    before: datetime | None = None,
    leave_out: Iterable[str] = (),
    limit: int | None = None,
) -> Trace:
    """Tell where a text comes from: the smallest set of reports of a corpus that explains it.

    ``since``, ``before``  only what was published from then on, and before, is asked; a time that is unknown may be any
    ``leave_out``  ids that are not asked; the report's own, where it has one, never is
    ``limit``      at most so many sources; what the others explain is unexplained then
    """
    asked = read_asked(report)
    hidden = [number for id in (asked.id, *leave_out) if id for number in corpus.numbers_of(id)]
    for name, time in (("since", since), ("before", before)):
        if time is not None and time.utcoffset() is None:
            raise NaiveTime(name, f"{time.isoformat()} has no time zone")
    postings = look_up(corpus, asked, hidden, (in_micros(since), in_micros(before)))
    suspects = find_suspects(postings, corpus.published, lambda numbers: tell_late(corpus, asked, numbers))
    candidates = list_candidates(corpus, asked, suspects)
    choices, worth = explain_asked(asked, suspects, candidates)
    return tell(corpus, asked, suspects, choices[:limit], worth)


def look_up(corpus: Searchable, asked: Asked, hidden: Sequence[int], period: Period) -> Postings:
    """Look the features up, a few hundred reports of each; where that is a hot story's, all that carried it."""
    postings = _look_up(corpus, asked, hidden, period, TRACE.postings)
    crowded = postings.counts >= TRACE.postings
    most = TRACE.hot_share * len(asked.places)
    if np.count_nonzero(crowded) <= most:
        return postings
    if np.count_nonzero(crowded & (tell_factors(postings) > 0)) <= most:
        return postings
    return _look_up(corpus, asked, hidden, period, TRACE.hot_postings)


def _look_up(corpus: Searchable, asked: Asked, hidden: Sequence[int], period: Period, cap: int) -> Postings:
    numbers, which = corpus.look_up(asked.hashes, cap)
    since, before = period
    made, words = np.empty((4, len(numbers)), np.int32), np.empty(len(numbers), np.uint32)
    counts = np.empty(len(asked.places), np.int32)
    left, reports, bound = arrange(
        numbers, which, corpus.outlets, corpus.words, corpus.published, np.array(hidden, np.uint32),
        UNKNOWN_TIME if since is None else since, FOREVER if before is None else before, UNKNOWN_TIME,
        made, words, counts,
    )  # fmt: skip
    own, which, holders, outlets = made[:, :left]
    return Postings(
        asked.places, len(asked.words), own, which, holders, outlets, words[:left], counts, reports, bound
    )  # fmt: skip


def list_candidates(corpus: Searchable, asked: Asked, suspects: Suspects) -> list[Candidate]:
    """Read the texts of those who may explain the text."""
    late = tell_late(corpus, asked, suspects.chosen)
    times, outlets = corpus.published[suspects.chosen], corpus.outlets[suspects.chosen]
    rows = zip(suspects.chosen.tolist(), times.tolist(), outlets.tolist(), late.tolist(), strict=True)
    return [
        Candidate(
            number,
            corpus.text(number),
            outlet - 1,
            None if time == UNKNOWN_TIME else time,
            is_later,
            asked.id is not None and are_kin(asked.id, corpus.id_of(number)),
        )
        for number, time, outlet, is_later in rows
    ]


def are_kin(one: str, other: str) -> bool:
    """Tell whether two ids are those of versions of one report: the same number, with another day or version behind it.

    >>> are_kin("2009/01/us-autos-idUSTRE50A33I20090111", "2009/01/us-autos-sb-idUSTRE50A33I20090112")
    True
    """
    left, right = ((NUMBER.findall(id) or [""])[-1] for id in (one, other))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
    return shared >= LEAST_SHARED_NUMBER and 3 * shared >= 2 * max(len(left), len(right))


def tell_late(corpus: Searchable, asked: Asked, numbers: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell which reports came after the text; the clocks of two outlets may differ."""
    if asked.published is None:
        return np.zeros(len(numbers), np.bool_)
    times = corpus.published[numbers]
    late = times > asked.published + SLACK
    for row in np.flatnonzero(~late & (times > asked.published)).tolist() if asked.outlet else ():
        late[row] = corpus.facts(int(numbers[row])).outlet == asked.outlet
    return late


def explain_asked(
    asked: Asked, suspects: Suspects, candidates: Sequence[Candidate]
) -> tuple[list[Choice], NDArray[np.float32]]:
    """Choose what explains the text; where that is little, without what stands around reports on pages.

    Lists of links, disclaimers and the like are told by what they say only where it matters: it takes more time than
    all else here. Returns what each word is worth, too: 0 for page noise.
    """
    heading = count_heading(asked.text, asked.starts)
    worth = suspects.worth
    aligned = align(asked.words, candidates)
    choices = explain_aligned(aligned, worth, heading)
    if all(np.count_nonzero(choice.explained) >= TRACE.sure_words for choice in choices):
        return choices, worth
    blocks = split_blocks(asked.text)
    for piece in collect_furniture(blocks, label_blocks(blocks)):
        first, last = asked.starts.searchsorted(np.array(piece.span, np.int32))
        worth[first:last] = 0.0
    return explain_aligned(aligned, worth, heading), worth
