"""What a status, a signal or an instruction asks for, and where an item goes by it: reports, notices or both.

The codes are those of the IPTC's NewsCodes (``sig:correction``, ``stat:canceled``) and the words that agencies use in
their place. A code that is not known here changes nothing: it stays among the signals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mediawire.wire.reading import Change, Notice, NoticeKind, PubStatus, Received, Target

_WORDS: dict[NoticeKind | Change, str] = {
    NoticeKind.KILL: "kill killed mandatorykill withdraw withdrawn withdrawal retract retracted retraction cancel "
    "canceled cancelled cancellation elimination eliminate delete deleted takedown annulation annulé annule annullato "
    "anulado anulación sperrung zurückgezogen",
    NoticeKind.HOLD: "hold withhold withheld onhold",
    NoticeKind.RELEASE: "release released unembargo embargolifted",
    NoticeKind.CORRECTION: "correction corrected corrective correct corr korrektur berichtigung correctif corrección "
    "correzione",
    NoticeKind.REFILE: "refile refiled",
    NoticeKind.REPEAT: "repeat repeats rpt repeating retransmit retransmission wiederholung",
    NoticeKind.ADVISORY: "advisory editorialadvisory",
    Change.UPDATE: "update updated updates writethru writethrough lead ld rewrite add append replace",
}
_MEANS: dict[str, NoticeKind | Change] = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_EDITORIAL: dict[str, NoticeKind | Change] = {"c": NoticeKind.CORRECTION, "u": Change.UPDATE}
"""Reuters' ``edStat`` codes."""
_ASKED = (NoticeKind.KILL, NoticeKind.HOLD, NoticeKind.CORRECTION, NoticeKind.REFILE, NoticeKind.REPEAT)
_CHANGES = {
    NoticeKind.CORRECTION: Change.CORRECTION,
    NoticeKind.REFILE: Change.REFILE,
    NoticeKind.REPEAT: Change.REPEAT,
    NoticeKind.KILL: Change.WITHDRAWAL,
}
_ORDER = (*_CHANGES.values(), Change.UPDATE)
_NO_LETTER = re.compile(r"[\W_\d]+")


def meaning_of(code: str) -> NoticeKind | Change | None:
    """Tell what one signal asks for: ``sig:correction`` a correction; None where it is not known."""
    scheme, _, local = code.strip().rpartition(":")
    local = local.rpartition("/")[2]
    if scheme.casefold() == "edstat":
        return _EDITORIAL.get(local.casefold())
    return _MEANS.get(_NO_LETTER.sub("", local).casefold())


def meaning_of_words(words: str) -> NoticeKind | Change | None:
    """Tell what the words of a take key or an instruction ask for: the gravest; ``2nd Ld-Writethru`` is an update."""
    found = {_MEANS.get(word.casefold()) for word in _NO_LETTER.split(words)} - {None}
    return next((kind for kind in _WORDS if kind in found), None)


def change_of(meanings: Iterable[NoticeKind | Change | None]) -> Change | None:
    """Tell the kind of change that some signals state together: the gravest."""
    found = {_CHANGES.get(kind) if isinstance(kind, NoticeKind) else kind for kind in meanings}
    return next((change for change in (Change.WITHDRAWAL, *_ORDER) if change in found), None)


def file_report(
    report: Received, words: tuple[str, ...] = (), kind: str = ""
) -> tuple[tuple[Received, ...], tuple[Notice, ...]]:
    """Decide whether an item is a report, a notice or both, by its status and its signals.

    ``words`` are instructions in words, ``kind`` what kind of item it says it is. What is canceled is a notice only;
    what is withheld is a report and a hold; a correction, a refile and a repeat are the report and a notice.
    """
    meanings = {code: meaning_of(code) for code in report.signals} | {text: meaning_of_words(text) for text in words}
    if report.pub_status is PubStatus.CANCELED:
        meanings["canceled"] = NoticeKind.KILL
    if report.pub_status is PubStatus.WITHHELD:
        meanings["withheld"] = NoticeKind.HOLD
    kinds = [kind for kind in (*_ASKED, NoticeKind.RELEASE) if kind in meanings.values()]
    is_killed = NoticeKind.KILL in kinds
    if is_killed:
        kinds = [NoticeKind.KILL]
        report = replace(report, pub_status=PubStatus.CANCELED)
    elif NoticeKind.HOLD in kinds:
        report = replace(report, pub_status=PubStatus.WITHHELD)
    change = change_of(meanings.values())
    if report.change is None and change is not None:
        report = replace(report, change=change)
    if meaning_of(kind) is NoticeKind.ADVISORY or (NoticeKind.ADVISORY in meanings.values() and not report.body.text):
        meanings[kind or "advisory"] = NoticeKind.ADVISORY
        kinds.append(NoticeKind.ADVISORY)
    is_message = is_killed or NoticeKind.ADVISORY in kinds
    evidence = {kind: code for code, kind in reversed(list(meanings.items()))}
    notices = tuple(notice_of(report, kind, evidence[kind]) for kind in kinds)
    return () if is_message else (report,), notices


def notice_of(report: Received, kind: NoticeKind, evidence: str) -> Notice:
    """Make the notice that an item gives about itself."""
    target = Target(report.guid, report.canonical, report.slugline, report.headline, report.version)
    return Notice(
        kind,
        (target,),
        at=report.modified or report.published,
        text=report.ed_note or report.headline or "",
        evidence=f"{report.format}: {evidence}",
        report=report,
    )
