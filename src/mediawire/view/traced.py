"""What both views of a trace show: its text cut by source, and the words for what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mediawire.corpus.trace import Trace, TracedSource
from mediawire.report import Span
from mediawire.view.times import tell_time
from mediawire.view.words import close, count, percent

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
KINDS = {"verbatim": "word for word", "edited": "edited", "paraphrase": "in other words"}
UNEXPLAINED = "unexplained"
NOT_FOUND = "No report in the corpus shares a passage with this text."
NO_PROOF = "That is no proof that it is original: its source may not be in the corpus."


class Piece(NamedTuple):
    """A piece of the traced text: the sources that share it, numbered from 1, and how the first of them has it.

    ``kind`` is that of a correspondence, "unexplained" where no source was found, and empty between passages.
    """

    span: Span
    sources: tuple[int, ...]
    kind: str


def cut_text(text: str, trace: Trace) -> list[Piece]:
    """Cut a traced text wherever a passage of a source begins or ends; the pieces, joined, are the text."""
    marks: list[tuple[int, int, int, str]] = []  # where, whether it begins, number of the source, kind
    for number, source in enumerate(trace.sources, 1):
        for each in source.reuse:
            marks += mark_ends(each.copy, number, each.kind, len(text))
    for span in trace.unexplained:
        marks += mark_ends(span, 0, UNEXPLAINED, len(text))
    pieces: list[Piece] = []
    open_: Counter[tuple[int, str]] = Counter()
    done = 0
    for place, begins, number, kind in [*sorted(marks), (len(text), 1, 0, "")]:
        if place > done:
            pieces.append(name_piece(Span(done, place), open_))
            done = place
        open_[number, kind] += 1 if begins else -1
    return pieces


def mark_ends(span: Span, number: int, kind: str, length: int) -> list[tuple[int, int, int, str]]:
    """Return the two ends of a passage, kept inside the text; none where nothing is left."""
    start, end = max(0, span.start), min(length, span.end)
    return [(start, 1, number, kind), (end, 0, number, kind)] if start < end else []


def name_piece(span: Span, open_: Counter[tuple[int, str]]) -> Piece:
    """Tell whose piece this is, of the passages that are open here; a source goes before what is unexplained."""
    here = sorted(key for key, number in open_.items() if number > 0)
    found = [(number, kind) for number, kind in here if number]
    if found:
        return Piece(span, tuple(dict.fromkeys(number for number, _ in found)), found[0][1])
    return Piece(span, (), UNEXPLAINED if here else "")


def name_finding(trace: Trace) -> str:
    """Say in a few words what was found: ``Found in two reports``."""
    if not trace.sources:
        return "No source found"
    number = len(trace)
    return f"Found in {NUMBERS[number] if number < len(NUMBERS) else f'{number:,}'} report{'s' * (number > 1)}"


def tell_finding(trace: Trace) -> str:
    """Say in a sentence or two how much of the text is explained, and that the rest is not."""
    if not trace.sources:
        return f"{NOT_FOUND} {NO_PROOF}"
    rest = 1 - trace.explained
    missing = f" For {percent(rest)} no source was found." if rest > 0 else ""
    where = "it" if len(trace) == 1 else "them"
    return f"{percent(trace.explained)} of the text’s words stand in {where}.{missing}"


def name_version(source: TracedSource) -> str:
    """Say which version it is: ``the second of four versions``; empty where the report never changed."""
    if source.versions < 2:
        return ""
    which = ORDINALS[source.version - 1] if source.version <= len(ORDINALS) else f"number {source.version}"
    many = NUMBERS[source.versions] if source.versions < len(NUMBERS) else f"{source.versions:,}"
    return f"the {which} of {many} versions"


def tell_place(source: TracedSource) -> Iterator[str]:
    """Say where and when a source stood; what is not known is said."""
    yield source.outlet.strip() if source.outlet and source.outlet.strip() else "outlet not known"
    yield tell_time(source.published) if source.published else "time not known"


def tell_later(source: TracedSource) -> str:
    """Say where the clock speaks against a source, or cannot speak."""
    if source.is_later:
        return "Published later than the text: a relative, not its source"
    return "" if source.is_later is False else "Which of the two was first is not known"


def tell_shares(source: TracedSource) -> str:
    """Say how much of either text is in the other."""
    shares = source.shares
    return (
        f"{percent(shares.copy_from_original)} of the text is in it, {percent(shares.verbatim)} word for word; "
        f"{percent(shares.original_in_copy)} of it is in the text."
    )


def tell_passages(source: TracedSource) -> str:
    """Count a source's passages by how the text has them."""
    kinds = Counter(KINDS.get(each.kind, each.kind) for each in source.reuse)
    said = count(len(source.reuse), "passage")
    if len(kinds) == 1:
        return f"{said}, {next(iter(kinds))}."
    return close(f"{said}: {', '.join(f'{number:,} {kind}' for kind, number in kinds.items())}")
