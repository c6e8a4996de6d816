"""The public name that labels carry: they outlive any network, so it must be a real name.

The labels refuse the same hosts for themselves; a test holds both to one list of examples.
"""

import ipaddress
import re

from stockroom.errors import Refused
from stockroom.rules.writing import clip

LONGEST_HOST = 40
"""Letters; with `HTTPS://`, `/T/` and a code the QR stays at version 4, 33 modules wide."""

_NAME_PART = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)


def check(host: str) -> None:
    """Refuse a host that labels must not carry.

    Raises Refused: host_empty, host_long, host_address, host_local, host_letters.
    """
    if not host:
        raise Refused("host_empty", "Labels need a web address; none is set.")
    if len(host) > LONGEST_HOST:
        raise Refused(
            "host_long",
            "The host name {host} has {letters} letters; a label has room for {most}.",
            host=clip(host),
            letters=len(host),
            most=LONGEST_HOST,
        )
    if _is_address(host):
        raise Refused(
            "host_address",
            "{host} is an IP address, which may change; labels need a name.",
            host=host,
        )
    parts = host.split(".")
    if parts[-1].lower() == "localhost" or len(parts) == 1:
        raise Refused(
            "host_local",
            "{host} is known on one machine only; labels need a full name with a dot.",
            host=host,
        )
    if not all(_NAME_PART.fullmatch(part) for part in parts):
        raise Refused("host_letters", "{host} is not a host name.", host=host)


def _is_address(host: str) -> bool:
    # Browsers take any name that ends in a number, such as 127.1 or 0x7f.1, for an IPv4 address.
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
