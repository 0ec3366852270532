"""Bodies and bytes as received, under their digests. Rows are never changed: a trigger of the database holds it.

A kill takes nothing from here: what was received stays for the record, and no exit shows it.
"""

from __future__ import annotations

from django.db import models


class Body(models.Model):
    """The text of a report, and its markup as received, under the digest of the text and of the markup."""

    id = models.CharField(primary_key=True, max_length=80)
    """``sha256:`` and 64 figures: of the text, a zero byte and the markup"""
    text_digest = models.CharField(max_length=80, db_index=True)
    text = models.TextField()
    html = models.TextField(null=True)


class Receipt(models.Model):
    """Bytes as they were received, with what was said of them."""

    digest = models.CharField(primary_key=True, max_length=80)
    data = models.BinaryField()
    size_bytes = models.PositiveBigIntegerField()
    url = models.TextField()
    content_type = models.TextField(null=True)
    received_at = models.DateTimeField()
