"""The tables of the corpus-wide job, as Arrow schemas: what goes in, what is passed on, what comes out.

Positions are code points of the text as received, half-open. Times are UTC.
"""

from __future__ import annotations

import pyarrow as pa

TIME = pa.timestamp("us", tz="UTC")

REPORTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("outlet", pa.string()),
        pa.field("published", TIME),
        pa.field("headline", pa.string()),
        pa.field("url", pa.string()),
        pa.field("text", pa.string(), nullable=False),
    ]
)
"""A report as it is given. An id occurs once in the input of a job."""

PARCELS = pa.schema(
    [pa.field("bucket", pa.int32(), nullable=False), pa.field("load", pa.large_binary(), nullable=False)]
)
"""What is shuffled: packed arrays, and the bucket in which they meet others."""

SPAN_FIELDS = [
    pa.field(name, pa.uint32(), nullable=False) for name in ("original_start", "original_end", "copy_start", "copy_end")
]

MEMBER = pa.struct(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("outlet", pa.string()),
        pa.field("published", TIME),
        pa.field("headline", pa.string()),
        pa.field("words", pa.uint32(), nullable=False),
        pa.field("role", pa.string(), nullable=False),
        pa.field("start", pa.uint32(), nullable=False),
        pa.field("end", pa.uint32(), nullable=False),
        pa.field("parent", pa.string()),
        pa.field("lost_parent", pa.uint32()),
        pa.field("certainty", pa.string(), nullable=False),
        pa.field("margin", pa.float32(), nullable=False),
        pa.field("own_words", pa.uint32(), nullable=False),
        pa.field("shared_with_parent", pa.uint32(), nullable=False),
        pa.field("names_source", pa.bool_()),
    ]
)
"""A report in a family. ``start`` to ``end`` is the story that belongs to it, most often the whole text.

``role``       "first" (nothing in the family is its parent), "copy", "excerpt" (a passage in another text) or
               "round-up" (holds several families, and belongs to each)
``parent``     the report it was taken from; none for the first, and where a lost parent is postulated
``lost_parent``  a number within the family: the same where two share a parent that is not in the corpus
``certainty``  of the parent: "sure", "likely" or "cannot tell"; ``margin`` is how much dearer the next best parent is,
               0 to 1
``own_words``  words (in runs) that no possible parent has; ``shared_with_parent`` words in what only it and its parent
               share
``names_source``  whether its text names the parent's outlet; unknown where the parent or its outlet is
"""

EDGE = pa.struct(
    [
        pa.field("original", pa.string(), nullable=False),
        pa.field("copy", pa.string(), nullable=False),
        pa.field("directed", pa.bool_(), nullable=False),
        pa.field("parent", pa.bool_(), nullable=False),
        pa.field("equal_words", pa.uint32(), nullable=False),
        pa.field("copy_from_original", pa.float32(), nullable=False),
        pa.field("original_in_copy", pa.float32(), nullable=False),
        pa.field("verbatim", pa.float32(), nullable=False),
        pa.field("lag_seconds", pa.int64()),
        pa.field("passages", pa.list_(pa.struct(SPAN_FIELDS)), nullable=False),
        pa.field(
            "changes",
            pa.list_(pa.struct([*SPAN_FIELDS, pa.field("from", pa.string()), pa.field("to", pa.string())])),
            nullable=False,
        ),
    ]
)
"""Two members of a family that share passages, as verified by alignment.

``copy_from_original`` is the share of the copy's words that stand in the original, in the same place of a passage, and
``original_in_copy`` the share of the original's; ``verbatim`` is the share of the words in the copy's passages that do.
Where ``directed`` is false it is not known who came first, and ``original`` is the smaller id. ``parent`` says that the
lineage runs along this edge; only then are ``changes`` listed, word by word.
"""

FAMILIES = pa.schema(
    [
        pa.field("family", pa.string(), nullable=False),
        pa.field("first_seen", TIME),
        pa.field("members", pa.list_(MEMBER), nullable=False),
        pa.field("edges", pa.list_(EDGE), nullable=False),
    ]
)
"""A family a row, named for the smallest id among its members that are neither excerpts nor round-ups."""
