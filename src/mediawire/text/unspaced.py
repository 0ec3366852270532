"""Finds who said a quotation in scripts that put no spaces between words: Chinese, Japanese, Thai.

The cue is looked for as a string, near the quotation only, and the speaker is what stands before it in its clause: up
to a place or a time in Chinese, up to the particle that marks the topic in Japanese.
"""

from __future__ import annotations

import re

from mediawire.report import Span

NEAR = 60
"""Code points read on either side of a quotation: two clauses of a long sentence."""

FIRST_UNSPACED = "\u0e00"
"""No character before this one is of a script without spaces."""

LONGEST_NAME = 24
"""Code points that a speaker, office included, may have."""

_CUE = re.compile(
    "表示|指出|强调|強調|认为|認為|透露|宣布|回应|回應|补充|補充|写道|寫道|坦言|解释|解釋|告诉|告訴|提到|写信|称|稱|说|說|问|問|答"
    "|述べ|語っ|語る|話し|言っ|言う|指摘し|説明し|発表し|主張し|答え|コメントし|訴え|明かし|記し|批判し|反論し|求め|呼びかけ|質問し|反対し|批评|反驳|警告|呼吁|质疑"
    "|กล่าว|บอก|ระบุ|เผย|ชี้|ยืนยัน|แถลง|เขียน"
)
_CLAUSE_END = re.compile(r"[，。！？；：、,.!?;:\s“”「」『』《》]+")
_SUBJECT_END = re.compile(
    "在|对|對|向|于|於|星期|周[一二三四五六日]|当天|今天|昨天|[0-9]+日|还|還|也|又|则|並|并|曾|随后|近日|就此|接受|は|が|も|ได้|ก็|จึง"
)
_QUOTING = re.compile("[、，,\\s]*(?:と|って)")
_STOP = re.compile("[。！？!?\n]")


FIRST_UNSPACED = "\u0e00"


def is_unspaced(mark: str) -> bool:
    """Tell whether a character is of a script without spaces, or of the punctuation that goes with it."""
    return (
        "\u0e00" <= mark <= "\u0e7f"
        or "\u3001" <= mark <= "\u30ff"
        or "\u4e00" <= mark <= "\u9fff"
        or mark in "，：；！？"
    )


def find_unspaced(text: str, floor: int, quotation: Span, ceiling: int) -> tuple[Span, Span] | None:
    """Give the places of speaker and cue; the words looked at lie between floor and ceiling."""
    start, end = max(floor, quotation.start - NEAR), min(ceiling, quotation.end + NEAR)
    if stop := _STOP.search(text, quotation.end, end):
        end = stop.start()
    if cue := _last_cue(text, start, quotation.start):
        begun = _clause_start(text, start, cue.start)
        return _named(text, begun, cue)
    cue_match = _CUE.search(text, quotation.end, end)
    if not cue_match:
        return None
    cue = Span(*cue_match.span())
    quoting = _QUOTING.match(text, quotation.end, end)
    begun = quoting.end() if quoting else quotation.end
    if cue.start - begun > 1 and (found := _named(text, begun, cue)):
        return found
    return _named(text, _clause_start(text, start, quotation.start), cue, quotation.start)


def _last_cue(text: str, start: int, end: int) -> Span | None:
    """Find a cue that ends the words before a quotation but for punctuation and a short object."""
    last = None
    for match in _CUE.finditer(text, start, end):
        last = match
    if last and not re.search("[。！？]", text[last.end() : end]) and end - last.end() < 9:
        return Span(*last.span())
    return None


def _clause_start(text: str, start: int, end: int) -> int:
    begun = start
    for match in _CLAUSE_END.finditer(text, start, end):
        if match.end() < end:
            begun = match.end()
    return begun


def _named(text: str, start: int, cue: Span, end: int | None = None) -> tuple[Span, Span] | None:
    """Cut the speaker out of the words before the cue."""
    words = text[start : cue.start if end is None else end]
    start += len(words) - len(words.lstrip("，,、：: \u3000"))
    words = words.lstrip("，,、：: \u3000")
    if over := _SUBJECT_END.search(words):
        words = words[: over.start()]
    words = words.rstrip("，,、：: \u3000")
    if not words or len(words) > LONGEST_NAME:
        return None
    return Span(start, start + len(words)), cue
