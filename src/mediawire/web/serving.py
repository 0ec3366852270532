"""Sets a wire up and runs it in one process: a server for site and desk, and the loop beside it."""

from __future__ import annotations

from threading import Thread
from typing import NamedTuple

import django
from django.core.management import call_command


class SetUp(NamedTuple):
    """What had to be made: the token of the first editor's link, where there is no editor yet."""

    first_link: str | None


def set_up(samples: bool = True) -> SetUp:
    """Bring the database up to date; begin with sample sources, and a link for the first editor, where it is new."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.contrib.auth.models import User

    from mediawire.web.first import make_first
    from mediawire.web.samples import add_samples

    if samples:
        add_samples()
    return SetUp(None if User.objects.exists() else make_first())


def serve_wire(host: str, port: int, loop: bool = True, contact: str | None = None) -> None:
    """Serve until stopped."""
    from waitress import serve

    from mediawire.web.loop import Loop
    from mediawire.web.wsgi import application

    if loop:
        Thread(target=Loop(contact).run, name="loop", daemon=True).start()
    serve(application, host=host, port=port, threads=8, ident="mediawire")
