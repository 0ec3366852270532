"""Sets a wire up and runs it in one process: a server for site and desk, and the loop beside it."""

from __future__ import annotations

import socket
from threading import Thread
from typing import NamedTuple

import django
from django.core.management import call_command

from mediawire.errors import OutputError

FIRST_PORT = 8000


class SetUp(NamedTuple):
    """What had to be made: the token of the first editor's link, where there is no editor yet."""

    first_link: str | None


def set_up(samples_at: str | None = None) -> SetUp:
    """Bring the database up to date; begin with sample sources, and a link for the first editor, where it is new.

    ``samples_at`` is where the site answers, and the samples with it; None for a wire without them.
    """
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.contrib.auth.models import User

    from mediawire.web.first import make_first
    from mediawire.web.samples import add_samples

    if samples_at is not None:
        add_samples(samples_at)
    return SetUp(None if User.objects.exists() else make_first())


def listen(host: str, port: int | None) -> socket.socket:
    """Listen on a port; without one, on 8000 or the next that is free. `OutputError` says what is in the way."""
    wanted = [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + 20), 0]
    for number in wanted:
        try:
            return socket.create_server((host, number), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        except OSError as error:
            found = error
    why = (found.strerror or str(found)).partition(" (")[0]
    raise OutputError(f"{host}:{wanted[-1]}", f"cannot be listened on: {why}")


def serve_wire(listener: socket.socket, home: str, loop: bool = True, contact: str | None = None) -> None:
    """Serve until stopped. Who asks before all is up waits, as the listener listens already."""
    from waitress.server import create_server

    from mediawire.web.feeds.delivering import Telling
    from mediawire.web.loop import Loop
    from mediawire.web.sample.agencies import WithAgencies
    from mediawire.web.samples import samples_began
    from mediawire.web.wsgi import application

    began = samples_began()
    site = application if began is None else WithAgencies(application, home, began)
    server = create_server(site, sockets=[listener], threads=8, ident="mediawire")
    if loop:
        Thread(target=Loop(contact).run, name="loop", daemon=True).start()
        Thread(target=Telling().run, name="channels", daemon=True).start()
    server.run()
