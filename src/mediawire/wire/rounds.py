"""Goes the rounds of all sources: visits what is due, has it read apart, decides, and remembers.

What it does not do: print, and file reports into a corpus (`mediawire.commands.watch`). Visits and reading happen in
threads; deciding and remembering in the one thread that calls, visit by visit. All that touches the world is handed in:
who visits, who reads, the clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple

from mediawire.errors import MediawireError
from mediawire.wire.decide import decide, list_window
from mediawire.wire.decide_page import decide_gone, decide_page, is_sent_away, tell_gone
from mediawire.wire.decisions import Decision, Known, Standing, Verb
from mediawire.wire.identity import Appearance, clean_address
from mediawire.wire.memory import Bytes, Visited
from mediawire.wire.reading import Reading, Refusal
from mediawire.wire.remembering import Remembering
from mediawire.wire.rhythm import Outcome, Rhythm, begin, choose_validators, look_again, look_at_page_again
from mediawire.wire.source import Source
from mediawire.wire.turns import Turns, host_of
from mediawire.wire.visits import Fetched, Reason, Refused, Validators, Visit

MOST_PARTS = 50
"""Lists that an index of sitemaps may send us to; the newest ones are read."""
OLDEST = timedelta(days=30)
"""Pages of older items are not visited; they are known by what the list says of them."""
IDLE_SECONDS = 1.0
AGAIN = timedelta(minutes=1)
"""A host that wants a pause no longer than this is waited for at the end of a single round."""
_NEWS = frozenset({Verb.NEW, Verb.DUPLICATE, Verb.VERSION})

Visitor = Callable[[Source, Validators | None], Visit]
Reader = Callable[[Fetched, Source], Reading]
Clock = Callable[[], datetime]


class Came(NamedTuple):
    """What a visit brought: the answer, and what was read in it; None where nothing was to be read."""

    place: Visited
    visit: Visit
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Round:
    """What one visit came to, to be told: the place, the answer, the decisions, and what could not be read."""

    place: Visited
    source: Source
    visit: Visit
    decisions: tuple[Decision, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    is_newly_silent: bool = False
    known: Known | None = None


class Rounds:
    """Visits, decides and remembers, until nothing is due, or for ever."""

    def __init__(
        self,
        memory: Remembering,
        sources: Iterable[Source],
        visitor: Visitor,
        reader: Reader,
        clock: Clock,
        workers: int = 8,
    ) -> None:
        self.memory, self.visitor, self.reader, self.clock, self.workers = memory, visitor, reader, clock, workers
        self.sources = {source.name: source for source in sources}
        now = clock()
        memory.begin_places(
            Visited(source.name, source.name, source.url, begin(now)) for source in self.sources.values()
        )
        own = {host_of(source.url) for source in self.sources.values() if source.allow_private}
        self.turns = Turns(map(self._as_configured, filter(self._is_wanted, memory.places())), own=own)
        self.under_way = 0
        self.seen: set[str] = set()
        self.again: set[str] = set()

    def go(self, tell: Callable[[Round], None], once: bool = False, idle: Callable[[], None] = lambda: None) -> None:
        """Visit what is due and tell of each visit; with ``once`` until each due place was visited once.

        ``idle`` is called whenever there is time. An interrupt leaves nothing half done: what is under way is forgotten
        and due again.
        """
        wanted: SimpleQueue[Visited | None] = SimpleQueue()
        brought: SimpleQueue[Came] = SimpleQueue()
        for number in range(self.workers):
            Thread(target=self._work, args=(wanted, brought), name=f"visits-{number}", daemon=True).start()
        try:
            self._go(wanted, brought, tell, once, idle)
        finally:
            for _ in range(self.workers):
                wanted.put(None)

    def _go(
        self,
        wanted: SimpleQueue[Visited | None],
        brought: SimpleQueue[Came],
        tell: Callable[[Round], None],
        once: bool,
        idle: Callable[[], None],
    ) -> None:
        while True:
            self._hand_out(wanted, once)
            if once and not (self.under_way or self.again or self.turns.count_ready(self.clock())):
                return
            try:
                came = brought.get(timeout=self._rest_seconds())
            except Empty:
                idle()
                continue
            self.under_way -= 1
            tell(self.take_in(came))
            idle()

    def _work(self, wanted: SimpleQueue[Visited | None], brought: SimpleQueue[Came]) -> None:
        """Visit and read, one place after the other; runs in a thread of its own."""
        while (place := wanted.get()) is not None:
            try:
                came = self.call_at(place)
            except Exception as error:  # a fault of ours must cost one visit, and be seen: it is told as a refusal
                came = self._failed(place, error)
            brought.put(came)

    def _failed(self, place: Visited, error: Exception) -> Came:
        why = f"internal error: {type(error).__name__}: {error}"
        return Came(place, Refused(Reason.BROKEN, why, place.url, self.clock()), None)

    def _hand_out(self, wanted: SimpleQueue[Visited | None], once: bool) -> None:
        while self.under_way < self.workers and (place := self.turns.take(self.clock())):
            if once and place.name in self.seen:
                self.turns.pass_over(place)
                continue
            if not self.memory.claim(place, self.clock()):  # another loop has it
                self.turns.pass_over(place)
                self.turns.put(replace(place, rhythm=replace(place.rhythm, due=self.clock() + AGAIN)))
                continue
            self.seen.add(place.name)
            self.again.discard(place.name)
            self.under_way += 1
            wanted.put(place)

    def _rest_seconds(self) -> float:
        now = self.clock()
        due = self.turns.next_time(now)
        wait = IDLE_SECONDS if due is None else (due - now).total_seconds()
        return min(max(wait, 0.01), IDLE_SECONDS)

    def call_at(self, place: Visited) -> Came:
        """Visit a place and read what it gives; bytes that are those of the last visit are not read again."""
        source = self.sources[place.source]
        visit = self.visitor(replace(source, url=place.url), choose_validators(place.rhythm))
        if not isinstance(visit, Fetched):
            return Came(place, visit, None)
        if visit.reservation and not source.may_mine:
            why = f"text and data mining reserved: {visit.reservation}"
            return Came(place, Refused(Reason.RESERVED, why, visit.url, visit.at, status=visit.status), None)
        if _digest(visit) == place.digest or (place.item and is_sent_away(place.url, visit)):
            return Came(place, visit, None)
        return Came(place, visit, self.reader(visit, source))

    def take_in(self, came: Came) -> Round:
        """Decide about what a visit brought and remember it, in one transaction."""
        take = self._take_page if came.place.item else self._take_document
        try:
            done = take(came)
        except MediawireError:
            raise
        except Exception as error:  # what one document holds must not end the rounds
            came = self._failed(came.place, error)
            done = take(came)
        hold = came.visit.retry_at if isinstance(came.visit, Refused) else None
        self.turns.give_back(done.place, self.clock(), hold)
        if isinstance(came.visit, Refused) and came.visit.reason is Reason.NOT_YET:
            self.seen.discard(came.place.name)
            if done.place.rhythm.due - self.clock() < AGAIN:
                self.again.add(came.place.name)
        return done

    def _take_document(self, came: Came) -> Round:
        """Take in a feed, a list, a channel: all that a source lists."""
        place, visit, source = came.place, came.visit, self.sources[came.place.source]
        reading = came.reading
        if reading is not None and is_unreadable(reading):
            visit = Refused(Reason.WRONG_TYPE, reading.refusals[0].why, place.url, visit.at)
        if reading is None or isinstance(visit, Refused):
            after = self._after(place, visit, Outcome())
            self.memory.keep(after)
            silent = after.rhythm.is_silent and not place.rhythm.is_silent
            return Round(after, source, visit, refusals=reading.refusals if reading else (), is_newly_silent=silent)
        decisions = decide(self.memory.recall(source.name, reading, place.name), reading, source, visit.at)
        after = self._after(place, visit, outcome_of(decisions, reading))
        fresh = [*self._pages(decisions, source, visit.at), *self._parts(place, reading, visit.at)]
        self.memory.keep(after, decisions, bytes_of(visit), list_window(decisions), fresh, visit.at, reading)
        for one in fresh:
            self.turns.put(one)
        silent = after.rhythm.is_silent and not place.rhythm.is_silent
        return Round(after, source, visit, tuple(decisions), reading.refusals, silent)

    def _take_page(self, came: Came) -> Round:
        """Take in the page of an item."""
        place, visit, source = came.place, came.visit, self.sources[came.place.source]
        known = self.memory.recall_item(place.item or "")
        if known is None:
            return Round(replace(place, rhythm=replace(place.rhythm, due=_NEVER)), source, visit)
        is_gone = tell_gone(place.url, visit) is not None
        looks = place.looks + 1 if is_gone else 0 if not isinstance(visit, Refused) else place.looks
        decisions: Sequence[Decision] = ()
        if is_gone:
            decisions = decide_gone(known, place.url, visit, looks)
        elif came.reading is not None:
            had = self.memory.recall(source.name, came.reading, place.name)
            decisions = decide_page(known, came.reading, source, visit.at, had)
        changed = any(one.verb in _NEWS for one in decisions)
        rhythm = look_at_page_again(place.rhythm, visit, Outcome(len(decisions), changed=changed), source)
        digest = _digest(visit) if isinstance(visit, Fetched) and not is_gone else place.digest
        after = replace(place, rhythm=rhythm, looks=looks, digest=digest)
        self.memory.keep(after, decisions, bytes_of(visit), now=visit.at, reading=came.reading)
        refusals = came.reading.refusals if came.reading else ()
        return Round(after, source, visit, tuple(decisions), refusals, known=known)

    def _after(self, place: Visited, visit: Visit, outcome: Outcome) -> Visited:
        """Return a source's place after a visit: when it is due again, and under which address."""
        digest = _digest(visit) if isinstance(visit, Fetched) else place.digest
        changed = isinstance(visit, Fetched) and place.digest is not None and digest != place.digest
        source = self.sources[place.source]
        rhythm = look_again(place.rhythm, visit, outcome._replace(changed=changed), source)
        return replace(place, rhythm=rhythm, url=rhythm.url or place.url, digest=digest)

    def _pages(self, decisions: Iterable[Decision], source: Source, now: datetime) -> list[Visited]:
        """List the pages that are to be visited now: of what is new or changed, and has not its text in the list."""
        pages: dict[str, Visited] = {}
        for one in decisions:
            shown = one.shown
            if not source.follow or one.verb not in _NEWS or one.item is None or shown is None or shown.is_whole:
                continue
            if shown.link is None or one.standing is Standing.KILLED or is_old(shown, now):
                continue
            name = f"page {one.item}"
            known = self.turns.places.get(name)
            place = known or Visited(name, source.name, shown.link, begin(now), one.item)
            pages[name] = replace(place, url=shown.link, rhythm=replace(place.rhythm, due=now))
        return list(pages.values())

    def _parts(self, place: Visited, reading: Reading, now: datetime) -> list[Visited]:
        """List the lists that an index sends us to and that are not known yet; not beyond one step."""
        if place.name != place.source:
            return []
        parts = [entry for entry in reading.entries if entry.kind == "sitemap"]
        parts.sort(key=lambda entry: entry.modified.timestamp() if entry.modified else 0.0, reverse=True)
        links = (clean_address(entry.url) for entry in parts[:MOST_PARTS])
        fresh = (Visited(f"{place.source} {link}", place.source, link, begin(now)) for link in links if link)
        return [one for one in fresh if one.name not in self.turns.places]

    def _is_wanted(self, place: Visited) -> bool:
        """Tell whether a place belongs to a source that is on the list and not switched off."""
        source = self.sources.get(place.source)
        return source is not None and not source.is_off

    def _as_configured(self, place: Visited) -> Visited:
        """Return a source's place under the address that the list has now, or that it has moved to since."""
        source = self.sources[place.source]
        if place.name != source.name or place.url in (source.url, place.rhythm.url):
            return place
        return Visited(place.name, place.source, source.url, begin(self.clock()))


_NEVER = datetime(9000, 1, 1, tzinfo=UTC)


def is_old(shown: Appearance, now: datetime) -> bool:
    """Tell whether an item is too old to be followed: a sitemap may list all that a site ever had."""
    at = shown.modified or shown.published
    return at is not None and now - at > OLDEST


def is_unreadable(reading: Reading) -> bool:
    """Tell whether nothing could be read in a document."""
    return bool(reading.refusals) and not (reading.reports or reading.notices or reading.entries or reading.channel)


def outcome_of(decisions: Sequence[Decision], reading: Reading) -> Outcome:
    """Return what a document's decisions mean for when to look again."""
    news = sum(one.verb in _NEWS and one.is_current for one in decisions)
    return Outcome(news, any(one.verb is Verb.GAP for one in decisions), dated_minutes=spacing_by_dates(reading))


def spacing_by_dates(reading: Reading) -> float | None:
    """Return the usual time between two items of a document by their own dates, in minutes; None where unknown."""
    times = [*(report.published for report in reading.reports), *(entry.published for entry in reading.entries)]
    dated = sorted({time for time in times if time is not None})
    gaps = sorted((later - earlier).total_seconds() / 60 for earlier, later in pairwise(dated))
    return gaps[len(gaps) // 2] if len(gaps) >= 2 else None


def bytes_of(visit: Visit) -> Bytes | None:
    """Return what a visit received, to be kept."""
    return Bytes(visit.body, visit.url, visit.content_type, visit.at) if isinstance(visit, Fetched) else None


def _digest(visit: Fetched) -> str:
    return hashlib.sha256(visit.body).hexdigest()


def health_of(rhythm: Rhythm) -> str:
    """Say in a word how a source is."""
    if rhythm.is_closed:
        return "closed"
    if rhythm.hard or rhythm.soft:
        return "failing"
    return "silent" if rhythm.is_silent else "well" if rhythm.visits else "not visited"
