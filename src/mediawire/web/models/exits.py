"""What exits know: how far the outbox was told, what readers may have seen, and the channels that are told of it."""

from __future__ import annotations

import uuid

from django.db import models

from mediawire.web.models.ledger import OutboxRow
from mediawire.web.models.publications import Publication


class Exits(models.Model):
    """One row: up to where it is settled which publications readers may have seen.

    ``moment`` is the instant up to which time itself has been told: embargoes that ended, schedules that came.
    """

    site = models.UUIDField(default=uuid.uuid4)
    """the name of this wire in the ids of its publications, whatever host it is reached by"""
    serial = models.PositiveBigIntegerField(default=0)
    moment = models.DateTimeField()


class Opened(models.Model):
    """A publication that was open to readers at some time: of such a one, and no other, it is told when it closes."""

    publication = models.OneToOneField(Publication, primary_key=True, on_delete=models.CASCADE, related_name="opened")
    at = models.DateTimeField()


class Edition(models.Model):
    """A document of an exit as it was last given out: its ETag, and when it changed, which never goes back."""

    address = models.CharField(primary_key=True, max_length=300)
    etag = models.CharField(max_length=80)
    changed_at = models.DateTimeField()


class Channel(models.Model):
    """An address that is told of all that becomes public, changes, or is withdrawn, by signed POSTs.

    ``due`` is the queue, as of places: who moves it by a conditional UPDATE has the channel for himself until then.
    """

    name = models.CharField(max_length=100, unique=True)
    url = models.TextField()
    secret = models.CharField(max_length=200)
    sections = models.JSONField(default=list, blank=True)
    """what it is told of; all where empty. Withdrawals are told to every channel"""
    sources = models.JSONField(default=list, blank=True)
    home = models.TextField()
    """the address under which the receiver knows this site"""
    is_own = models.BooleanField(default=False)
    """a host of one's own, which may have a private address"""
    is_off = models.BooleanField(default=False)
    cursor = models.PositiveBigIntegerField(default=0)
    """the serial of the outbox up to which it has confirmed"""
    since = models.DateTimeField()
    """when it was added or last told to begin again: no alarm is raised for what is older"""
    due = models.DateTimeField(db_index=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One try to tell a channel, for the delivery log."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="deliveries")
    at = models.DateTimeField(db_index=True)
    after = models.PositiveBigIntegerField()
    upto = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    status = models.PositiveIntegerField(null=True)
    why = models.TextField(blank=True)
    seconds = models.FloatField(default=0.0)
    is_confirmed = models.BooleanField()


class Given(models.Model):
    """A publication whose text a channel was sent: where it leaves what the channel wants, the channel is told so."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="given")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "publication"], name="given_once")]


class Alarm(models.Model):
    """A kill that a channel has not confirmed within its time; it stands on the desk until it is settled."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="alarms")
    row = models.ForeignKey(OutboxRow, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "row"], name="raised_once")]
        indexes = [models.Index(fields=["settled_at"])]
