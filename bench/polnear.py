"""How well quotations and their speakers are found, measured on PolNeAR: ``python -m bench.polnear``.

**What counts as gold.** PolNeAR marks who said what, quoted or not, as source, cue and content. A *direct quotation*
is a stretch of content that begins and ends with a quotation mark and holds no other pair of the same marks, of an
attribution that has a source. It is cut at paragraph ends, since annotators mark a quotation that runs on either as
one stretch or as several; stretches that only blanks part are one where the marks go on. A stretch quoted *within*
content that goes on beyond it (said the plan was "dead") is *mixed*. A report that several people annotated counts
once, with the first one's marks.

**What counts as found.** Those quotations to which a speaker was given are held against gold, one to one: found is
one that shares four fifths of its letters with the gold stretch (intersection over union). The source is right when
the speaker's span overlaps the gold source's ("source"), or is the same but for marks at its ends ("exactly").
Precision is over all quotations that were given a speaker; in the first table those that hit a mixed stretch are
set aside, in the second they are gold like the others.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from statistics import median
from typing import NamedTuple

from bench.data import AttributedReport, Attribution, polnear, reuters_pairs
from mediawire.report import Span
from mediawire.text.quotations import Quotation, find_quotations
from mediawire.text.speech_cues import CUES

ASKED = {"found": 0.92, "source": 0.80}
ASKED_MILLISECONDS = 0.25
LEAST_SHARED = 0.8
REPEATS = 5
TIMED = 200
_PARAGRAPH = re.compile(r"\S[^\n]*")
_QUOTED = re.compile(r"“[^“”]*”|''(?:(?!'').)*''|\"[^\"]*\"|‘‘[^‘’]*’’", re.DOTALL)
_LOWER = re.compile(r"\b[a-z]+\b")
_OPENING = ('"', "“", "''", "‘‘", "‘")
_CLOSING = ('"', "”", "''", "’’", "’")


class Stretch(NamedTuple):
    """A quoted stretch of gold, and where its source stands."""

    span: Span
    sources: tuple[Span, ...]


class Score(NamedTuple):
    """Hits among what was given and what there was."""

    hits: int
    given: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was given that is right."""
        return self.hits / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of what there was that was given."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.given + self.gold) if self.given + self.gold else 0.0


def reports(split: str) -> Iterator[AttributedReport]:
    """Yield each report of a split once, as its first annotator read it."""
    seen = set()
    for report in polnear(split):
        if report.name not in seen:
            seen.add(report.name)
            yield report


def find_paragraphs(text: str) -> list[Span]:
    """Give the lines of a report that are not blank."""
    return [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]


def gold_stretches(report: AttributedReport) -> tuple[list[Stretch], list[Stretch]]:
    """Give the direct and the mixed stretches of a report's gold."""
    direct: list[Stretch] = []
    mixed: list[Stretch] = []
    for span, attribution in _contents(report):
        stretch = Stretch(span, attribution.source)
        parts = _cut(report.text, span)
        if parts and all(_is_quoted(report.text, part, last=part is parts[-1]) for part in parts):
            direct += [Stretch(part, attribution.source) for part in parts]
            continue
        for part in parts:
            for match in _QUOTED.finditer(report.text, part.start, part.end):
                mixed.append(Stretch(Span(*match.span()), stretch.sources))
    direct = _outermost(direct)
    return direct, [stretch for stretch in mixed if not any(other.span.overlap(stretch.span) for other in direct)]


def _contents(report: AttributedReport) -> list[tuple[Span, Attribution]]:
    """Give the content pieces that have a source, those joined that one pair of marks holds."""
    pieces = sorted(
        ((span, said) for said in report.attributions if said.source for span in said.content),
        key=lambda piece: piece[0],
    )
    joined: list[tuple[Span, Attribution]] = []
    for span, said in pieces:
        if joined:
            last, before = joined[-1]
            words = last.of(report.text).strip()
            parted = report.text[last.end : span.start].strip() or span.start < last.end
            if not parted and words.startswith(_OPENING) and not words.endswith(_CLOSING):
                joined[-1] = Span(last.start, span.end), before
                continue
        joined.append((span, said))
    return joined


def _cut(text: str, span: Span) -> list[Span]:
    """Cut a span at line ends, and the blanks and stops off its ends."""
    parts = []
    for match in re.compile(r"[^\n]+").finditer(text, span.start, span.end):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip(" \t\r\xa0.,;:"))
        if end > start:
            parts.append(Span(start, end))
    return parts


def _is_quoted(text: str, span: Span, *, last: bool) -> bool:
    words = span.of(text)
    closed = words.endswith(_CLOSING) or not last
    if len(words) < 3 or not words.startswith(_OPENING) or not closed:
        return False
    inside = words[2:-2] if words.startswith(("''", "‘‘")) else words[1:-1]
    return not any(mark in inside for mark in ('"' if words[0] == '"' else "”" if words[0] == "“" else "''",))


def _outermost(stretches: list[Stretch]) -> list[Stretch]:
    """Leave out stretches that lie within others."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or stretch.span.start >= kept[-1].span.end:
            kept.append(stretch)
    return kept


class Outcome(NamedTuple):
    """One report's hits: pairs of gold and given, what was missed, and what was given too much."""

    matched: list[tuple[Stretch, Quotation, Span]]
    missed: list[Stretch]
    surplus: list[tuple[Quotation, Span]]


def judge(report: AttributedReport, *, with_mixed: bool) -> Outcome:
    """Hold what is found in a report against its gold."""
    direct, mixed = gold_stretches(report)
    wanted = _outermost(direct + mixed) if with_mixed else direct
    given = [
        (quotation, part)
        for quotation in find_quotations(report.text, find_paragraphs(report.text))
        if quotation.speaker_span
        for part in _cut(report.text, quotation.span)
    ]
    outcome = Outcome([], [], [])
    used: set[Stretch] = set()
    for quotation, part in given:
        best = max(wanted, key=lambda stretch: _shared(stretch.span, part), default=None)
        if best and best not in used and _shared(best.span, part) >= LEAST_SHARED:
            used.add(best)
            outcome.matched.append((best, quotation, part))
        elif with_mixed or not any(stretch.span.overlap(part) for stretch in mixed):
            outcome.surplus.append((quotation, part))
    outcome.missed.extend(stretch for stretch in wanted if stretch not in used)
    return outcome


def _shared(one: Span, other: Span) -> float:
    common = one.overlap(other)
    return common / (one.end - one.start + other.end - other.start - common)


def _bare(text: str, span: Span) -> str:
    return span.of(text).strip(" \n,.;:—-()").removesuffix("'s").removesuffix("’s")


def measure(split: str, *, with_mixed: bool = False) -> dict[str, Score]:
    """Score a split: quotations found, with the right source, with exactly the right source."""
    hits: Counter[str] = Counter()
    given = gold = 0
    for report in reports(split):
        outcome = judge(report, with_mixed=with_mixed)
        given += len(outcome.matched) + len(outcome.surplus)
        gold += len(outcome.matched) + len(outcome.missed)
        for stretch, quotation, _ in outcome.matched:
            span = quotation.speaker_span
            assert span is not None
            hits["found"] += 1
            hits["source"] += any(span.overlap(source) for source in stretch.sources)
            hits["exactly"] += any(_bare(report.text, span) == _bare(report.text, source) for source in stretch.sources)
    return {name: Score(hits[name], given, gold) for name in ("found", "source", "exactly")}


def measure_speed(texts: Iterable[str]) -> tuple[float, float]:
    """Give the median processor time in milliseconds that a report takes, and how many quotations it has on average."""
    times, found = [], 0
    for text in texts:
        paragraphs = find_paragraphs(text)
        runs = []
        for _ in range(REPEATS):
            begun = time.process_time()
            quotations = find_quotations(text, paragraphs)
            runs.append(time.process_time() - begun)
        times.append(min(runs) * 1000)
        found += len(quotations)
    return median(times), found / len(times)


def of_500_words(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts of about 500 words, no more than ``TIMED``."""
    return islice((text for text in texts if 450 <= len(text.split()) <= 550), TIMED)


def count_cues(split: str) -> dict[str, tuple[int, int]]:
    """Count for each word beside quotations how often it is part of a gold cue, and how often it stands there."""
    seen: Counter[str] = Counter()
    cued: Counter[str] = Counter()
    for report in reports(split):
        cues = {place for said in report.attributions for cue in said.cue for place in range(*cue)}
        quoted = [quotation.span for quotation in find_quotations(report.text, find_paragraphs(report.text))]
        for paragraph in find_paragraphs(report.text):
            inside = [span for span in quoted if span.overlap(paragraph)]
            for word in _LOWER.finditer(report.text, *paragraph) if inside else ():
                if not any(span.start <= word.start() < span.end for span in inside):
                    seen[word[0]] += 1
                    cued[word[0]] += word.start() in cues
    return {word: (cued[word], count) for word, count in seen.items()}


def print_cues() -> None:
    """Print which words the table of cues should gain or lose by the training half."""
    counts = count_cues("train").items()
    gained = [word for word, (cued, seen) in counts if cued >= 4 and cued >= seen / 2 and word not in CUES]
    lost = [word for word, (cued, seen) in counts if seen >= 8 and cued < seen * 0.35 and word in CUES]
    print("half of its places are cues, not in the table:", *sorted(gained))
    print("a third of its places or fewer are cues, in the table:", *sorted(lost))


def print_scores(split: str, *, with_mixed: bool) -> None:
    """Print one table of scores beside what is asked."""
    print(f"PolNeAR {split}, {'direct and mixed' if with_mixed else 'direct'} quotations:")
    for name, score in measure(split, with_mixed=with_mixed).items():
        asked = f"  asked {ASKED[name]:.2f}" if name in ASKED and not with_mixed else ""
        figures = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
        print(f"  {name:8} {figures}  of {score.gold}{asked}")


def main() -> None:
    """Print the figures, or with ``--cues`` what the training half says of the table of cues."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--split", default="dev", choices=("dev", "train"))
    parser.add_argument("--cues", action="store_true", help="count cues on the training half instead")
    asked = parser.parse_args()
    if asked.cues:
        print_cues()
        return
    print_scores(asked.split, with_mixed=False)
    print_scores(asked.split, with_mixed=True)
    sources = {
        "PolNeAR": (report.text for report in reports(asked.split)),
        "Reuters": (pair.original.text for pair in reuters_pairs()),
    }
    for name, texts in sources.items():
        milliseconds, count = measure_speed(of_500_words(texts))
        print(f"500-word report, {name}: {milliseconds:.3f} ms for {count:.1f} quotations  asked {ASKED_MILLISECONDS}")


if __name__ == "__main__":
    main()
