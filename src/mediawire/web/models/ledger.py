"""Who did what, in the order in which it was committed; and what the exits still have to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mediawire.web.models.publications import Publication
from mediawire.web.states import Act, News


class Entry(models.Model):
    """One act. Rows are added, each with the digest of the one before it, and never changed.

    ``facts`` hold digests and numbers, never a text that a kill must take down.
    """

    serial = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """None where the wire acted by itself"""
    act = models.CharField(max_length=20, choices=Act)
    about = models.CharField(max_length=400, db_index=True)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=80)


class OutboxRow(models.Model):
    """A piece of news that exits must be told, in commit order: the cursor of feeds out and of the API."""

    serial = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    news = models.CharField(max_length=10, choices=News)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="told")
    revision = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["news", "serial"])]


class Chain(models.Model):
    """One row: the digest of the last entry. Who holds it writes; so serials are in the order of commits."""

    digest = models.CharField(max_length=80, default="")
