"""What a worker process answers, as plain data: a reading taken apart into tuples and texts, and put together again.

The worker is not trusted: it read foreign bytes, and whatever they made of it may answer. So an answer holds no objects
but numbers, texts, bytes, tuples and dictionaries (no class can be named in it), and our values are built out of them
by their own constructors, each field checked for its kind. What is not so built is `BadAnswer`.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from mediawire import report
from mediawire.wire import archived, document, reading

SAME = ("the document's own bytes",)
"""Stands for the bytes that the worker was given: they need not come back."""
_ENUMS: tuple[type[StrEnum], ...] = (
    reading.PubStatus, reading.Change, reading.NoticeKind, reading.Certainty, reading.Verdict
)  # fmt: skip
_VALUES: tuple[type[Any], ...] = (
    reading.Reading, reading.Received, reading.Notice, reading.Entry, reading.Refusal, reading.Channel, reading.Picture,
    reading.Rights, reading.StatedTime, reading.InfoSource, reading.Hop, reading.LeftOut, reading.Completeness,
    reading.Target, report.Body, report.Source, report.Span, document.Document, archived.Archived, archived.PassedOver,
)  # fmt: skip
_NUMBERS = {kind: number for number, kind in enumerate(_VALUES)}
_TIME, _ENUM = -1, -2
_PLAIN = frozenset({str, bytes, int, float, bool, NoneType})
_EASY = _PLAIN - {bytes}


class BadAnswer(Exception):
    """What a worker answered is no reading."""


class _Plain(pickle.Unpickler):
    """Takes plain data only: whatever names a class or a function is refused."""

    def find_class(self, module: str, name: str, /) -> Any:
        raise BadAnswer(f"it names {module}.{name}")


def pack(value: object) -> bytes:
    """Write plain data as bytes."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes | bytearray | memoryview) -> Any:
    """Read plain data back; raises `BadAnswer` where it is anything else."""
    try:
        return _Plain(io.BytesIO(data)).load()
    except BadAnswer:
        raise
    except Exception as error:
        raise BadAnswer(f"{type(error).__name__}: {error}") from None


def take_apart(value: Any, own: bytes | None = None) -> Any:
    """Turn one of our values into plain data; ``own`` are the bytes that the other side has already.

    A list begins with the number of a kind of value; tuples and dictionaries are themselves.
    """
    kind = type(value)
    if value is own and own is not None:
        return [_TIME, SAME]
    if kind in _PLAIN or (not value and kind in (tuple, dict)):
        return value
    if kind is tuple:
        return tuple([take_apart(part, own) for part in value])
    if kind in _NUMBERS:
        parts = [getattr(value, name) for name, _ in _SHAPES[kind]]
        return [_NUMBERS[kind], *[part if type(part) in _EASY else take_apart(part, own) for part in parts]]
    return _take_apart_rare(value, own)


def _take_apart_rare(value: Any, own: bytes | None) -> Any:
    if isinstance(value, datetime):
        return [_TIME, value.isoformat()]
    if isinstance(value, StrEnum):
        return [_ENUM, _ENUMS.index(type(value)), value.value]
    if isinstance(value, Mapping):
        return {str(key): take_apart(part, own) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return tuple(take_apart(part, own) for part in value)
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{type(value).__name__} is none of the values that a reading holds")


def put_together(plain: Any, own: bytes | None = None) -> Any:
    """Build our values out of plain data again; raises `BadAnswer` where it does not hold what they hold."""
    kind = type(plain)
    if kind in _PLAIN or (not plain and kind in (tuple, dict)):
        return plain
    if kind is tuple:
        return tuple([put_together(part, own) for part in plain])
    if kind is dict:
        return {key: put_together(part, own) for key, part in plain.items()}
    if kind is not list or not plain:
        raise BadAnswer(f"it holds a {kind.__name__}")
    try:
        return _build(plain, own)
    except BadAnswer:
        raise
    except Exception as error:
        raise BadAnswer(f"{type(error).__name__}: {error}") from None


def _build(plain: list[Any], own: bytes | None) -> Any:
    number, *parts = plain
    if number == _TIME:
        return own if parts[0] == SAME else datetime.fromisoformat(parts[0])
    if number == _ENUM:
        return _ENUMS[parts[0]](parts[1])
    kind = _VALUES[number]
    values = [part if type(part) in _EASY else put_together(part, own) for part in parts]
    for value, (name, kinds) in zip(values, _SHAPES[kind], strict=True):
        if not isinstance(value, kinds):
            raise BadAnswer(f"{kind.__name__}.{name} is a {type(value).__name__}")
    return kind(*values)


def _shape_of(kind: type[Any]) -> tuple[tuple[str, tuple[type, ...]], ...]:
    """List the fields of a value in the order of its constructor, and what each may be."""
    hints = get_type_hints(kind)
    names = list(hints) if issubclass(kind, tuple) else [field.name for field in fields(kind)]
    return tuple((name, tuple(_kinds_of(hints[name]))) for name in names)


def _kinds_of(hint: Any) -> list[type]:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return [kind for part in get_args(hint) for kind in _kinds_of(part)]
    if hint is float:
        return [float, int]
    return [origin or hint]


_SHAPES: dict[type[Any], tuple[tuple[str, tuple[type, ...]], ...]] = {kind: _shape_of(kind) for kind in _VALUES}
