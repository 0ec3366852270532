"""ANPA 1312, the teleprinter format of North America: one message, its lines told by the marks around them.

A line between ``^`` and ``<`` stands above the story: the slug line, the headline, notes, the byline (which ends with
``=``). The body begins with the first line that has none of this, or with a table. (ANPA 1312, "High-speed wire
transmission", 1979.)
"""

from __future__ import annotations

import re

from mediawire.report import Body
from mediawire.wire.draft import Draft, tidy
from mediawire.wire.teleprinter import Message, plain, read_stamp

_FIRST_LINE = re.compile(r"(?P<service>[^\W\d_]{0,4})(?P<number>\d{3,5})(?:[\x1f\s]+(?P<selector>\S+))?")
_SECOND_LINE = re.compile(
    r"(?P<priority>[a-z])\s?(?P<category>[a-z])(?P<form>[\x11-\x14]*)\s?(?P<rest>.*)", re.IGNORECASE
)
_REST = re.compile(r"(?P<slug>\S*)\s*(?P<take>.*?)\s*(?P<date>\d{1,2}-\d{1,2})?\s*(?P<words>\d{3,5})?\s*")
_URGENCIES = {"f": "1", "b": "2", "u": "3", "r": "4", "d": "5"}
"""Flash, bulletin, urgent, regular, deferred."""
_CYCLE = re.compile(r"(?:BC|AM|PM)-(?=\S)")
_NOTE = re.compile(r"\(?(?:Eds?|EDITORS?|Editors?)\b\.?\s*(?::|'S NOTE|’S NOTE)|\(?EDITOR.?S.? NOTE|ADVISORY\b")
_MEDIA = re.compile(r"(?:AP )?(?:Photos?|Graphics?|Videos?|Audio)\b")
_TITLE = re.compile(r".{0,60}\b(?:Press|Writers?|Editors?|Correspondents?|Staff|Columnists?|Service|News|Agency)\b")
_DATELINE = re.compile(r"\s*([A-Z][^\n()]{0,60}\([^()\n]{2,20}\))\s*[-–—_]")
_PRESERVED = "\x14\x12"


def is_anpa(message: Message) -> bool:
    """Tell ANPA 1312 from IPTC 7901: a letter or two and a number, then a line of priority and category."""
    lines = _header_lines(message)
    return (
        len(lines) > 1
        and bool(_FIRST_LINE.match(lines[0]) and _SECOND_LINE.match(lines[1]))
        and ("\x1f" in lines[0] or any("\x11" <= mark <= "\x14" for mark in lines[1]))
    )


def _header_lines(message: Message) -> list[str]:
    """Return the lines of the header with their controls, without what opens the message."""
    return [line for line in message.header.lstrip("\x16\x01\x00").split("\n") if line.strip()]


def read_anpa(message: Message) -> Draft:
    """Read one message of ANPA 1312."""
    draft = Draft("anpa1312", message.received)
    _take_header(_header_lines(message), draft)
    stamp = read_stamp(message.trailer)
    draft.keep("trailer", plain(message.trailer).replace("<", ""))
    if stamp is not None:
        draft.stated.append(stamp)
        draft.values["modified"] = stamp.at
        draft.take_source("provider", plain(message.trailer).strip().partition("-")[0])
    lines = [line.rstrip() for line in message.text.split("\n")]
    above, rest = _take_above(lines, draft)
    body = "\n".join(_clean(line) for line in [*above, *rest]).strip("\n").rstrip()
    found = _DATELINE.match(body)
    if found:
        draft.take("dateline", tidy(found[1]), "dateline")
    draft.body = Body(body.strip())
    return draft


def _take_header(lines: list[str], draft: Draft) -> None:
    """Take the two header lines: number and selector; priority, category, keyword, take key, date, words."""
    first, second = _FIRST_LINE.match(lines[0]), _SECOND_LINE.match(lines[1])
    if first is None or second is None:
        return
    draft.keep("service", first["service"])
    draft.keep("sequence", first["number"])
    draft.keep("selector", first["selector"])
    draft.take_urgency(_URGENCIES.get(second["priority"].lower()), "priority")
    draft.keep("priority", second["priority"])
    draft.take("section", second["category"], "category")
    draft.keep("category", second["category"])
    draft.keep("format", "preserved" if _PRESERVED in second["form"] else None)
    rest = _REST.fullmatch(plain(second["rest"]))
    if rest is None:
        draft.keep("header rest", plain(second["rest"]))
        return
    cycle = _CYCLE.match(rest["slug"])
    draft.keep("cycle", cycle[0].rstrip("-") if cycle else None)
    draft.take("slugline", rest["slug"][cycle.end() :] if cycle else rest["slug"], "keyword")
    draft.keep("take key", rest["take"])
    draft.keep("date", rest["date"])
    draft.keep("word count", rest["words"])


def _take_above(lines: list[str], draft: Draft) -> tuple[list[str], list[str]]:
    """Take the marked lines above the story; return those of them that belong to the text, and the story."""
    kept: list[str] = []
    has_slug = has_byline = False
    for place, line in enumerate(lines):
        words = _marked(line)
        if not line.strip():
            continue
        if words is None:
            return kept, lines[place:]
        if not has_slug:
            has_slug = True
            draft.keep("slug line", words)
        elif _NOTE.match(words):
            draft.add(draft.ed_notes, words)
        elif _MEDIA.match(words):
            draft.keep("media", words)
        elif line.rstrip().endswith("=") and re.match(r"(?:By|Por|Par)\s+\S", words):
            draft.take("byline", words, "byline")
            has_byline = True
        elif has_byline and line.rstrip().endswith("=") and _TITLE.fullmatch(words):
            draft.keep("byline title", words)
        elif has_byline and line.rstrip().endswith("="):
            return kept, lines[place:]
        elif "headline" not in draft.values:
            draft.take("headline", words, "headline")
        elif line.rstrip().endswith("<") and "teaser" not in draft.values:
            draft.take("teaser", words, "summary")
        else:
            kept.append(line)
    return kept, []


def _marked(line: str) -> str | None:
    """Return the words of a line between ``^`` and ``<`` or ``=``; None for a line of the story."""
    stripped = plain(line).strip()
    if not stripped.startswith("^") or stripped[-1] not in "<=" or line.startswith(("\x08", "\t")):
        return None
    return tidy(" ".join(part.strip() for part in stripped.strip("^").rstrip("<=").split("< ^")))


def _clean(line: str) -> str:
    """Return a line of the story without the marks of typesetting around it."""
    words = plain(line).rstrip()
    marks = "<=" if words.startswith("^") or words.endswith("___=") else "<"
    return words.removeprefix("^").removeprefix("\t").rstrip(marks).rstrip()
