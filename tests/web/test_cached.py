"""Pages that are kept: given out again only while nothing that they show has changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mediawire.web import models, publishing
from mediawire.web.site import cached
from tests.web.conftest import BODY, NOW, Arrive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing kept."""
    monkeypatch.setattr(cached, "KEPT_HERE", cached.Kept())


@pytest.fixture
def row(arrive: Arrive, alice: User, settings: object) -> models.Publication:
    """Return an article; pages are kept, and the wire is asked at each visit whether anything changed."""
    settings.PAGES_KEPT_SECONDS = 1e-9  # type: ignore[attr-defined]
    arrive(("g1", "Bridge closed", BODY))
    found = publishing.publish("harbour/g1", NOW, alice, "city", "Old bridge shut")
    assert found is not None
    return found


def test_a_page_is_given_out_again_as_it_was(row: models.Publication) -> None:
    """With its headers, and without asking the database for its text."""
    client, address = Client(), f"/a/{row.pk}/{row.slug}"
    first = client.get(address)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = client.get(address)

    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())
    assert not any("wire_body" in query["sql"] for query in asked.captured_queries)


def test_a_kill_is_gone_from_pages_that_are_kept(row: models.Publication) -> None:
    """From the article and from every list."""
    client, addresses = Client(), (f"/a/{row.pk}/{row.slug}", "/", "/section/city")
    before = [client.get(address).content for address in addresses]

    publishing.kill("harbour/g1", NOW)
    after = [client.get(address).content for address in addresses]

    assert all(b"Old bridge shut" in page for page in before)
    assert not any(b"Old bridge shut" in page for page in after)


def test_the_end_of_a_term_closes_pages_that_are_kept(
    row: models.Publication, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the instant, however long pages are kept: time writes no row of the outbox."""
    settings.PAGES_KEPT_SECONDS = 3600.0  # type: ignore[attr-defined]
    end = timezone.now() + timedelta(hours=1)
    models.Publication.objects.update(public_until=end)
    client, address = Client(), f"/a/{row.pk}/{row.slug}"
    before = client.get(address).status_code

    monkeypatch.setattr(timezone, "now", lambda: end)
    after = client.get(address).status_code

    assert (before, after) == (200, 404)


def test_whoever_is_known_gets_a_page_of_his_own(row: models.Publication, alice: User) -> None:
    """What is kept was made for nobody in particular."""
    client, address = Client(), f"/a/{row.pk}/{row.slug}"
    client.force_login(alice)
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        Client().get(address)

    assert any("wire_body" in query["sql"] for query in asked.captured_queries)


def test_what_is_kept_is_given_out_without_django(row: models.Publication, settings: object) -> None:
    """Until the state of the wire must be read anew: then Django is asked, and a kill is seen."""
    settings.PAGES_KEPT_SECONDS = 3600.0  # type: ignore[attr-defined]
    asked = []

    def site(environ: dict[str, object], start: object) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        return [b"from Django"]

    address = f"/a/{row.pk}/{row.slug}"
    environ = Client().get(address).wsgi_request.environ
    kept = b"".join(cached.before(site)(environ, lambda status, headers: None))
    cached.KEPT_HERE.read_at -= 3600
    anew = b"".join(cached.before(site)(environ, lambda status, headers: None))

    assert b"Old bridge shut" in kept
    assert (anew, asked) == (b"from Django", [address])
