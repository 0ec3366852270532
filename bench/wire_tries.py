"""Random tries to change a body: forms at every address in every role, the ORM, bulk acts, and plain SQL."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model, Value
from django.db.models.functions import Concat
from django.test import Client

from mediawire.web import models, publishing
from mediawire.web.bodies import keep_body
from mediawire.web.rights import RIGHTS
from mediawire.web.states import Role
from tests.web.addresses import fill

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIELDS = """headline section at text body html body_text version current item family standing workflow url name title
    outlet role username email terms options identity slug killed_at is_held q next file opml data credit_line
    word wait shortest_minutes follow may_auto_publish may_change_headline article_links note id pk digest""".split()
VALUES = [
    "",
    "1",
    "on",
    "changed",
    "harbour/g1",
    "<p>changed</p>",
    "2026-11-22T12:00",
    "' OR 1=1 --",
    "\x00",
    "é" * 400,
]
GUARDED: list[tuple[type[Model], str]] = [
    (models.Body, "text"),
    (models.Body, "html"),
    (models.Body, "text_digest"),
    (models.Receipt, "url"),
    (models.Version, "headline"),
]


@dataclass(slots=True)
class Tally:
    """What the tries came to."""

    tries: int = 0
    posts: int = 0
    statements: int = 0
    taken: int = 0
    refused: int = 0
    changed: int = 0


def fill_wire() -> None:
    """Fill a wire with three reports: published, on the desk, killed; and a person in each role."""
    source = models.Source.objects.create(name="harbour", title="Harbour", url="https://agency.example/feed")
    for number in (1, 2, 3):
        text = f"The old bridge no. {number} was closed on Saturday after three lorries collided, police said."
        body = keep_body(text, f"<p>{text}</p>")
        receipt = models.Receipt.objects.create(
            digest=f"sha256:{number}", data=b"x", size_bytes=1, url=source.url, received_at=NOW
        )
        item = models.Item.objects.create(
            pk=f"harbour/g{number}", source=source, first_seen=NOW, ordered_at=NOW, family=f"harbour/g{number}"
        )
        item.current = models.Version.objects.create(
            item=item, number=1, place="listed", seen_at=NOW, reason="new", is_version=True, is_current=True,
            body=body, receipt=receipt, appearance="{}", headline=f"Bridge {number}", facts={"is_whole": True},
        )  # fmt: skip
        item.save()
        models.Shown.objects.create(item=item, place="listed", version=item.current)
    chief = person(Role.CHIEF)
    publishing.publish("harbour/g1", NOW, chief, "city", "Bridge shut")
    publishing.publish("harbour/g3", NOW, chief, "city")
    publishing.kill("harbour/g3", NOW, chief)
    for role in Role:
        person(role)


def person(role: Role) -> User:
    """Return the person in a role."""
    user, _ = User.objects.get_or_create(username=role.value)
    user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    return user


def try_often(tries: int, seed: int) -> Tally:
    """Try so often, and compare all that was received before and after."""
    chance, tally = random.Random(seed), Tally()
    before = digest_all()
    clients = {role: Client(raise_request_exception=False) for role in [None, *Role]}
    posts = [name for name, methods in RIGHTS.items() if "POST" in methods]
    for _ in range(tries):
        tally.tries += 1
        if chance.random() < 0.5:
            try_form(chance, clients, posts, tally)
        else:
            try_statement(chance, tally)
    after = digest_all()
    tally.changed = sum(after.get(key) != told for key, told in before.items())
    return tally


def try_form(chance: random.Random, clients: dict[Role | None, Client], posts: list[str], tally: Tally) -> None:
    """Post a random form to a random address, in a random role."""
    role = chance.choice([*clients])
    if role is not None:
        clients[role].force_login(User.objects.get(username=role.value))
    row = chance.choice([*models.Publication.objects.select_related("item")])
    form = {name: chance.choice(VALUES) for name in chance.sample(FIELDS, chance.randrange(8))}
    address = chance.choice([*fill(chance.choice(posts), row)])
    answer = clients[role].post(address, form)
    tally.posts += 1
    tally.taken += answer.status_code in (200, 302)


def try_statement(chance: random.Random, tally: Tally) -> None:
    """Run a random statement on what was received."""
    model, field = chance.choice(GUARDED)
    tally.statements += 1
    try:
        with transaction.atomic():
            chance.choice(STATEMENTS)(model, field)
            tally.taken += 1
    except DatabaseError:
        tally.refused += 1


def save_row(model: type[Model], field: str) -> None:
    """Save a row with another value."""
    row = model._default_manager.first()
    assert row is not None
    setattr(row, field, "changed")
    row.save()


def update_rows(model: type[Model], field: str) -> None:
    """Update rows by an expression."""
    model._default_manager.update(**{field: Concat(F(field), Value("!"))})


def bulk_update(model: type[Model], field: str) -> None:
    """Update many rows at once."""
    rows = [*model._default_manager.all()]
    for row in rows:
        setattr(row, field, "changed")
    model._default_manager.bulk_update(rows, [field])


def bulk_replace(model: type[Model], field: str) -> None:
    """Put rows in the place of those with the same key."""
    rows = [*model._default_manager.all()]
    for row in rows:
        setattr(row, field, "changed")
    model._default_manager.bulk_create(rows, update_conflicts=True, update_fields=[field], unique_fields=["pk"])


def delete_rows(model: type[Model], field: str) -> None:
    """Delete them."""
    model._default_manager.all()._raw_delete("default")


def run_sql(*words: str) -> Callable[[type[Model], str], None]:
    """Return a try by plain SQL."""

    def run(model: type[Model], field: str) -> None:
        table = model._meta.db_table
        fields = [one for one in model._meta.concrete_fields if one.column]
        names = ", ".join(str(one.column) for one in fields)
        columns = ", ".join("'changed'" if one.name == field else str(one.column) for one in fields)
        with connection.cursor() as cursor:
            for word in words:
                cursor.execute(word.format(table=table, field=field, columns=columns, names=names))

    return run


STATEMENTS: list[Callable[[type[Model], str], None]] = [
    save_row,
    update_rows,
    bulk_update,
    bulk_replace,
    delete_rows,
    run_sql("UPDATE {table} SET {field} = 'changed'"),
    run_sql("DELETE FROM {table}"),
    run_sql("INSERT OR REPLACE INTO {table} ({names}) SELECT {columns} FROM {table}"),
    run_sql("UPDATE OR REPLACE {table} SET {field} = 'changed' WHERE 1 = 1"),
]


def digest_all() -> dict[tuple[str, object], str]:
    """Return a digest of each row of what was received."""
    found = {}
    for model in {model for model, _ in GUARDED}:
        for row in model._default_manager.values_list():
            found[model._meta.db_table, row[0]] = hashlib.sha256(repr(row).encode()).hexdigest()
    return found
