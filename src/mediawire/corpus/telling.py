"""What was found out about a text's sources, as a value with its evidence in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from mediawire.corpus.trace import Trace, TracedSource
from mediawire.report import Span
from mediawire.reuse.comparison import Shares
from mediawire.reuse.constants import TRACE
from mediawire.reuse.cover import Choice, Witness
from mediawire.reuse.cover_kernels import END, EQUAL, FIRST, START, STOP, TEXT_END, TEXT_FIRST
from mediawire.reuse.paraphrase import Correspondence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mediawire.corpus.asked import Asked
    from mediawire.corpus.searchable import Searchable
    from mediawire.corpus.stored import Facts
    from mediawire.reuse.suspects import Suspects

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NUMBERS = "one two three four five six seven eight nine ten".split()
LONGEST_HEADLINE = 240


def find_headline(text: str) -> str | None:
    r"""Return the headline that a text begins with: a short first line that ends no sentence; None where none is.

    >>> find_headline("Mayor opens bridge\n\nThe mayor opened the bridge.")
    'Mayor opens bridge'
    """
    line, feed, _ = text.partition("\n")
    return line if feed and 0 < len(line) < LONGEST_HEADLINE and line[-1] not in ".!?" else None


@dataclass(frozen=True, slots=True, eq=False)
class Teller:
    """Tells of each choice what it is, what it explains, and what speaks for it.

    ``worth``   (n,) float32   what each word of the text is worth; 0 for page noise
    ``size``    how many of them are not
    ``named``   numbers of the reports that are named as sources
    """

    corpus: Searchable
    asked: Asked
    suspects: Suspects
    worth: NDArray[np.float32]
    size: int
    named: frozenset[int]

    def tell(self, choice: Choice, words: int) -> TracedSource:
        """Tell of one choice, which explains so many words that no other does, the edited ones among them."""
        witness = choice.witness
        known = self.corpus.facts(witness.candidate.number)
        alike = self.list_alike(choice)
        return TracedSource(
            known.id, known.outlet, known.published, known.headline or find_headline(witness.candidate.text),
            known.version, known.versions,
            self.count_shares(witness),
            tuple(self.tell_passages(witness)),
            round(words / self.size, 4),
            self.tell_later(witness),
            tuple(map(self.corpus.id_of, alike)),
            tuple(self.give_evidence(choice, known, len(alike))),
        )  # fmt: skip

    def list_alike(self, choice: Choice) -> list[int]:
        """List the other reports that hold what a source explains, the first published first.

        Those that were read are judged by their words, the others by their features.
        """
        reports, held = self.suspects.reports, self.suspects.share(choice.explained)
        own = int(reports.searchsorted(reports.dtype.type(choice.witness.candidate.number)))
        mine = float(held[own])
        border = max(TRACE.alike * mine, TRACE.least_weight)
        others = set(reports[held >= border].tolist()) if mine else set()
        others -= set(self.suspects.chosen.tolist())
        others |= {witness.candidate.number for witness in choice.alike}
        times = self.corpus.published
        return sorted(others - self.named, key=lambda number: (times[number] < 0, times[number], number))

    def count_shares(self, witness: Witness) -> Shares:
        """Count how much of either text corresponds, in words; page noise does not count."""
        pieces = witness.pieces.tolist()
        copied = sum(piece[TEXT_END] - piece[TEXT_FIRST] for piece in pieces)
        held = reached = 0
        for first, end in sorted((piece[FIRST], piece[END]) for piece in pieces):
            held += max(0, end - max(first, reached))
            reached = max(reached, end)
        return Shares(
            round(min(1.0, copied / self.size), 4),
            round(min(1.0, held / max(1, witness.words)), 4),
            round(min(1.0, witness.equal / self.size), 4),
        )

    def tell_passages(self, witness: Witness) -> Iterable[Correspondence]:
        """Yield the passages that a source and the text share."""
        for piece in witness.pieces.tolist():
            size, longer = piece[END] - piece[FIRST], piece[TEXT_END] - piece[TEXT_FIRST]
            same = piece[EQUAL] == size == longer
            place = Span(int(self.asked.starts[piece[TEXT_FIRST]]), int(self.asked.ends[piece[TEXT_END] - 1]))
            score = 2 * piece[EQUAL] / (size + longer)
            kind = "verbatim" if same else "edited"
            yield Correspondence(Span(piece[START], piece[STOP]), place, kind, round(min(1.0, score), 4))

    def tell_later(self, witness: Witness) -> bool | None:
        """Tell whether a source came after the text; None where a time is unknown."""
        candidate = witness.candidate
        return None if candidate.published is None or self.asked.published is None else candidate.is_later

    def give_evidence(self, choice: Choice, known: Facts, alike: int) -> Iterable[str]:
        """Yield sentences that a person can check."""
        witness = choice.witness
        count = len(witness.pieces)
        passages = "1 passage" if count == 1 else f"{count:,} passages"
        yield f"holds {witness.equal:,} of {self.size:,} words in {passages}"
        if known.versions > 1:
            yield tell_version(known, choice, self.corpus)
        if witness.candidate.published is not None and self.asked.published is not None:
            yield tell_time(self.asked.published - witness.candidate.published, known)
        if alike:
            yield "another report holds the same" if alike == 1 else f"{alike:,} other reports hold the same"


def tell(
    corpus: Searchable, asked: Asked, suspects: Suspects, choices: Sequence[Choice], worth: NDArray[np.float32]
) -> Trace:
    """Tell what explains the text, and what nothing does."""
    named = frozenset(choice.witness.candidate.number for choice in choices)
    teller = Teller(corpus, asked, suspects, worth, max(1, int(np.count_nonzero(worth))), named)
    bare = worth > 0
    sources = tuple(teller.tell(choice, take_off(choice, bare)) for choice in choices)
    return Trace(asked.text, sources, list_stretches(asked, bare), judge_common(sources, choices))


def take_off(choice: Choice, bare: NDArray[np.bool_]) -> int:
    """Take the passages of a source off what is unexplained; return how many words these were."""
    before = np.count_nonzero(bare)
    for piece in choice.witness.pieces.tolist():
        bare[piece[TEXT_FIRST] : piece[TEXT_END]] = False
    return int(before - np.count_nonzero(bare))


def list_stretches(asked: Asked, bare: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Return the stretches of the text that are marked, word by word."""
    framed = np.zeros(len(bare) + 2, np.bool_)
    framed[1:-1] = bare
    edges = np.flatnonzero(framed[1:] != framed[:-1])
    firsts, ends = asked.starts[edges[::2]].tolist(), asked.ends[edges[1::2] - 1].tolist()
    return tuple(map(Span, firsts, ends))


def judge_common(sources: Sequence[TracedSource], choices: Sequence[Choice]) -> str | None:
    """Say why what was found is probably not what the text was taken from, but taken from the same; None if it may be.

    Two that share most of what they have of the text, and of which each has words of it that the other lacks, were
    hardly both at hand: more likely all three go back to one report.
    """
    if sources and all(source.is_later for source in sources):
        return "all that explains the text was published after it"
    if len(choices) < 2 or sources[1].is_later:
        return None
    first, second = choices[0], choices[1]
    shared = any(witness is second.witness for witness in first.alike)
    if not shared:
        return None
    return (
        f"{sources[0].id} and {sources[1].id} share most of what they have of the text, and each has words of it that "
        "the other lacks: probably all three go back to a report that is not in the corpus"
    )


def tell_version(known: Facts, choice: Choice, corpus: Searchable) -> str:
    """Say which version of a report it is, and how the text tells it from the next."""
    said = f"it is the {_ordinal(known.version)} of {_number(known.versions)} versions"
    siblings = set(corpus.numbers_of(known.id))
    for witness in choice.alike:
        if witness.candidate.number not in siblings:
            continue
        other = corpus.facts(witness.candidate.number).version
        fewer = choice.witness.equal - witness.equal
        more = witness.words - choice.witness.words
        if other == known.version + 1 and fewer > 0:
            return f"{said}; the {_ordinal(other)} has {fewer:,} words of the text fewer"
        if other == known.version + 1 and more > 0:
            return f"{said}; the {_ordinal(other)} has {more:,} words more, which the text lacks"
    return said


def tell_time(micros: int, known: Facts) -> str:
    """Say how long before the text a report was published, or after it, and where and when."""
    assert known.published is not None
    where = f"at {known.outlet}, " if known.outlet else ""
    when = known.published.strftime("%Y-%m-%d %H:%M UTC")
    if micros == 0:
        return f"published at the same time, {where}{when}"
    return f"published {_length(abs(micros))} {'before' if micros > 0 else 'after'}, {where}{when}"


def _length(micros: int) -> str:
    minutes = timedelta(microseconds=micros) // timedelta(minutes=1)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"


def _ordinal(number: int) -> str:
    return ORDINALS[number - 1] if 1 <= number <= len(ORDINALS) else f"{number}th"


def _number(number: int) -> str:
    return NUMBERS[number - 1] if 1 <= number <= len(NUMBERS) else f"{number}"
