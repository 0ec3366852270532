"""What a notice is about, as far as it says: a slug, a headline, a number, an address, when it was moved.

Agencies name the report that they kill in their own ways: "slugged BC-US--Harbor Fire", "headlined 'Harbour burns'",
"dpa 0123", "V1234", "L4N1FL0N0", "moved at 1030 GMT". All that is named is given, in the order of the text.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from typing import NamedTuple

MOST_TARGETS = 20


class FoundTarget(NamedTuple):
    """One thing that a notice names: what kind of name it is, and the name as written."""

    field: str
    """slugline, headline, number, url, moved"""
    name: str


_OPEN, _SHUT = "\"'“‘«„《「『", '"”»“》」』'
_TITLED = (
    r"headlined|headline|titled|entitled|headed|mit dem Titel|unter dem Titel|(?:mit der )?(?:Ü|Ue)berschrift"
    r"|titr[eé]e?|intitul[eé]e?|titulad[ao]|intitulad[ao]|dal titolo|intitolat[ao]|под заголовком|с заголовком"
    r"|بعنوان|标题为|題為|题为"
)
_MOVED = (
    r"moved|sent|transmitted|issued|filed|published|gesendet|von|vom|um|diffus[eé]e?|emitida|transmitida|trasmess[ao]"
    r"|переданн?\w*|вышедш\w*|отправленн\w*"
)
_AT = r"at|on|today|earlier|heute|um|vers|[aà]|las|alle|ore|в|около|hoy|a las"
_PATTERNS = (
    (
        "slugline",
        re.compile(
            rf"(?:slugged|slug(?:line)?:?|stichwort:?|под слагом)\s+[{_OPEN}]?"
            rf"([^\s,;{_SHUT}]*[^\s,;.{_SHUT}](?:[ -][^\s,;.{_SHUT}]+){{0,5}}?)"
            rf"[{_SHUT}]?(?=[,;.\n)]|\s+(?:sent|moved|which|that|from|datelined|by|was|were|is|are|has|have|should)\b|$)",
            re.IGNORECASE,
        ),
    ),
    ("slugline", re.compile(r"\b((?:BC|AM|PM)-[A-Z][\w.-]*(?:--[\w.'-]+(?: [A-Z][\w.'-]+){0,4})?)")),
    ("slugline", re.compile(r"\b([A-Z]{3,}(?:-[A-Z]{2,})*/[A-Z-]*(?: ?\([A-Z0-9 ,-]+\))?)")),
    (
        "headline",
        re.compile(
            rf"(?:{_TITLED})\s*:?\s*[{_OPEN}]([^\n{_SHUT}]{{4,200}}?)(?:[{_SHUT}]|['’](?!\w))",
            re.IGNORECASE,
        ),
    ),
    ("headline", re.compile(r"[“«„《「『]([^\n”»“》」』]{6,200})[”»“》」』]")),
    ("url", re.compile(r"(https?://[^\s<>\"']+)")),
    (
        "number",
        re.compile(
            r"(?:\b(?:STORY_NUMBER|story number|item number|number|nr\.?|no\.?|guid|id|dpa|bdt|lby|№)[:\s]*#?)"
            r"((?:dpa )?[A-Z]{0,4}\d{3,}[A-Z0-9]*)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "number",
        re.compile(
            r"\b([A-Z]{1,2}\d{4}|(?=[A-Z0-9]*\d[A-Z0-9]*[A-Z])[A-Z]\d?[A-Z0-9]{6,13}|[A-Za-z]{2,5}\d{2,4}(?![\w-]))\b"
        ),
    ),
    (
        "moved",
        re.compile(
            rf"(?:{_MOVED})\s+(?:(?:{_AT})\s+)*(\d{{1,2}}[:.h]?\d{{2}}(?:\s*(?:Uhr|hrs|[A-Z]{{2,4}}|МСК))?)(?!\d)",
            re.IGNORECASE,
        ),
    ),
)


def find_targets(words: str) -> tuple[FoundTarget, ...]:
    """Find what a notice names, each once, in the order of the text.

    >>> find_targets("Kill the story slugged BC-US--Harbor Fire, moved at 1030 GMT.")[1]
    FoundTarget(field='moved', name='1030 GMT')
    """
    found: dict[FoundTarget, int] = {}
    for field, pattern in _PATTERNS:
        for match in pattern.finditer(words[:4000]):
            name = match[1].strip(" ,.;")
            if name:
                found.setdefault(FoundTarget(field, name), match.start(1))
    return tuple(sorted(found, key=lambda target: found[target]))[:MOST_TARGETS]


def fold_letters(words: str) -> str:
    """Fold a text letter for letter: small, Latin letters without accents, one kind of dash, quotation mark and blank.

    The result is as long as the text, so that places in it are places in the text.
    """
    return words.translate(_folds())


@cache
def _folds() -> dict[int, str]:
    """Make the table of all letters that change."""
    table = dict.fromkeys((0x9, 0xA0, 0x2002, 0x2003, 0x2009, 0x200A, 0x202F, 0x3000), " ")
    table |= dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
    table |= dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B, 0x2B9, 0x2BC, 0x60, 0xB4), "'")
    for code in range(0x41, 0x2000):
        table[code] = _fold(chr(code))
    for code in range(0xFF01, 0xFF5F):
        table.setdefault(code, chr(code - 0xFEE0).lower())
    return {code: letter for code, letter in table.items() if chr(code) != letter and code <= sys.maxunicode}


def _fold(letter: str) -> str:
    """Fold one letter: small, and without its accent where it is Latin; ё is е."""
    small = letter.lower()
    if len(small) != 1:
        small = letter
    if small in "ёї":
        return "е" if small == "ё" else small
    bare = unicodedata.normalize("NFD", small)[0]
    return bare if bare.isascii() else small
