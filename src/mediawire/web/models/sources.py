"""The places that we retrieve from: what is configured, on what terms, and how the visits go."""

from __future__ import annotations

from django.db import models

NEVER = "9000-01-01T00:00:00+00:00"


class Source(models.Model):
    """A configured place, as `mediawire.wire.source.Source` has it, and its terms."""

    name = models.CharField(primary_key=True, max_length=100)
    title = models.CharField(max_length=200)
    url = models.TextField()
    outlet = models.CharField(max_length=200, blank=True)
    options = models.JSONField(default=dict, blank=True)
    """further fields of a source, by their names: article_links, identity, follow, ..."""
    terms = models.JSONField(default=dict, blank=True)
    """see `mediawire.web.terms.Terms`"""
    is_off = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """A place that is visited: a source's own address, or the page of one of its items; and how its visits go.

    ``due`` is the queue: who moves it by a conditional UPDATE has the place for himself until then.
    """

    name = models.CharField(primary_key=True, max_length=400)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    item = models.ForeignKey("wire.Item", null=True, on_delete=models.PROTECT)
    url = models.TextField()
    due = models.DateTimeField(db_index=True)
    rhythm = models.TextField()
    etag = models.BinaryField(null=True)
    last_modified = models.BinaryField(null=True)
    digest = models.CharField(max_length=80, null=True)
    looks = models.PositiveIntegerField(default=0)


class VisitRow(models.Model):
    """One visit, for the fetch log; old ones are thrown away."""

    place = models.CharField(max_length=400)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    at = models.DateTimeField(db_index=True)
    outcome = models.CharField(max_length=40)
    status = models.PositiveIntegerField(null=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    news = models.PositiveIntegerField(default=0)
    why = models.TextField(blank=True)
