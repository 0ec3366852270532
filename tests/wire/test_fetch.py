"""What comes of a visit, from sites made of paper and from a hostile server on loopback."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import VisitStopped
from mediawire.wire.coding import decode
from mediawire.wire.conversation import exchange
from mediawire.wire.dialling import SocketTransport
from mediawire.wire.fetch import user_agent, visit
from mediawire.wire.manners import Manners
from mediawire.wire.source import Secret, Source, shown_address
from mediawire.wire.stand_ins import why_stand_in
from mediawire.wire.transport import Answer, Deadline, Limits, Request
from mediawire.wire.visits import Fetched, NotModified, Reason, Refused, Validators
from tests.wire.sites import FEED, NOON, Clock, Site, moved, page, plays, serving

URL = "https://post.example.com/feed.xml"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n" % len(FEED)


def test_an_answer_comes_with_all_that_was_said_of_it() -> None:
    """Body, type, validators, headers and time."""
    site = Site({URL: page(content_type="text/xml", etag='"v1"', last_modified="yesterday")})

    result = visit(URL, transport=site, clock=Clock())

    assert isinstance(result, Fetched)
    assert (result.body, result.content_type, result.at, result.url) == (FEED, "text/xml", NOON, URL)
    assert result.validators == Validators(b'"v1"', b"yesterday")
    assert ("etag", '"v1"') in result.headers
    assert result.moved_to is None
    assert not result.was_conditional


@pytest.mark.parametrize("etag", [b'"v1"', b'W/"v1"', b"abc--gzip", b'"\xe9\xff', b'"a" b'])
def test_validators_are_given_back_byte_for_byte(etag: bytes) -> None:
    """Whatever they look like; Latin-1 carries every byte."""
    site = Site({URL: Answer(304)})

    result = visit(URL, Validators(etag, b"Thursday the 1st"), transport=site)

    assert isinstance(result, NotModified)
    assert site.sent(URL)["if-none-match"].encode("latin-1") == etag
    assert site.sent(URL)["if-modified-since"] == "Thursday the 1st"
    assert result.validators == Validators(etag, b"Thursday the 1st")


def test_validators_that_are_too_long_are_not_kept() -> None:
    """Eight kilobytes are enough for a name."""
    site = Site({URL: page(etag="x" * 9000)})

    result = visit(URL, transport=site)

    assert isinstance(result, Fetched)
    assert result.validators == Validators()


def test_no_change_that_was_not_asked_for_is_an_error() -> None:
    """A 304 to an unconditional visit says nothing."""
    result = visit(URL, transport=Site({URL: Answer(304)}))

    assert isinstance(result, Refused)
    assert result.reason == Reason.BROKEN


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (204, Reason.STATUS),
        (206, Reason.BROKEN),
        (300, Reason.STATUS),
        (401, Reason.NOT_ALLOWED),
        (403, Reason.NOT_ALLOWED),
        (404, Reason.STATUS),
        (410, Reason.GONE),
        (429, Reason.RETRY_AFTER),
        (451, Reason.NOT_ALLOWED),
        (500, Reason.STATUS),
        (503, Reason.RETRY_AFTER),
        (999, Reason.STATUS),
    ],
)
def test_each_status_has_its_reason(status: int, reason: Reason) -> None:
    """A refusal says which status it was."""
    result = visit(URL, transport=Site({URL: page(status=status)}))

    assert isinstance(result, Refused)
    assert (result.reason, result.status) == (reason, status)


def test_only_permanent_redirects_move_a_source() -> None:
    """What a temporary one leads to is not the source's new address."""
    base = "https://post.example.com/"
    site = Site({URL: moved("/a", 301), f"{base}a": moved("/b", 308), f"{base}b": moved("/c"), f"{base}c": page()})

    result = visit(URL, transport=site)

    assert isinstance(result, Fetched)
    assert result.moved_to == f"{base}b"
    assert result.url == f"{base}c"


def test_redirects_end() -> None:
    """A loop is too many."""
    result = visit(URL, transport=Site({URL: moved(URL)}))

    assert isinstance(result, Refused)
    assert result.reason == Reason.TOO_MANY


def test_secrets_stay_with_the_host_they_were_made_for() -> None:
    """Headers and login go to the source's own origin, and not along with a redirect."""
    elsewhere = "https://elsewhere.example.org/feed"
    site = Site({URL: moved(elsewhere), elsewhere: page()})
    source = Source(
        "https://reader:pw@post.example.com/feed.xml", headers={"X-Api-Key": Secret("k3y"), "Host": Secret("x")}
    )

    result = visit(source, transport=site)

    assert isinstance(result, Fetched)
    assert {"x-api-key", "authorization"} <= set(site.sent(URL))
    assert "host" not in site.sent(URL)
    assert not {"x-api-key", "authorization"} & set(site.sent(elsewhere))


def test_secrets_are_not_shown() -> None:
    """Neither in what comes of a visit, nor in the requests that a transport sees."""
    source = Source(
        "https://reader:s3cret@post.example.com/", headers={"Key": Secret("k3y")}, proxy=Secret("http://p:q9@h")
    )
    site = Site({})

    result = visit(source, transport=site)

    shown = f"{result!r} {site.asked!r} {source!r}"
    assert isinstance(result, Refused)
    assert not [word for word in ("s3cret", "k3y", "q9", "czNjcmV0") if word in shown]


def test_a_bad_address_is_refused_without_showing_its_login() -> None:
    """An address that cannot be read is shown without what stands before its at-sign."""
    result = visit("https://reader:s3cret@exa mple.com/", transport=Site({}))

    assert isinstance(result, Refused)
    assert "s3cret" not in repr(result)


@pytest.mark.parametrize(
    "address",
    [
        "https://a:s3cret@h.example/x",
        "https://a:s3cret@h/a//b@c",
        "https://a:s3/s3cret@h/",
        "a:s3cret@h",
        "http:///a:s3cret@h",
    ],
)
def test_no_address_is_shown_with_its_login(address: str) -> None:
    """Well written or not."""
    assert "s3" not in shown_address(address)
    assert shown_address("https://h.example:80/@name//feed") == "https://h.example:80/@name//feed"


def test_we_say_who_we_are() -> None:
    """With an address for complaints, on one line."""
    site = Site({URL: page()})

    visit(URL, transport=site, manners=Manners(contact="https://wire.example.net/about"))

    assert site.sent(URL)["user-agent"].startswith("mediawire/")
    assert site.sent(URL)["user-agent"].endswith("(+https://wire.example.net/about)")
    assert "\n" not in user_agent("a\r\nX-Header: b")


def test_robots_txt_is_asked_first_and_once() -> None:
    """What it forbids is not visited; who shares manners does not ask again."""
    robots = "https://post.example.com/robots.txt"
    site = Site({robots: page(b"User-agent: *\nDisallow: /feed\n"), "https://post.example.com/": page()})
    manners, clock = Manners(), Clock()

    first = visit(URL, transport=site, manners=manners, clock=clock)
    clock.go_on(60)
    second = visit("https://post.example.com/", transport=site, manners=manners, clock=clock)

    assert isinstance(first, Refused)
    assert first.reason == Reason.ROBOTS
    assert isinstance(second, Fetched)
    assert sum(request.target.url == robots for request in site.asked) == 1


@pytest.mark.parametrize(("status", "is_open"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_missing_robots_txt_opens_and_a_failing_one_shuts(status: int, is_open: bool) -> None:
    """As RFC 9309, section 2.3.1 has it."""
    site = Site({URL: page(), "https://post.example.com/robots.txt": page(status=status)})

    result = visit(URL, transport=site)

    assert isinstance(result, Fetched if is_open else Refused)


def test_a_redirect_asks_the_other_hosts_robots_txt() -> None:
    """Each host has its own."""
    there = "https://other.example.org/feed"
    site = Site(
        {URL: moved(there), there: page(), "https://other.example.org/robots.txt": page(b"User-agent: *\nDisallow: /")}
    )

    result = visit(URL, transport=site)

    assert isinstance(result, Refused)
    assert result.reason == Reason.ROBOTS


def test_a_host_that_cannot_be_reached_is_not_said_to_forbid() -> None:
    """The reason of its robots.txt is the reason of the visit."""
    gone = VisitStopped(Reason.UNREACHABLE, "cannot connect")

    result = visit(URL, transport=Site({"https://post.example.com/robots.txt": gone}))

    assert isinstance(result, Refused)
    assert result.reason == Reason.UNREACHABLE


@pytest.mark.parametrize(
    ("pages", "reserved"),
    [
        ({URL: page(tdm_reservation="1")}, "1"),
        ({URL: page(tdm_reservation="1", tdm_policy="https://a.example/p")}, "https://a.example/p"),
        ({URL: page(tdm_reservation="0")}, None),
        ({URL: page(tdm_reservation="perhaps")}, None),
        ({URL: page(b"<html><head><meta name='TDM-Reservation' content=1><body>" + b"word " * 200)}, "1"),
        ({URL: page(), "https://post.example.com/.well-known/tdmrep.json": page(
            b'[{"location": "/", "tdm-reservation": 0}, {"location": "/*.xml$", "tdm-reservation": 1}, 7]')}, "1"),
        ({URL: page(), "https://post.example.com/.well-known/tdmrep.json": page(b"[[[")}, None),
    ],
)  # fmt: skip
def test_reservations_are_reported(pages: dict[str, Answer | VisitStopped], reserved: str | None) -> None:
    """By header, by page, by well-known file."""
    result = visit(URL, transport=Site(pages))

    assert isinstance(result, Fetched)
    assert result.reservation == reserved


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.BROKEN),
        (b" \r\n", Reason.BROKEN),
        (b"<html><title>Anmelden</title><form action=/in></form>", Reason.LOGIN),
        (b"<html><body><form><input type='password'></form>", Reason.LOGIN),
        (b"<html><meta http-equiv='refresh' content='0; url=https://a.example/'>", Reason.BROKEN),
    ],
)
def test_what_stands_in_for_an_answer_is_refused(body: bytes, reason: Reason) -> None:
    """Nothing, a login, or the way elsewhere."""
    result = visit(URL, transport=Site({URL: page(body)}))

    assert isinstance(result, Refused)
    assert result.reason == reason


@pytest.mark.parametrize(
    "body",
    [
        b"<html><title>Log in to vote</title><form></form><article>" + b"The harbour is closed. " * 40,
        b"<html><meta http-equiv=refresh content=300><p>Ticker</p>",
        b"<html><title>Sign in</title><p>A short story about a sign in the harbour.</p>",
        FEED.replace(b"Lindby", b"&lt;html>&lt;input type=password>"),
    ],
)
def test_pages_that_only_hold_such_things_are_taken(body: bytes) -> None:
    """A login in a corner, a page that reloads itself, a feed about forms."""
    assert why_stand_in(body) is None


def test_a_picture_is_no_text() -> None:
    """But what says nothing of itself, or nonsense, is read."""
    outcomes = [visit(URL, transport=Site({URL: page(content_type=kind)})) for kind in ("image/png", ";;=", "")]

    assert isinstance(outcomes[0], Refused)
    assert outcomes[0].reason == Reason.WRONG_TYPE
    assert all(isinstance(outcome, Fetched) for outcome in outcomes[1:])


PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}


def bare(data: bytes) -> bytes:
    """Deflate without any wrapping."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@given(st.binary(max_size=3000), st.lists(st.sampled_from(sorted(PACKERS)), max_size=4))
def test_codings_are_undone_in_their_order(data: bytes, codings: list[str]) -> None:
    """One upon the other, as many as four."""
    packed = data
    for coding in codings:
        packed = PACKERS[coding](packed)

    plain = decode(packed, codings, 10_000)

    assert plain == data


@given(st.binary(min_size=1, max_size=3000))
def test_bare_deflate_is_undone_too(data: bytes) -> None:
    """Some servers leave its wrapping off."""
    assert decode(bare(data), ["deflate"], 10_000) == data


@pytest.mark.parametrize("coding", sorted(PACKERS))
def test_a_coding_that_ends_early_or_goes_on_is_broken(coding: str) -> None:
    """A stump is not passed off as an answer."""
    packed = PACKERS[coding](FEED * 50)

    for data in (packed[:-1], packed[: len(packed) // 2], packed + b"more", b"", FEED):
        with pytest.raises(VisitStopped) as stopped:
            decode(data, [coding], 1 << 20)

        assert stopped.value.reason == Reason.BROKEN


@pytest.mark.parametrize("codings", [["gzip"], ["deflate"], ["br"], ["zstd"], ["zstd", "gzip"], ["gzip", "gzip"]])
def test_bombs_stop_at_the_limit(codings: list[str]) -> None:
    """Whatever they are packed in; a limit met exactly is no bomb."""
    bomb = bytes(1 << 20)
    for coding in codings:
        bomb = PACKERS[coding](bomb)

    whole = decode(bomb, codings, 1 << 20)
    with pytest.raises(VisitStopped) as stopped:
        decode(bomb, codings, (1 << 20) - 1)

    assert len(whole) == 1 << 20
    assert stopped.value.reason == Reason.TOO_LARGE


def test_many_members_are_one_answer_and_a_bad_sum_is_none() -> None:
    """As gzip has it (RFC 1952)."""
    member = gzip.compress(b"word ")

    assert decode(member * 500 + bytes(40_000), ["gzip"], 1 << 20) == b"word " * 500
    with pytest.raises(VisitStopped):
        decode(member[:-8] + b"\0\0\0\0" + member[-4:], ["gzip"], 1 << 20)
    with pytest.raises(VisitStopped):
        decode(FEED, ["x-foo"], 1 << 20)


def one_visit(play: object, seconds: float = 5.0) -> Fetched | NotModified | Refused:
    """Visit a server on loopback that plays something."""
    with serving(play) as url:  # type: ignore[arg-type]
        return visit(f"{url}/feed", allow_private=True, limits=Limits(seconds=seconds, received_bytes=100_000))


@pytest.mark.parametrize(
    "answer",
    [
        OK + LENGTH + FEED,
        OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\nTrailer: a\r\n\r\n" % (len(FEED), FEED),
        OK + b"\r\n" + FEED,
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK + LENGTH + FEED,
        b"HTTP/1.0 200\r\n\r\n" + FEED,
    ],
)
def test_answers_of_every_framing_are_read(answer: bytes) -> None:
    """By length, by chunks, by hanging up, after an interim answer."""
    result = one_visit(plays(answer))

    assert isinstance(result, Fetched)
    assert result.body == FEED


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", Reason.BROKEN),
        (FEED, Reason.BROKEN),
        (OK + b"Content-Length: 9000\r\n\r\n" + FEED, Reason.BROKEN),
        (OK + b"Content-Length: 20\r\n\r\n" + FEED, Reason.BROKEN),
        (OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", Reason.BROKEN),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\n" + FEED, Reason.BROKEN),
        (OK + b"X-A: a\0b\r\n" + LENGTH + FEED, Reason.BROKEN),
        (OK + b"Content-Encoding: gzip\r\n" + LENGTH + FEED, Reason.BROKEN),
        (OK + b"A: b\r\n" * 300 + LENGTH + FEED, Reason.TOO_MANY),
        (OK + b"A: b\r\n" * 30_000, Reason.TOO_LARGE),
        (OK + b"A: %b\r\n" % (b"b" * 40_000) + LENGTH + FEED, Reason.TOO_LARGE),
        (OK + b"\r\n" + b"word " * 30_000, Reason.TOO_LARGE),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 20, Reason.TOO_MANY),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n0\r\n" + b"T: y\r\n" * 30_000, Reason.TOO_LARGE),
    ],
)
def test_broken_and_endless_answers_are_refused(answer: bytes, reason: Reason) -> None:
    """Each for what it is."""
    result = one_visit(plays(answer))

    assert isinstance(result, Refused)
    assert result.reason == reason


def test_a_server_that_drips_meets_the_deadline() -> None:
    """One byte after the other never resets the clock: neither of headers nor of the body."""

    def drip(connection: socket.socket, request: bytes) -> None:
        for byte in OK + LENGTH + FEED:
            connection.sendall(bytes([byte]))
            time.sleep(0.02)

    result = one_visit(drip, seconds=0.5)

    assert isinstance(result, Refused)
    assert result.reason == Reason.DEADLINE


def test_a_server_that_says_nothing_meets_the_deadline() -> None:
    """It takes the request and waits."""

    def wait(connection: socket.socket, request: bytes) -> None:
        connection.recv(1)

    result = one_visit(wait, seconds=0.3)

    assert isinstance(result, Refused)
    assert result.reason == Reason.DEADLINE


def test_a_handshake_that_drips_meets_the_deadline() -> None:
    """A secure connection has to be made within it, too."""

    def drip(connection: socket.socket, request: bytes) -> None:
        with suppress(OSError):
            connection.sendall(b"\x16\x03\x03\x40\x00")
            for _ in range(100):
                connection.sendall(b"\0")
                time.sleep(0.02)

    with serving(drip) as url:
        result = visit(url.replace("http:", "https:"), allow_private=True, limits=Limits(seconds=0.4))

    assert isinstance(result, Refused)
    assert result.reason == Reason.DEADLINE


def test_a_name_server_that_never_answers_meets_the_deadline() -> None:
    """The system's own look-up knows no deadline; it is left behind."""
    is_over = []

    def resolve(host: str, port: int) -> list[str]:
        while not is_over:
            time.sleep(0.01)
        return ["93.184.215.14"]

    result = visit(URL, transport=SocketTransport(resolve=resolve), limits=Limits(seconds=0.2))
    is_over.append(True)

    assert isinstance(result, Refused)
    assert result.reason == Reason.DEADLINE


def test_what_speaks_no_tls_is_insecure() -> None:
    """A server of plain HTTP where a secure one should be."""
    with serving(plays(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as url:
        result = visit(url.replace("http:", "https:"), allow_private=True)

    assert isinstance(result, Refused)
    assert result.reason == Reason.INSECURE


def test_a_closed_port_is_not_reachable() -> None:
    """And says so."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    result = visit(f"http://127.0.0.1:{port}/", allow_private=True)

    assert isinstance(result, Refused)
    assert result.reason == Reason.UNREACHABLE


def test_a_proxy_is_asked_in_the_sources_place() -> None:
    """With the whole address, and its own login, which the site does not get."""
    seen: list[bytes] = []

    def proxy(connection: socket.socket, request: bytes) -> None:
        seen.append(request)
        connection.sendall(OK + LENGTH + FEED)

    with serving(proxy) as url:
        result = visit("http://93.184.215.14/feed", proxy=url.replace("http://", "http://me:pw@"))

    assert isinstance(result, Fetched)
    assert seen[0].startswith(b"GET http://93.184.215.14/feed HTTP/1.1\r\n")
    assert b"proxy-authorization: Basic bWU6cHc=" in seen[0]


def test_a_proxy_is_asked_for_a_tunnel_to_secure_sites() -> None:
    """What the proxy refuses is not reachable."""
    seen: list[bytes] = []

    def proxy(connection: socket.socket, request: bytes) -> None:
        seen.append(request)
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

    with serving(proxy) as url:
        result = visit("https://93.184.215.14/feed", proxy=url)

    assert isinstance(result, Refused)
    assert result.reason == Reason.UNREACHABLE
    assert seen[0].startswith(b"CONNECT 93.184.215.14:443 HTTP/1.1\r\n")


def test_a_proxy_is_no_way_inward() -> None:
    """Numbers inside a network are not asked for through it either."""
    result = visit("http://10.0.0.9/feed", proxy="http://127.0.0.1:9")

    assert isinstance(result, Refused)
    assert result.reason == Reason.ADDRESS


def test_a_busy_host_is_left_alone_until_it_said() -> None:
    """Other pages of it, too."""
    manners, clock = Manners(), Clock()
    site = Site({URL: page(status=429, retry_after="120"), "https://post.example.com/other": page()})

    first = visit(URL, transport=site, manners=manners, clock=clock)
    clock.go_on(60)
    second = visit("https://post.example.com/other", transport=site, manners=manners, clock=clock)
    clock.go_on(61)
    third = visit("https://post.example.com/other", transport=site, manners=manners, clock=clock)

    assert isinstance(first, Refused)
    assert first.retry_at == NOON + timedelta(seconds=120)
    assert isinstance(second, Refused)
    assert (second.reason, second.retry_at) == (Reason.NOT_YET, NOON + timedelta(seconds=120))
    assert isinstance(third, Fetched)


def test_whatever_a_transport_is_told_is_told_within_the_deadline() -> None:
    """A deadline that has passed is noticed before the next request."""
    clock = iter([0.0, 1.0, 2.0])
    deadline = Deadline(1.5, lambda: next(clock))

    assert deadline.left() == 0.5
    with pytest.raises(VisitStopped):
        deadline.left()


def test_the_visit_itself_raises_nothing_for_a_transport_that_stops() -> None:
    """What stops a transport is a value with its reason."""

    class Broken:
        def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
            raise VisitStopped(Reason.INSECURE, "certificate: self-signed")

    result = visit(URL, transport=Broken())

    assert isinstance(result, Refused)
    assert (result.reason, result.why) == (Reason.INSECURE, "certificate: self-signed")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for 127.0.0.1 that only who is told of it trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not there to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subject = ["-subj", "/CN=lindby", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command = ["openssl", "req", *kind, *subject, "-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@contextmanager
def serving_securely(certificate: Path, seen: list[bytes]) -> Iterator[str]:
    """Run a server on loopback that speaks TLS; what it was asked is added to ``seen``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def play(connection: socket.socket, request: bytes) -> None:
        seen.append(request)
        connection.sendall(OK + LENGTH + FEED)

    with serving(play, wrap=lambda sock: context.wrap_socket(sock, server_side=True)) as url:
        yield url.replace("http:", "https:")


def test_secure_sites_are_read_where_their_certificate_is_trusted(certificate: Path) -> None:
    """And refused where it is not, before anything is asked."""
    seen: list[bytes] = []

    with serving_securely(certificate, seen) as url:
        trusting = ssl.create_default_context(cafile=certificate)
        taken = visit(url, allow_private=True, transport=SocketTransport(tls=lambda: trusting))
        asked = len(seen)
        refused = visit(url, allow_private=True)

    assert isinstance(taken, Fetched)
    assert taken.body == FEED
    assert isinstance(refused, Refused)
    assert refused.reason == Reason.INSECURE
    assert len(seen) == asked


def test_secure_sites_are_read_through_a_tunnel(certificate: Path) -> None:
    """The proxy carries what it cannot read."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    seen: list[bytes] = []

    def proxy(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with context.wrap_socket(connection, server_side=True) as inner:
            seen.extend((request, inner.recv(65536)))
            is_feed = b"GET /feed " in seen[-1]
            inner.sendall(OK + LENGTH + FEED if is_feed else b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    trusting = ssl.create_default_context(cafile=certificate)
    transport = SocketTransport(tls=lambda: trusting)
    with serving(proxy) as url:
        result = visit("https://127.0.0.1/feed", allow_private=True, proxy=url, transport=transport)

    assert isinstance(result, Fetched)
    assert result.body == FEED
    assert {request.partition(b"\r\n")[0] for request in seen[::2]} == {b"CONNECT 127.0.0.1:443 HTTP/1.1"}


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "127.0.0.1:9", "http://[bad", ""])
def test_a_proxy_that_cannot_be_used_is_told(proxy: str) -> None:
    """Without being shown."""
    result = visit("https://93.184.215.14/feed", proxy=proxy)

    assert isinstance(result, Refused)
    assert result.reason == Reason.BAD_ADDRESS
    assert "127.0.0.1" not in result.why


@pytest.mark.parametrize("headers", [{"A\nB": "c"}, {"A": "b\r\nC: d"}, {"A": "ж"}, {"ж": "a"}])
def test_headers_that_cannot_be_sent_are_told(headers: dict[str, str]) -> None:
    """Nothing of them is sent, nothing is shown."""
    with serving(plays(OK + LENGTH + FEED)) as url:
        result = visit(url, headers=headers, allow_private=True)

    assert isinstance(result, Refused)
    assert result.why == "a header of the source cannot be sent"


def test_a_body_may_be_cut_instead_of_refused() -> None:
    """As robots.txt files are, which count as far as they go."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(OK + LENGTH + FEED)
        answer = exchange(ours, "/robots.txt", [(b"host", b"a")], Limits(), Deadline(5), cut_at=10)

    assert answer.is_cut
    assert answer.body == FEED[:10]


def test_a_packed_robots_txt_counts_as_far_as_it_can_be_read() -> None:
    """Cut or broken, what came first is heeded."""
    rules = b"User-agent: *\nDisallow: /feed\n" + b"# word\n" * 200_000
    packed = gzip.compress(rules)
    for data in (packed, packed[:-50]):
        site = Site({URL: page(), "https://post.example.com/robots.txt": page(data, content_encoding="gzip")})

        result = visit(URL, transport=site)

        assert isinstance(result, Refused)
        assert result.reason == Reason.ROBOTS


@pytest.mark.parametrize(
    ("location", "is_open"), [("/rules", False), ("/robots.txt", True), ("http://10.0.0.1/", True), ("ftp://a/", True)]
)
def test_robots_txt_is_followed_where_it_moved(location: str, is_open: bool) -> None:
    """Five times at most, and never inward; what leads nowhere is not there."""
    base = "https://post.example.com"
    rules = page(b"User-agent: mediawire\nDisallow: /")
    site = Site({URL: page(), f"{base}/robots.txt": moved(location), f"{base}/rules": rules})

    result = visit(URL, transport=site)

    assert isinstance(result, Fetched if is_open else Refused)


def test_a_source_says_of_itself_what_an_address_is_told() -> None:
    """What is given beside it comes before it."""
    site = Site({URL: page()})

    visit(Source(URL, headers={"Key": Secret("a")}), headers={"Other": "b"}, transport=site)

    assert site.sent(URL)["other"] == "b"
    assert "key" not in site.sent(URL)


ANSWERS = (
    OK + LENGTH + FEED,
    OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n0\r\nTrailer: a\r\n\r\n",
    b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n",
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: a\r\nConnection: upgrade\r\n\r\nwords",
)
changes = st.lists(
    st.tuples(
        st.integers(0, 250), st.integers(0, 6), st.sampled_from([b"", b"\0", b"\r\n", b":", b" ", b"\xff", b"9f"])
    ),
    max_size=4,
)


@given(st.sampled_from(ANSWERS), changes)
def test_no_bytes_break_the_conversation(answer: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    """Whatever a server sends is an answer within the limits, or a reason."""
    for place, length, put in changes:
        answer = answer[:place] + put + answer[place + length :]
    ours, theirs = socket.socketpair()
    with ours, theirs, suppress(VisitStopped):
        theirs.sendall(answer)
        theirs.shutdown(socket.SHUT_WR)

        got = exchange(ours, "/feed", [(b"host", b"a")], Limits(), Deadline(5))

        assert 200 <= got.status <= 999
        assert len(got.body) <= len(answer)
