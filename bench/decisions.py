"""Prints how changes between versions are graded: planted ones, whose grade is known, and real ones, whose is not.

Planted: each kind of edit is made in reports of Reuters (first versions of pairs, so that all are news), by rule and
without looking at how they are graded. Real: the pairs of versions of one story by the agency's own number. Of those
that are word for word the same after folding it is known that they are cosmetic, or changed in headline or address
alone. Beside it stands a watcher that compares digests: it knows that something changed, and not what.

    python -m bench.decisions [share of the pairs, 1 in N; default 4]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from time import process_time
from typing import NamedTuple

from bench.data import AgencyReport, VersionPair, reuters_pairs
from mediawire.text.tokens import scan
from mediawire.wire.decisions import Grade
from mediawire.wire.grading import grade
from mediawire.wire.identity import Appearance

SEED = 20261122
PLANTED = 200
FLOOR = 0.9
_FIGURE = re.compile(r"(?<![\d.,-])[2-9]\d{1,3}(?![\d.,]|\w)")
_LONG_WORD = re.compile(r"(?<= )[a-z]{7,}(?= )")
_VERB = re.compile(r"(?<= )(will|would|could|is|was|were|are|has|had)(?= [a-z]+)")
_DATELINE = re.compile(r"^([A-Z][A-Z /.]+?)(?=,? +\(Reuters\))")
_SENTENCES = (
    "A spokesman for the port declined to comment.",
    "The harbour office will publish its own account on Friday.",
)


class Planted(NamedTuple):
    """A kind of edit, how it is made (None where a text has no place for it), and the grades that are right."""

    name: str
    make: Callable[[str, Random], str | None]
    right: tuple[Grade, ...]


def double_blanks(text: str, dice: Random) -> str | None:
    """Double some blanks and break some paragraphs otherwise."""
    return re.sub(" ", lambda found: "  " if dice.random() < 0.1 else " ", text).replace("\n\n", "\n \n")


def turn_quotes(text: str, dice: Random) -> str | None:
    """Set other quotation marks and apostrophes."""
    turned = text.replace('"', "\u201d").replace("'", "\u2019")
    return turned if turned != text else None


def slip(text: str, dice: Random) -> str | None:
    """Turn two neighbours round in a long small word."""
    places = [found for found in _LONG_WORD.finditer(text) if found[0][2] != found[0][3]]
    if not places:
        return None
    at = dice.choice(places).start() + 2
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def change_figure(text: str, dice: Random) -> str | None:
    """Change a whole number that stands by itself."""
    places = list(_FIGURE.finditer(text))
    if not places:
        return None
    found = dice.choice(places)
    return text[: found.start()] + str(int(found[0]) + dice.choice((1, 10, 9))) + text[found.end() :]


def negate(text: str, dice: Random) -> str | None:
    """Put a "not" behind a verb."""
    places = list(_VERB.finditer(text))
    if not places:
        return None
    end = dice.choice(places).end()
    return f"{text[:end]} not{text[end:]}"


def mark_correction(text: str, dice: Random) -> str | None:
    """Begin with a line that says what is corrected."""
    return f"(Corrects figure in second paragraph)\n\n{change_figure(text, dice) or text}"


def mark_refile(text: str, dice: Random) -> str | None:
    """Begin with a line that says what was sent again and why."""
    return f"(Refiles to fix formatting)\n\n{text}"


def move_dateline(text: str, dice: Random) -> str | None:
    """Send it from another town."""
    found = _DATELINE.match(text)
    return text[: found.start(1)] + "TROMSOE" + text[found.end(1) :] if found else None


def add_sentences(text: str, dice: Random) -> str | None:
    """Add a paragraph."""
    return f"{text}\n\n{' '.join(_SENTENCES)}"


def drop_paragraph(text: str, dice: Random) -> str | None:
    """Drop the last paragraph."""
    kept, _, dropped = text.rpartition("\n")
    return kept.rstrip() if len(dropped.split()) > 8 and kept.strip() else None


EDITS = (
    Planted("blanks doubled", double_blanks, (Grade.COSMETIC,)),
    Planted("other quotation marks", turn_quotes, (Grade.COSMETIC,)),
    Planted("two letters turned round", slip, (Grade.COSMETIC,)),
    Planted("figure changed", change_figure, (Grade.CORRECTION,)),
    Planted("negation added", negate, (Grade.CORRECTION,)),
    Planted("correction line", mark_correction, (Grade.CORRECTION,)),
    Planted("refile line", mark_refile, (Grade.REFILE,)),
    Planted("dateline only", move_dateline, (Grade.METADATA,)),
    Planted("paragraph added", add_sentences, (Grade.UPDATE,)),
    Planted("paragraph dropped", drop_paragraph, (Grade.UPDATE,)),
)


def show(report: AgencyReport, text: str | None = None) -> Appearance:
    """Return a report as it would show in a feed."""
    address = f"reuters.example/{report.name}"
    return Appearance("one", address, f"https://{address}", report.headline, report.text if text is None else text)


def plant(pairs: list[VersionPair], edit: Planted) -> Iterator[Grade]:
    """Plant one kind of edit in reports and grade each."""
    dice = Random(f"{SEED} {edit.name}")
    made = 0
    for pair in pairs:
        changed = edit.make(pair.original.text, dice) if pair.original.text.strip() else None
        if changed is not None and changed != pair.original.text:
            yield grade(show(pair.original), show(pair.original, changed)).grade
            made += 1
        if made == PLANTED:
            return


def is_folded_same(pair: VersionPair) -> bool:
    """Tell whether two versions have the same words after folding."""
    return bool(scan(pair.original.text).ids.tolist() == scan(pair.copy.text).ids.tolist())


def score(share: int = 4) -> dict[str, tuple[int, int]]:
    """Return for each planted kind how many of how many were graded rightly."""
    pairs = list(reuters_pairs())[:: max(1, share // 2)]
    found = {edit.name: [one in edit.right for one in plant(pairs, edit)] for edit in EDITS}
    return {name: (sum(right), len(right)) for name, right in found.items()}


def main(arguments: list[str]) -> int:
    """Print the planted and the real ones."""
    share = int(arguments[0]) if arguments else 4
    began = process_time()
    pairs = list(reuters_pairs())
    print(f"planted edits, {PLANTED} of a kind where the texts have a place for it")
    right_all = all_all = 0
    for edit in EDITS:
        grades = Counter(plant(pairs[1::2], edit))
        right, total = sum(grades[one] for one in edit.right), grades.total()
        right_all, all_all = right_all + right, all_all + total
        others = ", ".join(f"{count} {one}" for one, count in grades.most_common() if one not in edit.right)
        print(f"  {edit.name:26} {edit.right[0]:12} {right:4} of {total:4}   {others}")
    print(f"  graded rightly: {right_all / all_all:.1%}; by digests alone: nothing is graded")
    taken = pairs[::share]
    grades, same = Counter(), Counter[Grade]()
    for pair in taken:
        found = grade(show(pair.original), show(pair.copy)).grade
        grades[found] += 1
        if is_folded_same(pair):
            same[found] += 1
    print(f"real pairs of versions, 1 in {share}: {len(taken):,}")
    print("  " + ", ".join(f"{count} {one}" for one, count in grades.most_common()))
    known = sum(same[one] for one in (Grade.COSMETIC, Grade.HEADLINE, Grade.METADATA))
    print(f"  the same words after folding: {same.total()}, of these cosmetic, headline or metadata only: {known}")
    print("    " + ", ".join(f"{count} {one}" for one, count in same.most_common()))
    changed = sum(pair.headline_changed for pair in taken)
    print(f"  headline changed by the pair list: {changed}; {process_time() - began:.0f} s of CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
