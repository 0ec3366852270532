"""Traces as one self-contained page: each text with the passages of its sources marked, beside the list of the sources.

Colour is never alone: a passage carries the number of its source, and what no report explains is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html import escape

from mediawire.corpus.trace import Trace, TracedSource
from mediawire.reuse.paraphrase import Correspondence
from mediawire.view.markup import begin_document, read_sheets, show_foreign, show_text
from mediawire.view.rows import COME, GONE, SAME, Run, cut_paragraphs
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
from mediawire.view.words import begin, close, count, percent, shorten

HUES = 8
MAP_WIDTH, MAP_HEIGHT = 1000, 14
LISTED = 12
ALIKE_LISTED = 50
PASSAGES_LISTED = 40
QUOTED = 1_500
COMPARED_WORDS = 400
WORD = re.compile(r"\s+|[^\s\w]|\w+")

Texts = Mapping[str, str] | None
Entry = tuple[str, str, Trace, Texts]
"""A name, the text that was traced, its trace, and the texts of its sources by id where they are at hand."""


def render_trace_page(traces: Sequence[Entry]) -> str:
    """Return the whole page as HTML; each trace comes with its name, its text and, if known, its sources' texts."""
    title = f"{name_finding(traces[0][2])}: {traces[0][0]}" if len(traces) == 1 else f"{len(traces):,} texts traced"
    return "".join(
        (
            begin_document(title, read_sheets("sheet", "trace")),
            "<body>\n",
            show_masthead(traces),
            "<main>\n",
            show_contents(traces),
            *(show_trace(number, *entry, alone=len(traces) == 1) for number, entry in enumerate(traces, 1)),
            "</main>\n<footer>\n<p>A number marks the report that shares a passage, the best source first. Solidly "
            "underlined is what stands there word for word; with dashes, what was edited or is said in other words. "
            "Characters that do not show themselves are written as marks such as ‹ZWSP›.</p>\n</footer>\n"
            "</body>\n</html>\n",
        )
    )


def show_masthead(traces: Sequence[Entry]) -> str:
    """Write what was found large, as a newspaper writes its name."""
    if len(traces) == 1:
        title, deck = name_finding(traces[0][2]), tell_finding(traces[0][2])
    else:
        found = sum(bool(trace.sources) for _, _, trace, _ in traces)
        title = f"{count(len(traces), 'text')} traced"
        deck = f"{found:,} found in the corpus, {len(traces) - found:,} not."
    return (
        "<header class=masthead>\n<p class=kicker>mediawire <span>Where does it come from?</span></p>\n"
        f"<h1>{escape(title)}</h1>\n<p class=deck>{escape(deck)}</p>\n</header>\n"
    )


def show_contents(traces: Sequence[Entry]) -> str:
    """List several traces, each with its share and its best source, as links to what follows."""
    if len(traces) < 2:
        return ""
    lines = "".join(
        f"<tr><th scope=row><a href='#t{number}'>{show_foreign(name or f'text {number}', limit=80)}</a></th>"
        f"<td class=figure>{percent(trace.explained)}</td><td class=figure>{len(trace):,}</td>"
        f"<td>{show_headline(trace.sources[0], 90) if trace.sources else '<i>no source found</i>'}</td></tr>\n"
        for number, (name, _, trace, _) in enumerate(traces, 1)
    )
    heads = "".join(f"<th scope=col>{head}</th>" for head in ("Text", "Explained", "Sources", "Best source"))
    return f"<nav class=contents aria-label='The texts'><table>\n<tr>{heads}</tr>\n{lines}</table></nav>\n"


def show_trace(number: int, name: str, text: str, trace: Trace, texts: Texts, alone: bool) -> str:
    """Show one trace: its sum, its strip, then the text beside its sources."""
    pieces = cut_text(text, trace)
    found = "" if alone else f"<p class=deck>{escape(name_finding(trace))}. {escape(tell_finding(trace))}</p>\n"
    common = (
        f"<p class=common><b>Probably a common source.</b> {show_text(close(trace.common_source))}</p>\n"
        if trace.common_source
        else ""
    )
    sources = "".join(
        show_source(f"t{number}s{at}", at, source, text, (texts or {}).get(source.id))
        for at, source in enumerate(trace.sources, 1)
    )
    beside = f"<ol>\n{sources}</ol>\n" if sources else f"<p class=none>{escape(tell_finding(trace))}</p>\n"
    return (
        f"<section class=trace id=t{number} aria-labelledby=h{number}>\n"
        f"<h2 id=h{number}>{show_foreign(name or f'Text {number}', limit=200)}</h2>\n{found}{common}"
        f"{show_strip(number, trace, pieces, len(text))}"
        f"<div class=split>\n<div class=text>\n{show_pieces(number, text, pieces)}</div>\n"
        f"<aside aria-label='Sources of text {number}'>\n<h3 class=unseen>Sources</h3>\n"
        f"{beside}{show_rest(text, trace)}</aside>\n</div>\n</section>\n"
    )


def show_strip(number: int, trace: Trace, pieces: Sequence[Piece], length: int) -> str:
    """Draw the text as a strip in the colours of its sources, and say the same in words."""
    if not trace.sources:
        return ""
    bars = "".join(
        f"<rect class={hue(piece)} x={MAP_WIDTH * piece.span.start / length:.1f} "
        f"width={max(MAP_WIDTH * (piece.span.end - piece.span.start) / length - 1, 0.6):.1f} height={MAP_HEIGHT} />"
        for piece in pieces
        if piece.kind
    )
    keys = [
        f"<a class='swatch s{1 + (at - 1) % HUES}' href='#t{number}s{at}'>{at} "
        f"{show_foreign(next(tell_place(source)), limit=30)} {percent(source.explains)}</a>"
        for at, source in enumerate(trace.sources, 1)
    ]
    rest = 1 - trace.explained
    keys += [f"<span class='swatch rest'>no source found {percent(rest)}</span>"] if rest > 0 else []
    return (
        f"<svg class=map viewBox='0 0 {MAP_WIDTH} {MAP_HEIGHT}' preserveAspectRatio=none role=img "
        f"aria-label='The text, by source; the shares follow in words'>{bars}</svg>\n"
        f"<p class=key>{' '.join(keys)}</p>\n"
    )


def hue(piece: Piece) -> str:
    """Return the class of a piece: the colour of its best source."""
    return f"s{1 + (piece.sources[0] - 1) % HUES}" if piece.sources else "rest"


def show_pieces(number: int, text: str, pieces: Sequence[Piece]) -> str:
    """Write the text, each passage marked with the numbers of its sources."""
    runs = [Run(str(at), piece.span.of(text)) for at, piece in enumerate(pieces)]
    seen: set[str] = set()
    return "".join(
        f"<p lang='' dir=auto>{''.join(show_run(number, run, pieces, seen) for run in paragraph)}</p>\n"
        for paragraph in cut_paragraphs(runs)
    )


def show_run(number: int, run: Run, pieces: Sequence[Piece], seen: set[str]) -> str:
    """Write a run of the text; where its passage begins stand the numbers of its sources."""
    piece = pieces[int(run.tone)]
    shown = show_text(run.text)
    if not piece.kind or not run.text.strip():
        return shown
    first = run.tone not in seen
    seen.add(run.tone)
    if not piece.sources:
        return f"<span class=rest>{'<span class=unseen>No source found: </span>' if first else ''}{shown}</span>"
    links = ""
    if first:
        links = "".join(
            f"<a class='no s{1 + (at - 1) % HUES}' href='#t{number}s{at}' "
            f"title='Source {at}, {KINDS.get(piece.kind, 'shared')}'>{at}</a>"
            for at in piece.sources
        )
    return f"<mark class='{hue(piece)} {'same' if piece.kind == 'verbatim' else 'near'}'>{links}{shown}</mark>"


def show_source(anchor: str, number: int, source: TracedSource, text: str, original: str | None) -> str:
    """Write one source: what it is, how much it explains, what speaks for it, and its passages."""
    told = [show_foreign(each, limit=60) for each in tell_place(source)]
    told += [f"<b>{escape(name_version(source))}</b>"] if name_version(source) else []
    later = tell_later(source)
    stamp = f"<p class='later{' bad' if source.is_later else ''}'>{escape(close(later))}</p>\n" if later else ""
    evidence = [f"<li>{show_text(close(shorten(each, 500)))}</li>\n" for each in source.evidence]
    return (
        f"<li class='source-card s{1 + (number - 1) % HUES}' id={anchor}>\n"
        f"<h3><span class=no>{number}</span> {show_headline(source, 160)}</h3>\n"
        f"<p class=source>{' · '.join(told)}<br>{show_foreign(source.id, limit=80)}</p>\n{stamp}"
        f"<p class=share><b>{percent(source.explains)}</b> of the text, which no better source explains</p>\n"
        f"<p class=told>{escape(tell_shares(source))}</p>\n"
        f"{fold(evidence, 'ul', 'Evidence', LISTED)}"
        f"{show_passages(source, text, original)}{show_alike(source)}</li>\n"
    )


def show_headline(source: TracedSource, limit: int) -> str:
    """Write the headline of a source."""
    return show_foreign(source.headline, limit=limit) if source.headline else "<i>no headline</i>"


def fold(lines: Sequence[str], tag: str, label: str, listed: int) -> str:
    """Write a list; what is beyond its first lines is folded away."""
    if not lines:
        return ""
    rest = "".join(lines[listed:])
    more = f"<details><summary>{len(lines) - listed:,} more</summary>\n<{tag}>\n{rest}</{tag}>\n</details>\n"
    shown = f"<{tag} aria-label='{label}'>\n{''.join(lines[:listed])}</{tag}>\n"
    return shown + (more if rest else "")


def show_passages(source: TracedSource, text: str, original: str | None) -> str:
    """Fold away the passages of a source: the words of the text, and where both are at hand what was changed."""
    if not source.reuse:
        return ""
    lines = "".join(
        f"<li><span class=label>{show_text(KINDS.get(each.kind, each.kind))}</span> "
        f"{''.join(show_passage(each, text, original))}</li>\n"
        for each in source.reuse[:PASSAGES_LISTED]
    )
    left = len(source.reuse) - PASSAGES_LISTED
    more = f"<p class=sum>… and {count(left, 'more passage')}, marked in the text.</p>\n" if left > 0 else ""
    return f"<details><summary>{show_text(tell_passages(source))}</summary>\n<ul>\n{lines}</ul>\n{more}</details>\n"


def show_passage(each: Correspondence, text: str, original: str | None) -> Iterator[str]:
    """Write a passage once where it is the same, as changes where it was edited, else both sides."""
    now, was = each.copy.of(text).strip(), each.original.of(original).strip() if original else ""
    if not was or each.kind == "verbatim":
        yield show_foreign(now, "q", QUOTED)
    elif each.kind == "paraphrase" or len(was) + len(now) > 4 * QUOTED:
        yield f"{show_foreign(now, 'q', QUOTED)} <span class=label>in the source:</span> "
        yield show_foreign(was, "q", QUOTED)
    else:
        yield "<q lang='' dir=auto>"
        yield from (f"<{tag}>{show_text(words)}</{tag}>" if tag else show_text(words) for tag, words in weave(was, now))
        yield "</q>"


def weave(was: str, now: str) -> Iterable[tuple[str, str]]:
    """Merge two wordings: what went as ``del``, what came as ``ins``; white space is the copy's."""
    left, right = WORD.findall(was), WORD.findall(now)
    tags = {SAME: "", GONE: "del", COME: "ins"}
    if len(left) + len(right) > 4 * COMPARED_WORDS:
        return (("del", was), ("ins", now))
    woven: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            woven.append((tags[SAME], "".join(right[c:d])))
            continue
        gone, come = "".join(left[a:b]), "".join(right[c:d])
        woven += [(tags[GONE], gone)] if gone.strip() else []
        woven += [(tags[COME] if come.strip() else tags[SAME], come)] if come else []
    return woven


def show_alike(source: TracedSource) -> str:
    """Name the other reports that hold the same."""
    if not source.alike:
        return ""
    listed = ", ".join(show_foreign(each, limit=80) for each in source.alike[:ALIKE_LISTED])
    left = len(source.alike) - ALIKE_LISTED
    more = f" and {left:,} more" if left > 0 else ""
    told = begin(count(len(source.alike), "other report"))
    return f"<details><summary>{told} with the same</summary>\n<p class=ids>{listed}{more}</p>\n</details>\n"


def show_rest(text: str, trace: Trace) -> str:
    """List what no report explains, in its own words."""
    rest = [span.of(text) for span in trace.unexplained]
    if not trace.sources or not any(each.strip() for each in rest):
        return ""
    lines = [f"<li>{show_foreign(each, 'q', 300)}</li>\n" for each in rest if each.strip()]
    told = f"No source found for {percent(1 - trace.explained)}" if trace.explained < 1 else "No source found"
    return f"<section class=unfound><h3>{told}</h3>\n{fold(lines, 'ul', UNEXPLAINED, LISTED)}</section>\n"
