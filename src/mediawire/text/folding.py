"""The table that says, for every code point, what it is in a word and what it folds to.

Words are compared after folding case, width, accents and look-alike letters, so that ``ＮＡＴＯ``, ``nato`` and
``nаtо`` with two Cyrillic letters are one word. Folding never changes a text: it only decides which words are equal.

The table ships as ``folding.bin`` (zlib); ``python -m mediawire.text.folding`` makes it anew from the interpreter's own
Unicode data and the look-alikes below, and a test holds the shipped file to what that makes.

An entry is one uint32: bits 0-20 the folded code point, 21-23 the script, 24-26 the kind, 27-30 the trick. Code points
from ``LIMIT`` on are ideographs, tags or nothing, and are told by range in the kernel.
"""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIMIT = 0x20000
"""The table holds the code points below this one."""

UNICODE_VERSION = "14.0.0"
"""The shipped table was made from this version of the Unicode data."""

SEPARATOR, WORD, IGNORED, SINGLE, EXPANDED = range(5)
"""Kinds: between words; part of a word; not there at all; a word by itself; several letters (a ligature)."""

NO_SCRIPT, LATIN, CYRILLIC, GREEK = 0, 1, 2, 4
"""Scripts as bits. Only those with letters that look alike are told apart."""

NO_TRICK, FULL_WIDTH, ZERO_WIDTH, BIDI_OVERRIDE, STYLED, FILLER = range(6)
"""What a code point may be used to hide. Look-alikes are told by the word, not by the code point."""

SCRIPT_SHIFT, KIND_SHIFT, TRICK_SHIFT = 21, 24, 27
FOLD_MASK = (1 << SCRIPT_SHIFT) - 1

LONGEST_EXPANSION = 4
"""No code point is folded to more letters than this; longer ligatures keep their first four."""

# One image per letter, so that Greek and Cyrillic words keep folding to themselves whatever their case.
LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁԛԝһӏвнкмтԍɡɑαοριυχβετκγѵҽӕ",
        "aeopcyxijsdqwhlbhkmtggaaopiuxbetkyveæ",
        strict=True,
    )
)

# Spellings of one letter in Arabic script that keyboards of different countries make: Arabic, Persian and Urdu forms.
ARABIC_FORMS = dict(zip("یىۍېکہھۃةەں", "ييييكهههههن", strict=True))

UNIT_SIGNS = frozenset("μΩ")
"""Greek letters that stand beside Latin ones in good faith: μg, kΩ."""

STRETCHING_MARK = "\u0640"
"""Makes an Arabic word longer to the eye and says nothing."""

FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5")
BIDI_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
BIDI_OVERRIDES = frozenset("\u202d\u202e")
JOINERS = frozenset("\u200c\u200d\u00ad\ufe0e\ufe0f")
"""Ignored without suspicion: Persian, Hindi and emoji need the joiners, typesetting needs the soft hyphen."""

STYLED_LETTERS = (range(0x1D400, 0x1D800), range(0x1F110, 0x1F18A), range(0x24B6, 0x24EA))
"""Mathematical, squared and circled letters."""

# Scripts whose marks are vowels or tones that a word cannot do without (Indic, Sinhala, Thai, Lao, Burmese, Khmer).
VOWEL_SIGNS = (range(0x0900, 0x10A0), range(0x1780, 0x1800))

# Written without spaces: every character is a word.
UNSPACED = (
    range(0x0E00, 0x1000),  # Thai, Lao, Tibetan
    range(0x1000, 0x10A0),  # Burmese
    range(0x1780, 0x1800),  # Khmer
    range(0x2E80, 0x3007),
    range(0x3021, 0x302A),
    range(0x3031, 0x3131),  # kana
    range(0x31A0, 0xA4D0),  # kana extensions, ideographs, Yi
    range(0xF900, 0xFB00),
    range(0xFF66, 0xFFA0),  # half-width kana
    range(0x1B000, 0x1B170),
)
HANGUL = range(0xAC00, 0xD7A4)
"""Syllables, which the kernel takes apart by arithmetic, so that composed and decomposed Korean are one."""

PICTOGRAPHS = (range(0x2600, 0x27C0), range(0x1F000, 0x1FB00))


@cache
def load_table() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the table, (LIMIT,) uint32, and the expansions, (n, LONGEST_EXPANSION) uint32 with zeros behind."""
    import numpy as np

    packed = zlib.decompress(Path(__file__).with_name("folding.bin").read_bytes())
    raw = np.frombuffer(packed, "<u4").astype(np.uint32, copy=False)  # the file is the same on every machine
    return raw[:LIMIT], raw[LIMIT:].reshape(-1, LONGEST_EXPANSION)


def make_table() -> tuple[list[int], list[list[int]]]:
    """Make the table and its expansions from the interpreter's Unicode data."""
    expansions: list[list[int]] = []
    table = [_entry(chr(code), expansions) for code in range(LIMIT)]
    table[-1] = SINGLE << KIND_SHIFT  # no character: stands for all that the table does not hold
    return table, expansions


def _entry(char: str, expansions: list[list[int]]) -> int:
    if ord(char) in HANGUL:
        return EXPANDED << KIND_SHIFT
    kind = _kind(char)
    folded = fold_letter(char) if kind in (WORD, SINGLE) else ""
    if kind in (WORD, SINGLE) and not folded:
        kind = IGNORED
    value = ord(folded[0]) if folded else 0
    if len(folded) > 1:
        kind, value = EXPANDED, len(expansions)
        letters = [ord(letter) for letter in folded[:LONGEST_EXPANSION]]
        expansions.append(letters + [0] * (LONGEST_EXPANSION - len(letters)))
    return value | kind << KIND_SHIFT | _script(char) << SCRIPT_SHIFT | _trick(char) << TRICK_SHIFT


def _kind(char: str) -> int:
    code, category = ord(char), unicodedata.category(char)
    if char in FILLERS or category in ("Cf", "Me") or 0xFE00 <= code < 0xFE10 or code == 0x034F:
        return IGNORED
    if _stands_in(code, PICTOGRAPHS) and not _enclosed(char):
        return SINGLE if category == "So" else IGNORED if category == "Sk" else SEPARATOR
    if category in ("Mn", "Mc"):
        if not _stands_in(code, VOWEL_SIGNS):
            return IGNORED
        return SINGLE if _stands_in(code, UNSPACED) else WORD
    if category[0] == "L" or category in ("Nd", "Nl", "No"):
        return SINGLE if _stands_in(code, UNSPACED) and category != "Nd" else WORD
    # Circled and squared letters are symbols to Unicode and letters to a reader.
    return WORD if category == "So" and fold_letter(char).isalnum() and fold_letter(char) != char else SEPARATOR


def fold_letter(char: str) -> str:
    """Fold one letter or digit to what it is compared as; may give several letters, or none."""
    if char in LOOKALIKES:
        return LOOKALIKES[char]
    if 0x3040 <= ord(char) < 0x3100:
        return char  # a voicing mark is part of the sound
    if enclosed := _enclosed(char):
        return enclosed
    bare = "".join(_bare(letter) for letter in unicodedata.normalize("NFKD", char.casefold()))
    again = "".join(LOOKALIKES.get(letter, letter) for letter in bare.casefold())
    return "".join(_latin(ARABIC_FORMS.get(letter, letter)) for letter in again)


def _enclosed(char: str) -> str:
    """Return the letter inside a circle, a square or brackets; nothing where there is none."""
    frame, letter, inside = unicodedata.name(char, "").partition(" LATIN CAPITAL LETTER ")
    return inside.lower() if frame and letter and len(inside) == 1 else ""


def _bare(letter: str) -> str:
    if (digit := unicodedata.digit(letter, None)) is not None:
        return str(digit)
    drop = unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf", "Zs") and not _stands_in(ord(letter), VOWEL_SIGNS)
    return "" if drop or letter == STRETCHING_MARK else letter


def _latin(letter: str) -> str:
    """Return the plain letter that a Latin letter's own name gives: ``ø``, ``ł``, ``ɢ`` are o, l, g with something."""
    words = unicodedata.name(letter, "").split()
    if words[:1] != ["LATIN"] or "LIGATURE" in words:
        return letter
    if words[1:4] == ["LETTER", "SMALL", "CAPITAL"]:
        plain = words[4]
    elif words[1:3] == ["SMALL", "LETTER"]:
        plain = words[4] if words[3] in ("DOTLESS", "SCRIPT", "LONG") and len(words) > 4 else words[3]
    else:
        return letter
    return plain.lower() if len(plain) == 1 else letter


def _script(char: str) -> int:
    if char in UNIT_SIGNS:
        return NO_SCRIPT
    first = unicodedata.name(char, "").split(" ")[0]
    return {"LATIN": LATIN, "CYRILLIC": CYRILLIC, "GREEK": GREEK}.get(first, NO_SCRIPT)


def _trick(char: str) -> int:
    if char in FILLERS:
        return FILLER
    if char in BIDI_OVERRIDES:
        return BIDI_OVERRIDE
    if char in BIDI_MARKS or char in JOINERS or unicodedata.category(char) == "Co":
        return NO_TRICK
    if unicodedata.category(char) == "Cf" or 0xFE00 <= ord(char) < 0xFE10 or ord(char) == 0x034F:
        return NO_TRICK if 0x0600 <= ord(char) < 0x0900 else ZERO_WIDTH
    if 0xFF10 <= ord(char) < 0xFF5B and char.isalnum():
        return FULL_WIDTH
    return STYLED if _stands_in(ord(char), STYLED_LETTERS) else NO_TRICK


def _stands_in(code: int, ranges: tuple[range, ...]) -> bool:
    return any(code in each for each in ranges)


def _write() -> None:
    table, expansions = make_table()
    words = table + [letter for row in expansions for letter in row]
    raw = b"".join(word.to_bytes(4, "little") for word in words)
    Path(__file__).with_name("folding.bin").write_bytes(zlib.compress(raw, 9))


if __name__ == "__main__":
    _write()
