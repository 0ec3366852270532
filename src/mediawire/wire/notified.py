"""What a notice does to the item that it is about: kill, hold, release; and notices whose item has not come yet.

A kill wins over what comes later, and only a release that names the item lifts it. What is unsure does nothing: a
person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mediawire.wire.decisions import Decision, Gone, Known, Standing, Verb, Waiting
from mediawire.wire.identity import Appearance, bare_address, digest_of, fold_headline, fold_line
from mediawire.wire.matching import Items
from mediawire.wire.reading import Certainty, Notice, NoticeKind, Target

STANDINGS = {
    NoticeKind.KILL: Standing.KILLED,
    NoticeKind.HOLD: Standing.HELD,
    NoticeKind.EMBARGO: Standing.HELD,
    NoticeKind.TOMBSTONE: Standing.HELD,
    NoticeKind.RELEASE: Standing.USABLE,
}
"""What each kind makes of an item. An entry taken out of its feed is held: why is not said, so a person decides."""
LONGEST_WAIT_DAYS = 3.0
"""A notice that names only words (headline, slugline) waits no longer: another story may come under the same."""


def act_on(
    notice: Notice, items: Items, waiting: Sequence[Waiting], now: datetime, own: str | None = None
) -> list[Decision]:
    """Decide what a notice does; ``own`` is the item on whose page it stands, and which it means if it names none.

    Of a correction, refile or repeat the report itself came too: the notice only says so. One that is about nothing we
    have is kept until it comes.
    """
    found = [items.find_target(target) for target in notice.targets]
    ids = [match.item for match in found if match] or ([own] if own and not notice.targets else [])
    if not ids and own is None and (carrier := find_carrier(notice, items)):
        ids = [carrier]
    if not ids and notice.kind not in STANDINGS:
        return [Decision(Verb.NOTICE, f"{tell_notice(notice)}; for the desk", notice=notice.kind)]
    if not ids and notice.targets:
        return _wait(notice, waiting)
    if not ids:
        return [Decision(Verb.NOTICE, f"{tell_notice(notice)}; names no report: a person decides", notice=notice.kind)]
    return [_apply(notice, items.known[id], now) for id in dict.fromkeys(ids)]


def find_carrier(notice: Notice, items: Items) -> str | None:
    """Find the item in whose place a message stands: "KILL KILL KILL" under a story's guid speaks of that story."""
    report = notice.report
    if report is None or notice.kind not in (NoticeKind.KILL, NoticeKind.HOLD) or not (report.guid or report.url):
        return None
    match = items.find_target(Target(report.guid, report.url))
    return match.item if match else None


def name_notice(notice: Notice, own: str | None = None) -> str:
    """Name a notice by what it says, so that it is acted on once however often it is listed.

    Else a hold and its release, listed side by side for days, would take turns. ``own`` is the item on whose page it
    stands.
    """
    targets = "|".join(repr(target) for target in notice.targets) or own or ""
    said = (notice.kind, notice.certainty, notice.at, notice.until, targets, notice.text, notice.evidence)
    return digest_of("\n".join(map(str, said)))


def in_time(notices: Sequence[Notice]) -> list[Notice]:
    """Put notices in the order in which they were issued, where all say when."""
    if any(notice.at is None for notice in notices):
        return list(notices)
    return sorted(notices, key=lambda notice: notice.at or datetime.min)


def _wait(notice: Notice, waiting: Sequence[Waiting]) -> list[Decision]:
    """Keep a notice until its item comes."""
    kept = any(one.notice.kind is notice.kind and one.notice.targets == notice.targets for one in waiting)
    if kept or notice.kind is NoticeKind.RELEASE:
        return [Decision(Verb.SAME, f"{tell_notice(notice)}; its report is not here", notice=notice.kind)]
    why = f"{tell_notice(notice)}; its report is not here yet: kept until it comes"
    return [Decision(Verb.WAITING, why, notice=notice.kind, waits=notice)]


def _apply(notice: Notice, item: Known, now: datetime) -> Decision:
    """Apply a notice to an item."""
    wanted = STANDINGS.get(notice.kind)
    told = tell_notice(notice)
    if notice.certainty is Certainty.UNSURE:
        return Decision(Verb.NOTICE, f"{told}; unsure: a person decides", item=item.id, notice=notice.kind)
    if notice.kind is NoticeKind.EMBARGO and notice.until is not None:
        until = notice.until if notice.until > now else None
        return Decision(Verb.NOTICE, told, item=item.id, notice=notice.kind, embargoed_until=until)
    if wanted is None:
        return Decision(Verb.NOTICE, told, item=item.id, notice=notice.kind)
    if item.standing is wanted:
        return Decision(Verb.SAME, f"{told}; acted on before", item=item.id, notice=notice.kind)
    if item.standing is Standing.KILLED and wanted is Standing.HELD:
        return Decision(Verb.SAME, f"{told}; it is killed already", item=item.id, notice=notice.kind)
    if item.standing is Standing.KILLED and not _names(notice, item):
        why = f"{told}; a kill is lifted only by a release that names the report: a person decides"
        return Decision(Verb.NOTICE, why, item=item.id, notice=notice.kind)
    if notice.kind is NoticeKind.TOMBSTONE:
        return Decision(Verb.GONE, told, item=item.id, notice=notice.kind, gone=Gone.TOMBSTONE, standing=wanted)
    return Decision(Verb.NOTICE, told, item=item.id, notice=notice.kind, standing=wanted)


def _names(notice: Notice, item: Known) -> bool:
    """Tell whether a notice names an item by its guid or address, as a field of its format."""
    return notice.certainty is Certainty.STATED and any(
        (target.guid or "").strip() in item.guids or bare_address(target.url) in item.addresses
        for target in notice.targets
    )


def tell_notice(notice: Notice) -> str:
    """Say what a notice is and how it was told."""
    evidence = f" ({notice.evidence})" if notice.evidence else ""
    until = f" until {notice.until.isoformat()}" if notice.until else ""
    return f"{notice.kind.value}{until}, {notice.certainty.value}{evidence}"


def is_meant(waiting: Waiting, came: Appearance) -> bool:
    """Tell whether something that came is what a waiting notice is about."""
    return any(_means(target, came) for target in waiting.notice.targets)


def _means(target: Target, came: Appearance) -> bool:
    if target.guid and target.guid.strip():
        return target.guid.strip() == came.guid
    if target.url:
        return bare_address(target.url) == came.address
    if target.slugline and fold_line(target.slugline) == fold_line(came.slugline):
        return True
    return bool(target.headline) and fold_headline(target.headline) == fold_headline(came.headline)


def settle(waiting: Waiting, item: Known, now: datetime) -> list[Decision]:
    """Act on a notice that waited for an item which has come."""
    notice = waiting.notice
    days = (now - waiting.since).total_seconds() / 86_400
    if not any(target.guid or target.url for target in notice.targets) and days > LONGEST_WAIT_DAYS:
        why = f"{tell_notice(notice)}; waited {days:.0f} days and names only words: a person decides"
        return [Decision(Verb.NOTICE, why, item=item.id, notice=notice.kind, settles=waiting)]
    done = _apply(notice, item, now)
    since = waiting.since.isoformat(timespec="minutes")
    return [
        Decision(
            done.verb,
            f"{done.reason}; it had waited since {since}",
            item=item.id,
            notice=notice.kind,
            standing=done.standing,
            gone=done.gone,
            settles=waiting,
        )
    ]
