"""The three axes of an item's life, never mixed: workflow, publication status, kind of change; and who may do what.

Publication status and kind of change are those of `mediawire.wire.reading`, as IPTC names them.
"""

from __future__ import annotations

from django.db.models import TextChoices


class Workflow(TextChoices):
    """Where an item stands on our side."""

    RECEIVED = "received"
    ON_DESK = "on desk"
    HELD = "held"
    LIVE = "live"


class Act(TextChoices):
    """What can be done, by a person or by the wire itself; each writes a row of the ledger."""

    RECEIVE = "receive"
    RECEIVE_VERSION = "receive version"
    NOTICE = "notice"
    HEADLINE = "headline"
    SECTION = "section"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    HOLD = "hold"
    RELEASE = "release"
    UPDATE = "update"
    CORRECT = "correct"
    KILL = "kill"
    ASK_UNKILL = "ask to lift a kill"
    UNKILL = "lift a kill"
    WITHDRAW = "take down"
    SOURCE = "source"
    TERMS = "terms"
    USER = "user"
    CHANNEL = "channel"


class Role(TextChoices):
    """Who may do what; a higher role may all that a lower one may, but admin, who has people and no text."""

    READER = "reader"
    EDITOR = "editor"
    SENIOR = "senior"
    CHIEF = "chief"
    ADMIN = "admin"


class News(TextChoices):
    """What an exit is told of a publication, in the order in which it happened."""

    NEW = "new"
    UPDATED = "updated"
    KILLED = "killed"
