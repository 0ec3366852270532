"""What the wire remembers of its sources, in the site's own database; the loop keeps here what each visit led to.

All that one visit leads to is one transaction: items, versions, bodies, bytes, what becomes public or is taken down,
the ledger, what exits are told, and when to look again. After a kill at any instant it is all there, or the visit was
never made and is made again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mediawire.web import models, publishing, recollection
from mediawire.web.bodies import keep_body, storable, tell_facts
from mediawire.web.families import find_family
from mediawire.web.recording import record
from mediawire.web.states import Act, Workflow
from mediawire.wire.decisions import Decision, Had, Known, Standing, Verb, ordered_at
from mediawire.wire.identity import known_by, list_shown, pack
from mediawire.wire.memory import Bytes, Visited
from mediawire.wire.reading import Reading, Received
from mediawire.wire.remembered import write_notice, write_rhythm, write_shown
from mediawire.wire.rhythm import Rhythm

LEASE = timedelta(minutes=5)
"""How long a place is a loop's own; one that a dead loop had is due again after it."""
_VERSIONS = (Verb.NEW, Verb.DUPLICATE, Verb.VERSION, Verb.MOVED)


class WireMemory:
    """What is remembered; the loop speaks to it as to a `mediawire.wire.memory.Memory`."""

    def places(self, due: datetime | None = None) -> list[Visited]:
        """List the places that are due by then, or now; those that are longest due first."""
        return recollection.list_places(due or timezone.now())

    def begin_places(self, places: Iterable[Visited]) -> None:
        """Take in places that are not known yet."""
        known = set(models.Place.objects.filter(item=None).values_list("pk", flat=True))
        for place in places:
            if place.name not in known:
                models.Place.objects.get_or_create(pk=place.name, defaults=_row_of(place))

    def claim(self, place: Visited, now: datetime) -> bool:
        """Take a place for a visit; False where another loop was faster. The UPDATE is the lock, on every database.

        Whoever is second finds it due in the future. The place may have been given another address since it was kept.
        """
        mine = models.Place.objects.filter(pk=place.name, due__lte=now)
        return mine.update(due=now + LEASE) == 1

    def recall(self, source: str, came: Reading, place: str | None = None) -> Had:
        """Recall what may be meant by what came of a source."""
        return recollection.recall(source, came, place)

    def recall_item(self, id: str) -> Known | None:
        """Recall an item; None where it is not there."""
        return next(iter(recollection.recall_items([id])), None)

    def keep(
        self,
        place: Visited,
        decisions: Sequence[Decision] = (),
        received: Bytes | None = None,
        window: Sequence[str] | None = None,
        pages: Sequence[Visited] = (),
        now: datetime | None = None,
        reading: Reading | None = None,
    ) -> None:
        """Keep all that a visit led to, in one transaction."""
        at = now or place.rhythm.last_visit or place.rhythm.due
        with transaction.atomic():
            for one in (place, *pages):
                models.Place.objects.update_or_create(pk=one.name, defaults=_row_of(one))
            taking = Taking(place.source, at, received, reading)
            for decision in decisions:
                taking.take(decision)
            if window is not None:
                models.Window.objects.update_or_create(pk=place.name, defaults={"items": list(window)})


class Taking:
    """Takes in the decisions on one document, in their order; it lives for one transaction."""

    def __init__(self, source: str, at: datetime, received: Bytes | None, reading: Reading | None) -> None:
        self.source, self.at, self.received = source, at, received
        self.reports: list[Received | None] = []
        if reading is not None:
            self.reports = [*reading.reports, *(None for _ in range(len(list_shown(reading)) - len(reading.reports)))]
        self.receipt: models.Receipt | None = None

    def take(self, decision: Decision) -> None:
        """Take in one decision, and what it does to its item."""
        verb, id = decision.verb, decision.item
        if verb in (Verb.NEW, Verb.DUPLICATE):
            self.begin(decision)
        if id and decision.shown and (verb in _VERSIONS or is_new_place(id, decision.place)):
            self.add_version(decision)
        elif id and decision.shown:  # it is there again as it was
            models.Item.objects.filter(pk=id).exclude(gone=None).update(gone=None)
        if id and decision.gone:
            models.Item.objects.filter(pk=id).update(gone=decision.gone)
        if id and verb is Verb.NOTICE and decision.notice in ("embargo", "release"):
            publishing.follow_embargo(id, decision.embargoed_until, self.at)
        if id and decision.standing:
            self.stand(id, decision)
        if decision.waits:
            note = write_notice(decision.waits)
            key = recollection.key_of(note)
            kept = {"notice": note, "since": self.at}
            models.WaitingNotice.objects.get_or_create(source_id=self.source, key=key, defaults=kept)
        if decision.tells:
            row = {"source_id": self.source, "key": recollection.key_of(decision.tells)}
            models.Told.objects.get_or_create(**row, defaults={"name": pack(decision.tells)})
        if decision.settles:
            note = write_notice(replace(decision.settles.notice, report=None))
            models.WaitingNotice.objects.filter(source_id=self.source, key=recollection.key_of(note)).delete()
        if verb is Verb.MISSING:
            guid = decision.reason.partition(" is missing")[0]
            key = recollection.key_of(guid)
            models.Missed.objects.get_or_create(source_id=self.source, key=key, defaults={"name": pack(guid)})
        if verb is not Verb.SAME:
            models.DecisionRow.objects.create(
                at=self.at,
                source_id=self.source,
                verb=verb,
                item=id or "",
                grade=decision.grade,
                reason=storable(decision.reason),
            )

    def begin(self, decision: Decision) -> None:
        """Begin an item."""
        shown = decision.shown
        assert shown is not None and decision.item is not None
        models.Item.objects.create(
            pk=decision.item,
            source_id=self.source,
            first_seen=self.at,
            ordered_at=ordered_at(shown.published, self.at),
            standing=decision.standing or Standing.USABLE,
            embargoed_until=shown.embargoed_until,
            duplicate_of_id=decision.of,
            family=find_family(shown, decision, self.source) or decision.item,
            workflow=Workflow.RECEIVED,
        )

    def add_version(self, decision: Decision) -> None:
        """Add a version of an item, and let what is public of it follow."""
        shown, report = decision.shown, self.report_of(decision)
        assert shown is not None and decision.item is not None
        item = models.Item.objects.select_for_update().get(pk=decision.item)
        version = models.Version.objects.create(
            item=item,
            number=item.versions.count() + 1,
            place=decision.place,
            seen_at=self.at,
            grade=decision.grade,
            reason=storable(decision.reason),
            is_version=decision.verb in (Verb.NEW, Verb.DUPLICATE, Verb.VERSION),
            is_current=decision.is_current,
            body=keep_body(shown.text, report.body.html if report and shown.text == report.body.text else None),
            receipt=self.keep_receipt(),
            appearance=write_shown(shown),
            headline=storable(shown.headline or ""),
            byline=storable((report.byline if report else None) or ""),
            facts=tell_facts(shown, report),
        )
        for kind, name in sorted(known_by(shown)):
            key = recollection.key_of(name)
            row = {"source_id": self.source, "kind": kind, "key": key, "item": item}
            models.Known.objects.get_or_create(**row, defaults={"name": pack(name)})
        facts = {"body": version.body.text_digest, "receipt": version.receipt_id, "number": version.number}
        record(Act.RECEIVE if version.number == 1 else Act.RECEIVE_VERSION, item.pk, self.at, **facts)
        if not decision.is_current:
            return
        models.Shown.objects.update_or_create(item=item, place=decision.place, defaults={"version": version})
        item.gone = None
        moved = shown.embargoed_until is not None and item.embargoed_until != shown.embargoed_until
        before, item.current = item.current, choose_current(item)
        item.save()
        if moved:
            publishing.follow_embargo(item.pk, shown.embargoed_until, self.at)
        if item.current is not None and before != item.current:
            stale = before is not None and publishing.is_headline_stale(item, before, item.current)
            publishing.follow(item.pk, item.current, self.at, stale)

    def report_of(self, decision: Decision) -> Received | None:
        """Return the report that a decision is about."""
        if decision.number is None or decision.number >= len(self.reports):
            return None
        return self.reports[decision.number]

    def keep_receipt(self) -> models.Receipt | None:
        """Keep the bytes that came, once."""
        if self.receipt is None and self.received is not None:
            came = self.received
            self.receipt, _ = models.Receipt.objects.get_or_create(
                pk=f"sha256:{came.digest}",
                defaults={
                    "data": zlib.compress(came.data, 6),
                    "size_bytes": len(came.data),
                    "url": storable(came.url),
                    "content_type": storable(came.content_type) if came.content_type else None,
                    "received_at": came.at,
                },
            )
        return self.receipt

    def stand(self, id: str, decision: Decision) -> None:
        """Let a kill, a hold or a release of the source act on the item and on what is public of it."""
        if decision.standing is Standing.KILLED:
            publishing.kill(id, self.at, received_at=self.at)
            return
        models.Item.objects.filter(pk=id).update(standing=decision.standing)
        publishing.follow_standing(id, self.at)


def is_new_place(id: str, place: str) -> bool:
    """Tell whether an item has not been seen at a place before: in its source's list, on its own page."""
    return not models.Shown.objects.filter(item=id, place=place).exists()


def choose_current(item: models.Item) -> models.Version | None:
    """Choose the version that is shown: a whole text before a cut one, then the latest."""
    shown = [one.version for one in item.shown.select_related("version")]
    return max(shown, key=lambda version: (bool(version.facts.get("is_whole")), version.number), default=None)


def _row_of(place: Visited) -> dict[str, object]:
    rhythm: Rhythm = place.rhythm
    return {
        "source_id": place.source,
        "item_id": place.item,
        "url": place.url,
        "due": rhythm.due,
        "rhythm": write_rhythm(rhythm),
        "etag": rhythm.validators.etag,
        "last_modified": rhythm.validators.last_modified,
        "digest": place.digest,
        "looks": place.looks,
    }
