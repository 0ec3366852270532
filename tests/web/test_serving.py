"""How a wire comes up: it finds a port, and says in one line what is in the way."""

from __future__ import annotations

import socket

import pytest
from django.test import Client

from mediawire.commands.serve import tell_host
from mediawire.errors import OutputError
from mediawire.web import serving
from mediawire.web.serving import listen, set_up

LOOPBACK = "127.0.0.1"


def test_without_a_port_the_next_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another wire, or anything else, may stand on the first."""
    with socket.create_server((LOOPBACK, 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setattr(serving, "FIRST_PORT", taken)

        with listen(LOOPBACK, None) as listener:
            found = listener.getsockname()[1]

    assert found != taken


def test_a_port_that_is_asked_for_and_taken_is_an_error_of_one_line() -> None:
    """Nobody is moved elsewhere who said where."""
    with socket.create_server((LOOPBACK, 0)) as other:
        taken = other.getsockname()[1]

        with pytest.raises(OutputError, match=f"{LOOPBACK}:{taken}: cannot be listened on: ") as refused:
            listen(LOOPBACK, taken)

    assert "(" not in str(refused.value)


@pytest.mark.parametrize(
    ("host", "told"),
    [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]"), ("wire.example", "wire.example")],
)
def test_the_address_that_is_printed_can_be_opened(host: str, told: str) -> None:
    """A host that stands for all of them is no address for a browser."""
    assert tell_host(host) == told


@pytest.mark.django_db
def test_the_first_editors_link_is_made_anew_until_it_is_used() -> None:
    """It works once; whoever starts the wire again before that gets another, and the old one is void."""
    old, new = set_up().first_link, set_up().first_link
    assert old and new
    reader, words = Client(), "a long sentence of mine"

    void = reader.get(f"/desk/first/{old}").status_code
    used = reader.post(f"/desk/first/{new}", {"new_password1": words, "new_password2": words})
    again = Client().get(f"/desk/first/{new}").status_code

    assert (void, used.status_code, again) == (404, 302, 404)
    assert set_up().first_link is None
