"""The edges of families: what two members share, who was first, and what was changed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mediawire.reuse import edge_kernels as kernels
from mediawire.reuse import member_kernels
from mediawire.reuse.family_kernels import SLACK, UNKNOWN, arrange_blocks
from mediawire.reuse.grouping import Members
from mediawire.reuse.lineage import CANNOT_TELL, Lineage
from mediawire.reuse.links import Links

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mediawire.reuse.portions import Portion

LARGEST = 64
"""Families of more members are not looked at pair by pair: it bounds the time."""

ROOM_FOR_BLOCKS = 8
"""For how many blocks a pair there is room at first, so that most are aligned once."""

ROOM_FOR_EDITS, ROOM_FOR_LETTERS = 1 << 18, 1 << 22


class Changes(NamedTuple):
    """What was changed on some edges.

    ``offsets``  (e + 1,) int64   edge i has the rows offsets[i] : offsets[i + 1]
    ``places``   (r, 4) int32     in the original and the copy, in code points, half-open
    ``letters``  (l,) uint8       what stands there, in UTF-8
    ``ends``     (r, 2) int64     where in the letters each original's and each copy's words end
    """

    offsets: NDArray[np.int64]
    places: NDArray[np.int32]
    letters: NDArray[np.uint8]
    ends: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Pairs of members that share passages, sorted by their rows.

    ``links``        a is the original, b the copy: rows of the members
    ``is_directed``  (e,) bool   it is known which was first; otherwise the original is the smaller id
    ``is_parent``    (e,) bool   the lineage runs along it
    """

    links: Links
    is_directed: NDArray[np.bool_]
    is_parent: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.links)


def complete(edges: Links, members: Members, portion: Portion) -> Links:
    """Align those members of a family that have no link, and put in what lies in passages known to be the family's.

    Candidates are found by longer passages than relatives may share; who is in one family is worth a closer look.
    """
    bounds = np.append(np.flatnonzero(np.diff(members.family, prepend=-1)), len(members.report))
    nothing = np.empty(0, np.int64)
    keys = np.empty(member_kernels.list_pairs(bounds, LARGEST, nothing), np.int64)
    member_kernels.list_pairs(bounds, LARGEST, keys)
    return _add(edges, members, keys[~np.isin(keys, _keys(edges))], portion)


def direct(edges: Links, members: Members, lineage: Lineage, portion: Portion) -> Edges:
    """Say of each edge who was first: what the lineage knows, otherwise what the times tell.

    Between two reports of one outlet its own clock tells it, however little they are apart.

    An edge that the lineage runs along and that nobody has aligned yet is aligned now; it is none if nothing is found.
    """
    children = np.flatnonzero(lineage.parent >= 0)
    parents = lineage.parent[children]
    wanted = np.unique((np.minimum(children, parents) << 32) | np.maximum(children, parents))
    missing = wanted[~np.isin(wanted, _keys(edges))]
    if missing.size:
        edges = _add(edges, members, missing, portion)
    times, outlets = portion.times[members.report], portion.outlets[members.report]
    is_one_clock = (outlets[edges.a] >= 0) & (outlets[edges.a] == outlets[edges.b])
    later = _later(times[edges.a], times[edges.b], np.where(is_one_clock, 0, SLACK))
    sure = lineage.certainty > CANNOT_TELL
    to_b, to_a = lineage.parent[edges.b] == edges.a, lineage.parent[edges.a] == edges.b
    later = np.where(to_b & sure[edges.b], 1, np.where(to_a & sure[edges.a], -1, later))
    return Edges(_turn(edges, later < 0), later != 0, to_a | to_b)


def _keys(edges: Links) -> NDArray[np.int64]:
    """Return one number for each pair of rows."""
    return (edges.a.astype(np.int64) << 32) | edges.b


def _add(edges: Links, members: Members, keys: NDArray[np.int64], portion: Portion) -> Links:
    """Align pairs of members that have no edge, and put in the edges found."""
    a, b = (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
    pairs = np.stack([members.report[a], members.report[b]], axis=1)
    words, offsets = portion.words, np.empty(keys.size + 1, np.int64)
    blocks = np.empty((ROOM_FOR_BLOCKS * keys.size, 5), np.int32)
    count = kernels.align_pairs(pairs, words.ids, words.offsets, offsets, blocks)
    if count > len(blocks):
        blocks = np.empty((count, 5), np.int32)
        kernels.align_pairs(pairs, words.ids, words.offsets, offsets, blocks)
    blocks = blocks[:count]
    kept = member_kernels.keep_known(
        edges.a, edges.b, edges.block_offsets, edges.blocks, a, b, offsets, blocks, len(members.report)
    )
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(kept)])[offsets]
    blocks, found = blocks[kept], np.diff(offsets) > 0
    ends = edges.block_offsets[-1] + offsets[1:][found]
    a, b = np.concatenate([edges.a, a[found]]), np.concatenate([edges.b, b[found]])
    joined = Links(a, b, np.concatenate([edges.block_offsets, ends]), np.concatenate([edges.blocks, blocks]))
    return joined.ranked(np.arange(len(members.report), dtype=np.int32))


def _later(a: NDArray[np.int64], b: NDArray[np.int64], slack: NDArray[np.int64]) -> NDArray[np.int64]:
    """Tell which of two times is later: 1 the second, -1 the first, 0 where they are too close or not known."""
    known = (a != UNKNOWN) & (b != UNKNOWN)
    lag = np.where(known, b - a, 0)
    return np.where(np.abs(lag) > slack, np.sign(lag), 0)


def _turn(edges: Links, turned: NDArray[np.bool_]) -> Links:
    """Exchange the sides of some edges; their order stays."""
    blocks = np.empty_like(edges.blocks)
    order = np.arange(len(edges))
    arrange_blocks(order, turned, edges.block_offsets, edges.blocks, edges.block_offsets, blocks)
    return Links(np.where(turned, edges.b, edges.a), np.where(turned, edges.a, edges.b), edges.block_offsets, blocks)


def list_changes(edges: Edges, members: Members, portion: Portion) -> Changes:
    """List what was changed on the edges that the lineage runs along, word by word; on the others nothing."""
    chosen = np.flatnonzero(edges.is_parent)
    chosen = chosen[np.argsort(members.report[edges.links.a[chosen]], kind="stable")]
    pairs = np.stack([members.report[edges.links.a[chosen]], members.report[edges.links.b[chosen]]], axis=1)
    pieces = _list_in_pieces(pairs, portion)
    counts = np.concatenate([counted for counted, *_ in pieces] or [np.empty(0, np.int64)])
    places = np.concatenate([rows for _, rows, *_ in pieces] or [np.empty((0, 4), np.int32)])
    letters = np.concatenate([text for *_, text, _ in pieces] or [np.empty(0, np.uint8)])
    sizes = np.array([0] + [text.size for *_, text, _ in pieces], np.int64).cumsum()
    shifted = [ends + shift for (*_, ends), shift in zip(pieces, sizes, strict=False)]
    ends = np.concatenate(shifted or [np.empty((0, 2), np.int64)])
    return _in_order(chosen, counts, Changes(np.zeros(len(edges) + 1, np.int64), places, letters, ends))


Piece = tuple["NDArray[np.int64]", "NDArray[np.int32]", "NDArray[np.uint8]", "NDArray[np.int64]"]


def _list_in_pieces(pairs: NDArray[np.int32], portion: Portion) -> list[Piece]:
    """List the changes of pairs of reports: as many at a time as there is room for, which grows if it must."""
    words, room = portion.words, np.empty((2, portion.longest + 1), np.uint32)
    edits_room, letters_room, first = ROOM_FOR_EDITS, ROOM_FOR_LETTERS, 0
    pieces: list[Piece] = []
    ends = np.empty(len(pairs), np.int64)
    while first < len(pairs):
        edits, letters = np.empty((edits_room, 4), np.int32), np.empty(letters_room, np.uint8)
        letter_ends = np.empty((edits_room, 2), np.int64)
        done = kernels.list_changes(
            pairs, first, portion.data, portion.bounds, words.ids, words.starts, words.ends, words.offsets,
            room, edits, ends, letters, letter_ends,
        )  # fmt: skip
        if done == first:
            edits_room, letters_room = 2 * edits_room, 2 * letters_room
            continue
        rows = int(ends[done - 1])
        size = int(letter_ends[rows - 1, 1]) if rows else 0
        counts = np.diff(ends[first:done], prepend=0)
        pieces.append((counts, edits[:rows].copy(), letters[:size].copy(), letter_ends[:rows].copy()))
        first = done
    return pieces


def _in_order(chosen: NDArray[np.int64], counts: NDArray[np.int64], changes: Changes) -> Changes:
    """Put changes, listed edge by edge in the order chosen, into the order of the edges."""
    changes.offsets[chosen + 1] = counts
    np.cumsum(changes.offsets, out=changes.offsets)
    starts = np.cumsum(counts) - counts
    by_edge = np.argsort(chosen)
    counts, starts = counts[by_edge], starts[by_edge]
    rows = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    begins = np.concatenate([np.zeros(1, np.int64), changes.ends.ravel()])[:-1].reshape(-1, 2)[rows]
    ends = changes.ends[rows]
    lengths = ends - begins
    letters = np.empty(int(lengths.sum()), np.uint8)
    kernels.take_bytes(begins.ravel(), ends.ravel(), changes.letters, letters)
    return Changes(changes.offsets, changes.places[rows], letters, np.cumsum(lengths.ravel()).reshape(-1, 2))
