"""What an item's own page says, or no longer says, against what was known of the item: pure functions as in `decide`.

A page that is missing, gone for good or leads elsewhere is believed at the second look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from mediawire.wire.decide import Desk
from mediawire.wire.decisions import Decision, Gone, Had, Known, Place, Verb
from mediawire.wire.identity import Appearance, appear, bare_address
from mediawire.wire.matching import Match, Repeated, share_longer_words
from mediawire.wire.reading import NoticeKind, Reading
from mediawire.wire.source import Source
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused, Visit

LOOKS = 2
"""So many looks in a row must find a page gone before it is called gone."""
_NOTHING_REPEATED = Repeated()
_NEWS_OF_GOING = frozenset({NoticeKind.KILL, NoticeKind.TOMBSTONE})


def decide_page(known: Known, came: Reading, source: Source, now: datetime, had: Had | None = None) -> list[Decision]:
    """Decide about an item whose page was read.

    The report on the page that is most like the item is the item; further ones are items of their own. A notice on the
    page that names no other report is about the item. ``had`` is what is known of the source besides.
    """
    had = had or Had()
    desk = Desk(replace(had, items={**had.items, known.id: known}), source, now, Place.PAGE)
    shown = [appear(report) for report in came.reports]
    own = find_own(known, shown)
    if own is not None:
        desk.listed[known.id] = own
        desk.compare(known, shown[own], own, Match(known.id, "its page"), False)
    for number, one in enumerate(shown):
        if number != own and one.guid != known.listed.guid:
            desk.take(one, number, _NOTHING_REPEATED)
    for notice in came.notices:
        desk.notice(notice, known.id)
        if notice.kind in _NEWS_OF_GOING and desk.decisions[-1].standing and desk.decisions[-1].item == known.id:
            desk.say(Verb.GONE, "its page says so", item=known.id, gone=Gone.WITHDRAWN)
    if own is None and not desk.decisions:
        why = "; ".join(refusal.why for refusal in came.refusals[:1]) or "no report stands on it"
        desk.say(Verb.SAME, f"nothing could be read from its page: {why}", item=known.id)
    return desk.decisions


def find_own(known: Known, shown: Sequence[Appearance]) -> int | None:
    """Find which of the reports on a page is the item: by address, then by words; the first where none is like it."""
    if not shown:
        return None
    item = known.listed

    def likeness(number: int) -> tuple[bool, float, int]:
        one = shown[number]
        near = one.address in known.addresses or (bool(item.title) and one.title == item.title)
        return near, share_longer_words(item, one), -number

    return max(range(len(shown)), key=likeness)


def decide_gone(known: Known, asked: str, visit: Visit, looks: int) -> list[Decision]:
    """Decide about an item whose page is not there any more; ``looks`` counts such answers in a row, this one too."""
    gone = tell_gone(asked, visit)
    if gone is None or known.gone is gone:
        return []
    why = tell_answer(visit)
    if looks < LOOKS:
        return [Decision(Verb.SAME, f"{gone}: {why}; believed when it is so again", item=known.id, place=Place.PAGE)]
    return [Decision(Verb.GONE, f"{why}, {looks} times in a row", item=known.id, gone=gone, place=Place.PAGE)]


def tell_gone(asked: str, visit: Visit) -> Gone | None:
    """Tell from the answer what kind of gone the page at an address is; None where it is there, or nobody knows."""
    if isinstance(visit, Fetched):
        return Gone.REDIRECTED if is_sent_away(asked, visit) else None
    if isinstance(visit, NotModified):
        return None
    if visit.reason is Reason.GONE or visit.status == 410:
        return Gone.PAGE_GONE
    return Gone.PAGE_MISSING if visit.status == 404 else None


def is_sent_away(asked: str, visit: Fetched) -> bool:
    """Tell whether a page led to the front page of its site, as many sites do with what they took down."""
    wanted, got = bare_address(asked), bare_address(visit.url)
    if wanted is None or got is None or wanted == got:
        return False
    path = urlsplit(visit.url).path.strip("/")
    return path in FRONT_PAGES and bool(urlsplit(asked).path.strip("/"))


FRONT_PAGES = frozenset({"", "index.html", "index.php", "home", "404", "notfound", "not-found", "error"})


def tell_answer(visit: Visit) -> str:
    """Say in a few words how a page answered."""
    if isinstance(visit, Refused):
        return f"{visit.status}: {visit.why}" if visit.status else visit.why
    return f"it leads to {visit.url}"
