"""Every address of the site, with the numbers and names of one publication in it; for tests that walk all exits."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from mediawire.web import models
from mediawire.web.rights import RIGHTS
from mediawire.web.states import Role

PLAIN = {"token": "none", "slug": "report", "format": "json", "after": 0}


def names_for(method: str, role: Role | None) -> list[str]:
    """List the names of the addresses that a role may use by a method."""
    return [name for name, methods in RIGHTS.items() if role in methods.get(method, frozenset())]


def fill(name: str, publication: models.Publication) -> Iterator[str]:
    """Return the addresses of a name, as they are for a publication."""
    known = {
        **PLAIN,
        "number": publication.pk,
        "slug": publication.slug,
        "section": publication.section,
        "source": publication.item.source_id,
        "name": publication.item.source_id,
        "id": publication.item_id,
    }
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern) and pattern.name == name:
            wanted = pattern.pattern.converters
            try:
                yield reverse(name, kwargs={one: known.get(one, 1) for one in wanted} | pattern.default_args)
            except NoReverseMatch:
                yield reverse(name, kwargs={one: known.get(one, publication.pk) for one in wanted})


def walk(method: str, role: Role | None, publication: models.Publication) -> Iterator[tuple[str, str]]:
    """Return name and address of all that a role may use by a method."""
    for name in names_for(method, role):
        for address in fill(name, publication):
            yield name, address
