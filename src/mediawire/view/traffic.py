"""Counts who copies whom: for each pair of outlets how often, how fast, how literally and how openly.

Only edges along which the lineage runs count, and of which it is known who was first. Whole numbers are added up, so
that no order of families changes a figure.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from mediawire.reuse.family import Edge, Family, Member
from mediawire.view.naming import name_outlet
from mediawire.view.tree_layout import list_parent_edges

FINE = 1_000_000
SIZES = ((2, "2"), (3, "3"), (5, "4–5"), (10, "6–10"), (50, "11–50"), (None, "over 50"))


@dataclass(slots=True)
class Flow:
    """What was taken along one way, copy by copy: lags in seconds, shares word for word in millionths.

    ``named`` of ``judged``  how many name their source, of those of which that is known
    """

    copies: int = 0
    lags: array[int] = field(default_factory=lambda: array("q"))
    verbatim_sum: int = 0
    named: int = 0
    judged: int = 0

    @property
    def lag(self) -> timedelta | None:
        """Return the median lag; None where no copy's is known."""
        return timedelta(seconds=median(self.lags)) if self.lags else None

    @property
    def verbatim(self) -> float | None:
        """Return the mean share of the copies' words that stand in the parent in the same place."""
        return self.verbatim_sum / self.copies / FINE if self.copies else None

    @property
    def attributed(self) -> float | None:
        """Return the share of the copies that name their source."""
        return self.named / self.judged if self.judged else None

    def take_in(self, copy: Member, edge: Edge) -> None:
        """Count one copy."""
        self.copies += 1
        self.verbatim_sum += round(edge.verbatim * FINE)
        if edge.lag is not None:
            self.lags.append(int(edge.lag.total_seconds()))
        if copy.names_source is not None:
            self.judged += 1
            self.named += copy.names_source


@dataclass(slots=True)
class Traffic:
    """The figures of a whole corpus, added up family by family."""

    families: int = 0
    members: int = 0
    sizes: Counter[str] = field(default_factory=Counter)
    round_ups: set[str] = field(default_factory=set)
    reports: Counter[str] = field(default_factory=Counter)
    pairs: dict[tuple[str, str], Flow] = field(default_factory=lambda: defaultdict(Flow))
    takers: dict[str, Flow] = field(default_factory=lambda: defaultdict(Flow))
    givers: Counter[str] = field(default_factory=Counter)
    all: Flow = field(default_factory=Flow)
    unknown: int = 0
    within: int = 0
    undirected: int = 0

    def watch(self, families: Iterable[Family]) -> Iterator[Family]:
        """Count families as they pass by."""
        for family in families:
            self.take_in(family)
            yield family

    def take_in(self, family: Family) -> None:
        """Count one family; a round-up belongs to several and counts as one report."""
        self.families += 1
        self.sizes[name_size(len(family))] += 1
        for member in family:
            if member.role == "round-up":
                self.round_ups.add(member.id)
            else:
                self.members += 1
            if taker := name_outlet(member.outlet):
                self.reports[taker] += 1
        by_id = {member.id: member for member in family}
        for (original, copy), edge in list_parent_edges(family).items():
            if original in by_id and copy in by_id and original != copy:
                self.count_copy(by_id[original], by_id[copy], edge)

    def count_copy(self, original: Member, copy: Member, edge: Edge) -> None:
        """Count one copy for its pair of outlets, where it is known who was first, and whose both are."""
        if not edge.is_directed:
            self.undirected += 1
            return
        self.all.take_in(copy, edge)
        giver, taker = name_outlet(original.outlet), name_outlet(copy.outlet)
        if taker is None or giver is None:
            self.unknown += 1
        elif taker == giver:
            self.within += 1
        else:
            self.pairs[giver, taker].take_in(copy, edge)
            self.takers[taker].take_in(copy, edge)
            self.givers[giver] += 1

    @property
    def all_reports(self) -> int:
        """Count the reports that stand in a family."""
        return self.members + len(self.round_ups)

    def rank_pairs(self) -> list[tuple[tuple[str, str], Flow]]:
        """Return the pairs of outlets, the busiest first."""
        return sorted(self.pairs.items(), key=lambda item: (-item[1].copies, item[0]))

    def rank_takers(self) -> list[str]:
        """Return the outlets that copied from others, the busiest first."""
        return sorted(self.takers, key=lambda outlet: (-self.takers[outlet].copies, outlet))

    def rank_givers(self) -> list[str]:
        """Return the outlets from which others copied, the most copied first."""
        return sorted(self.givers, key=lambda outlet: (-self.givers[outlet], outlet))

    def rank_fastest(self, fewest: int) -> list[tuple[str, Flow]]:
        """Return the outlets that took at least so many with a known lag, the fastest first."""
        known = [(outlet, flow) for outlet, flow in self.takers.items() if len(flow.lags) >= fewest]
        return sorted(known, key=lambda item: (item[1].lag or timedelta.max, -item[1].copies, item[0]))


def name_size(members: int) -> str:
    """Return the class of sizes to which a family belongs."""
    return next(name for most, name in SIZES if most is None or members <= most)
