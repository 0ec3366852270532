"""A comparison as a report in the terminal: the verdict first, the passages last; colour only helps.

The text is safe to print whatever the foreign texts hold. Long passages are shortened, and each place says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from mediawire.view.columns import Piece, has_right_to_left, measure, wrap
from mediawire.view.findings import COME, FOREIGN, GONE, OURS, Case, Finding, Part, Section
from mediawire.view.rows import SAME, Row, Run, cut_merged, cut_side, is_rewritten
from mediawire.view.sections import list_sections
from mediawire.view.words import (
    DERIVATIONS,
    close,
    count,
    group_constants,
    name_runner_up,
    name_verdict,
    percent,
    say,
    shorten,
    tell_direction,
    tell_encoding,
    tell_promise,
    tell_shares,
)

SIDE_BY_SIDE_FROM = 100
WIDEST = 140
NARROWEST = 40
FINDINGS_SHOWN = 30
PASSAGES_SHOWN = 200
LINES_SHOWN = 12
KEPT_LINES_SHOWN = 6
RUN_SHOWN = 200
LABEL_WIDTH = 18
SIGNS = {
    "kept": "=",
    "edited": "~",
    "moved": "»",
    "inserted": "+",
    "paraphrased": "≈",
    "dropped": "-",
    "furniture": "·",
}
WHOLE = {"inserted": "new", "dropped": "lost"}
CODES = {
    "title": "1",
    "strong": "1",
    "good": "32",
    "bad": "1;31",
    "gone": "31;9",
    "come": "32;4",
    "was": "31",
    "now": "32",
    "lost": "31",
    "new": "32",
    "quiet": "2",
    "foreign": "",
    "same": "",
    "ours": "",
    "": "",
}
PLAIN = {"gone": ("[-", "-]"), "come": ("{+", "+}"), "was": ("“", "”"), "now": ("“", "”")}

Line = list[Piece]


def render_terminal(
    comparison: Mapping[str, Any],
    original: str,
    copy: str,
    width: int = 80,
    color: bool = False,
    constants: bool = False,
) -> str:
    """Return the report as text of at most ``width`` cells a line; with ``color``, ANSI codes of our own only.

    The constants behind the verdict are told only where they are asked for: they are in the JSON and on the page.
    """
    case = Case.open(comparison, original, copy)
    width = max(NARROWEST, min(width, WIDEST))
    lines = [
        *show_verdict(case, width),
        *show_sections(list_sections(case), width, color),
        *show_passages(case, width, color),
    ]
    lines += show_constants(case, width) if constants else point_to_constants(case, width)
    return "".join(paint(line, color) + "\n" for line in lines)


def paint(line: Line, color: bool) -> str:
    """Join the pieces of a line, with colours where there are any."""
    joined: list[str] = []
    for style, text in merge(line):
        joined.append(f"\x1b[{CODES[style]}m{text}\x1b[0m" if color and CODES.get(style) else text)
    return "".join(joined).rstrip()


def set_signs(pieces: Iterable[Piece], color: bool) -> Iterator[Piece]:
    """Without colours, set plain signs around what went and what came."""
    for style, text in pieces:
        before, after = ("", "") if color else PLAIN.get(style, ("", ""))
        yield style, before + text + after


def merge(line: Line) -> Iterator[Piece]:
    """Join neighbours of one style, so that a phrase is marked once."""
    style, text = "", ""
    for next_style, next_text in line:
        if next_style != style and text:
            yield style, text
            text = ""
        style, text = next_style, text + next_text
    if text:
        yield style, text


def fill(pieces: Iterable[Piece], width: int, first: str = "", rest: str | None = None) -> list[Line]:
    """Break a paragraph under an indent."""
    rest = " " * len(first) if rest is None else rest
    lines = wrap(pieces, width - max(len(first), len(rest)))
    return [[("", first if number == 0 else rest), *line] for number, line in enumerate(lines or [[]])]


def show_verdict(case: Case, width: int) -> list[Line]:
    """Say what the copy is, why, what else it might be, and which of the two was first."""
    verdict = case.part("verdict")
    promise = tell_promise(case.comparison)
    tone = "bad" if promise.endswith("broken") else "good" if promise.endswith("kept") else ""
    head: Line = [("strong", name_verdict(case.comparison)), *([("", " — "), (tone, promise)] if promise else [])]
    lines = [[], *fill(head, width), *fill([("", tell_shares(case.comparison))], width), []]
    for side in ("original", "copy"):
        lines += show_paper(case, side, width)
    lines += [[], [("title", "WHY")]] if verdict.get("why") else [[]]
    for why in verdict.get("why") or ():
        lines += fill([("", close(say(why)))], width, "  · ")
    for label, said in list_doubts(case):
        lines += fill([("quiet", label + ": "), ("", said)], width, "  ", "    ")
    return lines


def show_paper(case: Case, side: str, width: int) -> list[Line]:
    """Name one of the two texts: its file, how it was read, its headline."""
    read = (case.part("read").get(side)) or {}
    told = [said for said in (str(read.get("path") or ""), tell_encoding(read)) if said]
    headline = case.part(side).get("headline")
    said: Line = [("strong", str(headline))] if headline else [("quiet", "no headline")]
    said += [("quiet", "  (" + ", ".join(told) + ")")] if told else []
    lines = fill(said, width, f"  {side:<10}")
    for warning in read.get("warnings") or ():
        lines += fill([("bad", "note: "), ("", str(warning))], width, " " * 12)
    return lines


def list_doubts(case: Case) -> Iterator[tuple[str, str]]:
    """Say how sure the verdict is: its rule, the runner-up, the direction."""
    verdict = case.part("verdict")
    if verdict.get("rule"):
        yield "Rule", close(say(verdict["rule"]))
    if isinstance(verdict.get("confidence"), int | float):
        derived = DERIVATIONS.get(str(verdict.get("derivation")), "")
        runner_up = name_runner_up(case.comparison)
        told = percent(verdict["confidence"]) + (f" {derived}" if derived else "")
        yield "Confidence", close(told + (f"; runner-up: {runner_up}" if runner_up else ""))
    yield "Which was first", tell_direction(case.comparison)


def show_sections(sections: Sequence[Section], width: int, color: bool) -> Iterator[Line]:
    """Show each section: its title, its sum, its findings under it."""
    for section in sections:
        yield []
        yield from fill([("title", section.title.upper()), ("quiet", " · "), ("", section.summary)], width, "", "  ")
        for finding in section.findings[:FINDINGS_SHOWN]:
            yield from show_finding(finding, width, color)
        if len(section.findings) > FINDINGS_SHOWN:
            more = f"… and {len(section.findings) - FINDINGS_SHOWN:,} more: --html or --json has them all"
            yield from fill([("quiet", more)], width, "  ")


def show_finding(finding: Finding, width: int, color: bool, indent: int = 2) -> Iterator[Line]:
    """Show one finding: its label in a column of its own, its line, the passages it points to."""
    tail: Line = (
        [("quiet", " [passage\u00a0" + ",\u00a0".join(map(str, finding.passages)) + "]")] if finding.passages else []
    )
    pieces = [*set_signs(map(style_part, finding.parts), color), *tail]
    margin = indent + (2 if indent > 2 else LABEL_WIDTH)
    label = finding.label.ljust(margin - indent)
    if indent > 2:
        pieces = [(finding.tone or "quiet", finding.label + ": "), *pieces] if finding.label else pieces
        label = "- "
    if measure(label) > margin - indent:
        yield [("", " " * indent), (finding.tone or "quiet", label)]
        label = " " * (margin - indent)
    for line in wrap(pieces, width - margin):
        yield [("", " " * indent), (finding.tone or "quiet", label), *line]
        label = " " * (margin - indent)
    for under in finding.under:
        yield from show_finding(under, width, color, margin)


def style_part(part: Part) -> Piece:
    """Give a part of a finding its style."""
    return {OURS: "ours", FOREIGN: "foreign", GONE: "was", COME: "now"}[part.kind], part.text


def show_passages(case: Case, width: int, color: bool) -> Iterator[Line]:
    """Show the passages, side by side where there is colour and room, else one under the other."""
    rows = case.rows
    if not rows.shown:
        return
    beside = color and width >= SIDE_BY_SIDE_FROM and not has_right_to_left(case.original + case.copy)
    yield []
    layout = "original left, copy right" if beside else "in the order of the copy"
    summed = f"{count(len(rows.shown), 'passage')}, {layout}."
    yield from fill([("title", "PASSAGES"), ("quiet", " · "), ("", summed)], width, "", "  ")
    yield from fill([("quiet", "Long passages are shortened here; --html has them whole.")], width)
    for is_furniture, run in groupby(rows.shown[:PASSAGES_SHOWN], lambda row: row.kind == "furniture"):
        if is_furniture:
            yield from show_page_text(case, list(run), width)
            continue
        for row in run:
            yield from [[], show_rule(row, str(row.number), case.name(row), width)]
            yield from show_beside(case, row, width) if beside else show_stacked(case, row, width, color)
    if len(rows.shown) > PASSAGES_SHOWN:
        more = f"… and {count(len(rows.shown) - PASSAGES_SHOWN, 'more passage')}: --html or --json has them all"
        yield from [[], *fill([("quiet", more)], width)]
    if rows.blank:
        yield []
        yield from fill([("quiet", f"{count(rows.blank, 'passage')} of white space only not shown.")], width)


def show_page_text(case: Case, rows: Sequence[Row], width: int) -> Iterator[Line]:
    """Show what stands around the report, a line a piece."""
    numbers = f"{rows[0].number}–{rows[-1].number}" if len(rows) > 1 else str(rows[0].number)
    yield from [[], show_rule(rows[0], numbers, case.name(rows[0]), width)]
    for row in rows:
        text = row.copy.of(case.copy) if row.copy else row.original.of(case.original) if row.original else ""
        yield from fill([("quiet", shorten(text, width - 2))], width)[:1]


def show_rule(row: Row, numbers: str, name: str, width: int) -> Line:
    """Draw the hairline above a passage, with its number and kind."""
    sign = "=" if row.is_respaced else SIGNS.get(row.kind, "?")
    label = f"{sign} {numbers}  {name} "
    tone = {"inserted": "good", "dropped": "bad", "furniture": "quiet"}.get(row.kind, "strong")
    return [(tone, label), ("quiet", "─" * max(0, width - measure(label)))]


def show_beside(case: Case, row: Row, width: int) -> Iterator[Line]:
    """Set the two sides of a passage in two columns."""
    column = (width - 3) // 2
    left = shorten_lines(wrap_runs(cut_side(row, case.original, "original"), row, column), row)
    right = shorten_lines(wrap_runs(cut_side(row, case.copy, "copy"), row, column), row)
    for number in range(max(len(left), len(right))):
        first = left[number] if number < len(left) else []
        second = right[number] if number < len(right) else []
        gap = " " * (column - sum(measure(text) for _, text in first))
        yield [*first, ("", gap), ("quiet", " │ "), *second]


def show_stacked(case: Case, row: Row, width: int, color: bool) -> Iterator[Line]:
    """Set a passage in one column: once where the sides agree, merged where they nearly do, else both."""
    if row.original and row.copy and not is_rewritten(row, case.original):
        yield from shorten_lines(wrap_runs(cut_merged(row, case.original), row, width, color), row)
        return
    for side, text in (("original", case.original), ("copy", case.copy)):
        runs = [Run(SAME, run.text) for run in cut_side(row, text, side)]
        if runs and row.original and row.copy:
            yield [("quiet", f"{side}:")]
        yield from shorten_lines(wrap_runs(runs, row, width, color), row)


def wrap_runs(runs: Sequence[Run], row: Row, width: int, color: bool = True) -> list[Line]:
    """Break the runs of a passage into lines; of a run too long to be shown, only the ends."""
    pieces: list[Piece] = []
    for run in runs:
        most = RUN_SHOWN if row.edits and run.tone == SAME else width * LINES_SHOWN * 4
        style = WHOLE.get(row.kind, run.tone)
        if len(run.text) > 3 * most:
            left_out = f" … {len(run.text) - 2 * most:,} characters … "
            pieces += [(style, run.text[:most]), ("quiet", left_out), (style, run.text[-most:])]
        else:
            pieces.append((style, run.text))
    return wrap(set_signs(pieces, color), width)


def shorten_lines(lines: list[Line], row: Row) -> list[Line]:
    """Leave out the middle of a long passage, and say how many lines that were."""
    most = KEPT_LINES_SHOWN if row.kind == "kept" or row.is_respaced else LINES_SHOWN
    unchanged = all(style not in ("gone", "come") for line in lines for style, _ in line)
    if len(lines) <= most + 1 or not (unchanged or len(lines) > 10 * most):
        return lines
    head, tail = math.ceil(most / 2), most // 2
    kept = [*lines[:head], *lines[-tail:]]
    left_out = count(len(lines) - head - tail, "more line")
    if any(style == "quiet" for line in lines for style, _ in line):  # a run was cut: its lines say nothing
        size = max(span.end - span.start for span in (row.original, row.copy) if span)
        left_out = count(size - sum(len(text) for line in kept for _, text in line), "more character")
    return [*strip_blank(lines[:head]), [("quiet", f"… {left_out} …")], *strip_blank(lines[-tail:])]


def strip_blank(lines: list[Line]) -> list[Line]:
    """Drop blank lines at both ends."""
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def point_to_constants(case: Case, width: int) -> list[Line]:
    """Say where the constants that the verdict rests on can be read."""
    told = "Constants: printed with --json, on the page and with --constants"
    return [[], *fill([("quiet", told)], width, "", "  ")] if case.part("constants") else []


def show_constants(case: Case, width: int) -> list[Line]:
    """Print the constants that the verdict rests on."""
    lines: list[Line] = []
    for group, members in group_constants(case.part("constants")):
        told = ", ".join(f"{name} {value}" for name, value in members.items())
        lines += fill([("quiet", f"Constants{' of ' * bool(group)}{group}: {told}")], width, "", "  ")
    return [[], *lines] if lines else []
