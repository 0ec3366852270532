"""What is kept of people beside Django's own users and groups."""

from __future__ import annotations

from django.db import models


class FirstLink(models.Model):
    """The digest of the one-time link for the first editor."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
