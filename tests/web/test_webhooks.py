"""Channels: letters in order, signed, again until they are confirmed; a kill in a hurry, else an alarm."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from mediawire.errors import VisitStopped
from mediawire.web import models, publishing
from mediawire.web.feeds.channels import add_channel, replay, switch
from mediawire.web.feeds.delivering import tell_channels
from mediawire.web.feeds.sending import Letter, Posting, Sent
from mediawire.web.feeds.signing import SIGNATURE, TIMESTAMP, is_signed
from tests.web.conftest import BODY, NOW, Arrive, later

pytestmark = pytest.mark.django_db
HOME = "https://wire.example"


class Receiver:
    """A channel's other end, which keeps what it is sent, and confirms it or does not."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.status: int | None = 204

    def __call__(self, letter: Letter) -> Sent:
        """Take a letter."""
        self.letters.append(letter)
        return Sent(self.status, "" if self.status == 204 else "not today", 0.1)

    def told(self) -> list[tuple[str, int]]:
        """Return all changes that came, and of which report."""
        return [(one["change"], one["number"]) for letter in self.letters for one in read(letter)["changes"]]


def read(letter: Letter) -> dict[str, Any]:
    """Read a letter."""
    return json.loads(letter.body)  # type: ignore[no-any-return]


@pytest.fixture
def receiver() -> Receiver:
    """Return a receiver that confirms."""
    return Receiver()


@pytest.fixture
def channel(db: None) -> models.Channel:
    """Return a channel that is told everything."""
    return add_channel("app", "https://app.example/wire", HOME + "/", NOW)


@pytest.fixture
def published(arrive: Arrive, alice: User) -> models.Publication:
    """Return a report that is public."""
    arrive(("g1", "Bridge closed", BODY))
    row = publishing.publish("harbour/g1", NOW, alice, "city")
    assert row is not None
    return row


def test_a_channel_is_told_each_thing_once(
    channel: models.Channel, published: models.Publication, receiver: Receiver
) -> None:
    """Published, updated, killed: three letters, in that order; the last has no text."""
    tell_channels(later(0.1), receiver)
    publishing.set_headline("harbour/g1", "Old bridge shut", later(1), User.objects.get(username="alice"))
    tell_channels(later(1), receiver)
    tell_channels(later(1.1), receiver)
    publishing.kill("harbour/g1", later(2))
    tell_channels(later(2), receiver)

    assert [change for change, _ in receiver.told()] == ["new", "updated", "killed"]
    assert b"three lorries" in receiver.letters[0].body
    assert b"ridge" not in receiver.letters[2].body


def test_a_letter_is_signed(channel: models.Channel, published: models.Publication, receiver: Receiver) -> None:
    """The receiver can tell that it is ours, now; not another's, not changed, not from an hour ago."""
    tell_channels(NOW, receiver)

    letter = receiver.letters[0]
    assert is_signed(channel.secret, letter.headers, letter.body, later(1))
    assert not is_signed(channel.secret, letter.headers, letter.body, later(60))
    assert not is_signed(channel.secret, letter.headers, letter.body + b" ", later(1))
    assert not is_signed("another", letter.headers, letter.body, later(1))
    assert not is_signed(channel.secret, {**letter.headers, TIMESTAMP: "1"}, letter.body, later(1))
    assert not is_signed(channel.secret, {SIGNATURE: letter.headers[SIGNATURE]}, letter.body, later(1))


def test_what_is_not_confirmed_comes_again_after_growing_waits(
    channel: models.Channel, published: models.Publication, receiver: Receiver
) -> None:
    """Five seconds, ten, twenty; when the receiver is back it is told the same, signed anew."""
    receiver.status = 503
    tries = []
    for second in range(60):
        before = len(receiver.letters)
        tell_channels(later(second / 60), receiver)
        tries += [second] * (len(receiver.letters) - before)

    receiver.status = 204
    tell_channels(later(2), receiver)

    assert tries == [0, 5, 15, 35]
    assert receiver.letters[-1].body == receiver.letters[0].body
    assert receiver.letters[-1].headers[TIMESTAMP] != receiver.letters[0].headers[TIMESTAMP]
    assert list(models.Delivery.objects.values_list("is_confirmed", flat=True)) == [False] * 4 + [True]


def test_a_kill_is_in_a_hurry(channel: models.Channel, published: models.Publication, receiver: Receiver) -> None:
    """A channel that is left alone for long after many failures is told of a kill within a quarter minute."""
    models.Channel.objects.update(failures=10, due=later(50))
    publishing.kill("harbour/g1", later(1))

    tell_channels(later(1), receiver)
    early = len(receiver.letters)
    tell_channels(later(1.25), receiver)

    assert early == 0
    assert receiver.told() == [("killed", published.pk)]


def test_a_kill_that_is_not_confirmed_within_a_minute_raises_an_alarm(
    channel: models.Channel, published: models.Publication, receiver: Receiver
) -> None:
    """The alarm stands until the channel confirms, and is raised once."""
    tell_channels(NOW, receiver)
    publishing.kill("harbour/g1", later(1))
    receiver.status = None
    found = []
    for minutes in (1, 1.9, 2, 3):
        tell_channels(later(minutes), receiver)
        found.append(models.Alarm.objects.filter(settled_at=None).count())
    receiver.status = 204

    tell_channels(later(4), receiver)

    assert found == [0, 0, 1, 1]
    assert models.Alarm.objects.get().settled_at == later(4)


def test_a_replay_tells_how_things_stand_now(
    channel: models.Channel, published: models.Publication, alice: User, receiver: Receiver
) -> None:
    """What was killed since is told as killed, though its first row said that it was new; it is in the ledger."""
    tell_channels(NOW, receiver)
    publishing.kill("harbour/g1", later(1))
    tell_channels(later(1), receiver)
    receiver.letters.clear()

    replay("app", 0, later(10), alice)
    tell_channels(later(10), receiver)

    assert receiver.told() == [("killed", published.pk)]
    assert models.Alarm.objects.count() == 0
    assert models.Entry.objects.filter(act="channel", actor=alice).count() == 1


@pytest.mark.parametrize("act", ["embargo", "hold"])
def test_what_is_embargoed_or_held_is_not_sent(
    channel: models.Channel, published: models.Publication, receiver: Receiver, act: str
) -> None:
    """Its row waits in the outbox; by the time of the letter it may not be seen: there is nothing to send."""
    if act == "embargo":
        publishing.follow_embargo("harbour/g1", later(60), NOW)
    else:
        publishing.hold("harbour/g1", NOW)

    tell_channels(later(1), receiver)
    before = receiver.told()
    publishing.release("harbour/g1", later(60))
    tell_channels(later(60), receiver)

    assert before == []
    assert [number for _, number in receiver.told()] == [published.pk]


def test_a_channel_hears_of_what_it_wants_and_of_what_leaves_it(
    published: models.Publication, alice: User, receiver: Receiver
) -> None:
    """City alone: a report of the city comes; when it is filed under sport it is withheld; sport is not told."""
    add_channel("city", "https://city.example/wire", HOME, NOW, sections=["city"])
    add_channel("sport", "https://sport.example/wire", HOME, NOW, sources=["harbour"], sections=["culture"])

    tell_channels(NOW, receiver)
    publishing.publish("harbour/g1", later(1), alice, "sport")
    tell_channels(later(1), receiver)

    assert {letter.url for letter in receiver.letters} == {"https://city.example/wire"}
    assert [change for change, _ in receiver.told()] == ["new", "withheld"]
    assert b"ridge" not in receiver.letters[1].body


def test_a_channel_that_is_off_is_told_when_it_is_on_again(
    channel: models.Channel, published: models.Publication, receiver: Receiver
) -> None:
    """Nothing is sent to it meanwhile, and nothing is lost."""
    switch("app", True, NOW)
    tell_channels(NOW, receiver)
    off = list(receiver.letters)

    switch("app", False, later(5))
    tell_channels(later(5), receiver)

    assert off == []
    assert receiver.told() == [("new", published.pk)]


def test_two_senders_send_a_letter_once(channel: models.Channel, published: models.Publication) -> None:
    """While one waits for an answer, the other finds the channel taken."""
    came: list[str] = []

    def slow(letter: Letter) -> Sent:
        came.append(letter.url)
        tell_channels(NOW, slow)
        return Sent(204)

    tell_channels(NOW, slow)

    assert len(came) == 1


@pytest.mark.parametrize(
    "url",
    ["http://app.example/", "https://localhost/", "https://127.0.0.1/", "https://10.0.0.1/", "ftp://app.example/"],
)
def test_a_channel_cannot_be_pointed_inward(db: None, url: str) -> None:
    """An address that is not the public's, or without https, is no channel's."""
    with pytest.raises(VisitStopped):
        add_channel("inward", url, HOME, NOW)


def test_a_name_that_turns_inward_later_is_not_dialled() -> None:
    """The name was fine when the channel was added; now it stands for a machine of ours, and nothing is sent."""
    dialled: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        return ["192.168.0.7"]

    def dial(address: str, port: int, seconds: float) -> socket.socket:
        dialled.append(address)
        raise OSError("no")

    sent = Posting(resolve=resolve, dial=dial).post(Letter("https://app.example/", {}, b"{}"))

    assert not sent.is_confirmed
    assert "not public" in sent.why
    assert dialled == []


def test_a_letter_goes_over_the_line_as_it_was_signed() -> None:
    """The bytes that arrive are the body; a redirect is no confirmation, and is not followed."""
    sent, arrived = [], []
    for answer in (b"HTTP/1.1 204 No Content\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: https://x.example/\r\n\r\n"):
        ours, theirs = socket.socketpair()
        theirs.sendall(answer)

        def dial(address: str, port: int, seconds: float, ours: socket.socket = ours) -> socket.socket:
            return ours

        letter = Letter("http://app.example/in?x=1", {"X-Mark": "1"}, b'{"a": 1}', is_own=True)
        sent.append(Posting(resolve=lambda host, port: ["127.0.0.1"], dial=dial).post(letter))
        arrived.append(theirs.recv(65536))
        theirs.close()

    assert [one.is_confirmed for one in sent] == [True, False]
    assert arrived[0].startswith(b"POST /in?x=1 HTTP/1.1\r\n")
    assert arrived[0].endswith(b'\r\n\r\n{"a": 1}')


def test_a_chief_adds_a_channel_and_sees_its_secret_once(alice: User, bob: User) -> None:
    """An address that leads inward is refused in words; an editor has no business there."""
    chief, editor = Client(), Client()
    chief.force_login(alice)
    editor.force_login(bob)

    inward = chief.post("/desk/channels", {"name": "app", "url": "https://10.0.0.1/"}).content.decode()
    first = chief.post("/desk/channels", {"name": "app", "url": "https://app.example/"}, follow=True).content.decode()
    second = chief.get("/desk/channels").content.decode()

    secret = models.Channel.objects.get().secret
    assert "not public" in inward
    assert secret in first
    assert secret not in second
    assert editor.get("/desk/channels").status_code == 403


def test_a_chief_lets_a_channel_begin_again(channel: models.Channel, alice: User) -> None:
    """From the page; what is no serial is said to be none."""
    chief = Client()
    chief.force_login(alice)
    models.Channel.objects.update(cursor=9)

    wrong = chief.post(f"/desk/channels/{channel.pk}", {"serial": "x"}, follow=True).content.decode()
    chief.post(f"/desk/channels/{channel.pk}", {"serial": "3"})
    chief.post(f"/desk/channels/{channel.pk}", {"switch": "1"})

    channel.refresh_from_db()
    assert "A serial is a number" in wrong
    assert (channel.cursor, channel.is_off) == (3, True)
