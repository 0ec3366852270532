"""The tables in which watch remembers; what they hold is said in `mediawire.wire.memory`."""

from __future__ import annotations

FORMAT = 1
"""Raised with every change of the tables that an older mediawire could not read."""

TABLES = """
CREATE TABLE IF NOT EXISTS places (
    name TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    item TEXT,
    url TEXT NOT NULL,
    due TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    etag BLOB,
    last_modified BLOB,
    digest TEXT,
    looks INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS places_due ON places (due);
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS windows (place TEXT PRIMARY KEY, items TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS items (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    standing TEXT NOT NULL,
    embargoed_until TEXT,
    gone TEXT,
    duplicate_of TEXT,
    in_corpus TEXT
);
CREATE TABLE IF NOT EXISTS names (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    name BLOB NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (source, kind, name, item)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_item ON names (item);
CREATE TABLE IF NOT EXISTS versions (
    item TEXT NOT NULL,
    number INTEGER NOT NULL,
    place TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    grade TEXT,
    reason TEXT NOT NULL,
    is_version INTEGER NOT NULL,
    is_current INTEGER NOT NULL,
    digest TEXT NOT NULL,
    shown TEXT NOT NULL,
    received TEXT,
    PRIMARY KEY (item, number)
);
CREATE TABLE IF NOT EXISTS showings (
    item TEXT NOT NULL,
    place TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (item, place)
);
CREATE TABLE IF NOT EXISTS received (
    digest TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    size INTEGER NOT NULL,
    url TEXT,
    content_type TEXT,
    at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS waiting (
    source TEXT NOT NULL,
    notice TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (source, notice)
);
CREATE TABLE IF NOT EXISTS missed (source TEXT NOT NULL, guid TEXT NOT NULL, PRIMARY KEY (source, guid));
CREATE TABLE IF NOT EXISTS told (source TEXT NOT NULL, notice TEXT NOT NULL, PRIMARY KEY (source, notice));
CREATE TABLE IF NOT EXISTS unfiled (item TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS decisions (
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    verb TEXT NOT NULL,
    item TEXT,
    grade TEXT,
    reason TEXT NOT NULL
);
"""
"""``places`` are sources and pages of items (``item`` is NULL for a source). A row of ``versions`` that is no version
keeps how an item shows where nothing of it changed (it moved). ``showings`` say which is current where. ``unfiled`` are
items whose row in the
corpus is not, or may not be, what their standing and latest version ask for."""
