"""Writes to a wire until it is killed, and says what was acknowledged: ingest, headline, publish, kill."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime
from itertools import count

from django.contrib.auth.models import User
from django.db import connections

from mediawire.report import Body
from mediawire.web import models, publishing
from mediawire.web.loop import source_of
from mediawire.web.memory import WireMemory
from mediawire.wire.decide import decide, list_window
from mediawire.wire.memory import Bytes, Visited
from mediawire.wire.reading import Channel, Reading, Received
from mediawire.wire.rhythm import begin

URL = "https://agency.example/feed"
WORDS = (
    "harbour council ferry engineer bridge window river budget teacher orchard signal market captain lantern".split()
)


def write_on(seed: int, pipe: int) -> None:
    """Write for ever; each line is said when the act has been acknowledged."""
    connections.close_all()
    draw = random.Random(seed)
    source, chief = models.Source.objects.get(), User.objects.get()
    memory = WireMemory()
    for number in count():
        guid = f"{seed}-{number}"
        take_in(memory, source, guid, draw)
        say(pipe, "ingest", guid)
        id = f"{source.pk}/{guid}"
        publishing.publish(id, datetime.now(UTC), chief, "city")
        say(pipe, "publish", guid)
        publishing.set_headline(id, f"Ours {guid}", datetime.now(UTC), chief)
        say(pipe, "headline", guid)
        if draw.random() < 0.4:
            publishing.kill(id, datetime.now(UTC), chief)
            say(pipe, "kill", guid)


def take_in(memory: WireMemory, source: models.Source, guid: str, draw: random.Random) -> None:
    """Let a feed of one report come, as the loop does."""
    now = datetime.now(UTC)
    text = " ".join(draw.choices(WORDS, k=60)) + f" {guid}."
    report = Received(Body(text), headline=f"Theirs {guid}", guid=guid, url=f"https://agency.example/{guid}")
    reading = Reading("feed", (report,), channel=Channel(url="https://agency.example/"))
    decisions = decide(memory.recall(source.pk, reading), reading, source_of(source), now)
    place = Visited(source.pk, source.pk, URL, begin(now))
    memory.keep(place, decisions, Bytes(text.encode(), URL, None, now), list_window(decisions), (), now, reading)


def say(pipe: int, act: str, guid: str) -> None:
    """Say that an act was acknowledged."""
    os.write(pipe, f"{act} {guid}\n".encode())
