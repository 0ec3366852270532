"""What people at the desk keep: searches, what they looked at, what they have open, and headlines not yet public."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mediawire.web.models.items import Item, Version


class SavedSearch(models.Model):
    """A search of the inbox that somebody keeps under a name."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600)
    """what stands behind the ``?`` of the inbox's address"""

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["by", "name"], name="search_named_once")]


class Look(models.Model):
    """Which version of an item somebody has seen, and when he last looked: what came after it is news to him."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="looks")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    """when he last published it, or wrote a headline for it; he is told when it changes after that"""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "item"], name="looked_once")]
        indexes = [models.Index(fields=["by", "-used_at"])]


class Lock(models.Model):
    """Who has an item open to edit it, and until when others are told so."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()


class Draft(models.Model):
    """A headline written before its item is published; whoever publishes may take it."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="draft")
    text = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class PasswordLink(models.Model):
    """The digest of a one-time link by which somebody sets a password."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
