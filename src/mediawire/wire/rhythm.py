"""When to look again: a pure function of how the visits went, with a clock that is given and no dice.

A source is visited twice as often as news used to come, within its own limits; the longer it is quiet the rarer, and at
once more often when it speaks again. Failures never end it: soft ones (the server is busy, slow, broken) and hard ones
(no such host, not found, not allowed) are counted apart and wait longer each time, up to a cap. A server that was asked
conditionally is asked in full now and then; one whose "not modified" was a lie is from then on always asked in full.
A page of an item is visited again after a wait as long as the time since it last changed.

After rachelbythebay's feed reader score (validators byte for byte, Retry-After kept) and Media Cloud's rss-fetcher,
which saw that many feeds answer 304 though they changed, and that what seems dead often comes back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from mediawire.wire.source import Source
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused, Validators, Visit

PER_NEWS = 2.0
"""Visits a source gets between two of its news."""
FORGETS = 0.2
"""How much the latest spacing weighs in the average of spacings."""
QUIET_SHARE = 0.1
"""After a long silence the wait is this share of it, where that is longer than the source's own spacing asks for."""
FIRST_MINUTES = 30.0
"""The spacing that a source is taken to have before anything is known of it: a first visit, then one in half of it."""

IN_FULL_EVERY = 20
"""One visit in so many is unconditional, as some servers answer 304 to feeds that changed."""
SOFT_GROWTH, SOFT_CAP_HOURS = 1.5, 6.0
HARD_FIRST_HOURS, HARD_GROWTH, HARD_CAP_HOURS = 1.0, 1.5, 7 * 24.0
"""A week: so often a dead source is looked at, for good."""
CLOSED_HOURS = 30 * 24.0
"""A source that says it is gone for good (410, twice) is looked at once a month."""
SECOND_LOOK_HOURS = 1.0
"""After a first 410 or a first permanent redirect; only the second counts."""
LONGEST_RETRY_DAYS = 30.0
"""A Retry-After of years is a mistake, and would end a source."""
JITTER = 0.1
"""Sources of one spacing are spread over this share of it, each always by the same amount."""

SILENT_TIMES, SILENT_HOURS, FEWEST_NEWS = 3.0, 24.0, 5
"""A source is silent that says nothing for three times its longest quiet so far, and for a day at least."""

PAGE_FIRST_MINUTES, PAGE_CAP_DAYS = 10.0, 90.0
NO_VALIDATORS = Validators()

_SOFT = frozenset(
    {
        *(Reason.NOT_YET, Reason.RETRY_AFTER, Reason.DEADLINE, Reason.BROKEN, Reason.STATUS, Reason.TOO_MANY),
        *(Reason.WRONG_TYPE, Reason.LOGIN),
    }
)


class Outcome(NamedTuple):
    """What a visit brought: how many news (items and versions), and whether the window had moved past some.

    ``changed`` says that the bytes differ from those of the last full answer. ``dated_minutes`` is the time between two
    items as their own dates have it: all there is to go by at a first visit.
    """

    news: int = 0
    gap: bool = False
    changed: bool = False
    dated_minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How the visits to a source or page went so far, and when the next one is due.

    ``spacing_minutes`` is the average time between two news; ``longest_quiet_minutes`` the longest time between two
    visits with news, without those that failed. ``url`` is where it moved to for good; ``moving_to`` where it said once
    that it did.
    """

    due: datetime
    validators: Validators = NO_VALIDATORS
    spacing_minutes: float | None = None
    longest_quiet_minutes: float = 0.0
    visits: int = 0
    news: int = 0
    conditional: int = 0
    soft: int = 0
    hard: int = 0
    last_visit: datetime | None = None
    last_success: datetime | None = None
    last_news: datetime | None = None
    is_lying: bool = False
    """its validators stayed though its content changed"""
    is_silent: bool = False
    url: str | None = None
    moving_to: str | None = None
    closed_looks: int = 0
    trouble: str = ""

    @property
    def is_closed(self) -> bool:
        """Tell whether the source has said twice that it is gone for good."""
        return self.closed_looks >= 2

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is time to look again."""
        return now >= self.due


def begin(now: datetime) -> Rhythm:
    """Begin with a source of which nothing is known: it is due at once."""
    return Rhythm(due=now)


def choose_validators(rhythm: Rhythm) -> Validators | None:
    """Return what to ask by, byte for byte as it came; None where the visit is to be unconditional."""
    if rhythm.is_lying or rhythm.conditional >= IN_FULL_EVERY - 1:
        return None
    return rhythm.validators if rhythm.validators != NO_VALIDATORS else None


def look_again(rhythm: Rhythm, visit: Visit, outcome: Outcome, source: Source) -> Rhythm:
    """Return the rhythm after a visit: what was learnt from it, and when the next one is due."""
    if isinstance(visit, Refused):
        return _after_refusal(rhythm, visit, source)
    seen = _take_validators(_take_news(rhythm, visit.at, outcome), visit, outcome)
    seen = _take_address(seen, visit.moved_to)
    seen = replace(
        seen,
        soft=0,
        hard=0,
        closed_looks=0,
        trouble="",
        visits=rhythm.visits + 1,
        last_visit=visit.at,
        last_success=visit.at,
    )
    minutes = source.shortest_minutes if outcome.gap else wait_minutes(seen, visit.at, source)
    if seen.moving_to:
        minutes = min(minutes, SECOND_LOOK_HOURS * 60)
    return replace(seen, due=visit.at + spread(minutes, source), is_silent=is_silent(seen, visit.at))


def wait_minutes(rhythm: Rhythm, now: datetime, source: Source) -> float:
    """Return how long to wait: a share of the time between two news, or of the silence where that is longer."""
    spacing = FIRST_MINUTES if rhythm.spacing_minutes is None else rhythm.spacing_minutes
    quiet = (now - (rhythm.last_news or now)).total_seconds() / 60
    wanted = max(spacing / PER_NEWS, QUIET_SHARE * quiet)
    return min(max(wanted, source.shortest_minutes), max(source.longest_minutes, source.shortest_minutes))


def spread(minutes: float, source: Source) -> timedelta:
    """Return a wait with the source's own share of the jitter, which never shortens it."""
    digest = hashlib.sha256(f"{source.name}\n{source.url}".encode("utf-8", "surrogatepass")).digest()
    return timedelta(minutes=minutes * (1 + JITTER * int.from_bytes(digest[:4]) / 2**32))


def is_silent(rhythm: Rhythm, now: datetime) -> bool:
    """Tell whether a source is quiet for much longer than it ever was."""
    if rhythm.last_news is None or rhythm.news < FEWEST_NEWS:
        return False
    quiet = (now - rhythm.last_news).total_seconds() / 60
    return quiet > max(SILENT_TIMES * rhythm.longest_quiet_minutes, SILENT_HOURS * 60)


def _take_news(rhythm: Rhythm, now: datetime, outcome: Outcome) -> Rhythm:
    """Learn the source's own spacing from what a visit brought; the first visit only shows what was there before."""
    if rhythm.last_news is None:
        return replace(rhythm, last_news=now, spacing_minutes=outcome.dated_minutes)
    if not outcome.news:
        return rhythm
    quiet = (now - rhythm.last_news).total_seconds() / 60
    spacing = quiet / outcome.news
    if rhythm.spacing_minutes is not None:
        spacing = FORGETS * spacing + (1 - FORGETS) * rhythm.spacing_minutes
    return replace(
        rhythm,
        spacing_minutes=spacing,
        longest_quiet_minutes=max(rhythm.longest_quiet_minutes, quiet),
        news=rhythm.news + outcome.news,
        last_news=now,
    )


def _take_validators(rhythm: Rhythm, visit: Fetched | NotModified, outcome: Outcome) -> Rhythm:
    """Keep the validators as they came; catch a server whose validators stay though its content changes."""
    if isinstance(visit, NotModified):
        kept = visit.validators if visit.validators != NO_VALIDATORS else rhythm.validators
        return replace(rhythm, conditional=rhythm.conditional + 1, validators=kept)
    stayed = bool(rhythm.validators != NO_VALIDATORS and visit.validators == rhythm.validators)
    lies = stayed and outcome.changed and not visit.was_conditional
    return replace(
        rhythm,
        validators=visit.validators,
        conditional=rhythm.conditional + 1 if visit.was_conditional else 0,
        is_lying=rhythm.is_lying or lies,
    )


def _take_address(rhythm: Rhythm, moved_to: str | None) -> Rhythm:
    """Believe a permanent redirect when it is seen a second time."""
    if moved_to is None:
        return replace(rhythm, moving_to=None)
    if moved_to == rhythm.moving_to:
        return replace(rhythm, url=moved_to, moving_to=None)
    return replace(rhythm, moving_to=moved_to)


def _after_refusal(rhythm: Rhythm, visit: Refused, source: Source) -> Rhythm:
    """Return the rhythm after a visit that brought nothing."""
    if visit.reason is Reason.NOT_YET:  # nothing was sent
        return replace(rhythm, due=_not_before(visit, visit.at + timedelta(seconds=1)))
    is_gone = visit.reason is Reason.GONE or visit.status == 410
    is_soft = visit.reason in _SOFT and visit.status not in (404, 410)
    seen = replace(
        rhythm,
        soft=rhythm.soft + is_soft,
        hard=rhythm.hard + (not is_soft),
        closed_looks=rhythm.closed_looks + 1 if is_gone else 0,
        visits=rhythm.visits + 1,
        last_visit=visit.at,
        trouble=f"{visit.reason.value}: {visit.why}" if visit.why else visit.reason.value,
    )
    waits = spread(_failure_minutes(seen, visit, source), source)
    return replace(seen, due=_not_before(visit, visit.at + waits), is_silent=is_silent(seen, visit.at))


def _failure_minutes(rhythm: Rhythm, visit: Refused, source: Source) -> float:
    """Return how long to wait after a failure: longer each time, up to a cap, and never for good."""
    if rhythm.closed_looks:
        return CLOSED_HOURS * 60 if rhythm.is_closed else SECOND_LOOK_HOURS * 60
    usual = wait_minutes(rhythm, visit.at, source)
    if visit.reason in _SOFT and visit.status != 404:
        grown = source.shortest_minutes * SOFT_GROWTH ** min(rhythm.soft, 40)
        return max(usual, min(grown, SOFT_CAP_HOURS * 60))
    grown = HARD_FIRST_HOURS * 60 * HARD_GROWTH ** min(rhythm.hard - 1, 40)
    return max(source.shortest_minutes, min(grown, HARD_CAP_HOURS * 60))


def _not_before(visit: Refused, due: datetime) -> datetime:
    """Heed the time before which the server, or our manners, want no further visit."""
    if visit.retry_at is None:
        return due
    return max(due, min(visit.retry_at, visit.at + timedelta(days=LONGEST_RETRY_DAYS)))


def look_at_page_again(rhythm: Rhythm, visit: Visit, outcome: Outcome, source: Source) -> Rhythm:
    """Return the rhythm of an item's page after a visit: the longer it stays the same, the rarer it is looked at."""
    seen = look_again(rhythm, visit, outcome, source)
    if isinstance(visit, Refused):
        return seen
    changed = visit.at if outcome.changed or rhythm.last_news is None else rhythm.last_news
    age = (visit.at - changed).total_seconds() / 60
    minutes = min(max(age, PAGE_FIRST_MINUTES), PAGE_CAP_DAYS * 1440)
    return replace(seen, last_news=changed, is_silent=False, due=visit.at + spread(minutes, source))
