"""The addresses of the wire. Each has a name, by which `mediawire.web.rights` says who may use it."""

from __future__ import annotations

from django.urls import path

from mediawire.web.desk.addresses import addresses as desk
from mediawire.web.feeds.addresses import addresses
from mediawire.web.operations import health
from mediawire.web.site import pages

urlpatterns = [
    path("", pages.front, name="front"),
    path("section/<slug:section>", pages.section, name="section"),
    path("a/<int:number>/<slug:slug>", pages.article, name="article"),
    path("search", pages.search, name="search"),
    path("corrections", pages.corrections, name="corrections"),
    path("about", pages.about, name="about"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
    *desk,
    *addresses,
]
