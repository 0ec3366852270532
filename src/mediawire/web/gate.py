"""The one gate through which every exit passes: what may be seen now, by whom, and why not.

Pages, lists, counts, search, feeds, the API, previews, site maps and notices ask here and nowhere else. In doubt a
report is held. Times are compared as instants, so that no change of clocks matters.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet

from mediawire.web.models import Item, Publication
from mediawire.web.states import Workflow
from mediawire.wire.decisions import Standing
from mediawire.wire.terms import Forbidden, Terms, find_forbidden


def readable(now: datetime) -> QuerySet[Publication]:
    """Return what readers may see now: public, not held, not killed, past its embargo, within its terms."""
    return Publication.objects.filter(_is_open(now), killed_at=None).select_related("item__source", "version__body")


def withdrawn(now: datetime) -> QuerySet[Publication]:
    """Return what readers saw, and must be told that it is killed. Nothing of its text goes out.

    What was killed before its time had come, or under its embargo, is not among it: nobody is told that there was one.
    """
    is_over = Q(embargoed_until=None) | Q(embargoed_until__lte=F("killed_at"))
    had_come = Q(public_from__lte=F("killed_at")) & is_over
    killed = Publication.objects.filter(killed_at__isnull=False, public_from__lte=now)
    return killed.filter(had_come | Q(opened__isnull=False)).select_related("item__source")


def _is_open(now: datetime) -> Q:
    return (
        Q(public_from__lte=now, is_held=False, item__standing=Standing.USABLE, item__workflow=Workflow.LIVE)
        & (Q(public_until=None) | Q(public_until__gt=now))
        & (Q(embargoed_until=None) | Q(embargoed_until__lte=now))
        & (Q(item__embargoed_until=None) | Q(item__embargoed_until__lte=now))
    )


def find_reasons_against(
    item: Item, now: datetime, by_person: bool, changes_headline: bool, scheduled: datetime | None = None
) -> list[Forbidden]:
    """List why an item may not be published: upstream's word, the embargo, what stands already, and its terms."""
    then = scheduled or now
    found = []
    if item.standing == Standing.KILLED:
        found.append(Forbidden("killed", "its source has killed it"))
    if item.standing == Standing.HELD:
        found.append(Forbidden("held", "its source asks to hold it"))
    if item.embargoed_until is not None and then < item.embargoed_until:
        found.append(Forbidden("embargo", f"embargoed until {item.embargoed_until:%Y-%m-%d %H:%M} UTC"))
    if item.current is None:
        found.append(Forbidden("nothing", "there is no text to publish"))
    found += find_same_story(item)
    terms = Terms.read(item.source.terms)
    return found + find_forbidden(
        terms,
        by_person=by_person,
        changes_headline=changes_headline,
        published=item.ordered_at,
        waits_since=item.current.seen_at if item.current else item.first_seen,
        now=then,
    )


def find_same_story(item: Item) -> list[Forbidden]:
    """Tell whether the story was published or killed already, under another item of its family.

    A kill of a copy that never was public counts too: what one outlet killed, another must not bring.
    """
    others = Publication.objects.filter(item__family=item.family).exclude(item=item)
    found = []
    if (killed := others.filter(killed_at__isnull=False).first()) is not None:
        found.append(Forbidden("already killed", f"the same story was killed as no. {killed.pk}"))
    elif (copy := _find_killed_copy(item)) is not None:
        found.append(Forbidden("already killed", f"the same story was killed as {copy.pk}, before it was public"))
    if (live := others.filter(killed_at=None, item__workflow=Workflow.LIVE).first()) is not None:
        found.append(Forbidden("already published", f"the same story is published as no. {live.pk}"))
    return found


def _find_killed_copy(item: Item) -> Item | None:
    return Item.objects.filter(family=item.family, standing=Standing.KILLED).exclude(pk=item.pk).first()
