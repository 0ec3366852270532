"""Splitting into words: the kernel does what a slow loop over letters does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.text import folding
from mediawire.text.folding import (
    EXPANDED,
    FOLD_MASK,
    IGNORED,
    KIND_SHIFT,
    LIMIT,
    SCRIPT_SHIFT,
    SINGLE,
    TRICK_SHIFT,
    WORD,
)
from mediawire.text.tokens import code_points, scan

SCRIPTS = (
    "aZéß ﬁ ŁØıſǅŉ Ｎ９ 𝐀Ⓑ㎏ ½² '-.,“”\n",
    "аеорЖщїЁ й",
    "αΩςΐ ὣ",
    "عربی کتاب هـ ۀ ں َّ 12٣۴ ؀",
    "שלוֹם־ ״ ׳",
    "हिन्दी क्षि ज़ ।",
    "漢字々〇。、𠀀𪚥丽",
    "かがガｶﾞ ー・",
    "한국어한각 ᄀ",
    "ไทยกำ๑ ຂ့ ក្",
    "🙂👩🏽‍💻☎️🇫🇷",
    "\u200b\u200c\u200d\u00ad\ufeff\u202e\u2066\u3164\u034f\u0301\u0323\u20dd\ufe0f",
    "\x00\ud800\udfff\ue000\U000e0041\U000e0100\U000f0000\U0010ffff\uffff\U0001ffff",
)
texts = st.one_of(
    st.text(st.sampled_from(sorted(set("".join(SCRIPTS)))), max_size=40),
    *(st.text(st.sampled_from(sorted({*letters, " "})), max_size=20) for letters in SCRIPTS),
    st.text(st.characters(exclude_categories=()), max_size=20),
)
"""Any text: scripts by themselves, scripts mixed, and whatever code points there are."""

plain_texts = st.one_of(
    st.text(st.sampled_from(letters + "9 .,-\n“”"), max_size=40) for letters in ("aZéł", "аЖй", "בפ")
)
"""Letters of one script and separators; no ligature, no mark by itself, no word by itself."""


class Word(NamedTuple):
    """One word: what its letters fold to, and its place."""

    letters: tuple[int, ...]
    start: int
    end: int


def split(text: str) -> list[Word]:
    """Split a text letter by letter, by the table alone."""
    words: list[Word] = []
    open_word: Word | None = None
    for place, char in enumerate(text):
        kind, letters = look_up(char)
        if kind in (WORD, EXPANDED):
            open_word = open_word or Word((), place, place)
            open_word = Word((*open_word.letters, *letters), open_word.start, place + 1)
        elif kind == IGNORED and open_word:
            open_word = open_word._replace(end=place + 1)
        elif kind != IGNORED:
            words += [open_word] if open_word else []
            words += [Word(letters, place, place + 1)] if kind == SINGLE else []
            open_word = None
    return words + ([open_word] if open_word else [])


def look_up(char: str) -> tuple[int, tuple[int, ...]]:
    """Return a letter's kind, and what it is compared as."""
    code = ord(char)
    if code >= LIMIT:
        tag, ideograph = 0xE0000 <= code < 0xE01F0, code < 0xE0000
        return (SINGLE, (code,)) if ideograph else (IGNORED if tag else folding.SEPARATOR, ())
    table, expansions = folding.load_table()
    kind, value = int(table[code]) >> KIND_SHIFT & 7, int(table[code]) & FOLD_MASK
    if code in folding.HANGUL:
        return kind, tuple(map(ord, unicodedata.normalize("NFD", char)))
    if kind == EXPANDED:
        return kind, tuple(letter for letter in expansions[value].tolist() if letter)
    return kind, (value,)


def find_tricks(text: str) -> list[tuple[int, int, int]]:
    """List the tricks in a text, as kind and place, in the order in which they are complete."""
    table, _ = folding.load_table()
    found = [(trick, at, at + 1) for at, char in enumerate(text) if (trick := trick_of(ord(char)))]
    for word in split(text):
        visible = [ord(char) for char in text[word.start : word.end] if look_up(char)[0] in (WORD, EXPANDED)]
        scripts = {int(table[code]) >> SCRIPT_SHIFT & 7 for code in visible if code < LIMIT}
        if folding.LATIN in scripts and scripts & {folding.CYRILLIC, folding.GREEK}:
            found.append((15, word.start, word.end))
    return sorted(found)


def trick_of(code: int) -> int:
    """Return what a code point by itself may be used to hide."""
    if code >= LIMIT:
        return folding.ZERO_WIDTH if 0xE0000 <= code < 0xE01F0 else folding.NO_TRICK
    return int(folding.load_table()[0][code]) >> TRICK_SHIFT


def fnv(letters: tuple[int, ...]) -> int:
    """Hash letters by FNV-1a and spread the bits, in whole numbers without end."""
    value = 0xCBF29CE484222325
    for letter in letters:
        value = (value ^ letter) * 0x100000001B3 % (1 << 64)
    value = (value ^ (value >> 32)) * 0x9E3779B97F4A7C15 % (1 << 64)
    return value ^ (value >> 32)


def run(name: str, kernels: ModuleType, text: str) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """Run one of the scanners; return its words as hash and place, and its tricks."""
    codes = code_points(text)
    ids = np.zeros(codes.size, np.uint64)
    starts, ends = np.zeros((2, codes.size), np.int32)
    tricks = np.zeros((2 * codes.size + 1, 3), np.int32)
    found = getattr(kernels, name)(codes, *folding.load_table(), ids, starts, ends, tricks)
    size, seen = map(int, found)
    rows = zip(ids[:size].tolist(), starts[:size].tolist(), ends[:size].tolist(), strict=True)
    return list(rows), [(kind, start, end) for kind, start, end in tricks[:seen].tolist()]


@given(texts)
@example("a" * 40 + "\u0301" * 3)
@settings(derandomize=True, max_examples=150)
def test_words_are_those_of_a_loop_over_letters(kernels_of: Callable[[str], ModuleType], text: str) -> None:
    """Each word has the hash and the place that reading letter by letter gives it, and each trick is found."""
    kernels = kernels_of("mediawire.text.kernels")

    words, tricks = run("scan_words", kernels, text)

    assert words == [(fnv(word.letters), word.start, word.end) for word in split(text)]
    assert sorted(tricks) == find_tricks(text)


@given(plain_texts)
@settings(derandomize=True, max_examples=100)
def test_the_scanner_of_plain_text_agrees_with_that_of_any_text(
    kernels_of: Callable[[str], ModuleType], text: str
) -> None:
    """Text of letters and separators only may take the short way: it gives the same words."""
    kernels = kernels_of("mediawire.text.kernels")
    codes = code_points(text)
    table, _ = folding.load_table()
    ids = np.zeros(codes.size, np.uint64)
    starts, ends = np.zeros((2, codes.size), np.int32)

    size, entries = kernels.scan_plain(codes, table, ids, starts, ends)

    words, tricks = run("scan_any", kernels, text)
    assert list(zip(ids[:size].tolist(), starts[:size].tolist(), ends[:size].tolist(), strict=True)) == words
    assert tricks == []
    assert int(entries) >> KIND_SHIFT <= WORD


@given(texts)
@settings(derandomize=True, max_examples=100)
def test_stems_hash_the_first_letters(kernels_of: Callable[[str], ModuleType], text: str) -> None:
    """The stem of a word is the hash of what its first five visible letters fold to."""
    kernels = kernels_of("mediawire.text.kernels")
    words = split(text)
    starts, ends = np.array([word[1:] for word in words], np.int32).reshape(-1, 2).T.copy()
    stems = np.zeros(len(words), np.uint64)

    kernels.scan_stems(code_points(text), *folding.load_table(), starts, ends, len(words), stems)

    assert stems.tolist() == [fnv(stem_letters(text[word.start : word.end])) for word in words]


def stem_letters(word: str) -> tuple[int, ...]:
    """Return what the first five letters of a word are compared as; a mark that is not compared is no letter."""
    compared = [letters for kind, letters in map(look_up, word) if kind != IGNORED]
    return tuple(letter for letters in compared[:5] for letter in letters)


@pytest.mark.parametrize("letters", SCRIPTS)
def test_words_are_equal_exactly_where_their_folded_letters_are(letters: str) -> None:
    """What the table says of a letter is what folding that letter by the rules of Unicode says."""
    pairs = [(a, b) for a in letters for b in letters if _folds(a) and _folds(b)]

    equal = [(a, b) for a, b in pairs if _ids(f"x{a}") == _ids(f"x{b}")]

    assert equal == [(a, b) for a, b in pairs if folding.fold_letter(a) == folding.fold_letter(b)]


def _ids(text: str) -> list[int]:
    ids: list[int] = scan(text).ids.tolist()
    return ids


def _folds(char: str) -> bool:
    return look_up(char)[0] in (WORD, EXPANDED, SINGLE) and ord(char) not in folding.HANGUL


@given(texts)
@settings(derandomize=True, max_examples=100)
def test_words_lie_in_order_and_apart(text: str) -> None:
    """No word is empty, none overlaps the next, and none reaches out of the text."""
    tokens = scan(text)

    spans = [tokens.span(at, at + 1) for at in range(len(tokens))]

    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(span.start < span.end for span in spans)
    assert all(tokens.within(span) == range(at, at + 1) for at, span in enumerate(spans))
    assert all(Span(0, len(text)).holds(span) for span in spans)
