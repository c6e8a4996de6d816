"""GS1's own grammar: a barcode that says several things, each behind a number called its AI.

The same things come in three forms: as a scanner sends them, FNC1 written as the sign GS; as
people read them, "(01)05901234123457(17)270331"; and as an address, a GS1 Digital Link, which is
read and never fetched. Sources: GS1 General Specifications, sections 3, 7.8, 7.11 and 7.12; GS1
Digital Link Standard: URI Syntax.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import unquote

from stockroom.errors import Malformed
from stockroom.rules import gtin

GTIN, BATCH, USE_BY, SERIAL = "01", "10", "17", "21"
SEPARATOR = "\x1d"
LONGEST_NAME = 20
LONGEST_OTHER = 90

# How many digits an AI has, by its first two (General Specifications, 3.2).
_DIGITS = {
    **dict.fromkeys(("00", "01", "02", "03", "04", "30", "37"), 2),
    **dict.fromkeys(map(str, (*range(10, 23), *range(90, 100))), 2),
    **dict.fromkeys(("23", "24", "25", "40", "41", "42", "71"), 3),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36", "39", "43"), 4),
    **dict.fromkeys(("70", "72", "80", "81", "82"), 4),
}
# The length of AI and data where no separator follows, by the first two digits, for ever
# (General Specifications, figure 7.8.5-2); what stands in none of them goes on to a separator.
_WHOLE = {
    "00": 20, "01": 16, "02": 16, "03": 16, "04": 18,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8), "20": 4,
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10), "41": 16,
}  # fmt: skip
# Character set 82 of General Specifications, figure 7.11-1.
_SIGNS = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+")
_BRACKETED = re.compile(r"\s*\(([0-9]{2,4})\)")
# A path may stand before the product; what narrows it down comes in this order.
_LINK = re.compile(
    r"https?://[^/?#\s]+(?:/[^/?#\s]+)*?/01/(?P<gtin>[0-9]{14}|[0-9]{13}|[0-9]{12}|[0-9]{8})"
    r"(?:/22/(?P<variant>[^/?#]+))?(?:/10/(?P<batch>[^/?#]+))?(?:/21/(?P<serial>[^/?#]+))?"
    r"(?:/235/(?P<foreign>[^/?#]+))?/?(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.IGNORECASE,
)
_OF_PATH = {"variant": "22", "batch": BATCH, "serial": SERIAL, "foreign": "235"}

Said = Mapping[str, str]
"""What a barcode says, by its AI."""


def elements(text: str) -> Said:
    """What an element string says as a scanner sends it; raises Malformed: barcode_part."""
    return _checked(_split(text.removeprefix(SEPARATOR)))


def bracketed(text: str) -> Said:
    """The same as people read it, each AI in brackets; raises Malformed: barcode_part."""
    parts = _BRACKETED.split(text)
    return _checked(
        (ai, data.strip(" ")) for ai, data in zip(parts[1::2], parts[2::2], strict=True)
    )


def is_bracketed(text: str) -> bool:
    """Whether a text begins as an element string does that people can read."""
    return _BRACKETED.match(text) is not None


def link(address: str) -> Said | None:
    """What a GS1 Digital Link says, or None where an address is none.

    Whoever makes them may put the batch and the serial number into the query too. Raises
    Malformed: barcode_part, barcode_check.
    """
    found = _LINK.fullmatch(address)
    if found is None:
        return None
    path = [(ai, _decoded(ai, found[name])) for name, ai in _OF_PATH.items() if found[name]]
    pairs = (one.partition("=") for one in re.split("[&;]", found["query"] or ""))
    query = [(ai, _decoded(ai, data)) for ai, _equals, data in pairs if re.fullmatch("[0-9]+", ai)]
    return _checked([(GTIN, gtin.normalise(found["gtin"])), *path, *query])


def day(text: str, today: date) -> date:
    """The day that YYMMDD means; day 00 is the last of its month.

    Of all years that end in these two digits it is the one from 49 years ago to 50 years ahead
    (General Specifications, 7.12). Raises Malformed: barcode_part.
    """
    year = _year(int(text[:2]), today.year)
    month, of_month = int(text[2:4]), int(text[4:])
    try:
        return date(year, month, of_month or monthrange(year, month)[1])
    except ValueError:
        raise _unreadable(USE_BY) from None


def _year(two_digits: int, now: int) -> int:
    ahead = two_digits - now % 100
    century = now - now % 100
    if ahead > 50:
        century -= 100
    elif ahead < -49:
        century += 100
    return century + two_digits


def _split(text: str) -> Iterator[tuple[str, str]]:
    rest = text
    while rest:
        ai = rest[: _DIGITS.get(rest[:2], 2)]
        whole = _WHOLE.get(ai[:2])
        if whole is None:
            data, _separator, rest = rest[len(ai) :].partition(SEPARATOR)
        else:
            data, rest = rest[len(ai) : whole], rest[whole:].removeprefix(SEPARATOR)
        yield ai, data


def _checked(pairs: Iterable[tuple[str, str]]) -> Said:
    """Each thing once and of its form, those included that nobody here asks for."""
    said: dict[str, str] = {}
    for ai, data in pairs:
        _well_formed(ai, data)
        if said.setdefault(ai, data) != data:
            raise Malformed(
                "barcode_twice",
                "This barcode says ({ai}) twice, and not the same; scan one barcode at a time",
                ai=ai,
            )
    return said


def _well_formed(ai: str, data: str) -> None:
    known = ai.isascii() and ai.isdigit() and _DIGITS.get(ai[:2]) == len(ai)
    whole = _WHOLE.get(ai[:2])
    if whole is not None:
        fits = len(data) == whole - len(ai) and data.isascii() and data.isdigit()
    else:
        most = LONGEST_NAME if ai in (BATCH, SERIAL) else LONGEST_OTHER
        fits = len(data) <= most and _SIGNS.fullmatch(data) is not None
    if not (known and fits):
        raise _unreadable(ai)


def _decoded(ai: str, data: str) -> str:
    if re.search("%(?![0-9A-Fa-f]{2})", data):
        raise _unreadable(ai)
    return unquote(data)


def _unreadable(ai: str) -> Malformed:
    shown = ai if ai.isascii() and ai.isdigit() else "?"
    return Malformed(
        "barcode_part",
        "The part ({ai}) of this barcode cannot be read; scan it again or type its digits",
        ai=shown[:4],
    )
