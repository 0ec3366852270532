"""A trace as a report in the terminal: what was found, the sources best first, what remains, the text by source.

The text is safe to print whatever the foreign texts hold. Long passages are shortened, and each place says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from mediawire.corpus.trace import Trace, TracedSource
from mediawire.view.columns import measure
from mediawire.view.terminal import NARROWEST, WIDEST, Line, fill, paint
from mediawire.view.traced import (
    KINDS,
    UNEXPLAINED,
    Piece,
    cut_text,
    name_finding,
    name_version,
    tell_finding,
    tell_later,
    tell_passages,
    tell_place,
    tell_shares,
)
from mediawire.view.words import close, count, percent, shorten

SOURCES_SHOWN = 20
ALIKE_SHOWN = 5
EVIDENCE_SHOWN = 5
PIECES_SHOWN = 100
PIECE_LENGTH = 400
MARGIN = 5
BAR = 20


def render_trace(trace: Trace, name: str, width: int = 80, color: bool = False) -> str:
    """Return the report as text of at most ``width`` cells a line; with ``color``, ANSI codes of our own only."""
    width = max(NARROWEST, min(width, WIDEST))
    lines = [*show_finding(trace, name, width), *show_sources(trace, width), *show_text(trace, width)]
    return "".join(paint(line, color) + "\n" for line in lines)


def show_finding(trace: Trace, name: str, width: int) -> Iterator[Line]:
    """Say what was found, in the first two lines."""
    yield []
    yield from fill([("strong", name_finding(trace)), ("quiet", " · "), ("foreign", shorten(name, 200))], width)
    yield from fill([("", tell_finding(trace))], width)
    if trace.common_source:
        yield from fill([("strong", "Probably a common source: "), ("", close(trace.common_source))], width)


def show_sources(trace: Trace, width: int) -> Iterator[Line]:
    """List the sources, best first."""
    if trace.sources:
        yield from [[], [("title", "SOURCES")]]
    for number, source in enumerate(trace.sources[:SOURCES_SHOWN], 1):
        yield []
        yield from show_source(number, source, width)
    if len(trace) > SOURCES_SHOWN:
        more = f"… and {count(len(trace) - SOURCES_SHOWN, 'more source')}: --html or --json has them all"
        yield from [[], *fill([("quiet", more)], width)]


def show_source(number: int, source: TracedSource, width: int) -> Iterator[Line]:
    """Show a source: what it is, what it explains, and what speaks for it."""
    headline = ("strong", shorten(source.headline, 300)) if source.headline else ("quiet", "no headline")
    yield from fill([headline], width, f"{number:>3}  ", " " * MARGIN)
    told = [shorten(each, 120) for each in (*tell_place(source), name_version(source)) if each]
    yield from indent(f"{' · '.join(told)} · {shorten(source.id, 120)}", width, "quiet")
    filled = round(BAR * min(1.0, source.explains))
    bar = ("quiet", "█" * filled + "░" * (BAR - filled))
    yield from fill([bar, ("", f" explains {percent(source.explains)} of the text")], width, " " * MARGIN)
    yield from indent(f"{tell_shares(source)} {tell_passages(source)}", width)
    if later := tell_later(source):
        yield from indent(close(later), width, "bad" if source.is_later else "quiet")
    for each in source.evidence[:EVIDENCE_SHOWN]:
        yield from fill([("", close(shorten(each, 300)))], width, " " * MARGIN + "· ")
    if len(source.evidence) > EVIDENCE_SHOWN:
        yield from indent(f"· … and {len(source.evidence) - EVIDENCE_SHOWN:,} more", width, "quiet")
    if source.alike:
        listed = ", ".join(shorten(each, 60) for each in source.alike[:ALIKE_SHOWN])
        more = f" and {len(source.alike) - ALIKE_SHOWN:,} more" if len(source.alike) > ALIKE_SHOWN else ""
        yield from indent(f"The same also in {listed}{more}.", width, "quiet")


def indent(text: str, width: int, style: str = "") -> list[Line]:
    """Set a paragraph under a source."""
    return fill([(style, text)], width, " " * MARGIN)


def show_text(trace: Trace, width: int) -> Iterator[Line]:
    """Show the text piece by piece, each under the numbers of its sources; what no report explains is named so."""
    pieces = [piece for piece in cut_text(trace.text, trace) if piece.span.of(trace.text).strip()]
    if not trace.sources or not pieces:
        return
    yield []
    yield from fill([("title", "THE TEXT"), ("quiet", " · by source; long passages are shortened")], width, "", "  ")
    for piece in pieces[:PIECES_SHOWN]:
        yield from [[], show_rule(piece, width)]
        yield from fill([("foreign", shorten(piece.span.of(trace.text), PIECE_LENGTH))], width)
    if len(pieces) > PIECES_SHOWN:
        more = f"… and {count(len(pieces) - PIECES_SHOWN, 'more piece')}: --html or --json has them all"
        yield from [[], *fill([("quiet", more)], width)]


def show_rule(piece: Piece, width: int) -> Line:
    """Draw the hairline above a piece, with whose it is."""
    if piece.sources:
        numbers = ", ".join(map(str, piece.sources[:8])) + " …" * (len(piece.sources) > 8)
        style, label = "strong", f"{numbers}  {KINDS.get(piece.kind, piece.kind)} "
    else:
        style, label = "bad", "?  no source found " if piece.kind == UNEXPLAINED else "·  between passages "
    return [(style, label), ("quiet", "─" * max(0, width - measure(label)))]
