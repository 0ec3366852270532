"""The addresses of the wire. Each has a name, by which `mediawire.web.rights` says who may use it."""

from __future__ import annotations

from django.urls import path

from mediawire.web.desk import acts, inbox, people, sources
from mediawire.web.feeds.addresses import addresses
from mediawire.web.site import pages

urlpatterns = [
    path("", pages.front, name="front"),
    path("section/<slug:section>", pages.section, name="section"),
    path("a/<int:number>/<slug:slug>", pages.article, name="article"),
    path("search", pages.search, name="search"),
    path("corrections", pages.corrections, name="corrections"),
    path("about", pages.about, name="about"),
    path("healthz", pages.healthz, name="healthz"),
    path("desk/login", people.SignIn.as_view(), name="login"),
    path("desk/first/<str:token>", people.first, name="first"),
    path("desk/logout", people.sign_out, name="logout"),
    path("desk/", inbox.inbox, name="inbox"),
    path("desk/item/<path:id>/headline", acts.headline, name="headline"),
    path("desk/item/<path:id>/publish", acts.publish, name="publish"),
    path("desk/item/<path:id>/hold", acts.hold, name="hold"),
    path("desk/item/<path:id>/release", acts.release, name="release"),
    path("desk/item/<path:id>/kill", acts.kill, name="kill"),
    path("desk/item/<path:id>/unkill", acts.unkill, name="unkill"),
    path("desk/item/<path:id>", inbox.item, name="item"),
    path("desk/sources", sources.sources, name="sources"),
    path("desk/source/<str:name>", sources.source, name="source"),
    path("desk/people", people.people, name="people"),
    path("desk/ledger", inbox.ledger, name="ledger"),
    *addresses,
]
