"""Says in sentences a person can check why one report is taken for the parent of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from mediawire.report import Span
from mediawire.text.tokens import Tokens, scan

MOST_QUOTED, LONGEST_QUOTED = 3, 80
"""How many wordings a sentence quotes, and how many code points of each."""

Pair = tuple[int, int]


class _Story(NamedTuple):
    text: str
    tokens: Tokens
    pairs: list[Pair]

    @classmethod
    def of(cls, text: str) -> _Story:
        tokens = scan(text)
        ids = tokens.ids.tolist()
        return cls(text, tokens, list(pairwise(ids)))


def explain(
    parent: str,
    copy: str,
    others: Sequence[str] = (),
    runner_up: str | None = None,
    lag: timedelta | None = None,
) -> tuple[str, ...]:
    """Say what speaks for one text being the parent of another, each reason in a sentence.

    ``others``     the texts of the other members of the family
    ``runner_up``  the text of the next best parent
    ``lag``        how much later the copy was published, None where a time is missing

    >>> explain("The mayor of Ulm resigned today.", "The mayor of Ulm resigned on Monday.", ["A mayor resigned."])[0]
    'shares 1 wording found nowhere else: “The mayor of Ulm resigned”'
    """
    story, above = _Story.of(copy), set(_Story.of(parent).pairs)
    elsewhere = {pair for other in others for pair in _Story.of(other).pairs}
    reasons = [
        _tell(
            "shares", _runs(story, lambda pair: pair in above and pair not in elsewhere), copy, " found nowhere else"
        ),
        None if lag is None else _tell_lag(lag),
    ]
    if runner_up is not None:
        rival = set(_Story.of(runner_up).pairs)
        reasons.append(
            _tell("the runner-up lacks", _runs(story, lambda pair: pair in above and pair not in rival), copy)
        )
    own = _runs(story, lambda pair: pair not in above and pair not in elsewhere)
    reasons.append(_tell("has", own, copy, " of its own"))
    return tuple(reason for reason in reasons if reason)


def _runs(story: _Story, is_meant: Callable[[Pair], bool]) -> list[Span]:
    """Find the stretches of a story all of whose pairs of adjacent words are meant."""
    return list(_stretches(story, [is_meant(pair) for pair in story.pairs]))


def _stretches(story: _Story, meant: Sequence[bool]) -> Iterator[Span]:
    first = None
    for place, is_meant in enumerate([*meant, False]):
        if is_meant and first is None:
            first = place
        elif not is_meant and first is not None:
            yield story.tokens.span(first, place + 1)
            first = None


def _tell(verb: str, spans: Sequence[Span], text: str, where: str = "") -> str | None:
    """Count wordings and quote the longest; None if there are none."""
    if not spans:
        return None
    longest = sorted(sorted(spans, key=lambda span: span.start - span.end)[:MOST_QUOTED])
    quotes = ", ".join(f"“{_cut(span.of(text))}”" for span in longest)
    return f"{verb} {len(spans)} wording{'s' if len(spans) > 1 else ''}{where}: {quotes}"


def _cut(wording: str) -> str:
    """Show a wording on one line, and only so much of it."""
    line = " ".join(wording.split())
    return line if len(line) <= LONGEST_QUOTED else f"{line[: LONGEST_QUOTED - 1].rstrip()}…"


def _tell_lag(lag: timedelta) -> str:
    if lag < timedelta():
        return f"dated {_tell_time(-lag)} earlier, against what the texts say"
    return f"published {_tell_time(lag)} later"


def _tell_time(time: timedelta) -> str:
    """Say a length of time in its two largest units."""
    minutes = int(time.total_seconds()) // 60
    units = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    return " ".join([f"{number} {unit}" for number, unit in units if number][:2]) or "less than a minute"
