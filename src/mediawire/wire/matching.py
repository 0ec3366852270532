"""Which item of a source something that came is; by its guid, its address, or what it says, as the source deserves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from mediawire.wire.decisions import Known, Standing
from mediawire.wire.identity import Appearance, bare_address, fold_headline, fold_line
from mediawire.wire.reading import Target
from mediawire.wire.source import Identity

STRANGERS = 0.3
"""Share of the longer words of the shorter of two texts below which they are two stories. In Reuters' version pairs 1
in 100 shares less, of pairs of any two articles 9 in 10; asked only where address and headline differ too."""
WHOLE_TEXT = 25
"""Words from which on one text alone tells that two items say the same; below, the headline must be the same too."""
FEWEST_MOVED = 3
MOST_NEW = 0.2
"""A source has moved where at least `FEWEST_MOVED` items, and all but this share of a window whose guids are all new,
say word for word what items of before said."""
SHORTEST_TITLE = 4
"""Words of a headline from which on it can stand for an item that has neither guid nor address."""

_LONGER = re.compile(r"\w{4,}")


class Match(NamedTuple):
    """An item that something is, and the rule by which."""

    item: str
    rule: str


class Repeated(NamedTuple):
    """Guids and addresses that one document gives to different stories, so that they do not identify there.

    ``all_guids`` are those of the whole document.
    """

    guids: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    all_guids: frozenset[str] = frozenset()


def find_repeated(came: Sequence[Appearance], home: str | None) -> Repeated:
    """Find what does not identify in a document: a guid under two headlines and addresses, an address under two.

    ``home`` is the address of the source itself, to which some feeds link every item.
    """
    guids, addresses = defaultdict(set), defaultdict(set)
    for shown in came:
        if shown.guid:
            guids[shown.guid].add((shown.address, shown.title))
        if shown.address:
            addresses[shown.address].add(shown.title)
    return Repeated(
        frozenset(guid for guid, shows in guids.items() if _are_apart(shows)),
        frozenset(address for address, titles in addresses.items() if len(titles) > 1)
        | {bare for bare in (bare_address(home),) if bare},
        frozenset(guids),
    )


def _are_apart(shows: Iterable[tuple[str | None, str]]) -> bool:
    """Tell whether appearances under one guid are different stories: neither address nor headline is shared by all."""
    addresses, titles = zip(*shows, strict=True)
    return len(set(addresses)) > 1 and len(set(titles)) > 1


class Items:
    """The items that may be meant, found by what they are known by."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self.known = dict(known)
        self.by_guid: dict[str, list[str]] = defaultdict(list)
        self.by_address: dict[str, list[str]] = defaultdict(list)
        self.by_digest: dict[str, list[str]] = defaultdict(list)
        self.by_title: dict[str, list[str]] = defaultdict(list)
        for item in known.values():
            self.file(item)

    def file(self, item: Known) -> None:
        """Take an item in."""
        self.known[item.id] = item
        for guid in sorted(item.guids):
            self.by_guid[guid].append(item.id)
        for address in sorted(item.addresses):
            self.by_address[address].append(item.id)
        for digest in sorted({shown.digest for shown in item.shown.values()} | item.digests):
            self.by_digest[digest].append(item.id)
        for title in sorted({shown.title for shown in item.shown.values() if shown.title}):
            self.by_title[title].append(item.id)

    def find(self, came: Appearance, identity: Identity, repeated: Repeated) -> Match | None:
        """Find the item that something is; None where it is new. What shows just as it is known to show is that.

        What has no guid is no item whose guid stands elsewhere in the document.
        """
        just = self.find_just(came)
        if just is not None:
            return Match(just, f"same {'guid' if came.guid else 'address' if came.address else 'text'}")
        if identity is Identity.TEXT:
            return self._by_content(came, (), by_title=False)
        if came.guid and identity is Identity.GUID:
            return self._by_name(came, self.by_guid.get(came.guid, ()), "guid", came.guid in repeated.guids)
        taken = repeated.all_guids if identity is Identity.GUID else frozenset[str]()
        if came.address:
            free = [id for id in self.by_address.get(came.address, ()) if not self.known[id].guids & taken]
            return self._by_name(came, free, "address", came.address in repeated.addresses)
        return self._by_content(came, taken)

    def find_just(self, came: Appearance) -> str | None:
        """Find the item that shows just so: the same guid, address, headline and text."""
        for id in self.by_digest.get(came.digest, ()):
            if any(_is_just(shown, came) for shown in self.known[id].shown.values()):
                return id
        return None

    def _by_name(self, came: Appearance, named: Sequence[str], what: str, is_repeated: bool) -> Match | None:
        """Choose among the items of one guid or address the one that this is."""
        best = max(named, key=lambda id: self._nearness(self.known[id], came), default=None)
        if best is None:
            return None
        item = self.known[best]
        if what == "guid" and item.standing is Standing.KILLED and not is_repeated:
            return Match(best, "the guid of what was killed")
        same_address = came.address in item.addresses and what != "address"
        same_title = any(shown.title == came.title for shown in item.shown.values())
        if is_repeated:
            by = (
                "address"
                if same_address
                else "headline"
                if same_title and (what == "address" or not came.address)
                else ""
            )
            return Match(best, f"{what} that stands for several, same {by}") if by else None
        if same_address or same_title:
            return Match(best, f"same {what}")
        share = share_longer_words(item.listed, came)
        if what == "address" and came.address and "?" not in came.address and came.address.count("/") > 1:
            return Match(best, "same address")  # the address of one page, and not of a list or of the newest report
        return Match(best, f"same {what}, {share:.2f} of the words shared") if share >= STRANGERS else None

    @staticmethod
    def _nearness(item: Known, came: Appearance) -> tuple[bool, bool, bool, bool, float]:
        shows = item.shown.values()
        return (
            came.address is not None and came.address in item.addresses,
            any(shown.title == came.title for shown in shows),
            any(shown.text == came.text for shown in shows),
            bool(came.guid) or not item.guids,
            -item.first_seen.timestamp(),
        )

    def _by_content(self, came: Appearance, taken: Set[str] | tuple[()], by_title: bool = True) -> Match | None:
        """Find an item that says the same; where it has no other name, one with the same headline and day."""
        free = [id for id in self.by_digest.get(came.digest, ()) if not self.known[id].guids.intersection(taken)]
        same = [id for id in free if self.says(id, came)]
        unnamed = [id for id in same if not (self.known[id].guids or self.known[id].addresses)]
        if same:
            return Match((unnamed or same)[0], "same headline and text")
        if by_title and len(came.title.split()) >= SHORTEST_TITLE:
            for id in self.by_title.get(came.title, ()):
                old = self.known[id].listed
                if not old.guid and (old.published == came.published or share_longer_words(old, came) >= 0.5):
                    return Match(id, "same headline, neither guid nor address")
        return None

    def says(self, id: str, came: Appearance) -> bool:
        """Tell whether an item has the headline and the text of something that came."""
        return any(shown.content == came.content for shown in self.known[id].shown.values())

    def find_alike(self, came: Appearance) -> Match | None:
        """Find another item that a new one is a duplicate of: the same text, or the same address under another guid."""
        for id in self.by_digest.get(came.digest, ()) if came.text.strip() else ():
            titles = {shown.title for shown in self.known[id].shown.values()}
            if came.title in titles or len(came.text.split()) >= WHOLE_TEXT:
                return Match(id, f"same text, {len(came.text.split()):,} words")
        for id in self.by_address.get(came.address, ()) if came.address and came.guid else ():
            share = share_longer_words(self.known[id].listed, came)
            if share >= 0.5:
                return Match(id, f"same address under another guid, {share:.2f} of the words shared")
        return None

    def find_target(self, target: Target) -> Match | None:
        """Find the item that a notice is about. A headline or slugline must be that of one item only."""
        guid, address = (target.guid or "").strip() or None, bare_address(target.url)
        if guid:
            found = self.by_guid.get(guid, ())
            return Match(found[-1], "guid") if found else None
        if address:
            found = self.by_address.get(address, ())
            return Match(found[-1], "address") if found else None
        return self._find_by_words(target)

    def _find_by_words(self, target: Target) -> Match | None:
        for words, what in ((target.slugline, "slugline"), (target.headline, "headline")):
            folded = (fold_line if what == "slugline" else fold_headline)(words)
            if not folded:
                continue
            found = [id for id, item in self.known.items() if _says(item, what, folded)]
            if len(found) == 1:
                return Match(found[0], what)
        return None


def _is_just(shown: Appearance, came: Appearance) -> bool:
    return (shown.guid, shown.address, shown.content) == (came.guid, came.address, came.content)


def _says(item: Known, what: str, folded: str) -> bool:
    if what == "slugline":
        return any(fold_line(shown.slugline) == folded for shown in item.shown.values())
    return any(fold_headline(shown.headline) == folded for shown in item.shown.values())


def share_longer_words(one: Appearance, other: Appearance) -> float:
    """Return the share of the longer words of the shorter of two reports that the other one has, 0 to 1."""
    left, right = (set(_LONGER.findall(f"{shown.headline or ''} {shown.text}".casefold())) for shown in (one, other))
    return len(left & right) / max(1, min(len(left), len(right)))


def find_moved(items: Items, came: Sequence[Appearance], identity: Identity) -> dict[int, str]:
    """Tell whether a source has given all its items new guids, and which item each of them is.

    Nothing that came has a guid (or address) that is known, and word for word the same headline and text stood, once,
    in an item of before that is not listed now.
    """
    names = [shown.guid if identity is Identity.GUID and shown.guid else shown.address for shown in came]
    index = items.by_guid if identity is Identity.GUID and any(shown.guid for shown in came) else items.by_address
    if len(came) < FEWEST_MOVED or any(name is None or index.get(name) for name in names):
        return {}
    moved: dict[int, str] = {}
    for number, shown in enumerate(came):
        same = [id for id in items.by_digest.get(shown.digest, ()) if items.says(id, shown)]
        if len(same) == 1 and same[0] not in moved.values():
            moved[number] = same[0]
    enough = len(moved) >= max(FEWEST_MOVED, (1 - MOST_NEW) * len(came))
    return moved if enough else {}
