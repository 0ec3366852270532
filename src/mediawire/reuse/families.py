"""Verified links -> families of copies, a row each: members, roles, lineage, edges, and what was changed on them.

``grouping.py`` decides who belongs together, ``lineage.py`` who was taken from whom; here both meet, and become rows of
the table FAMILIES. Nothing depends on the order in which reports and links come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from mediawire.reuse import edge_kernels
from mediawire.reuse.edges import complete, direct, list_changes
from mediawire.reuse.family_rows import Findings, make_rows
from mediawire.reuse.fingerprint import scan_all
from mediawire.reuse.grouping import CORE, Grouping, group
from mediawire.reuse.lineage import Lineage, infer
from mediawire.reuse.links import Links
from mediawire.reuse.paragraph_edges import widen
from mediawire.reuse.portions import Portion, rank_ids, read_portion
from mediawire.reuse.tables import FAMILIES

if TYPE_CHECKING:
    from numpy.typing import NDArray


def gather(reports: pa.Table, links: Links) -> pa.Table:
    """Make families of reports and of all verified links between them.

    reports   columns of REPORTS; whole components: every report that a link of theirs leads to is here
    links     rows of these reports
    returns   a table of the schema FAMILIES, sorted by ``family``
    """
    order, rank = rank_ids(reports["id"])
    portion = read_portion(reports.take(pa.array(order)).combine_chunks())
    grouping = group(widen(links.ranked(rank), portion), portion.sizes, portion.times)
    if not len(grouping.members.report):
        return FAMILIES.empty_table()
    spans = _word_spans(grouping, portion)
    lineage = _infer(grouping, spans, portion)
    shared = complete(grouping.edges, grouping.members, portion)
    edges = direct(shared, grouping.members, lineage, portion)
    changes = list_changes(edges, grouping.members, portion)
    named = _find_names(grouping, lineage, portion)
    return make_rows(Findings(portion, grouping, spans, lineage, edges, changes, named))


def _word_spans(grouping: Grouping, portion: Portion) -> NDArray[np.int64]:
    """Return the words of each member that belong to its family, from the first to the last: (m, 2) int64."""
    spans = np.zeros((len(grouping.members.report), 2), np.int64)
    spans[:, 1] = portion.sizes[grouping.members.report]
    part = np.flatnonzero((grouping.members.kind != CORE) & (np.diff(grouping.part_offsets) > 0))
    spans[part, 0] = grouping.parts[grouping.part_offsets[part], 0]
    spans[part, 1] = grouping.parts[grouping.part_offsets[part + 1] - 1, 1]
    return spans


def _infer(grouping: Grouping, spans: NDArray[np.int64], portion: Portion) -> Lineage:
    """Ask the lineage of each family, over the stories that belong to it."""
    members, words = grouping.members, portion.words
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(spans[:, 1] - spans[:, 0])])
    taken = np.empty(int(offsets[-1]), np.uint64)
    edge_kernels.take_words(members.report, spans[:, 0], spans[:, 1], words.ids, words.offsets, taken, offsets)
    families = np.append(np.flatnonzero(np.diff(members.family, prepend=-1)), len(members.report))
    return infer(families, taken, offsets, portion.times[members.report], portion.outlets[members.report])


def _find_names(grouping: Grouping, lineage: Lineage, portion: Portion) -> NDArray[np.int8]:
    """Tell of each member whether its text holds the name of its parent's outlet: 1, 0, -1 unknown."""
    report = grouping.members.report
    outlets = portion.outlets[report[np.maximum(lineage.parent, 0)]]
    asked = np.flatnonzero((lineage.parent >= 0) & (outlets >= 0))
    names, found = scan_all(portion.outlet_names), np.empty(asked.size, np.bool_)
    edge_kernels.find_names(
        report[asked], outlets[asked], portion.words.ids, portion.words.offsets, names.ids, names.offsets, found
    )
    answers = np.full(report.size, -1, np.int8)
    answers[asked] = found
    return answers
