"""Notices in plain copy, told from stories that merely use their words: kill, hold, embargo, correction, advisory.

A notice shows where it stands and whom it speaks to. Three things are looked for, in the headline, the slugline, the
note to editors, and the lines at the head and the foot of the text: *shouts* (BULLETIN KILL, 撤稿) that stand apart in
capitals or alone on a line; *marks* (KILL:, CORRECTED-) that are plain words set apart; *orders* ("kill the story
slugged ...") and whom they are *addressed* to. A shout is sure; so is a strong mark before a headline, a mark with an
order, an order under an address. A mark of a kill or hold by itself, and an order nobody is addressed with, are unsure:
a person decides. Of corrections, refiles and repeats the mark is enough, as the report goes on.

Nothing is acted on here, and the text is not changed. `mediawire.text.notice_words` says what is known and inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from mediawire.report import Span
from mediawire.text import notice_words as tables
from mediawire.text.embargo_times import ReleaseTime
from mediawire.text.notice_cues import HEAD_LENGTH, may_notify
from mediawire.text.notice_signs import (
    BRACKETS,
    Line,
    Place,
    Sign,
    faint_signs,
    is_addressed,
    lines_of_text,
    marks_of,
    orders_of,
    split_lines,
)
from mediawire.text.notice_targets import FoundTarget, find_targets

FAINT_LENGTH, MESSAGE_LENGTH = 600, 2000
"""A longer text with an order in it may be a story about an agency: then a person decides."""
ORDER = ("kill", "hold", "embargo", "release", "correction", "refile", "repeat", "advisory")
"""From the gravest to the least; what is found is given in this order."""


class FoundNotice(NamedTuple):
    """A notice that was found: its kind, whether it is sure, the rule and the place that it was told by.

    ``span`` lies in what stands at ``place``. ``until`` is for embargoes.
    """

    kind: str
    is_sure: bool
    rule: str
    place: Place
    span: Span
    targets: tuple[FoundTarget, ...] = ()
    until: ReleaseTime | None = None


def find_notices(
    headline: str | None,
    slugline: str | None,
    text: str,
    ed_note: str | None = None,
    language: str | None = None,
    published: datetime | None = None,
) -> tuple[FoundNotice, ...]:
    """Find the notices in a report's plain copy, the gravest first; at most one of a kind.

    ``published`` and ``language`` serve only to understand the time at which an embargo ends.

    >>> find_notices("BC-US--Harbor Fire, MANDATORY KILL", None, "Kill the story slugged BC-US--Harbor Fire.")[0][:3]
    ('kill', True, 'shout')
    >>> find_notices("Frosts kill the early vintage", None, "The frosts of last week may kill the early vintage.")
    ()
    """
    parts = ((headline, Place.HEADLINE), (slugline, Place.SLUGLINE), (ed_note, Place.ED_NOTE))
    if not may_notify(" ".join(words[:HEAD_LENGTH] for words, _ in parts if words), text):
        return ()
    lines = [line for words, place in parts if words for line in split_lines(words, place)]
    lines += lines_of_text(text, any(map(is_addressed, lines)))
    marks = [sign for line in lines for sign in marks_of(line, published, language)]
    signs = marks + [sign for line in lines for sign in orders_of(line, bool(marks))]
    is_long = len(text) > MESSAGE_LENGTH
    is_message = any(line.is_message and line.place is Place.TEXT for line in lines)
    found = [notice for kind in ORDER if (notice := _weigh(kind, signs, is_long, is_message)) is not None]
    if not found and len(text) <= FAINT_LENGTH:
        found = [_notice(sign, False, "words of the desk") for sign in faint_signs(lines)][:1]
    targets = find_targets("\n".join(line.words for line in lines)) if found else ()
    return tuple(notice._replace(targets=targets) for notice in _settle(found))


def _weigh(kind: str, signs: Iterable[Sign], is_long: bool, is_message: bool) -> FoundNotice | None:
    """Weigh the signs of one kind: sure, unsure, or nothing."""
    mine = [sign for sign in signs if sign.kind == kind]
    if kind == "advisory":  # a note to editors stands beside a story, and a line further down is no message
        mine = [sign for sign in mine if sign.line.place is not Place.ED_NOTE and not sign.line.is_late]
    best = next((sign for sign in sorted(mine, key=_tells_less) if sign.is_strong), None)
    if best is not None:
        return _notice(best, True)
    marks = [sign for sign in mine if sign.rule != "order"]
    orders = [sign for sign in mine if sign.rule == "order"]
    orders.sort(key=lambda sign: sign.line.place is Place.HEADLINE)
    if kind in tables.PLAIN_MARKS:
        opening = next((sign for sign in orders if _opens_bracket(sign)), None)
        return _notice(opening, True) if opening else None
    if kind == "advisory":
        return _notice(marks[0], is_message and not is_long) if marks else None
    if kind == "embargo":
        return _notice(marks[0], False) if marks else None
    if marks and orders:
        is_told = any(not _may_tell(mark) for mark in marks) or any(_is_of_the_desk(order) for order in orders)
        return _notice(marks[0], is_told, "mark and order")
    bracketed = next((sign for sign in orders if _is_in_brackets(sign.line)), None)
    if bracketed is not None:
        return _notice(bracketed, not is_long, "order in brackets")
    spoken = next((sign for sign in orders if sign.line.is_message), None)
    if spoken is not None:
        return _notice(spoken, not is_long or spoken.line.place is Place.ED_NOTE, "order under an address")
    if orders and not is_long and _names_target(orders[0].line):
        is_technical = any(_OF_THE_DESK.search(sign.line.folded) for sign in orders)
        return _notice(orders[0], is_technical, "order" if not is_technical else "order on a numbered story")
    return _notice(marks[0], False) if marks and kind in ("kill", "hold") else None


def _may_tell(mark: Sign) -> bool:
    """Tell whether a mark may be what a headline tells of: small letters before a colon ("Retraction: journal ...")."""
    words = mark.line.words
    is_small = words[mark.start : mark.end].upper() != words[mark.start : mark.end]
    return mark.line.place is Place.HEADLINE and is_small and words[mark.end : mark.end + 1] == ":"


def _is_of_the_desk(order: Sign) -> bool:
    """Tell whether an order speaks to desks: to editors, in brackets, or of copy by its names."""
    line = order.line
    return line.is_message or _is_in_brackets(line) or bool(_OF_THE_DESK.search(line.folded)) or _names_target(line)


def _opens_bracket(sign: Sign) -> bool:
    return bool(re.match(r"\W*[(\[*]|eds?:", sign.line.folded)) or sign.line.place is Place.ED_NOTE


def _tells_less(sign: Sign) -> bool:
    return sign.until is None or sign.until.at is None


def _is_in_brackets(line: Line) -> bool:
    """Tell whether a line stands in brackets or between asterisks, as Reuters puts what it says of its own report."""
    return line.words.lstrip("^ \t")[:1] in BRACKETS and bool(re.search(r"[)\]*】）]\W*$", line.folded))


def _names_target(line: Line) -> bool:
    return bool(_ABOUT_COPY.search(line.folded))


_ABOUT_COPY = re.compile(tables.ABOUT_COPY)
_OF_THE_DESK = re.compile(tables.OF_THE_DESK)


def _notice(sign: Sign, is_sure: bool, rule: str | None = None) -> FoundNotice:
    start = sign.line.start
    span = Span(start + sign.start, start + sign.end)
    return FoundNotice(sign.kind, is_sure, rule or sign.rule, sign.line.place, span, (), sign.until)


def _settle(found: list[FoundNotice]) -> list[FoundNotice]:
    """Let a hold that is lifted be no hold, and a grave notice be no mere advisory.

    A lifted embargo is no embargo either; a kill stands beside whatever else is said.
    """
    kinds = {notice.kind: notice for notice in found}
    if "release" in kinds and "kill" not in kinds:
        for kind in ("hold", "embargo"):
            if kind in kinds and kinds["release"].is_sure >= kinds[kind].is_sure:
                del kinds[kind]
    if (
        "embargo" in kinds
        and "hold" in kinds
        and (kinds["hold"].rule != "shout" or _meet(kinds["hold"], kinds["embargo"]))
    ):
        del kinds["hold"]
    if any(kind in kinds and kinds[kind].is_sure for kind in ("kill", "hold", "release", "embargo")):
        kinds.pop("advisory", None)
    if "kill" in kinds and kinds["kill"].is_sure:
        for kind in ("hold", "release", "refile", "repeat"):
            kinds.pop(kind, None)
    return list(kinds.values())


def _meet(one: FoundNotice, other: FoundNotice) -> bool:
    """Tell whether two notices are told by the same words: "hold for release at 6 a.m." is an embargo."""
    return one.place is other.place and one.span.overlap(other.span) > 0
