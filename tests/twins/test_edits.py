"""What differs inside a block: the kernel writes down what a slow comparison of strings does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile
from types import ModuleType

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse.edit_kernels import LARGEST_TABLE
from mediawire.reuse.kernels import BLOCK_COLUMNS, FIRST_RUN, LAST_RUN
from mediawire.text.tokens import Tokens, scan

Edit = tuple[int, int, int, int]
Run = tuple[int, int, int]

GLUE = (" ", " ", " ", ", ", ". ", "\n\n", " “", "” ", " — ", "...", "、")
VOCABULARY = "a A á in In война ВОЙНА ﬁn fin 한국 漢 字 ไ क्षि السّلام السلام 🙂 7".split()


@dataclass
class Text:
    """A text with its words, as strings."""

    text: str

    @cached_property
    def tokens(self) -> Tokens:
        """Return the words as the kernels know them."""
        return scan(self.text)

    def start(self, word: int) -> int:
        """Return where a word begins."""
        return int(self.tokens.starts[word])

    def end(self, word: int) -> int:
        """Return where a word ends."""
        return int(self.tokens.ends[word])

    def ids(self, first: int, last: int) -> tuple[int, ...]:
        """Return words as what they are compared by."""
        return tuple(self.tokens.ids[first:last].tolist())


def list_edits(a: Text, b: Text, runs: Sequence[Run]) -> list[Edit]:
    """List what differs between and inside equal runs, run by run."""
    edits = list(_inside(a, b, *runs[0]))
    for (i, j, length), run in pairwise(runs):
        edits += _between(a, b, i + length, run[0], j + length, run[1])
        edits += _inside(a, b, *run)
    return edits


def _between(a: Text, b: Text, i: int, i_stop: int, j: int, j_stop: int) -> Iterator[Edit]:
    """Yield the edits between two runs: words that both sides hold in this order are left where they are.

    One word that stands for one is not compared again: it would be part of a run if it were the same.
    """
    cells = (i_stop - i + 1) * (j_stop - j + 1)
    shared = _longest_shared(a.ids(i, i_stop), b.ids(j, j_stop)) if 4 < cells <= LARGEST_TABLE else ()
    for x, y in shared:
        yield from _gap(a, b, i, x + i_stop, j, y + j_stop)
        yield from _inside(a, b, x + i_stop, y + j_stop, 1)
        i, j = x + i_stop + 1, y + j_stop + 1
    yield from _gap(a, b, i, i_stop, j, j_stop)


@lru_cache(maxsize=1 << 14)
def _longest_shared(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return the longest row of words that both sides hold in the same order, as places counted from the end."""
    if not a or not b:
        return ()
    if a[0] == b[0]:
        return ((-len(a), -len(b)), *_longest_shared(a[1:], b[1:]))
    without_a, without_b = _longest_shared(a[1:], b), _longest_shared(a, b[1:])
    return without_a if len(without_a) >= len(without_b) else without_b


def _inside(a: Text, b: Text, i: int, j: int, length: int) -> Iterator[Edit]:
    """Yield where equal words are written differently, and where the marks between them differ."""
    for at in range(length):
        if at:
            yield from _marks(a, b, a.end(i + at - 1), a.start(i + at), b.end(j + at - 1), b.start(j + at))
        word = (a.start(i + at), a.end(i + at), b.start(j + at), b.end(j + at))
        if a.text[word[0] : word[1]] != b.text[word[2] : word[3]]:
            yield word


def _gap(a: Text, b: Text, i: int, i_stop: int, j: int, j_stop: int) -> Iterator[Edit]:
    """Yield one edit for all that stands between two equal words, without the marks that both sides share."""
    edges = (a.end(i - 1), a.start(i_stop), b.end(j - 1), b.start(j_stop))
    if (i, j) == (i_stop, j_stop):
        yield from _marks(a, b, *edges)
        return
    before = [_head(text, first, last) for text, first, last in ((a, i, i_stop), (b, j, j_stop))]
    head = _shared(*before)
    behind = [_tail(text, first, last, head) for text, first, last in ((a, i, i_stop), (b, j, j_stop))]
    tail = _shared(*(marks[::-1] for marks in behind))
    yield edges[0] + head, edges[1] - tail, edges[2] + head, edges[3] - tail


def _head(text: Text, first: int, last: int) -> str:
    """Return the marks before the words first .. last - 1, or all marks there where there are no words."""
    return text.text[text.end(first - 1) : text.start(first if first < last else last)]


def _tail(text: Text, first: int, last: int, taken: int) -> str:
    """Return the marks behind the words first .. last - 1, or what was not taken where there are no words."""
    start = text.end(last - 1) if first < last else text.end(first - 1) + taken
    return text.text[start : text.start(last)]


def _marks(a: Text, b: Text, a_at: int, a_stop: int, b_at: int, b_stop: int) -> Iterator[Edit]:
    """Yield where two rows of marks differ, from the first place to the last."""
    old, new = a.text[a_at:a_stop], b.text[b_at:b_stop]
    if old == new:
        return
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    yield a_at + head, a_stop - tail, b_at + head, b_stop - tail


def _shared(old: str, new: str) -> int:
    """Count the characters that two strings share at the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Text, Text, list[Run]]:
    """Draw two texts that begin and end with an equal run, with equal runs and changed words in between."""
    longest = draw(st.sampled_from([2, 6]))
    words, some_words = (st.lists(st.sampled_from(VOCABULARY), min_size=least, max_size=longest) for least in (0, 1))
    a, b = (_text(draw, draw(words)) for _ in "ab")
    runs: list[Run] = []
    for _ in range(draw(st.integers(1, 4))):
        equal = draw(some_words)
        at = [len(scan("".join(side))) for side in (a, b)]
        for side in (a, b):
            side += _text(draw, equal)
        runs.append((at[0], at[1], len(scan(" ".join(equal)))))
        for side in (a, b):
            side += _text(draw, draw(words))
    return Text("".join(a)), Text("".join(b)), runs


def _text(draw: st.DrawFn, words: Sequence[str]) -> list[str]:
    """Write words down in one case or another, with marks and spaces between them."""
    pieces: list[str] = []
    for word in words:
        pieces += [draw(st.sampled_from([word, word.upper()])), draw(st.sampled_from(GLUE))]
    return pieces


def run_kernel(kernels: ModuleType, a: Text, b: Text, runs: Sequence[Run], room: int = 400) -> list[Edit]:
    """List the edits of one block by the kernel."""
    rows = np.zeros((1, BLOCK_COLUMNS), np.int32)
    rows[0, FIRST_RUN], rows[0, LAST_RUN] = 0, len(runs)
    edits, ends = np.zeros((room, 4), np.int32), np.zeros(1, np.int32)
    sides = [array for text in (a, b) for array in _arrays(text.tokens)]
    found = kernels.list_block_edits(*sides, rows, 1, np.array(runs, np.int32), edits, ends)
    assert ends.tolist() == [found]
    return [(row[0], row[1], row[2], row[3]) for row in edits[:found].tolist()]


def _arrays(tokens: Tokens) -> tuple[np.ndarray, ...]:
    return tokens.codes, tokens.ids, tokens.starts, tokens.ends


@given(blocks())
@settings(derandomize=True, max_examples=80)
def test_edits_are_those_of_a_slow_comparison(
    kernels_of: Callable[[str], ModuleType], block: tuple[Text, Text, list[Run]]
) -> None:
    """Whatever was changed between and inside equal words, the kernel lists the edits that strings tell."""
    a, b, runs = block

    edits = run_kernel(kernels_of("mediawire.reuse.edit_kernels"), a, b, runs)

    assert edits == list_edits(a, b, runs)


@given(blocks())
@settings(derandomize=True, max_examples=80)
def test_edits_make_the_copy_out_of_the_original(
    kernels_of: Callable[[str], ModuleType], block: tuple[Text, Text, list[Run]]
) -> None:
    """Replacing each edit in its turn gives the copy's words, character for character."""
    a, b, runs = block
    (first_a, first_b, _), (last_a, last_b, length) = runs[0], runs[-1]

    edits = run_kernel(kernels_of("mediawire.reuse.edit_kernels"), a, b, runs)

    made, place = "", a.start(first_a)
    for start, end, copy_start, copy_end in edits:
        assert start >= place
        made, place = made + a.text[place:start] + b.text[copy_start:copy_end], end
    made += a.text[place : a.end(last_a + length - 1)]
    assert made == b.text[b.start(first_b) : b.end(last_b + length - 1)]


@given(blocks(), st.integers(0, 3))
@settings(derandomize=True, max_examples=30)
def test_edits_beyond_the_room_given_are_left_out(
    kernels_of: Callable[[str], ModuleType], block: tuple[Text, Text, list[Run]], room: int
) -> None:
    """No row is written that was not offered; those written are the first."""
    a, b, runs = block

    edits = run_kernel(kernels_of("mediawire.reuse.edit_kernels"), a, b, runs, room)

    assert edits == list_edits(a, b, runs)[:room]


def test_a_gap_too_large_to_align_is_one_edit(kernels_of: Callable[[str], ModuleType]) -> None:
    """Two rewritten stretches of many words cost no more than their length, and say less."""
    a = Text("x " + "p q " * 40 + "z")
    b = Text("x " + "r q " * 40 + "z")

    edits = run_kernel(kernels_of("mediawire.reuse.edit_kernels"), a, b, [(0, 0, 1), (81, 81, 1)])

    assert edits == [(2, 161, 2, 161)]
