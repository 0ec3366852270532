"""The plain list of what was reused: as long as it can be made, and no longer."""

from __future__ import annotations

from itertools import pairwise

from mediawire import Span, compare

WIRE = [
    "The harbour of Lindby was closed on Monday after a storm tore two cranes from the quay and sank a tug.",
    "Repairs will take three weeks and cost about forty thousand crowns a day, the port director told reporters.",
    "Two freighters were sent on to Norrhamn, where the pilots had to work through the night to make room for them.",
]
OTHER = [
    "A museum of clocks has opened in the old mill, with four hundred pieces that a teacher left to the parish.",
    "The school choir sang at the opening, and the mayor wound up the largest clock with a key as long as an arm.",
]


def report(*paragraphs: str) -> str:
    """Set paragraphs as a report without a headline."""
    return "\n\n".join(paragraphs)


def reused(original: str, copy: str) -> list[str]:
    """Return the pieces of the copy that are listed as reused."""
    return [each.copy.of(copy).strip() for each in compare(original, copy).reuse]


def test_a_text_of_ten_words_is_reused_whole() -> None:
    """The same words are reuse however few they are."""
    text = "The old bridge is safe, said the mayor on Monday."

    assert reused(text, text) == [text.rstrip(".")] or reused(text, text) == [text]


def test_a_paragraph_from_elsewhere_parts_what_was_copied() -> None:
    """Copied paragraphs with another story's between them are listed apart, and nothing of the other."""
    copy = report(WIRE[0], OTHER[0], WIRE[1], OTHER[1], WIRE[2])

    found = reused(report(*WIRE), copy)

    assert len(found) == 3
    assert not any(piece[:20] in found_piece for piece in OTHER for found_piece in found)


def test_each_passage_that_was_kept_is_listed_as_reused() -> None:
    """What the passages call kept, edited or moved stands in the list of reuse, too."""
    original, copy = report(*WIRE), report(OTHER[0], WIRE[2], WIRE[0].replace("two cranes", "a crane"), OTHER[1])

    comparison = compare(original, copy)

    kept = [
        passage.copy for passage in comparison.passages if passage.kind in ("kept", "edited", "moved") and passage.copy
    ]
    assert len(kept) == 2
    assert all(any(each.copy.overlap(span) for each in comparison.reuse) for span in kept)


def test_no_place_of_the_copy_is_listed_twice() -> None:
    """A paragraph that the copy prints twice is reused twice; each place of the copy counts once."""
    copy = report(WIRE[0], WIRE[1], WIRE[0])

    found = sorted(each.copy for each in compare(report(*WIRE), copy).reuse)

    assert all(before.end <= behind.start for before, behind in pairwise(found))
    assert sum(span.end - span.start for span in found) > 0.9 * len(copy)


def test_unrelated_texts_share_nothing() -> None:
    """Two reports of two places have no reuse, whatever small words both use."""
    assert compare(report(*WIRE), report(*OTHER)).reuse == ()


def test_a_short_headline_that_both_print_is_kept() -> None:
    """A headline of three words is no block, and yet it is the same."""
    original, copy = f"Harbour closed again\n\n{WIRE[0]}", f"Harbour closed again\n\nSome news.\n\n{WIRE[0]}"

    comparison = compare(original, copy)

    heads = [passage for passage in comparison.passages if passage.part == "headline"]
    assert comparison.headline.change == "identical"
    assert [passage.kind for passage in heads] == ["kept"]
    assert heads[0].copy is not None
    assert heads[0].copy.start == Span(0, 0).start
