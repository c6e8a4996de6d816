"""What a scanned text is: one of our labels, a short number, or the barcode of a shop's goods."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stockroom.errors import Malformed
from stockroom.rules import codes, gs1, gtin
from stockroom.rules.codes import ByCode, ByNumber
from stockroom.rules.writing import clip, western

LONGEST_TEXT = 200

# A scanner may say before the text which kind of symbol it read (ISO/IEC 15424); in these kinds
# the text is an element string (GS1 General Specifications, figure 7.8.1-1).
_SYMBOL = re.compile(r"\][A-Za-z][0-9]")
_OF_GS1 = frozenset({"]C1", "]e0", "]d2", "]Q3", "]J1"})
_BLANKS = " \t\r\n"
_DIGITS = re.compile(r"[0-9](?:[ -]?[0-9])*")
# Without a word about its kind it must begin with the product.
_BARE_ELEMENTS = re.compile(r"01[0-9]{14}.*")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Goods:
    """A product of a shop by its GTIN of 14 digits, and what else the barcode says of this one."""

    gtin: str
    batch: str = ""
    serial: str = ""
    use_by: date | None = None
    kind: Literal["gtin", "element_string", "digital_link"] = "gtin"


Scanned = ByCode | ByNumber | Goods


def read(text: str, today: date, hosts: Collection[str] = ()) -> Scanned:
    """Understand what was scanned or typed; `today` tells the century of a use-by date.

    Thirteen bare digits are a GTIN and never a label code: one code in a million has digits only,
    and one mistyped GTIN in thirty would pass for such a code. Addresses are ours on `hosts`, and
    a GS1 Digital Link on any. Raises Malformed: barcode_empty, barcode_long, barcode_unknown,
    barcode_part, barcode_twice, barcode_no_product, and what `gtin.normalise` and `codes.read` do.
    """
    if len(text) > LONGEST_TEXT:
        raise Malformed("barcode_long", "{text} is too long for a barcode", text=clip(text))
    line = text.strip(_BLANKS)
    symbol = _SYMBOL.match(line)
    line = line[symbol.end() :] if symbol else line
    if not line:
        raise Malformed(
            "barcode_empty", "There is nothing written here; scan a barcode or type its digits"
        )
    if gs1.is_bracketed(line):
        return _goods(gs1.bracketed(line), "element_string", today)
    if (symbol and symbol[0] in _OF_GS1) or gs1.SEPARATOR in line or _BARE_ELEMENTS.fullmatch(line):
        return _goods(gs1.elements(line), "element_string", today)
    said = gs1.link(line) if _ADDRESS.match(line) else None
    if said is not None:
        return _goods(said, "digital_link", today)
    digits = western(line)
    if _DIGITS.fullmatch(digits):
        return _number(re.sub("[ -]", "", digits), line)
    return _label(line, hosts)


def _goods(said: gs1.Said, kind: Literal["element_string", "digital_link"], today: date) -> Goods:
    if gs1.GTIN not in said:
        raise Malformed(
            "barcode_no_product",
            "This barcode names no product; look for the one that begins with (01)",
        )
    return Goods(
        gtin=gtin.normalise(said[gs1.GTIN]),
        batch=said.get(gs1.BATCH, ""),
        serial=said.get(gs1.SERIAL, ""),
        use_by=gs1.day(said[gs1.USE_BY], today) if gs1.USE_BY in said else None,
        kind=kind,
    )


def _number(digits: str, line: str) -> Scanned:
    if len(digits) <= len(str(codes.HIGHEST_NUMBER)):
        return _label(line, ())
    return Goods(gtin.normalise(digits))


def _label(line: str, hosts: Collection[str]) -> ByCode | ByNumber:
    meant = codes.read(line, hosts)
    if isinstance(meant, codes.ByName):
        raise Malformed(
            "barcode_unknown",
            "{text} is neither a barcode nor one of our labels",
            text=clip(line),
        )
    return meant
