"""The one module that writes what is public.

Each verb is one transaction: the act, its row in the ledger, what exits are told. No verb takes a body: bodies come
from sources alone. Who may do what is decided in `mediawire.web.rights`, whether it may be public at all in
`mediawire.web.gate`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify

from mediawire.errors import MediawireError
from mediawire.web.gate import find_reasons_against
from mediawire.web.models import Correction, Headline, Item, Publication, Version
from mediawire.web.recording import record, tell_exits
from mediawire.web.states import Act, News, Workflow
from mediawire.wire.decisions import Grade, Standing
from mediawire.wire.terms import Forbidden, Terms

P = ParamSpec("P")
_TOLD = {Grade.CORRECTION, Grade.REFILE, Grade.WITHDRAWAL}
"""Changes that readers are told of in words; others show in the versions."""
PASSABLE = frozenset({"already published"})
"""Clauses that a person may pass over; never a kill, a hold, an embargo or a source's terms."""


class NotAllowed(MediawireError):
    """Something may not be done. ``reasons`` name the clauses."""

    def __init__(self, reasons: list[Forbidden]) -> None:
        super().__init__(reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return "; ".join(reason.why for reason in self.reasons)


def act(
    verb: Callable[Concatenate[Item, P], Publication | None],
) -> Callable[Concatenate[str, P], Publication | None]:
    """Run a verb on an item in a transaction, with the item's row held against all others."""

    def run(item_id: str, /, *args: P.args, **kwargs: P.kwargs) -> Publication | None:
        with transaction.atomic():
            item = Item.objects.select_for_update().get(pk=item_id)
            return verb(item, *args, **kwargs)

    run.__doc__, run.__name__ = verb.__doc__, verb.__name__
    return run


@act
def publish(
    item: Item,
    now: datetime,
    by: User | None = None,
    section: str = "",
    headline: str | None = None,
    at: datetime | None = None,
    despite: frozenset[str] = frozenset(),
) -> Publication | None:
    """Publish an item, now or at a time; `NotAllowed` names the clauses that forbid it.

    ``despite`` are clauses that a person has seen and passes over; of those that stand none but "already published".
    """
    changes = headline is not None and item.current is not None and headline != item.current.headline
    against = find_reasons_against(item, now, by is not None, changes, at)
    passed = despite & PASSABLE if by is not None else frozenset()
    reasons = [reason for reason in against if reason.clause not in passed]
    if reasons:
        raise NotAllowed(reasons)
    assert item.current is not None
    terms = Terms.read(item.source.terms)
    kept = {
        "section": section,
        "version": item.current,
        "public_from": at or now,
        "public_until": terms.until(item.ordered_at),
        "embargoed_until": item.embargoed_until,
        "updated_at": now,
        "is_held": False,
    }
    slug = slugify(headline or item.current.headline)[:80] or "report"
    publication, is_new = Publication.objects.get_or_create(item=item, defaults={"slug": slug, **kept})
    if not is_new:
        _change(publication, **kept)
    if headline is not None and changes:
        _set_headline(publication, headline, now, by)
    item.workflow = Workflow.LIVE
    item.save(update_fields=["workflow"])
    what = Act.SCHEDULE if at is not None and at > now else Act.PUBLISH
    record(what, item.pk, now, by, body=item.current.body.text_digest, section=section, revision=publication.revision)
    tell_exits(News.NEW if is_new else News.UPDATED, publication, now)
    return publication


@act
def set_headline(item: Item, text: str, now: datetime, by: User) -> Publication | None:
    """Set the house headline of a publication: the only text of it that is ours."""
    publication = Publication.objects.select_for_update().get(item=item)
    if not Terms.read(item.source.terms).may_change_headline:
        raise NotAllowed([Forbidden("headline", "the source's terms do not allow another headline")])
    _set_headline(publication, text, now, by)
    record(Act.HEADLINE, item.pk, now, by, headline=publication.headline_id, revision=publication.revision)
    tell_exits(News.UPDATED, publication, now)
    return publication


@act
def hold(item: Item, now: datetime, by: User | None = None, why: str = "") -> Publication | None:
    """Take an item back from readers, or keep it from them, until it is released."""
    publication = Publication.objects.select_for_update().filter(item=item).first()
    item.workflow = Workflow.HELD
    item.save(update_fields=["workflow"])
    if publication is not None and publication.killed_at is None:
        _change(publication, is_held=True, updated_at=now)
        tell_exits(News.UPDATED, publication, now)
    record(Act.HOLD, item.pk, now, by, why=why)
    return publication


@act
def release(item: Item, now: datetime, by: User | None = None) -> Publication | None:
    """End a hold: what was public is public again, what was not goes back to the desk."""
    publication = Publication.objects.select_for_update().filter(item=item).first()
    item.workflow = Workflow.LIVE if publication is not None else Workflow.ON_DESK
    item.save(update_fields=["workflow"])
    if publication is not None:
        _change(publication, is_held=False, updated_at=now)
        tell_exits(News.UPDATED, publication, now)
    record(Act.RELEASE, item.pk, now, by)
    return publication


@act
def kill(
    item: Item, now: datetime, by: User | None = None, text: str = "", received_at: datetime | None = None
) -> Publication | None:
    """Take an item down everywhere, for good: readers see a notice in its place. It wins over all that comes later."""
    publication = Publication.objects.select_for_update().filter(item=item).first()
    item.standing = Standing.KILLED
    item.save(update_fields=["standing"])
    if publication is not None and publication.killed_at is None:
        _change(
            publication,
            killed_at=now,
            kill_received_at=received_at or now,
            kill_text=text or "This article was withdrawn by its source.",
            updated_at=now,
            unkill_asked_by=None,
        )
        tell_exits(News.KILLED, publication, now)
    record(Act.KILL, item.pk, now, by, received=(received_at or now).isoformat())
    return publication


@act
def unkill(item: Item, now: datetime, by: User) -> Publication | None:
    """Lift a kill: a first person asks for it, a second one does it."""
    publication = Publication.objects.select_for_update().filter(item=item, killed_at__isnull=False).first()
    if publication is not None and publication.unkill_asked_by_id in (None, by.pk):
        publication.unkill_asked_by = by
        publication.save(update_fields=["unkill_asked_by"])
        record(Act.ASK_UNKILL, item.pk, now, by)
        return publication
    item.standing = Standing.USABLE
    item.workflow = Workflow.HELD
    item.save(update_fields=["standing", "workflow"])
    if publication is not None:
        _change(publication, killed_at=None, kill_text="", is_held=True, unkill_asked_by=None, updated_at=now)
        tell_exits(News.UPDATED, publication, now)
    record(Act.UNKILL, item.pk, now, by)
    return publication


@act
def follow(item: Item, version: Version, now: datetime, is_headline_stale: bool = False) -> Publication | None:
    """Let a publication follow its source: the new version stands under the house headline at once."""
    publication = Publication.objects.select_for_update().filter(item=item).first()
    if publication is None or publication.version_id == version.pk:
        return publication
    before = publication.version
    terms = Terms.read(item.source.terms)
    _change(
        publication,
        version=version,
        updated_at=now,
        public_until=terms.until(item.ordered_at),
        embargoed_until=item.embargoed_until,
        is_headline_stale=publication.headline_id is not None and (publication.is_headline_stale or is_headline_stale),
    )
    if publication.killed_at is not None:
        return publication
    grade = Grade(version.grade) if version.grade else None
    if grade in _TOLD:
        Correction.objects.create(publication=publication, grade=grade, at=now, before=before, after=version)
    what = Act.CORRECT if grade in _TOLD else Act.UPDATE
    record(
        what, item.pk, now, None, before=before.body.text_digest, after=version.body.text_digest, grade=version.grade
    )
    tell_exits(News.UPDATED, publication, now)
    return publication


def _set_headline(publication: Publication, text: str, now: datetime, by: User | None) -> None:
    row = Headline.objects.create(publication=publication, text=text, by=by, at=now, rests_on=publication.version)
    _change(publication, headline=row, is_headline_stale=False, updated_at=now)


def _change(publication: Publication, **changes: object) -> None:
    """Change what is public of an item; its revision counts it."""
    for name, value in changes.items():
        setattr(publication, name, value)
    publication.revision += 1
    publication.save(update_fields=[*changes, "revision"])


@act
def follow_standing(item: Item, now: datetime) -> Publication | None:
    """Let a publication follow its source's word: held while it asks for that, public again when it is lifted."""
    publication = Publication.objects.select_for_update().filter(item=item, killed_at=None).first()
    if publication is not None:
        _change(publication, updated_at=now)
        tell_exits(News.UPDATED, publication, now)
    record(Act.HOLD if item.standing == Standing.HELD else Act.RELEASE, item.pk, now, standing=item.standing)
    return publication


@act
def follow_embargo(item: Item, until: datetime | None, now: datetime) -> Publication | None:
    """Let a publication follow its source's embargo, set or lifted; exits are told of it."""
    item.embargoed_until = until
    item.save(update_fields=["embargoed_until"])
    publication = Publication.objects.select_for_update().filter(item=item, killed_at=None).first()
    if publication is not None:
        _change(publication, embargoed_until=until, updated_at=now)
        tell_exits(News.UPDATED, publication, now)
    record(Act.NOTICE, item.pk, now, embargoed_until=until.isoformat() if until else None)
    return publication


def is_headline_stale(item: Item, before: Version, after: Version) -> bool:
    """Tell whether a house headline must be looked at again: the source's headline, or a fact in the body, changed."""
    return before.headline != after.headline or before.body.text_digest != after.body.text_digest
