"""Brings into the corpus what a watch remembers as not filed yet, and takes out what was killed or is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from mediawire.wire.decisions import Known, Place, Standing, ordered_at
from mediawire.wire.identity import Appearance
from mediawire.wire.memory import Memory, Unfiled
from mediawire.wire.source import Source

if TYPE_CHECKING:
    from mediawire.corpus.corpus import Corpus


class Filed(NamedTuple):
    """How many items went into the corpus, and how many came out of it; and what it refused."""

    filed: int = 0
    taken_out: int = 0
    refused: int = 0


def file_reports(memory: Memory, corpus: Corpus, sources: Mapping[str, Source], now: datetime) -> Filed:
    """Bring the corpus up to what is remembered. It may be done again at any time: it comes to the same."""
    from mediawire.corpus.refused import Refusals

    unfiled = memory.unfiled(now)
    if not unfiled:
        return Filed()
    out = [one.known.id for one in unfiled if one.was_filed and not may_stand(one.known, now)]
    later = [id for id in out if is_embargoed(known_of(unfiled, id), now)]
    rows = {one.known.id: row for one in unfiled if (row := make_row(one.known, sources, now)) is not None}
    left = [one.known.id for one in unfiled if one.known.id not in rows and one.known.id not in out]
    refused = Refusals()
    if out:
        corpus.remove(out)
    if rows:
        corpus.add(list(rows.values()), refused)
        bring_back(corpus, [rows[one.known.id] for one in unfiled if one.was_filed and one.known.id in rows])
    memory.file(rows, [id for id in out if id not in later], left, later)
    return Filed(len(rows) - len(refused), len(out), len(refused))


def bring_back(corpus: Corpus, rows: Sequence[dict[str, Any]]) -> None:
    """Let a text that came back be the latest one again: to the corpus a text that it had is no new version.

    The versions between are in the memory.
    """
    back = [row for row in rows if (stored := corpus.get(row["id"])) is not None and stored.text != row["text"]]
    if back:
        corpus.remove([row["id"] for row in back])
        corpus.add(back)


def known_of(unfiled: Sequence[Unfiled], id: str) -> Known:
    """Return the item of an id."""
    return next(one.known for one in unfiled if one.known.id == id)


def may_stand(known: Known, now: datetime) -> bool:
    """Tell whether an item may stand in the corpus."""
    return known.standing is Standing.USABLE and not is_embargoed(known, now)


def is_embargoed(known: Known, now: datetime) -> bool:
    """Tell whether an item's embargo has not ended."""
    return known.embargoed_until is not None and known.embargoed_until > now


def make_row(known: Known, sources: Mapping[str, Source], now: datetime) -> dict[str, Any] | None:
    """Make an item's row for the corpus; None where it may not stand there, or there is no whole text of it.

    It is dated no later than it was first seen, as feeds date themselves ahead.
    """
    source = sources.get(known.id.partition("/")[0])
    shown = choose_text(known, follows=source is None or source.follow)
    if shown is None or not may_stand(known, now):
        return None
    published = shown.published or known.listed.published
    return {
        "id": known.id,
        "outlet": (source and (source.outlet or source.name)) or shown.outlet,
        "published": None if published is None else ordered_at(published, known.first_seen),
        "headline": shown.headline or known.listed.headline,
        "url": shown.link or known.listed.link,
        "text": shown.text,
    }


def choose_text(known: Known, follows: bool) -> Appearance | None:
    """Choose the text of an item: that of its page, else that of the list; a part only where pages are not followed."""
    for place in (Place.PAGE, Place.LISTED):
        shown = known.shown.get(place)
        if shown is not None and shown.text.strip() and (shown.is_whole or not follows):
            return shown
    return None
