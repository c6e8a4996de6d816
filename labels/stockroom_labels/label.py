"""What a label says, and the host that its web address may name."""

import ipaddress
import re
from dataclasses import dataclass, replace

from stockroom_labels.errors import N_, Unprintable
from stockroom_labels.pictures import PICTURES

LONGEST_HOST = 40
"""Letters of a host name: with `HTTPS://`, `/T/` and a code, still a QR of version 4 (see qr)."""

_NAME_PART = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)


@dataclass(frozen=True)
class Face:
    """What a box face shows to somebody two metres away, beside number, product and size.

    `fits` and `season` are words in the reader's language, each with its sign: girl, boy or any;
    winter, summer or any. `picture` names one of ours (see pictures). All may be left empty.
    """

    fits: str = ""
    fits_sign: str = ""
    season: str = ""
    season_sign: str = ""
    picture: str = ""


NO_FACE = Face()


@dataclass(frozen=True)
class Route:
    """Where a parcel goes, as far as anybody may read it: never a facility, never its contents.

    `colour` is the name of the route's colour in the reader's language and `sign` ours for it
    ("green"); `run`, `stop` and `part` are said in full ("Run 2", "Stop 3", "2 of 5"). Where
    nothing is planned yet, `said` says so and the rest is empty.
    """

    colour: str = ""
    sign: str = ""
    run: str = ""
    stop: str = ""
    part: str = ""
    said: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All that is printed of it, in the order of reading."""
        return (self.colour, self.said, self.run, self.stop, self.part)


NO_ROUTE = Route()


@dataclass(frozen=True)
class Label:
    """One label: a product and size to read, a code to scan or type, a number to say aloud.

    `code` is in canonical letters, `code_shown` the same letters grouped for the eye, and `url`
    the upper-case web address in the QR, which ends in the code. A `blank` label carries only
    the QR and the code; the rest is left free to write on. A `durable` one, for crates and toys,
    is worn for years, so its QR mends more damage. `face` is drawn on box faces only, `route` on
    the labels of parcels.
    """

    product: str
    size: str
    code: str
    url: str
    code_shown: str
    number: str = ""
    details: str = ""
    blank: bool = False
    durable: bool = False
    face: Face = NO_FACE
    route: Route = NO_ROUTE


def check_label(label: Label) -> None:
    """Refuse a label whose QR and printed letters do not give the same code.

    Raises Unprintable (a ValueError). A scan and a typed code must never lead to two boxes.
    """
    letters = "".join(letter for letter in label.code_shown if letter.isalnum())
    if letters != label.code:
        raise Unprintable(
            "letters_differ",
            N_("The letters {shown} to be printed are not the code {code}."),
            shown=label.code_shown,
            code=label.code,
        )
    _check_face(label.face)
    if not label.url.endswith("/" + label.code):
        raise Unprintable(
            "address_differs",
            N_("The web address {url} does not end in the code {code}."),
            url=label.url,
            code=label.code,
        )


def bare(label: Label) -> Label:
    """Give what is drawn of a label: all of it, or of a blank one the QR and the code alone."""
    if not label.blank:
        return label
    return replace(label, product="", size="", details="", number="", face=NO_FACE, route=NO_ROUTE)


def check_host(host: str) -> None:
    """Refuse a host that must not be printed on labels, which outlive any network.

    Raises Unprintable (a ValueError) for an empty host, an IP address, `localhost`, a name
    without a dot, one over 40 letters, and one with letters that no host name has.
    """
    if not host:
        raise _bad_host("host_empty", N_("Labels need a web address; none is set."), host)
    if len(host) > LONGEST_HOST:
        raise _bad_host(
            "host_long",
            N_("The host name {host} has {letters} letters; a label has room for {most}."),
            host,
        )
    if _is_address(host):
        raise _bad_host(
            "host_address",
            N_("{host} is an IP address, which may change; labels need a name."),
            host,
        )
    parts = host.split(".")
    if parts[-1].lower() == "localhost" or len(parts) == 1:
        raise _bad_host(
            "host_local",
            N_("{host} is known on one machine only; labels need a full name with a dot."),
            host,
        )
    if not all(_NAME_PART.fullmatch(part) for part in parts):
        raise _bad_host("host_letters", N_("{host} is not a host name."), host)


def _check_face(face: Face) -> None:
    wanted = (f"fits-{face.fits_sign}", f"season-{face.season_sign}", face.picture)
    for name in wanted:
        if name and not name.endswith("-") and name not in PICTURES:
            raise Unprintable("no_picture", N_("There is no picture called {name}."), name=name)


def _bad_host(reason: str, template: str, host: str) -> Unprintable:
    return Unprintable(reason, template, host=host, letters=len(host), most=LONGEST_HOST)


def _is_address(host: str) -> bool:
    # Browsers take any name that ends in a number, such as 127.1 or 0x7f.1, for an IPv4 address.
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
