"""A comparison as one self-contained page: no script, nothing fetched, readable in print and by a screen reader.

Everything foreign is escaped, direction overrides and unseen characters become marks, and a strict content security
policy stands in the page itself, so that it is safe wherever it is opened. Colour is never alone: what went is
``<del>``, what came is ``<ins>``, and each passage carries its kind in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from mediawire.report import Span
from mediawire.view.findings import COME, FOREIGN, GONE, Case, Finding, Part, Section
from mediawire.view.markup import begin_document, read_sheets, show_foreign, show_text
from mediawire.view.rows import COME as RUN_COME
from mediawire.view.rows import GONE as RUN_GONE
from mediawire.view.rows import Row, Run, cut_paragraphs, cut_side
from mediawire.view.sections import list_sections
from mediawire.view.words import (
    DERIVATIONS,
    KINDS,
    close,
    count,
    group_constants,
    name_runner_up,
    name_verdict,
    percent,
    say,
    tell_direction,
    tell_encoding,
    tell_promise,
    tell_shares,
)

MAP_WIDTH = 1000
MAP_HEIGHT = 14
LISTED = 12
FEW_MORE = 4
SHARES = (
    ("original_in_copy", "of the original stands in the copy"),
    ("copy_from_original", "of the copy comes from the original"),
    ("verbatim", "of the copy is word for word"),
)


def render_page(comparison: Mapping[str, Any], original: str, copy: str) -> str:
    """Return the whole page as HTML."""
    case = Case.open(comparison, original, copy)
    sections = list_sections(case)
    return "".join(
        (
            begin_page(case),
            "<body>\n<a class=skip href='#passages'>Skip to the passages</a>\n",
            show_masthead(case),
            "<main>\n",
            show_papers(case),
            show_verdict(case),
            "<div class=findings>\n",
            *(show_section(section) for section in sections),
            "</div>\n",
            *show_passages(case),
            "</main>\n",
            show_foot(case),
            "</body>\n</html>\n",
        )
    )


def read_style() -> str:
    """Return the style sheet that every page of a comparison carries."""
    return read_sheets("sheet", "page")


def begin_page(case: Case) -> str:
    """Write the head, with what the copy is and its headline as the title."""
    headline = case.part("copy").get("headline") or case.part("original").get("headline") or "two reports"
    return begin_document(f"{name_verdict(case.comparison)}: {headline}", read_style())


def show_masthead(case: Case) -> str:
    """Write the verdict large, as a newspaper writes its name."""
    promise = tell_promise(case.comparison)
    tone = "bad" if promise.endswith("broken") else "good" if promise.endswith("kept") else "open"
    stamp = f"<p class='stamp {tone}'>{escape(promise.capitalize())}</p>\n" if promise else ""
    return (
        "<header class=masthead>\n<p class=kicker>mediawire <span>What did the copy do to the original?</span></p>\n"
        f"<h1>{show_text(name_verdict(case.comparison))}</h1>\n{stamp}"
        f"<p class=deck>{escape(tell_shares(case.comparison))}</p>\n</header>\n"
    )


def show_papers(case: Case) -> str:
    """Set the two headlines beside each other, each with its file and how that was read."""
    return (
        "<section class=papers aria-label='The two reports'>\n"
        + "".join(show_paper(case, side) for side in ("original", "copy"))
        + "</section>\n"
    )


def show_paper(case: Case, side: str) -> str:
    """Name one of the two texts."""
    read = case.part("read").get(side) or {}
    told = [f"<span dir=auto>{show_text(str(read['path']))}</span>"] if read.get("path") else []
    told += [show_text(encoding)] if (encoding := tell_encoding(read)) else []
    told += [show_text(str(warning)) for warning in read.get("warnings") or ()]
    headline = case.part(side).get("headline")
    title = f"<h2 lang='' dir=auto>{show_text(str(headline))}</h2>" if headline else "<h2 class=none>No headline</h2>"
    strip = show_map(case, side)
    source = f"<p class=source>{' · '.join(told)}</p>"
    return (
        f"<article class='paper {side}'>\n<p class=role>{side.capitalize()}</p>\n{title}\n{source}\n{strip}</article>\n"
    )


def show_map(case: Case, side: str) -> str:
    """Draw a text as a strip of its passages, in their colours; the words beside it say the same."""
    length = len(case.original if side == "original" else case.copy)
    spans = [(show_kind(row), span) for row in case.rows.shown if (span := pick_side(row, side))]
    sizes: dict[str, int] = {}
    for kind, span in spans:
        sizes[kind] = sizes.get(kind, 0) + span.end - span.start
    if not sizes:
        return ""
    words = ", ".join(f"{percent(size / length)} {kind}" for kind, size in sizes.items())
    return (
        f"<svg class=map viewBox='0 0 {MAP_WIDTH} {MAP_HEIGHT}' preserveAspectRatio=none role=img "
        f"aria-label='The {side}, by passages: {words}'>{''.join(draw_bar(*bar, length) for bar in spans)}</svg>\n"
        f"<p class=key>{show_key(sizes, length)}</p>\n"
    )


def pick_side(row: Row, side: str) -> Span | None:
    """Return the place of a passage on one side."""
    return row.original if side == "original" else row.copy


def show_kind(row: Row) -> str:
    """Return the class of a passage in the style sheet."""
    return "kept" if row.is_respaced else row.kind if row.kind in KINDS else "other"


def draw_bar(kind: str, span: Span, length: int) -> str:
    """Draw one passage of the strip, with a hair of space behind it."""
    left, right = MAP_WIDTH * span.start / length, MAP_WIDTH * span.end / length
    return f"<rect class={kind} x={left:.1f} width={max(right - left - 1, 0.6):.1f} height={MAP_HEIGHT} />"


def show_key(sizes: Mapping[str, int], length: int) -> str:
    """Say in words what the strip shows in colours."""
    return " ".join(
        f"<span class='swatch {kind}'>{kind} {percent(size / length)}</span>" for kind, size in sizes.items()
    )


def show_verdict(case: Case) -> str:
    """Say why, how sure, what else it might be, and which text was first."""
    verdict = case.part("verdict")
    reasons = "".join(f"<li>{show_text(close(say(why)))}</li>\n" for why in verdict.get("why") or ())
    told: list[tuple[str, str]] = []
    if verdict.get("rule"):
        told.append(("Rule", close(say(verdict["rule"]))))
    if isinstance(verdict.get("confidence"), int | float):
        derived = DERIVATIONS.get(str(verdict.get("derivation")), "")
        told.append(("Confidence", close(f"{percent(verdict['confidence'])} {derived}")))
    if runner_up := name_runner_up(case.comparison):
        told.append(("Runner-up", close(runner_up)))
    told.append(("Which was first", tell_direction(case.comparison)))
    facts = "".join(f"<div><dt>{label}</dt><dd>{show_text(words)}</dd></div>\n" for label, words in told)
    shares = case.part("shares")
    figures = "".join(
        f"<li><b>{escape(percent(shares[name]))}</b> {words}</li>\n" for name, words in SHARES if name in shares
    )
    return (
        "<section class=verdict aria-labelledby=why>\n"
        f"<div><h2 id=why>Why</h2>\n<ul>\n{reasons}</ul>\n</div>\n"
        f"<div><h2>How sure</h2>\n<dl>\n{facts}</dl>\n</div>\n"
        f"<div><h2>How much</h2>\n<ul class=figures>\n{figures}</ul>\n</div>\n</section>\n"
    )


def show_section(section: Section) -> str:
    """Write one section of findings; a long list is folded away behind its first lines."""
    listed = LISTED if len(section.findings) > LISTED + FEW_MORE else len(section.findings)
    first = "".join(map(show_finding, section.findings[:listed]))
    rest = "".join(map(show_finding, section.findings[listed:]))
    more = (
        f"<details><summary>{len(section.findings) - LISTED:,} more</summary>\n<ul>\n{rest}</ul>\n</details>\n"
        if rest
        else ""
    )
    shown = f"<ul>\n{first}</ul>\n" if first else ""
    return (
        f"<section class=finding-group aria-labelledby=s-{section.name}>\n"
        f"<h2 id=s-{section.name}>{escape(section.title)}</h2>\n"
        f"<p class=sum>{show_text(section.summary)}</p>\n{shown}{more}</section>\n"
    )


def show_finding(finding: Finding) -> str:
    """Write one finding, with links to the passages where it stands."""
    label = (
        f"<span class='label {finding.tone}'>{show_text(finding.label)}<span class=unseen>:</span></span> "
        if finding.label
        else ""
    )
    links = "".join(
        f" <a href='#p{number}' title='Go to passage {number}'>¶{number}</a>" for number in finding.passages
    )
    under = f"\n<ul>\n{''.join(map(show_finding, finding.under))}</ul>\n" if finding.under else ""
    return f"<li>{label}<div>{''.join(map(show_part, finding.parts))}{links}{under}</div></li>\n"


def show_part(part: Part) -> str:
    """Write a part of a finding: foreign text is isolated, so that its direction cannot spill over."""
    tag = {GONE: "del", COME: "ins", FOREIGN: "bdi"}.get(part.kind)
    if tag is None:
        return show_text(part.text)
    return show_foreign(part.text, tag)


def show_passages(case: Case) -> Iterator[str]:
    """Set all passages side by side, in the order of the copy."""
    rows = case.rows
    blank = f" {count(rows.blank, 'passage')} of white space only not shown." if rows.blank else ""
    yield (
        "<section class=passages aria-labelledby=passages>\n<h2 id=passages tabindex=-1>The passages</h2>\n"
        f"<p class=sum>{count(len(rows.shown), 'passage')} in the order of the copy; "
        f"the original stands left, the copy right.{blank}</p>\n"
    )
    again = list_echoes(case)
    for row in rows.shown:
        yield show_row(case, row, again.get(row.number, []))
    yield "</section>\n"


def list_echoes(case: Case) -> dict[int, list[int]]:
    """List for each passage, by number, the inserted ones that say it again."""
    again: dict[int, list[int]] = {}
    for row in case.rows.shown:
        if behind := case.rows.find("original", row.echoes):
            again.setdefault(behind.number, []).append(row.number)
    return again


def show_row(case: Case, row: Row, again: Sequence[int]) -> str:
    """Write one passage: a heading with its number and kind, then its two sides."""
    kind, name = show_kind(row), case.name(row)
    echo = case.rows.find("original", row.echoes)
    links = f" <a href='#p{echo.number}'>says ¶{echo.number} again, in other words</a>" if echo else ""
    links += "".join(f" <a href='#p{number}'>said again in ¶{number}</a>" for number in again)
    return (
        f"<article class='row {kind}' id=p{row.number} aria-labelledby=h{row.number}>\n"
        f"<h3 id=h{row.number}><a href='#p{row.number}'>¶{row.number}</a> {show_text(name)}"
        f"{show_place(case, row)}{links}</h3>\n"
        f"{show_side(case, row, 'original')}{show_side(case, row, 'copy')}</article>\n"
    )


def show_place(case: Case, row: Row) -> str:
    """Say of a moved passage behind which passage its original stood, as a link."""
    if row.kind != "moved" or row.original is None:
        return ""
    before = case.rows.find("original", Span(max(row.original.start - 1, 0), row.original.start))
    if before is None or before is row:
        return " <span>from the begin of the original</span>"
    return f" <a href='#p{before.number}'>from behind ¶{before.number} in the original</a>"


def show_side(case: Case, row: Row, side: str) -> str:
    """Write one side of a passage; a side that has nothing says so to a screen reader."""
    text = case.original if side == "original" else case.copy
    runs = cut_side(row, text, side)
    if not runs:
        return f"<div class='side {side} empty'><p class=unseen>Nothing in the {side}.</p></div>\n"
    whole = {"dropped": "del", "inserted": "ins"}.get(row.kind)
    label = f"<p class=unseen>{side.capitalize()}:</p>"
    paragraphs = "".join(f"<p lang='' dir=auto>{show_runs(runs, whole)}</p>" for runs in cut_paragraphs(runs))
    return f"<div class='side {side}'>{label}{paragraphs}</div>\n"


def show_runs(runs: Sequence[Run], whole: str | None) -> str:
    """Write the runs of a paragraph, with what went as deleted and what came as inserted."""
    tags = {RUN_GONE: "del", RUN_COME: "ins"}
    written = []
    for run in runs:
        tag = tags.get(run.tone, whole)
        shown = show_text(run.text)
        written.append(f"<{tag}>{shown}</{tag}>" if tag and run.text.strip() else shown)
    return "".join(written)


def show_foot(case: Case) -> str:
    """Print what the verdict rests on, and how to read the page."""
    groups = "".join(show_constants(*group) for group in group_constants(case.part("constants")))
    folded = f"<details><summary>The constants behind the verdict</summary>\n{groups}</details>\n" if groups else ""
    return (
        "<footer>\n<p>Within a passage, struck out is what the copy lacks and underlined what it adds. Characters "
        "that do not show themselves are written as marks such as ‹ZWSP›. Furniture is the page around the report. "
        f"Schema: {show_text(str(case.comparison.get('schema', '')))}.</p>\n{folded}</footer>\n"
    )


def show_constants(group: str, members: Mapping[str, str]) -> str:
    """List the constants of one group."""
    title = f"<h3>{show_text(group)}</h3>\n" if group else ""
    listed = "".join(
        f"<div><dt>{show_text(name)}</dt><dd>{show_text(value)}</dd></div>\n" for name, value in members.items()
    )
    return f"{title}<dl>\n{listed}</dl>\n"
