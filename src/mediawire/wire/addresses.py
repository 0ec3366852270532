"""Where a visit may go: public addresses, and one's own hosts where a source says so.

One policy for every scheme and every spelling. It is asked twice: of the name as written (`why_not_named`), and of each
number that the name stands for (`why_not_dialled`), which is then dialled itself, so that no second look-up can give
another one. IPv6 forms that carry an IPv4 address are judged by what they carry (RFC 4291, 6052, 4380, 5214).

The tables are IANA's registries of special-purpose addresses and names, and the metadata services of the clouds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple

Address = IPv4Address | IPv6Address


class Range(NamedTuple):
    """Addresses that are not the public's, and whether a host of one's own may have one of them."""

    network: IPv4Network | IPv6Network
    why: str
    may_be_own: bool = False


def _range4(network: str, why: str, *, may_be_own: bool = False) -> Range:
    return Range(IPv4Network(network), why, may_be_own)


def _range6(network: str, why: str, *, may_be_own: bool = False) -> Range:
    return Range(IPv6Network(network), why, may_be_own)


NOT_PUBLIC_4 = (
    _range4("0.0.0.0/8", "this host"),
    _range4("10.0.0.0/8", "private", may_be_own=True),
    _range4("100.100.100.200/32", "cloud metadata"),
    _range4("100.64.0.0/10", "carrier's own", may_be_own=True),
    _range4("127.0.0.0/8", "loopback", may_be_own=True),
    _range4("168.63.129.16/32", "cloud metadata"),
    _range4("169.254.0.0/16", "link-local"),
    _range4("172.16.0.0/12", "private", may_be_own=True),
    _range4("192.0.0.0/24", "protocols"),
    _range4("192.0.2.0/24", "documentation"),
    _range4("192.88.99.0/24", "relay of 6to4"),
    _range4("192.168.0.0/16", "private", may_be_own=True),
    _range4("198.18.0.0/15", "benchmarks"),
    _range4("198.51.100.0/24", "documentation"),
    _range4("203.0.113.0/24", "documentation"),
    _range4("224.0.0.0/4", "multicast"),
    _range4("240.0.0.0/4", "reserved"),
)
"""The first range that holds an address speaks for it."""

NOT_PUBLIC_6 = (
    _range6("::1/128", "loopback", may_be_own=True),
    _range6("fd00:ec2::/32", "cloud metadata"),
    _range6("fc00::/7", "private", may_be_own=True),
    _range6("2001::/23", "protocols"),
    _range6("2001:db8::/32", "documentation"),
    _range6("2002::/16", "6to4"),
    _range6("3fff::/20", "documentation"),
)
PUBLIC_6 = IPv6Network("2000::/3")
"""All of IPv6 that was ever given out; what lies outside is not public, whatever it is for."""

CARRIERS = tuple(IPv6Network(net) for net in ("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96"))
"""Mapped, compatible, translated, NAT64: the last 32 bits are an IPv4 address."""
ISATAP = (0x00005EFE, 0x02005EFE)

RESERVED_NAMES = "localhost local internal home.arpa in-addr.arpa ip6.arpa onion alt invalid".split()
"""RFC 6761, 6762, 7686, 8375 and 9476, and ICANN for ``internal``."""
HOUSE_NAMES = "localhost6 localdomain localdomain6 intranet lan home corp mail private svc consul metadata.goog".split()
"""In use within networks, whoever else might be given them."""
MIRROR_NAMES = "localtest.me lvh.me vcap.me lacolhost.com traefik.me nip.io sslip.io xip.io".split()
"""Services that answer with this machine, or with whatever number the name spells."""
INWARD_NAMES = frozenset((*RESERVED_NAMES, *HOUSE_NAMES, *MIRROR_NAMES))
"""Last parts of names that are never the public's."""
SPELT_OUT = re.compile(r"(?<![\w])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?![\w])")
"""An IPv4 address within a name, as in ``10.0.0.1.example.net``: services exist that answer with just that one."""

NOT_OF_THE_WEB = (
    "1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 "
    "119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 "
    "636 989 990 993 995 1719 1720 1723 2049 3306 3389 3659 4045 4190 5060 5061 5432 6000 6379 6566 6665 6666 "
    "6667 6668 6669 6679 6697 9200 10080 11211 27017"
)
BLOCKED_PORTS = frozenset(int(port) for port in NOT_OF_THE_WEB.split())
"""Ports of other protocols: those that browsers block (Fetch, section 2.9), and databases that listen to anybody."""


def read_literal(host: str) -> Address | None:
    """Return the address that a host is when it is one and no name: dotted decimal or IPv6 without brackets."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def why_not_named(host: str) -> str | None:
    """Say why no visit may go to a host of this name, or None: judged by the name alone, before it is looked up."""
    literal = read_literal(host)
    if literal is not None:
        return why_not_public(literal)
    parts = host.split(".")
    if len(parts) == 1 or parts[-1] in INWARD_NAMES or ".".join(parts[-2:]) in INWARD_NAMES:
        return f"{host} is a name inside a network"
    for spelt in SPELT_OUT.finditer(host):
        inner = read_literal(".".join(spelt.groups()))
        if inner is not None and why_not_public(inner):
            return f"{host} spells out {inner}, which is not public"
    return None


def why_not_dialled(addresses: Iterable[str], *, is_own: bool = False) -> str | None:
    """Say why a name that stands for these addresses may not be dialled, or None; one bad address is enough.

    ``is_own`` is for one's own hosts: private and loopback addresses pass, metadata services and the like never do.
    """
    read = [(text, read_literal(text)) for text in addresses]
    if not read:
        return "no address"
    for text, address in read:
        if address is None:
            return f"{text} is no address"
        if why := why_not_public(address, is_own=is_own):
            return why
    return None


def why_not_public(address: Address, *, is_own: bool = False) -> str | None:
    """Say why an address is not the public's, or None where it is (or where it may be one's own)."""
    if isinstance(address, IPv6Address):
        return _why_not_public_6(address, is_own)
    return _first_range(address, NOT_PUBLIC_4, is_own)


def _why_not_public_6(address: IPv6Address, is_own: bool) -> str | None:
    if address.scope_id:
        return f"{address} is not public (it names an interface)"
    if why := _first_range(address, NOT_PUBLIC_6, is_own):
        return why
    if address == IPv6Address("::1"):
        return None
    if carried := carried_address(address):
        why = _first_range(carried, NOT_PUBLIC_4, is_own)
        return f"{address} stands for {why}" if why else None
    if address in PUBLIC_6 or (is_own and address in IPv6Network("fc00::/7")):
        return None
    return f"{address} is not public"


def carried_address(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, None where it stands for itself."""
    number = int(address)
    if any(address in carrier for carrier in CARRIERS) or (number >> 32) & 0xFFFFFFFF in ISATAP:
        return IPv4Address(number & 0xFFFFFFFF)
    return None


def _first_range(address: Address, ranges: Iterable[Range], is_own: bool) -> str | None:
    for known in ranges:
        if address in known.network:
            return None if is_own and known.may_be_own else f"{address} is not public ({known.why})"
    return None
