"""Rows as people have them become reports as the corpus has them.

The columns are found by the names that archives, feeds and spreadsheets give them; ``fields`` names them where they are
called otherwise. A text is taken as it is or refused whole: nothing in it is changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import compress
from numbers import Number
from typing import Any, NamedTuple

import pyarrow as pa

from mediawire.corpus.refused import (
    NO_REPORT,
    NO_TEXT,
    NO_UNICODE,
    TOO_LONG,
    WRONG_ID,
    WRONG_TYPE,
    Place,
    Refusals,
)
from mediawire.report import Report
from mediawire.reuse.tables import REPORTS
from mediawire.times import read_time

NAMES = {
    "id": ("id", "guid", "docid", "articleid", "identifier"),
    "outlet": ("outlet", "source", "publisher", "site", "sitename", "domain", "sourcedomain", "channel"),
    "published": (
        *("published", "publishedat", "datepublished", "publisheddate", "pubdate", "publishdate", "publicationdate"),
        *("date", "datetime", "timestamp", "time"),
    ),
    "headline": ("headline", "title"),
    "url": ("url", "uri", "link", "permalink"),
    "text": ("text", "body", "content", "articlebody", "maintext", "fulltext"),
}
"""The names of each column, best first; case, blanks, dots, lines and colons in them do not count."""
FILLING = str.maketrans("", "", " _-.:")
MOST_CHARACTERS = 16_000_000
"""The longest text that is taken: longer than any report or book; what is longer is a dump or a mistake."""
BATCH_ROWS = 8_192
BATCH_CHARACTERS = 16_000_000

MADE_NAME = "text-"
EMPTY_FIELD = "{} of a wrong type, left out"
BROKEN_FIELD = "{} that is no valid Unicode, left out"
MADE_ID = "report without id or url, named by a digest of its text"
NUL = "text with NUL characters"


class Columns(NamedTuple):
    """For each field of a report, the keys of a row that may hold it, best first."""

    id: tuple[str, ...]
    outlet: tuple[str, ...]
    published: tuple[str, ...]
    headline: tuple[str, ...]
    url: tuple[str, ...]
    text: tuple[str, ...]


def find_columns(keys: Iterable[str], fields: Mapping[str, str]) -> Columns:
    """Find which keys hold which fields: as ``fields`` says, else by name."""
    plain: dict[str, str] = {}
    for key in keys:
        if isinstance(key, str):
            plain.setdefault(key.translate(FILLING).lower(), key)
    found = {
        field: (fields[field],) if field in fields else tuple(plain[name] for name in NAMES[field] if name in plain)
        for field in NAMES
    }
    return Columns(**found)


def find_twice(keys: Sequence[str], columns: Columns) -> str | None:
    """Find a key that would be read and comes more than once, so that one would be lost; None where none is."""
    return next((key for names in columns for key in names if keys.count(key) > 1), None)


class RowGatherer:
    """Gathers rows into batches of the schema REPORTS; what cannot be a report goes to the refusals."""

    def __init__(self, refused: Refusals, fields: Mapping[str, str] | None = None) -> None:
        self.refused, self.fields = refused, fields or {}
        self.last_year = datetime.now(UTC).year + 1
        self.columns: dict[tuple[str, ...], Columns] = {}
        self.clear()

    def clear(self) -> None:
        """Begin a new batch."""
        self.characters = 0
        self.places: list[Place] = []
        self.rows: list[Mapping[str, Any]] = []
        self.ids: list[str] = []
        self.outlets: list[str | None] = []
        self.published: list[datetime | None] = []
        self.headlines: list[str | None] = []
        self.urls: list[str | None] = []
        self.texts: list[str] = []

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def is_full(self) -> bool:
        """Tell whether the batch should be given."""
        return len(self.texts) >= BATCH_ROWS or self.characters >= BATCH_CHARACTERS

    def take(self, row: Any, place: Place) -> None:
        """Take in a row, or refuse it."""
        if not isinstance(row, Mapping):
            self.refused.refuse(place, NO_REPORT, row)
            return
        keys = tuple(row)
        columns = self.columns.get(keys) or self.learn(keys)
        text = first_of(row, columns.text)
        reason = judge_text(text)
        if reason:
            self.refused.refuse(place, reason, row)
            return
        url = self.read_name(first_of(row, columns.url), "url")
        name = self.read_id(first_of(row, columns.id), url, text)
        if name is None:
            self.refused.refuse(place, WRONG_ID, row)
            return
        time = read_time(first_of(row, columns.published), self.last_year)
        if time.note:
            self.refused.note(time.note)
        if "\0" in text:
            self.refused.note(NUL)
        self.places.append(place)
        self.rows.append(row)
        self.ids.append(name)
        self.outlets.append(self.read_name(first_of(row, columns.outlet), "outlet"))
        self.published.append(time.time)
        self.headlines.append(self.read_name(first_of(row, columns.headline), "headline"))
        self.urls.append(url)
        self.texts.append(text)
        self.characters += len(text)

    def learn(self, keys: tuple[str, ...]) -> Columns:
        """Find the columns of rows with these keys, once; a file in which every row has others is no reason to grow."""
        if len(self.columns) >= BATCH_ROWS:
            self.columns.clear()
        self.columns[keys] = find_columns(keys, self.fields)
        return self.columns[keys]

    def read_id(self, value: Any, url: str | None, text: str) -> str | None:
        """Read an id; without one the address, else a digest of the text. None where it is of a wrong type."""
        if value is None:
            if url is not None:
                return url
            self.refused.note(MADE_ID)
            return name_by_digest(text)
        return read_plain(value)

    def read_name(self, value: Any, field: str) -> str | None:
        """Read an outlet, headline or address; schema.org and the news APIs have a record with a name in it."""
        if value is None:
            return None
        if isinstance(value, Mapping):
            value = value.get("name")
        plain = read_plain(value)
        if plain is None:
            self.refused.note(EMPTY_FIELD.format(field))
        return plain

    def give(self) -> pa.RecordBatch:
        """Give what was gathered as a batch, and begin a new one."""
        try:
            batch = self.build()
        except UnicodeEncodeError:
            self.drop_broken()
            batch = self.build()
        self.clear()
        return batch

    def build(self) -> pa.RecordBatch:
        """Build the batch; lone surrogates, which no UTF-8 can carry, are a `UnicodeEncodeError`."""
        values = (self.ids, self.outlets, self.published, self.headlines, self.urls, self.texts)
        arrays = [pa.array(column, field.type) for column, field in zip(values, REPORTS, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=REPORTS)

    def drop_broken(self) -> None:
        """Refuse rows whose text or id is no Unicode, and leave out other fields that are none."""
        for field, values in (("outlet", self.outlets), ("headline", self.headlines), ("url", self.urls)):
            for at, value in enumerate(values):
                if not is_unicode(value):
                    values[at] = None
                    self.refused.note(BROKEN_FIELD.format(field))
        whole = [is_unicode(self.texts[at]) and is_unicode(self.ids[at]) for at in range(len(self))]
        for at, is_whole in enumerate(whole):
            if not is_whole:
                self.refused.refuse(self.places[at], NO_UNICODE, self.rows[at])
        columns: tuple[list[Any], ...] = (self.ids, self.outlets, self.published, self.headlines, self.urls, self.texts)
        for column in columns:
            column[:] = compress(column, whole)


def first_of(row: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    """Return the first value that is there: neither None, nor empty or blank, nor the NaN of an empty cell."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, str):
            if value and not value.isspace():
                return value
        elif value is not None and not (isinstance(value, float) and value != value):
            return value
    return None


def judge_text(text: Any) -> str | None:
    """Say why a text cannot be taken; None where it can."""
    if isinstance(text, str):
        return TOO_LONG if len(text) > MOST_CHARACTERS else None
    return NO_TEXT if text is None else WRONG_TYPE


def read_plain(value: Any) -> str | None:
    """Read a string or a number as a string; anything else is None. Spreadsheets write the id 7 as 7.0."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, Number):  # those of numpy and of Decimal are Numbers, too
        return None
    return str(value).removesuffix(".0")


def is_unicode(value: str | None) -> bool:
    """Tell whether a string can be written as UTF-8."""
    try:
        (value or "").encode()
    except UnicodeEncodeError:
        return False
    return True


def name_by_digest(text: str) -> str:
    """Name a report by its text, where nothing else names it."""
    return MADE_NAME + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def row_of(report: Report) -> dict[str, Any]:
    """Lay out a report as a row."""
    return {
        "id": None,
        "outlet": report.outlet,
        "published": report.published,
        "headline": report.headline,
        "url": report.url,
        "text": report.body.text,
    }


def gather_rows(
    rows: Iterable[tuple[Place, Any]], refused: Refusals, fields: Mapping[str, str] | None = None
) -> Iterator[pa.RecordBatch]:
    """Gather rows, each with its place, into batches."""
    gatherer = RowGatherer(refused, fields)
    for place, row in rows:
        gatherer.take(row_of(row) if isinstance(row, Report) else row, place)
        if gatherer.is_full:
            yield from (batch for batch in (gatherer.give(),) if batch.num_rows)
    if len(gatherer) and (last := gatherer.give()).num_rows:
        yield last


def gather_reports(
    reports: Iterable[Any], refused: Refusals, fields: Mapping[str, str] | None = None
) -> Iterator[pa.RecordBatch]:
    """Gather what a program gives, records or `Report` values, into batches; row numbers are counted from 1."""
    return gather_rows(
        ((Place("reports", number, "row"), report) for number, report in enumerate(reports, 1)), refused, fields
    )
