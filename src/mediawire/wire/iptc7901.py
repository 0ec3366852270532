"""Teleprinter copy: IPTC 7901, and by its look ANPA 1312; one message, or many in a file.

The text of a message is what stands between STX and ETX: first its headline, which ends with ``=``, under the keys of
the take (``REFILE``, ``1ST LEAD``) and above the byline; then the body. What the agency marks as not for publication
goes to the note for editors and is listed as left out. (IPTC 7901, "The IPTC recommended message format", 1995.)
"""

from __future__ import annotations

import re
from dataclasses import replace

from mediawire.report import Body
from mediawire.wire.anpa1312 import is_anpa, read_anpa
from mediawire.wire.document import Document
from mediawire.wire.draft import Draft, tidy
from mediawire.wire.reading import LeftOut, Notice, NoticeKind, Reading, Received, Refusal, Verdict
from mediawire.wire.signals import file_report, meaning_of_words
from mediawire.wire.teleprinter import Message, cut_message, lines_of, plain, read_stamp, split_messages, tell_charset

_HEADER = re.compile(
    r"(?:ZCZC\s*)?(?P<service>[^\W\d_]{2,8})\s?(?P<number>\d{2,5})\s+(?P<priority>\d)\s+(?P<category>[^\W\d_]{1,4})\s+"
    r"(?P<words>\d+)?\s*(?P<rest>.*)"
)
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Da|Av|Af|Door|Från|Fra|Oleh)\s+\S", re.UNICODE)
_KEY = re.compile(
    r"\(\w[\w\s,.-]{2,30}\)|(?:\d+(?:(?i:st|nd|rd|th)|\.)?\s+)?[^\W\d_a-zà-ÿ]{3,}(?:[\s/-]+[^\W_a-zà-ÿ]+){0,3}"
)
_PRIVATE = re.compile(
    r"^.*\b(?:not for publication|nicht zur ver(?:ö|oe)ffentlichung|ne pas publier|no publicar|non pubblicare)\b.*$",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(r"\s*([^\W\d_][^\n()]{0,60}\([^()\n]{2,20}\))\s*[-–—_:]")
_MOST_HEAD_LINES = 8


def read_iptc7901(document: Document) -> Reading:
    """Read a file of teleprinter copy: every message in it; what stands between messages is refused by name."""
    pieces, between = split_messages(document.data)
    charset = tell_charset(document.data, document.charset)
    reports: list[Received] = []
    notices: list[Notice] = []
    refusals: list[Refusal] = []
    formats: list[str] = []
    for place, piece in enumerate(pieces, 1):
        message = cut_message(piece, charset)
        if not plain(message.header + message.text).strip():
            refusals.append(Refusal("empty message", "there is nothing in it", f"message {place}"))
            continue
        draft = read_anpa(message) if is_anpa(message) else read_message(message)
        formats.append(draft.format)
        report = tell_cut(draft.finish()) if message.is_cut else draft.finish()
        own, about = file_report(report, tuple(asked(draft)))
        reports.extend(own)
        notices.extend(about)
    for piece in between:
        words = " ".join(plain(piece.decode(charset, "replace")).split())
        refusals.append(Refusal("no message", f"text outside any message: {words[:80]}"))
    return Reading(
        formats[0] if formats else "iptc7901", tuple(reports), tuple(notices), (), tuple(refusals), encoding=charset
    )


def tell_cut(report: Received) -> Received:
    """Say of a report whose message has no end that it is not whole."""
    known, reason = report.completeness, "the message breaks off before its end"
    cut = replace(known, verdict=Verdict.INCOMPLETE, score=0.0, reasons=(*known.reasons, reason))
    return replace(report, completeness=cut)


def asked(draft: Draft) -> list[str]:
    """Return the keys of a take that ask for something; a release in them is a plan, not a signal."""
    keys = draft.others.get("take key", [])
    return [key for key in keys if meaning_of_words(key) not in (None, NoticeKind.RELEASE)]


def read_message(message: Message) -> Draft:
    """Read one message of IPTC 7901."""
    draft = Draft("iptc7901", message.received)
    _take_header(message.header, draft)
    stamp = read_stamp(message.trailer)
    if stamp is not None:
        draft.stated.append(stamp)
        draft.values["modified"] = stamp.at
    elif plain(message.trailer).strip():
        draft.keep("trailer", plain(message.trailer))
    lines = list(lines_of(message.text))
    _take_body(lines[_take_headline(lines, draft) :], draft)
    return draft


def _take_header(header: str, draft: Draft) -> None:
    """Take the header line, and the keyword line below it, which ends with a stroke."""
    lines = [line.strip() for line in lines_of(header) if line.strip()]
    found = _HEADER.match(lines[0]) if lines else None
    if found:
        draft.keep("service", found["service"])
        draft.keep("sequence", found["number"])
        draft.take_urgency(found["priority"], "priority")
        draft.keep("priority", found["priority"])
        draft.take("section", found["category"], "category")
        draft.keep("category", found["category"])
        draft.keep("word count", found["words"])
        _take_origin(found["rest"], draft)
        lines = lines[1:]
    elif lines and len(lines) > 1:
        draft.keep("header", lines.pop(0))
    for line in lines:
        draft.take("slugline", line.rstrip("/").strip(), "keyword line")


def _take_origin(rest: str, draft: Draft) -> None:
    """Take what ends the header: a routing code, the agency, its own number."""
    words = rest.split()
    draft.keep("header rest", rest)
    names = [word for word in words if not word.isdecimal()]
    if names:
        draft.take_source("provider", names[-1])


def _take_headline(lines: list[str], draft: Draft) -> int:
    """Take take keys, headline and byline, up to the line that ends with ``=``; return where the body begins."""
    end = next((place for place, line in enumerate(lines[:_MOST_HEAD_LINES]) if line.endswith("=")), None)
    if end is None:
        return 0
    head = [line for line in lines[: end + 1] if line.strip()]
    head[-1] = head[-1].removesuffix("=").rstrip()
    head = [line for line in head if line]
    keys = []
    while len(head) > 1 and _KEY.fullmatch(head[0].strip()):
        keys.append(head.pop(0).strip())
    draft.keep("take key", " ".join(keys))
    if len(head) > 1 and _BYLINE.match(head[-1].strip()):
        draft.take("byline", head.pop(), "byline")
    draft.take("headline", " ".join(line.strip() for line in head), "headline")
    return end + 1


def _take_body(lines: list[str], draft: Draft) -> None:
    """Take the body, its lines as they were set; what is not for publication is no part of it."""
    text = "\n".join(lines).strip("\n")
    private = _PRIVATE.search(text)
    if private:
        note = text[private.start() :].strip()
        text = text[: private.start()].rstrip().removesuffix("* * * *").rstrip()
        draft.add(draft.ed_notes, note)
        draft.left_out.append(LeftOut("not for publication", sum(map(str.isalnum, note)), note[:80]))
    dateline = _DATELINE.match(text)
    if dateline:
        draft.take("dateline", tidy(dateline[1]), "dateline")
    draft.body = Body(text.strip())
