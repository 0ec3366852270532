"""How fast the desk's inbox is over many items, p95: ``python -m bench.desk_inbox --items 1000000``.

Made-up items: of forty sources, half of them copies of a story that others carry too, a tenth of them new. Each page is
asked for as a browser does, signed in, through all of Django: states, sources, words that are rare and frequent, and
pages far behind the newest. ``--explain`` prints how the database finds each of them.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

ASKED_MS = 150.0
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SOURCES = 40
BATCH = 5_000
_WORDS = (
    "harbour bridge council minister storm vote flood strike budget school court fire trade ferry wheat grid "
    "hospital border market coast river mayor inquiry talks"
).split()


def main() -> None:
    """Fill a wire, ask for its inbox, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20, help="how often each page is asked for")
    parser.add_argument("--explain", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="desk-inbox-") as folder:
        if "DATABASE_URL" not in os.environ:
            os.environ["MEDIAWIRE_FOLDER"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediawire.web.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        began = time.process_time()
        fill(given.items)
        print(f"{given.items:,} items made in {time.process_time() - began:.0f} s of CPU")
        measure(given.times, given.explain)


def fill(count: int) -> None:
    """Make items and their versions; what each item shows is set when all are there."""
    from django.db import connection, transaction
    from django.db.models import OuterRef, Subquery

    from mediawire.web import models
    from mediawire.web.bodies import keep_body

    dice = random.Random(5)
    body = keep_body("The old bridge was closed on Saturday, police said. " * 20, None)
    sources = [
        models.Source(name=f"source-{number}", title=f"Agency {number}", url=f"https://{number}.example/feed")
        for number in range(SOURCES)
    ]
    models.Source.objects.bulk_create(sources)
    rows = make_items(count, dice)
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            items = models.Item.objects.bulk_create([models.Item(**row) for row in batch])
            models.Version.objects.bulk_create([make_version(item, body.pk, dice) for item in items])
    shown = models.Version.objects.filter(item=OuterRef("pk"), number=1).values("pk")
    models.Item.objects.update(current=Subquery(shown))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def make_items(count: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Make items, the oldest first, one in eight seconds: a million is three months of a large desk."""
    recent: list[str] = []
    for number in range(count):
        at = NOW - timedelta(seconds=8 * (count - number))
        id = f"source-{dice.randrange(SOURCES)}/{number}"
        family = dice.choice(recent) if recent and dice.random() < 0.5 else id
        recent = [*recent[-200:], family]
        state = dice.random()
        workflow = "received" if state < 0.1 else "held" if state < 0.11 else "live" if state < 0.5 else "on desk"
        yield {
            "pk": id,
            "source_id": id.partition("/")[0],
            "first_seen": at,
            "ordered_at": at,
            "workflow": workflow,
            "standing": "killed" if dice.random() < 0.002 else "usable",
            "family": family,
            "duplicate_of_id": None,
        }


def make_version(item: Any, body: str, dice: random.Random) -> Any:
    """Make the version of an item that shows."""
    from mediawire.web.models import Version

    words = dice.choices(_WORDS, weights=range(1, len(_WORDS) + 1), k=7)
    rare = ["zeppelin"] if dice.random() < 0.0005 else []
    return Version(
        item=item,
        number=1,
        place="list",
        seen_at=item.first_seen,
        reason="new",
        is_version=True,
        is_current=True,
        body_id=body,
        appearance="{}",
        headline=" ".join([*words, *rare]).capitalize(),
        facts={"is_whole": dice.random() < 0.8},
    )


def measure(times: int, explains: bool) -> None:
    """Ask for each page so many times, and print the times of each kind and of all."""
    from django.conf import settings
    from django.contrib.auth.models import Group, User
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    user = User.objects.create_user("bench")
    user.groups.add(Group.objects.get_or_create(name="chief")[0])
    client = Client()
    client.force_login(user)
    deep = (NOW - timedelta(days=3)).isoformat() + "~"
    pages = {
        **{name: {"show": name} for name in ("new", "held", "live", "killed", "all")},
        "new, a source": {"show": "new", "source": "source-7"},
        "all, a source": {"show": "all", "source": "source-7"},
        "all, far back": {"show": "all", "before": deep},
        "new, far back": {"show": "new", "before": deep},
        "words, frequent": {"show": "all", "q": "talks inquiry"},
        "words, rare": {"show": "all", "q": "zeppelin"},
        "words, none": {"show": "new", "q": "absent"},
        "words, a source": {"show": "all", "q": "storm", "source": "source-7"},
    }
    everything: list[float] = []
    print(f"{'page':<20}{'median ms':>12}{'p95 ms':>10}")
    for name, asked in pages.items():
        took = sorted(_time(client, asked) for _ in range(times))
        everything += took
        print(f"{name:<20}{took[len(took) // 2]:>12.1f}{took[int(len(took) * 0.95)]:>10.1f}")
        if explains:
            explain(asked)
    everything.sort()
    print(f"{'all pages, p95':<20}{'':>12}{everything[int(len(everything) * 0.95)]:>10.1f}   asked {ASKED_MS:.0f}")


def _time(client: Any, asked: dict[str, str]) -> float:
    began = time.perf_counter()
    answer = client.get("/desk/", asked)
    assert answer.status_code == 200, answer
    return (time.perf_counter() - began) * 1000


def explain(asked: dict[str, str]) -> None:
    """Print how the database finds a page."""
    from mediawire.web.desk.stories import RANGES, Asked, newest_of_stories

    wanted = Asked.read(asked)
    for part in RANGES[wanted.show]:
        rows = newest_of_stories(part & wanted.narrows(), part & wanted.narrows())
        print("    " + rows.order_by("-ordered_at", "-pk")[:51].explain().replace("\n", "\n    "))


if __name__ == "__main__":
    main()
