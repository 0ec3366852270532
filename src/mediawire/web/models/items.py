"""Items, their versions, and all by which an item is known: what `mediawire.wire.decide` is given, and what it said."""

from __future__ import annotations

from django.db import models

from mediawire.web.models.bodies import Body, Receipt
from mediawire.web.models.sources import Source
from mediawire.web.states import Workflow


class Item(models.Model):
    """A report of a source, in all its versions. ``standing`` is upstream's word, ``workflow`` ours."""

    id = models.CharField(primary_key=True, max_length=400)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    first_seen = models.DateTimeField(db_index=True)
    ordered_at = models.DateTimeField(db_index=True)
    """when it was published, but never later than it was first seen"""
    standing = models.CharField(max_length=10, default="usable")
    workflow = models.CharField(max_length=10, choices=Workflow, default=Workflow.RECEIVED, db_index=True)
    embargoed_until = models.DateTimeField(null=True)
    gone = models.CharField(max_length=60, null=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="duplicates")
    family = models.CharField(max_length=400)
    """the id of the item that stands for the story in the inbox; its own where it stands alone"""
    current = models.ForeignKey("wire.Version", null=True, on_delete=models.PROTECT, related_name="+")
    """the version that is shown: whole before cut, then latest"""

    class Meta:
        indexes = [
            models.Index(fields=["workflow", "-ordered_at"]),
            models.Index(fields=["family", "-ordered_at"]),
            models.Index(fields=["standing", "-ordered_at"]),
            models.Index(fields=["source", "-ordered_at"]),
            models.Index(fields=["source", "workflow", "-ordered_at"]),
            models.Index(fields=["embargoed_until"]),
        ]


class Version(models.Model):
    """A report as it was at one visit. Rows are added and never changed."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=10)
    seen_at = models.DateTimeField()
    grade = models.CharField(max_length=20, null=True)
    reason = models.TextField()
    is_version = models.BooleanField()
    """False where it only keeps how an item shows: it moved"""
    is_current = models.BooleanField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    receipt = models.ForeignKey(Receipt, null=True, on_delete=models.PROTECT)
    appearance = models.TextField()
    """see `mediawire.wire.remembered.write_shown`"""
    headline = models.TextField(blank=True)
    byline = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    """what else the report says: dateline, credit_line, url, language, published, pictures, rights, change, ..."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="version_number")]


class Shown(models.Model):
    """Which version of an item shows at a place: in the source's list, on its page."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="shown")
    place = models.CharField(max_length=10)
    version = models.ForeignKey(Version, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "place"], name="shown_once")]


class Known(models.Model):
    """A key by which an item is known inside its source: guid, address, headline, digest of the text."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=64)
    """the SHA-256 of the key, as keys may be of any length and hold any letter"""
    name = models.BinaryField()
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="known")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key", "item"], name="known_once")]


class Window(models.Model):
    """The items that the last document of a place listed, in its order."""

    place = models.CharField(primary_key=True, max_length=400)
    items = models.JSONField()


class WaitingNotice(models.Model):
    """A notice whose item has not come yet."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    notice = models.TextField()
    key = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="waits_once")]


class Missed(models.Model):
    """A guid of which it was already said that it is missing from its source's list."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    key = models.CharField(max_length=64)
    name = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="missed_once")]


class Told(models.Model):
    """A notice that was acted on, by its name: a list that goes on carrying it does not repeat it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    key = models.CharField(max_length=64)
    name = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="told_once")]


class DecisionRow(models.Model):
    """What was decided about something that came, and by which rule."""

    at = models.DateTimeField(db_index=True)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    verb = models.CharField(max_length=20)
    item = models.CharField(max_length=400, blank=True, db_index=True)
    grade = models.CharField(max_length=20, null=True)
    reason = models.TextField()
