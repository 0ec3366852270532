"""Where a visit may go, by name, by number and by redirect."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import VisitStopped
from mediawire.wire.addresses import carried_address, why_not_dialled, why_not_named, why_not_public
from mediawire.wire.dialling import SocketTransport
from mediawire.wire.fetch import visit
from mediawire.wire.source import Source
from mediawire.wire.targets import read_target, redirected
from mediawire.wire.transport import Answer, Deadline, Limits, Request
from mediawire.wire.visits import Reason, Refused
from tests.wire.sites import moved

PUBLIC = "93.184.215.14"


class Network:
    """A resolver that gives one list after the other, and a dialler that only writes down what it is asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.dialled = list(answers), []
        self.transport = SocketTransport(resolve=self.resolve, dial=self.dial)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Return the next list, the last one for ever."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def dial(self, address: str, port: int, seconds: float) -> NoReturn:
        """Write down the number."""
        self.dialled.append(address)
        raise ConnectionRefusedError("paper")


INWARD = """
127.0.0.1 127.8.8.8 10.1.2.3 172.16.9.9 172.31.0.1 192.168.7.7 169.254.169.254 100.64.3.3 100.100.100.200 0.0.0.0
192.0.0.8 192.0.2.9 198.18.5.5 198.51.100.3 203.0.113.200 224.0.0.9 239.1.1.1 250.0.0.1 255.255.255.255 168.63.129.16
::1 :: fe80::7 fc00::7 fd12:3456::1 ff02::1 fec0::1 2001:db8::5 2002:7f00:1:: 2001:0:1::1 3fff::1 100::1 5f00::1
::ffff:10.0.0.8 ::192.168.0.8 ::ffff:0:172.16.0.8 64:ff9b::127.0.0.1 64:ff9b:1::8.8.8.8 2a00:1450::5efe:10.0.0.9
""".split()
OUTWARD = (
    "8.8.4.4 11.0.0.1 126.255.0.1 172.15.0.1 172.32.0.9 192.169.0.1 198.17.0.1 2a00:1450::7 64:ff9b::8.8.8.8".split()
)


@pytest.mark.parametrize("number", INWARD)
def test_numbers_inside_a_network_are_not_dialled(number: str) -> None:
    """Loopback, private, link-local, reserved, metadata, and IPv6 that carries one of these."""
    why = why_not_dialled([number])

    assert why is not None
    assert "not public" in why


@pytest.mark.parametrize("number", OUTWARD)
def test_numbers_of_the_public_are_dialled(number: str) -> None:
    """What lies just beside the ranges, too."""
    why = why_not_dialled([number])

    assert why is None


def test_one_bad_number_spoils_a_name() -> None:
    """A name that stands for a public and a private number is not dialled at all."""
    why = why_not_dialled([PUBLIC, "10.0.0.1"])

    assert why is not None


def test_a_name_without_numbers_is_not_dialled() -> None:
    """There is nothing that could have been checked."""
    assert why_not_dialled([]) == "no address"
    assert why_not_dialled(["lindby.example"]) is not None


@pytest.mark.parametrize("number", ["127.0.0.1", "10.0.0.1", "::1", "fd00::7", "100.64.0.1", "::ffff:127.0.0.1"])
def test_ones_own_hosts_may_be_private(number: str) -> None:
    """Only where the caller says that the host is its own."""
    assert why_not_dialled([number], is_own=True) is None
    assert why_not_dialled([number]) is not None


@pytest.mark.parametrize(
    "number", ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "0.0.0.0", "224.0.0.1", "fe80::1"]
)
def test_metadata_services_are_nobodys_own(number: str) -> None:
    """They hand out credentials; no source is there."""
    assert why_not_dialled([number], is_own=True) is not None


@given(st.ip_addresses(v=4))
def test_an_ipv6_form_is_judged_as_the_number_it_carries(number: IPv4Address) -> None:
    """Mapped, compatible, translated and NAT64 forms pass exactly where the number itself does."""
    for carrier in ("::ffff:0:0", "::", "::ffff:0:0:0", "64:ff9b::"):
        form = IPv6Address(int(IPv6Address(carrier)) + int(number))
        if int(form) > 1:  # :: and ::1 have names of their own
            assert carried_address(form) == number
            assert (why_not_public(form) is None) == (why_not_public(number) is None)


@pytest.mark.parametrize(
    "host",
    "localhost feeds.localhost printer wiki.lan news.internal nas.local home.arpa 10.0.0.1.example.net "
    "a-192-168-1-1.example.net 127.0.0.1 kubernetes.default.svc 7f000001.nip.io www.localtest.me".split(),
)
def test_names_inside_a_network_are_not_looked_up(host: str) -> None:
    """The name alone says it."""
    assert why_not_named(host) is not None


@pytest.mark.parametrize("host", ["example.com", "8.8.8.8.example.net", "127.example.com", "local.example.org"])
def test_names_that_only_look_so_are_looked_up(host: str) -> None:
    """A number that is public, or no number, may be in a name."""
    assert why_not_named(host) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://0x7f000001/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1.:80/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://%31%32%37.0.0.1/",
        "http://127.0.0.1%00.example.com/",
        "http://[::ffff:7f00:1]/",
        "http://[fe80::1%25eth0]/",
        "http://[2606:4700::1111]x:80/",
        "http://[2606:4700::1111/",
        "http://example.com/\ud800",
        "http://example.com:25/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com\\@127.0.0.1/",
        "http://a@b@127.0.0.1/",
        "http://exam\nple.com/",
        "http:///feed",
        "http:/127.0.0.1/",
        "//127.0.0.1/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "http://exa mple.com/",
        "http://" + "a" * 300 + ".com/",
        "",
    ],
)
def test_spellings_that_can_be_read_in_two_ways_dial_nothing(address: str) -> None:
    """Octal, hexadecimal, short, full-width, percent-encoded, two at-signs, odd ports and schemes."""
    network = Network([PUBLIC])

    result = visit(address, transport=network.transport)

    assert isinstance(result, Refused)
    assert network.dialled == []


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("HTTP://EXAMPLE.com/RSS", "example.com"),
        ("http://example.com./", "example.com"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("http://straße.example/", "xn--strae-oqa.example"),
        ("http://пример.рф/rss", "xn--e1afmkfd.xn--p1ai"),
        ("http://a_b.example.com/", "a_b.example.com"),
        ("http://[2606:4700::1111]/", "2606:4700::1111"),
    ],
)
def test_hosts_are_read_as_browsers_do(address: str, host: str) -> None:
    """In small letters, in ASCII, without the last dot."""
    target = read_target(address)

    assert target.host == host


def test_what_is_not_ascii_in_a_path_is_encoded() -> None:
    """And what is encoded already stays so; the fragment is not sent."""
    target = read_target("https://example.com/a b/ü%2F?q=ж|x#top")

    assert target.path == "/a%20b/%C3%BC%2F?q=%D0%B6|x"


@given(st.text("[]@:/?#%\\.0123abhtp \t\né。①ß-_", max_size=20), st.sampled_from(["", "//", "http://", "https:"]))
def test_no_address_breaks_the_reader(text: str, start: str) -> None:
    """It is read, or refused, in a feed as in a redirect; what was read reads the same again."""
    here = read_target("http://example.com/a")
    for read in (lambda: read_target(start + text), lambda: redirected(here, (start + text).encode())):
        with suppress(VisitStopped):
            target = read()

            assert read_target(target.url).url == target.url


def test_a_login_in_an_address_is_kept_out_of_it() -> None:
    """It becomes a header that no repr shows."""
    target = read_target("http://reader:s3cret@example.com:8080/feed")

    assert target.url == "http://example.com:8080/feed"
    assert target.login == "Basic cmVhZGVyOnMzY3JldA=="
    assert "cmVh" not in repr(target)


def test_a_name_server_that_changes_its_mind_gains_nothing() -> None:
    """The number that was checked is the number that is dialled, at each question anew."""
    network = Network([PUBLIC], ["127.0.0.1"], [PUBLIC])

    for _ in range(3):
        visit("http://flip.example.com/feed", transport=network.transport)

    assert network.dialled == [PUBLIC, PUBLIC]


class Redirecting:
    """One public host that redirects; the rest goes to the network of paper."""

    def __init__(self, location: str, status: int, network: Network) -> None:
        self.location, self.status, self.network = location, status, network

    def ask(self, request: Request, limits: Limits, deadline: Deadline) -> Answer:
        """Answer with the redirect, or pass on."""
        if request.target.host != "feeds.example.com":
            return self.network.transport.ask(request, limits, deadline)
        return Answer(404) if request.target.path == "/robots.txt" else moved(self.location, self.status)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("allow_private", [False, True])
@pytest.mark.parametrize(
    "location", ["http://10.0.0.9/", "//127.0.0.1/", "http://inward.example.org/", "https://[::1]/x"]
)
def test_no_redirect_leads_inward(location: str, allow_private: bool, status: int) -> None:
    """Not by number, not by name, and not where the source may itself be private."""
    network = Network(["10.0.0.9"])
    source = Source("http://feeds.example.com/rss", allow_private=allow_private)

    result = visit(source, transport=Redirecting(location, status, network))

    assert isinstance(result, Refused)
    assert result.reason == Reason.ADDRESS
    assert network.dialled == []


def test_a_private_source_is_dialled_when_it_may_be_private() -> None:
    """And not when it may not."""
    closed, opened = Network(["10.0.0.9"]), Network(["10.0.0.9"])

    visit("http://intranet.example.org/rss", transport=closed.transport)
    visit("http://intranet.example.org/rss", transport=opened.transport, allow_private=True)

    assert closed.dialled == []
    assert opened.dialled == ["10.0.0.9"]


def test_a_redirect_may_stay_on_a_host_of_ones_own_by_its_name() -> None:
    """But it may not spell out its number, nor a login."""
    here = read_target("http://10.0.0.9:8000/rss")

    assert redirected(here, b"/new").url == "http://10.0.0.9:8000/new"
    for location in (
        b"//10.0.0.9:8000/new",
        b"http://10.0.0.9:8000/new",
        b"http://a:b@example.com/",
        b"",
        b"/x%0d%0aA: b",
    ):
        with pytest.raises(VisitStopped):
            redirected(here, location)


def test_numbers_are_tried_one_after_the_other() -> None:
    """A host that does not pick up at its first number may at its second."""
    network = Network([PUBLIC, "2606:4700::1111"])

    result = visit("https://two.example.com/", transport=network.transport)

    assert isinstance(result, Refused)
    assert result.reason == Reason.UNREACHABLE
    assert network.dialled == [PUBLIC, "2606:4700::1111"]
