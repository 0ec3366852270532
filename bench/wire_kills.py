"""Kills a process that takes in, publishes, re-headlines and kills, again and again; prints what was lost: nothing.

``python -m bench.wire_kills [--kills 500] [--seed 1]``. A child writes to a wire with SQLite and says after each act
that it was acknowledged; it gets SIGKILL at a random instant. Then all that was acknowledged must be there, once; of
the act that was cut off all or nothing; and the ledger's chain must be whole.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from dataclasses import dataclass

LONGEST_SECONDS = 0.5


@dataclass(slots=True)
class Tally:
    """What came of killing."""

    kills: int = 0
    acts: int = 0
    lost: int = 0
    twice: int = 0
    half: int = 0


def main() -> None:
    """Print what so many kills did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEDIAWIRE_FOLDER"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "mediawire.web.settings"
        begin_wire()
        tally = kill_often(options.kills, options.seed)
    print(
        f"wire: {tally.kills} kills, {tally.acts} acts acknowledged: {tally.lost} lost, {tally.twice} items twice, "
        f"{tally.half} half written (wanted: 0, 0, 0)"
    )


def begin_wire() -> None:
    """Begin a wire with one source and one chief."""
    from mediawire.web.serving import set_up

    set_up()
    from django.contrib.auth.models import User

    from mediawire.web import models

    models.Source.objects.create(name="harbour", title="Harbour", url="https://agency.example/feed")
    User.objects.create_user("chief")


def kill_often(kills: int, seed: int) -> Tally:
    """Kill writers of one wire so many times, and look each time at what is there."""
    draw, tally = random.Random(seed), Tally()
    for number in range(kills):
        acts = kill_once(seed * 100_000 + number, draw.uniform(0, LONGEST_SECONDS))
        tally.kills += 1
        tally.acts += len(acts)
        tally.lost += sum(not is_there(act, guid) for act, guid in acts)
    look_at_all(tally)
    return tally


def kill_once(seed: int, after: float) -> list[tuple[str, str]]:
    """Start a writer, kill it so many seconds after its first act, and return what it said."""
    from django.db import connections

    from bench.wire_writer import write_on

    connections.close_all()
    mine, its = os.pipe()
    child = os.fork()
    if not child:
        os.close(mine)
        write_on(seed, its)
        os._exit(0)
    os.close(its)
    said = os.read(mine, 1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(mine, 1 << 16):
        said += part
    os.close(mine)
    lines = said.decode().split("\n")[:-1]
    return [(line.split()[0], line.split()[1]) for line in lines]


def is_there(act: str, guid: str) -> bool:
    """Tell whether an act that was acknowledged is there, with its row of the ledger."""
    from mediawire.web import models

    item = models.Item.objects.filter(pk=f"harbour/{guid}").select_related("current__body", "publication").first()
    if item is None or item.current is None or guid not in item.current.body.text:
        return False
    names = {"ingest": "receive"}
    if not models.Entry.objects.filter(about=item.pk, act=names.get(act, act)).exists():
        return False
    if act == "ingest":
        return True
    row = models.Publication.objects.get(item=item)
    if act == "headline":
        return row.headline is not None and row.headline.text == f"Ours {guid}"
    return row.killed_at is not None if act == "kill" else row.told.exists()


def look_at_all(tally: Tally) -> None:
    """Look for items that are there twice, and for acts that were done by half."""
    from django.db.models import Count

    from mediawire.web import models
    from mediawire.web.operations.doctor import check_bodies, check_ledger

    same = models.Known.objects.filter(kind="guid").values("source", "key").annotate(items=Count("item", distinct=True))
    tally.twice = sum(row["items"] > 1 for row in same)
    tally.half += models.Item.objects.filter(current=None).count()
    tally.half += models.Publication.objects.filter(told=None).count()
    tally.half += models.Publication.objects.filter(killed_at=None, item__standing="killed").count()
    received = models.Entry.objects.filter(act="receive").count()
    tally.half += abs(received - models.Item.objects.count())
    tally.half += len([*check_ledger(), *check_bodies()])


if __name__ == "__main__":
    main()
