"""Every error that mediawire raises on purpose.

    MediawireError
    +-- InputError            what the user gave cannot be read; ``says`` is one clear line
    |   +-- NotText           bytes that are no text in any encoding we know
    |   +-- NaiveTime         a time that does not say its zone
    |   +-- CorpusBroken      a file of a corpus is not what was written there
    +-- OutputError           what was made cannot be written where it was wanted
    |   +-- CorpusBusy        another process is writing to the corpus
    +-- RunnerMissing         what a runner needs is not installed
    +-- VisitStopped          an exchange with a server ended without an answer; `visit` makes a Refused of it

Each carries its facts as fields and passes them to ``super().__init__`` in order, so that it survives a worker's
pickle.
"""

from __future__ import annotations

from datetime import datetime


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


class NaiveTime(InputError):
    """A time does not say its zone, so that nothing can be said about what was before it."""


class OutputError(MediawireError):
    """What was made cannot be written where it was wanted. The message is one line for the user."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what, why)
        self.what, self.why = what, why

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


class CorpusBroken(InputError):
    """A file of a corpus is not what was written there. ``what`` names it; what is in the texts can be rebuilt."""


class CorpusBusy(OutputError):
    """A corpus is being written to by another process for longer than one was ready to wait."""


class RunnerMissing(MediawireError):
    """What a runner needs is not installed. The message is one line for the user, and says what to install."""

    def __init__(self, what: str, install: str) -> None:
        super().__init__(what, install)
        self.what, self.install = what, install

    def __str__(self) -> str:
        return f"{self.what}; {self.install}"


class VisitStopped(MediawireError):
    """An exchange with a server ended without an answer. ``reason`` is a `mediawire.wire.visits.Reason`.

    Raised by transports and what they are made of, never by `visit`: what another site does to us is a value there.
    """

    def __init__(self, reason: str, why: str, status: int | None = None, retry_at: datetime | None = None) -> None:
        super().__init__(reason, why, status, retry_at)
        self.reason, self.why, self.status, self.retry_at = reason, why, status, retry_at

    def __str__(self) -> str:
        return f"{self.reason}: {self.why}"
