"""What is public of an item: the house headline, the section, the state; never a word of the body."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mediawire.web.models.items import Item, Version


class Publication(models.Model):
    """An item as it is, was or will be public. Its address has its number and never changes."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="publication")
    slug = models.CharField(max_length=80)
    section = models.CharField(max_length=60, blank=True, db_index=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    """the version that readers see; it follows the source"""
    headline = models.ForeignKey("wire.Headline", null=True, on_delete=models.PROTECT, related_name="+")
    """the house headline; the source's own where None"""
    public_from = models.DateTimeField(db_index=True)
    """in the future where it is scheduled"""
    public_until = models.DateTimeField(null=True)
    embargoed_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    is_held = models.BooleanField(default=False)
    killed_at = models.DateTimeField(null=True)
    kill_received_at = models.DateTimeField(null=True)
    kill_text = models.TextField(blank=True)
    """what readers are told in the place of a killed article"""
    unkill_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_headline_stale = models.BooleanField(default=False)
    """the source's headline, or a fact that the house headline rests on, has changed: the desk is asked"""
    revision = models.PositiveIntegerField(default=1)
    """counts what readers would see change; caches and feeds go by it"""

    class Meta:
        indexes = [
            models.Index(fields=["section", "-public_from"]),
            models.Index(fields=["-public_from"]),
            models.Index(fields=["public_until"]),
            models.Index(fields=["embargoed_until"]),
            models.Index(fields=["-killed_at"]),
        ]


class Headline(models.Model):
    """A house headline: who wrote it, when, and on which version it rests. Rows are added and never changed."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="headlines")
    text = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rests_on = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")


class Correction(models.Model):
    """What readers are told of a change: its grade in plain words, when, and between which versions."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="corrections")
    grade = models.CharField(max_length=20)
    text = models.TextField()
    at = models.DateTimeField(db_index=True)
    before = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
