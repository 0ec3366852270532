"""Exchanges that are kept in a folder, and visits that are answered from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediawire.errors import InputError, VisitStopped
from mediawire.wire.fetch import visit
from mediawire.wire.recording import RecordingTransport, ReplayingTransport
from mediawire.wire.source import Secret, Source
from mediawire.wire.transport import Limits
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused
from tests.wire.sites import FEED, Clock, Site, moved, page

URL = "https://post.example.com/feed.xml"
THERE = "https://other.example.org/rss"


def test_a_recorded_visit_comes_out_the_same(tmp_path: Path) -> None:
    """Redirect, body, validators and all."""
    site = Site({URL: moved(THERE, 301), THERE: page(etag='W/"\xe9"', content_type="text/xml")})
    source = Source(URL, headers={"Key": Secret("k3y")})

    recorded = visit(source, transport=RecordingTransport(tmp_path, site), clock=Clock())
    replayed = visit(source, transport=ReplayingTransport(tmp_path), clock=Clock())

    assert isinstance(recorded, Fetched)
    assert isinstance(replayed, Fetched)
    assert (replayed.body, replayed.headers, replayed.moved_to) == (FEED, recorded.headers, THERE)
    assert replayed.validators == recorded.validators


def test_secrets_are_not_written(tmp_path: Path) -> None:
    """Neither headers of the source nor its login; three stars stand for them."""
    source = Source("https://reader:s3cret@post.example.com/feed.xml", headers={"Key": Secret("k3y")})

    visit(source, transport=RecordingTransport(tmp_path, Site({URL: page()})))

    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"key: ***" in written
    assert not [word for word in (b"k3y", b"s3cret", b"czNjcmV0") if word in written]


def test_a_refusal_is_kept_too(tmp_path: Path) -> None:
    """With its reason."""
    site = Site({URL: VisitStopped(Reason.INSECURE, "certificate: too old")})

    visit(URL, transport=RecordingTransport(tmp_path, site))
    result = visit(URL, transport=ReplayingTransport(tmp_path))

    assert isinstance(result, Refused)
    assert (result.reason, result.why) == (Reason.INSECURE, "certificate: too old")


def test_a_folder_can_be_written_by_hand(tmp_path: Path) -> None:
    """One exchange after the other, the last for ever; what every visit asks for need not be there."""
    (tmp_path / "0001-first.txt").write_text(f"GET {URL}\n\n200\netag: v1\n")
    (tmp_path / "0001-first.body").write_bytes(FEED)
    (tmp_path / "0002-second.txt").write_text(f"GET {URL}\n\n304\n")
    replay = ReplayingTransport(tmp_path)

    first = visit(URL, transport=replay)
    assert isinstance(first, Fetched)
    second, third = (visit(URL, first.validators, transport=replay) for _ in range(2))

    assert first.body == FEED
    assert isinstance(second, NotModified)
    assert isinstance(third, NotModified)
    assert any(dict(request.headers).get("if-none-match") == "v1" for request in replay.asked)


def test_what_is_not_kept_is_not_reachable(tmp_path: Path) -> None:
    """Nothing is asked of the network."""
    result = visit(URL, transport=ReplayingTransport(tmp_path))

    assert isinstance(result, Refused)
    assert result.reason == Reason.UNREACHABLE


def test_limits_hold_in_a_replay(tmp_path: Path) -> None:
    """As they would on a socket."""
    visit(URL, transport=RecordingTransport(tmp_path, Site({URL: page(FEED * 10)})))

    result = visit(URL, transport=ReplayingTransport(tmp_path), limits=Limits(received_bytes=len(FEED)))

    assert isinstance(result, Refused)
    assert result.reason == Reason.TOO_LARGE


@pytest.mark.parametrize("text", ["POST /a\n\n200\n", f"GET {URL}\n\nfine\n", f"GET {URL}\n\nstopped: odd: x\n", ""])
def test_a_file_that_is_no_exchange_is_named(tmp_path: Path, text: str) -> None:
    """With what is wrong with it."""
    (tmp_path / "0001.txt").write_text(text)

    with pytest.raises(InputError, match=r"0001\.txt"):
        ReplayingTransport(tmp_path)
