"""Where a label printer may stand: in our own network, and nowhere that answers for us.

A printer is spoken to by the service itself, so its address must not lead to this machine, to the
records that cloud machines keep about themselves (169.254.169.254), or out into the world. A host
name is looked up when it is used, and each of its addresses is held to the same rule then.
"""

from __future__ import annotations

import ipaddress
import re

from stockroom.errors import Refused
from stockroom.rules.writing import clip

FIRST_PORT, LAST_PORT = 9100, 9109
"""Raw printing; a print server with several printers listens on the ports after the first."""

LONGEST_HOST = 80
MOST_NUDGE = 50
"""Tenths of a millimetre; a label further off than 5 mm is on the wrong paper."""

# RFC 1918 and RFC 4193: no loopback, no link-local, no shared, no public address.
NETWORKS = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))
)
_NAME_PART = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)


def check_host(host: str) -> None:
    """Refuse a host where no printer of ours can be.

    Raises `Refused`: printer_host_long, printer_not_here, printer_host_letters.
    """
    if len(host) > LONGEST_HOST:
        raise Refused(
            "printer_host_long",
            "The host name {host} is too long for a printer's.",
            host=clip(host),
        )
    address = _address(host)
    if address is not None:
        check_address(host, host)
    elif host.lower().rstrip(".").rpartition(".")[2] == "localhost":
        raise _not_here(host)
    elif _looks_like_a_number(host) or not all(map(_NAME_PART.fullmatch, host.split("."))):
        raise Refused("printer_host_letters", "{host} is not a host name.", host=clip(host))


def check_address(address: str, host: str) -> None:
    """Refuse an address outside the private networks; `host` is what people call it.

    Raises `Refused`: printer_not_here.
    """
    read = _address(address)
    if read is None or not any(
        read.version == network.version and read in network for network in NETWORKS
    ):
        raise _not_here(host)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _looks_like_a_number(host: str) -> bool:
    # Machines take any name that ends in a number, such as 127.1 or 0x7f.1, for an IPv4 address.
    return bool(_NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]))


def _not_here(host: str) -> Refused:
    return Refused(
        "printer_not_here",
        "{host} is not in our own network. A printer has an address such as 192.168.1.40.",
        host=clip(host),
    )
