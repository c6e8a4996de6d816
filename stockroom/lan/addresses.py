"""By which name and addresses the phones of a warehouse meet this machine."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address

from stockroom.errors import Problem, Refused
from stockroom.keeping.local_authority import is_private

# Names that no public site can have: RFC 6762, RFC 8375, and what ICANN keeps for private use.
PRIVATE_ENDINGS = (".local", ".home.arpa", ".internal")
LONGEST_NAME = 40
LONGEST_PART = 30
_PART = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.ASCII)
# One address in each private network: where a packet there would leave is where we are met.
_FAR_AWAY = ("10.255.255.254", "172.31.255.254", "192.168.255.254")
_OUTSIDE = "192.0.2.1"


@dataclass(frozen=True)
class Reach:
    """How phones reach this machine: by what somebody said, or as it finds out itself."""

    said: IPv4Address | str = ""

    @property
    def name(self) -> str:
        """The name that was said; empty where none was."""
        return self.said if isinstance(self.said, str) else ""

    def addresses(self) -> list[IPv4Address]:
        """The private addresses of now; what was said first."""
        said = [self.said] if isinstance(self.said, IPv4Address) else []
        return list(dict.fromkeys([*said, *own_addresses()]))

    def host(self) -> str:
        """What stands in an address that phones open; raises `Problem` where there is nothing."""
        found = self.addresses()
        if not self.name and not found:
            raise Problem(
                "no_private_address",
                "This machine has no address in a private network. Join the Wi-Fi of the phones, "
                "or say with --name by which name or address they reach it.",
            )
        return self.name or str(found[0])


def own_addresses() -> list[IPv4Address]:
    """The private addresses that this machine has now, the one that leads outside first.

    IPv4 alone: every phone on a network speaks it, while addresses of version 6 change by the day.
    """
    found = dict.fromkeys([*_leaving(), *_named()])
    return [address for address in found if is_private(address)]


def own_name() -> str:
    """The name by which this machine answers on its network, if its system announces one."""
    said = socket.gethostname().partition(".")[0].lower()
    plain = re.sub(r"[^a-z0-9]+", "-", said)[:LONGEST_PART].strip("-")
    return f"{plain or 'stockroom'}.local"


def reach(said: str) -> Reach:
    """What somebody typed: a private address, a name, or nothing; one word gets `.local`.

    Raises `Refused`: public_address, public_name, for a real name has a real certificate.
    """
    if not said:
        return Reach()
    with suppress(ValueError):
        address = IPv4Address(said)
        if is_private(address):
            return Reach(address)
        raise Refused(
            "public_address",
            "{address} is not an address of a private network such as 192.168.1.20.",
            address=said[:LONGEST_NAME],
        )
    name = said.lower().rstrip(".")
    name = name if "." in name else f"{name}.local"
    parts_fit = all(_PART.fullmatch(part) for part in name.split("."))
    if len(name) > LONGEST_NAME or not parts_fit or not name.endswith(PRIVATE_ENDINGS):
        raise Refused(
            "public_name",
            "{name} is not a name of a private network, such as stockroom.local. With a real name, "
            "serve behind a proxy: the manual's page on phones in the warehouse says how.",
            name=name[:LONGEST_NAME],
        )
    return Reach(name)


def _leaving() -> Iterator[IPv4Address]:
    """Our end of the way to somewhere outside and in each private network; nothing is sent."""
    for far in (_OUTSIDE, *_FAR_AWAY):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
            probe.connect((far, 9))
            yield IPv4Address(probe.getsockname()[0])


def _named() -> Iterator[IPv4Address]:
    """What our own name leads to."""
    with suppress(OSError):
        yield from map(IPv4Address, socket.gethostbyname_ex(socket.gethostname())[2])
