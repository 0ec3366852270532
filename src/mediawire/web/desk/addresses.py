"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from mediawire.web.desk import acts, audit, inbox, item, people, sources

addresses = [
    path("desk/login", people.SignIn.as_view(), name="login"),
    path("desk/first/<str:token>", people.first, name="first"),
    path("desk/password/<str:token>", people.password, name="password"),
    path("desk/logout", people.sign_out, name="logout"),
    path("desk/", inbox.inbox, name="inbox"),
    path("desk/searches", inbox.save_search, name="save-search"),
    path("desk/searches/<int:number>/forget", inbox.forget_search, name="forget-search"),
    path("desk/item/<path:id>/headline", acts.headline, name="headline"),
    path("desk/item/<path:id>/publish", acts.publish, name="publish"),
    path("desk/item/<path:id>/hold", acts.hold, name="hold"),
    path("desk/item/<path:id>/release", acts.release, name="release"),
    path("desk/item/<path:id>/kill", acts.kill, name="kill"),
    path("desk/item/<path:id>/unkill", acts.unkill, name="unkill"),
    path("desk/item/<path:id>/take-over", acts.take_over, name="take-over"),
    path("desk/item/<path:id>/leave", acts.leave, name="leave"),
    path("desk/item/<path:id>/changes", item.changes, name="changes"),
    path("desk/item/<path:id>", item.item, name="item"),
    path("desk/sources", sources.sources, name="sources"),
    path("desk/sources/add", sources.add_source, name="add-source"),
    path("desk/sources/opml", sources.opml, name="opml"),
    path("desk/source/<str:name>", sources.source, name="source"),
    path("desk/source/<str:name>/settings", sources.settings, name="source-settings"),
    path("desk/source/<str:name>/switch", sources.switch, name="source-switch"),
    path("desk/source/<str:name>/visit", sources.visit_soon, name="source-visit"),
    path("desk/people", people.people, name="people"),
    path("desk/people/<int:number>", people.person, name="person"),
    path("desk/people/<int:number>/link", people.new_link, name="new-link"),
    path("desk/ledger", audit.ledger, name="ledger"),
]
