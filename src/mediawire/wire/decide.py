"""What came of a source against what was known of it: pure functions from values to decisions.

They touch nothing, remember nothing and know no clock: ``now`` is given. What they do not decide: when to look again
(`mediawire.wire.rhythm`), what is published, and what an unsure notice means (a person does).

Rules that stand over all others: identity holds inside one source only; a withdrawal wins over whatever comes later,
and over what comes for the first time after it; what fell off a feed's window is not killed; the version that came
last is the current one, unless it states a lower number than the one we have and no later time, or is but a teaser of
a text that we have whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mediawire.wire.decisions import Decision, Gone, Grade, Had, Known, Place, Standing, Verb
from mediawire.wire.grading import grade
from mediawire.wire.identity import Appearance, list_shown, name_item
from mediawire.wire.matching import Items, Match, Repeated, find_moved, find_repeated
from mediawire.wire.notified import act_on, in_time, is_meant, name_notice, settle, tell_notice
from mediawire.wire.reading import Notice, PubStatus, Reading
from mediawire.wire.source import Source

FEWEST_IN_WINDOW = 2
"""A window of one item says nothing about what was missed."""


def decide(had: Had, came: Reading, source: Source, now: datetime) -> list[Decision]:
    """Decide about all that a source's document holds, in its order; then about notices, and what is not in it.

    Every report and entry gets at least one decision, and its ``number`` in `list_shown`; every decision has a reason.
    """
    shown = list_shown(came)
    desk = Desk(had, source, now)
    desk.take_in(shown, came)
    for notice in in_time(came.notices):
        desk.notice(notice)
    desk.look_for_missing(came, bool(shown))
    return desk.decisions


def list_window(decisions: Sequence[Decision]) -> list[str]:
    """List the items that a document listed, in its order, each once."""
    listed = sorted((one.number, one.item) for one in decisions if one.number is not None and one.item is not None)
    return list(dict.fromkeys(item for _, item in listed))


class Desk:
    """Takes the decisions on one document, each in the light of those before it; it lives for one call."""

    def __init__(self, had: Had, source: Source, now: datetime, place: Place = Place.LISTED) -> None:
        self.had, self.source, self.now, self.place = had, source, now, place
        self.items = Items(had.items)
        self.decisions: list[Decision] = []
        self.listed: dict[str, int] = {}
        self.claimed: dict[str, int] = {}
        """items that show in the document just as they are known to show, and where"""
        self.waiting = list(had.waiting)

    def take_in(self, shown: Sequence[Appearance], came: Reading) -> None:
        """Decide about each report and entry."""
        repeated = find_repeated(shown, came.channel.url if came.channel else None)
        moved = find_moved(self.items, shown, self.source.identity)
        found = [self.items.find(one, self.source.identity, repeated) for one in shown]
        stamped = self.is_stamped(shown, found)
        for number, one in enumerate(shown):
            if (known := self.items.find_just(one)) is not None:
                self.claimed.setdefault(known, number)
        for number, one in enumerate(shown):
            if number in moved:
                self.move(one, number, moved[number], len(moved), len(shown))
            else:
                self.take(one, number, repeated, stamped)

    def take(self, shown: Appearance, number: int, repeated: Repeated, stamped: bool = False) -> None:
        """Decide about one report."""
        match = self.items.find(shown, self.source.identity, repeated)
        if match is None:
            self.begin(shown, number)
            return
        item = self.items.known[match.item]
        if match.item in self.listed or self.claimed.get(match.item, number) != number:
            self.repeat(item, shown, number, match)
        else:
            self.listed[match.item] = number
            self.compare(item, shown, number, match, stamped)

    def begin(self, shown: Appearance, number: int) -> None:
        """Begin an item; a notice that was waiting for it acts at once."""
        id = name_item(self.source.name, shown)
        if id in self.items.known:
            id = name_item(self.source.name, shown, taken=True)
        alike = self.items.find_alike(shown)
        killed = shown.status is PubStatus.CANCELED
        standing = Standing.KILLED if killed else Standing.HELD if shown.status is PubStatus.WITHHELD else None
        self.say(
            Verb.DUPLICATE if alike else Verb.NEW,
            alike.rule if alike else self.why_new(shown),
            item=id,
            of=alike.item if alike else None,
            standing=standing,
            shown=shown,
            number=number,
        )
        item = Known(
            id,
            self.now,
            {self.place: shown},
            frozenset(filter(None, [shown.guid])),
            frozenset(filter(None, [shown.address])),
            frozenset([shown.digest]),
            standing or Standing.USABLE,
            shown.embargoed_until,
        )
        self.items.file(item)
        self.listed[id] = number
        self.settle_waiting(id, shown)

    def settle_waiting(self, id: str, shown: Appearance) -> None:
        """Let the notices that waited for what an item shows now act on it."""
        for waiting in [one for one in self.waiting if is_meant(one, shown)]:
            self.waiting.remove(waiting)
            self.obey(settle(waiting, self.items.known[id], self.now))

    def why_new(self, shown: Appearance) -> str:
        """Say why something is new."""
        if shown.guid and self.items.by_guid.get(shown.guid):
            return "guid used again for another story: address and headline differ, and few words are shared"
        if shown.guid:
            return "guid not known" if self.source.identity == "guid" else f"{self.source.identity} not known"
        return "no guid; address not known" if shown.address else "neither guid nor address; text not known"

    def compare(self, item: Known, shown: Appearance, number: int, match: Match, stamped: bool) -> None:
        """Compare an item with what came of it, at the place where it came."""
        old = item.shown.get(self.place)
        about = {"item": item.id, "shown": shown, "number": number}
        if old is None:
            self.first_here(item, shown, number, match)
        elif is_same(old, shown):
            back = f"; back after it {item.gone}" if item.gone else ""
            self.say(Verb.SAME, f"{match.rule}; nothing differs{back}", **about)
        elif stamped and is_same(
            old, replace(shown, published=old.published, modified=old.modified, details=old.details)
        ):
            self.say(Verb.SAME, "only times differ, and those of every item: the source dates its document", **about)
        elif why := comes_late(old, shown):
            seen = shown.digest in item.digests
            self.say(
                Verb.SAME if seen else Verb.VERSION,
                why,
                grade=None if seen else Grade.UPDATE,
                is_current=False,
                **about,
            )
        else:
            self.change(item, old, shown, number, match.rule)

    def first_here(self, item: Known, shown: Appearance, number: int, match: Match) -> None:
        """Take in what an item shows at a place where it was not seen yet: its page, or a list."""
        about = {"item": item.id, "shown": shown, "number": number}
        if self.place is Place.LISTED or shown.digest in item.digests:
            self.say(Verb.SAME, f"{match.rule}; seen here for the first time", **about)
        elif not shown.is_whole:
            self.say(
                Verb.VERSION, "its page gives but a part of the text", grade=Grade.METADATA, is_current=False, **about
            )
        else:
            self.say(Verb.VERSION, "its page gives the text", grade=Grade.COMPLETED, **about)

    def change(self, item: Known, old: Appearance, shown: Appearance, number: int, rule: str) -> None:
        """Make a new version of an item, graded."""
        graded = grade(old, shown)
        standing = None
        if graded.grade is Grade.WITHDRAWAL:
            standing = Standing.KILLED
        elif shown.status is PubStatus.WITHHELD and item.standing is Standing.USABLE:
            standing = Standing.HELD
        elif old.status is PubStatus.WITHHELD and shown.status is PubStatus.USABLE and item.standing is Standing.HELD:
            standing = Standing.USABLE
        late = "; it stays killed: a withdrawal wins over what comes later" if item.standing is Standing.KILLED else ""
        self.say(
            Verb.VERSION,
            f"{rule}; {graded.reason}{late}",
            item=item.id,
            grade=graded.grade,
            standing=standing,
            shown=shown,
            number=number,
        )
        self.items.known[item.id] = replace(
            item, shown={**item.shown, self.place: shown}, digests=item.digests | {shown.digest}
        )
        self.settle_waiting(item.id, shown)

    def repeat(self, item: Known, shown: Appearance, number: int, match: Match) -> None:
        """Decide about an item that one document lists more than once: what stands first in it is current."""
        first = item.shown.get(self.place)
        about = {"item": item.id, "shown": first, "number": number}
        if first is None or is_same(first, shown) or shown.digest in item.digests:
            self.say(Verb.SAME, f"{match.rule}; listed more than once", **about)
            return
        about["shown"] = shown
        why = f"{match.rule}; listed more than once with other texts: the first stands"
        self.say(Verb.VERSION, why, grade=Grade.UPDATE, is_current=False, **about)
        self.items.known[item.id] = replace(item, digests=item.digests | {shown.digest})

    def move(self, shown: Appearance, number: int, id: str, moved: int, came: int) -> None:
        """Know an item by its new guid and address from now on."""
        why = f"no guid of this document was known; {moved} of {came} say word for word what items of before said"
        self.listed[id] = number
        self.say(Verb.MOVED, why, item=id, shown=shown, number=number)

    def notice(self, notice: Notice, own: str | None = None) -> None:
        """Act on a notice; ``own`` is the item on whose page it stands, and which it means where it names none."""
        name = name_notice(notice, own)
        if name in self.had.told:
            self.say(Verb.SAME, f"{tell_notice(notice)}; told before", notice=notice.kind)
            return
        first, *others = act_on(notice, self.items, self.waiting, self.now, own)
        self.obey([replace(first, tells=name), *others])

    def obey(self, decisions: Sequence[Decision]) -> None:
        """Write down what notices do, and know the standing that they give to an item."""
        for decision in decisions:
            self.decisions.append(decision)
            if decision.item and decision.standing:
                item = self.items.known[decision.item]
                self.items.known[item.id] = replace(item, standing=decision.standing)

    def look_for_missing(self, came: Reading, has_shown: bool) -> None:
        """Tell what is no more in the document, and whether reports were missed between two visits."""
        self.look_for_numbers(came)
        window = self.had.window or ()
        is_whole = bool(came.channel and came.channel.is_whole) and not came.refusals
        for id in window if has_shown or not came.refusals else ():
            if id not in self.listed and self.items.known[id].gone is None:
                gone = Gone.NOT_LISTED if is_whole else Gone.FELL_OFF
                self.say(Verb.GONE, f"one of {len(window)} listed before; this is no kill", item=id, gone=gone)
        known = any(id in self.had.items for id in self.listed)
        if min(len(window), len(self.listed)) >= FEWEST_IN_WINDOW and not known:
            listed = f"none of {len(window)} listed before is among the {len(self.listed)} listed now"
            self.say(Verb.GAP, f"{listed}: some may have passed between")

    def look_for_numbers(self, came: Reading) -> None:
        """Tell which guids are missing between their neighbours: known ones were taken out, others were never seen."""
        for guid in came.missing:
            ids = self.items.by_guid.get(guid)
            item = self.items.known[ids[-1]] if ids else None
            if item is None and guid not in self.had.missed:
                self.say(Verb.MISSING, f"{guid} is missing between its neighbours")
            elif item is not None and item.gone is None:
                why = "its number is missing between its neighbours"
                self.say(Verb.GONE, why, item=item.id, gone=Gone.NOT_LISTED)
                self.items.known[item.id] = replace(item, gone=Gone.NOT_LISTED)

    def is_stamped(self, shown: Sequence[Appearance], found: Sequence[Match | None]) -> bool:
        """Tell whether every item of a document has another time and nothing else: it is dated anew at each visit."""
        pairs = [
            (self.items.known[match.item].shown.get(self.place), one)
            for one, match in zip(shown, found, strict=True)
            if match
        ]
        return len(pairs) >= 3 and all(
            old is not None and (old.published, old.modified) != (one.published, one.modified) for old, one in pairs
        )

    def say(self, verb: Verb, reason: str, **facts: object) -> None:
        """Write a decision down."""
        self.decisions.append(Decision(verb, reason, place=self.place, **facts))  # type: ignore[arg-type]


def is_same(old: Appearance, new: Appearance) -> bool:
    """Tell whether nothing differs that a reader or an editor would see."""
    return (
        old.text == new.text
        and (old.headline or "") == (new.headline or "")
        and old.details == new.details
        and (new.change is None or old.change is new.change)
    )


def comes_late(old: Appearance, new: Appearance) -> str | None:
    """Tell why a version that comes after another one is not the current one; None where it is."""
    if old.is_whole and not new.is_whole and len(new.text) < len(old.text):
        return "came cut: the whole text that we have stays current"
    try:
        lower = int(new.version or "") < int(old.version or "")
    except ValueError:
        return None
    times = (new.modified or new.published), (old.modified or old.published)
    later = times[0] is not None and times[1] is not None and times[0] > times[1]
    if lower and not later:
        return f"states version {new.version}, lower than {old.version}, and no later time: kept, not current"
    return None
