"""Every error that mediawire raises on purpose.

    MediawireError
    +-- InputError            what the user gave cannot be read; ``says`` is one clear line
    |   +-- NotText           bytes that are no text in any encoding we know
    |   +-- BadPairs          a list of pairs with a broken line
    +-- MissingExtra          an optional part is not installed; says what to install

Each carries its facts as fields and passes them to ``super().__init__`` in order, so that it survives a worker's
pickle.
"""

from __future__ import annotations


class MediawireError(Exception):
    """The root: catch this to catch all that mediawire raises on purpose."""


class InputError(MediawireError):
    """What the user gave cannot be read. The message is one line for the user."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what, why)
        self.what, self.why = what, why

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


class NotText(InputError):
    """The bytes are no text in any encoding we know."""


class BadPairs(InputError):
    """A list of pairs has a line that names no two files."""


class MissingExtra(MediawireError):
    """A part that is an extra is not installed."""

    def __init__(self, part: str, extra: str) -> None:
        super().__init__(part, extra)
        self.part, self.extra = part, extra

    def __str__(self) -> str:
        return f"{self.part} needs an extra: pip install 'mediawire[{self.extra}]'"
