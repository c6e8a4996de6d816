"""Barcodes of shop goods, brought to one form so that the same product is always the same text."""

import re

from stockroom.errors import Malformed
from stockroom.rules.writing import clip, western

LENGTHS = (8, 12, 13, 14)


def normalise(text: str) -> str:
    """Give a GTIN-8, -12, -13 or -14 as 14 digits, its check digit verified.

    Eight digits that begin with 0 are a UPC-E: no GTIN-8 does (its prefixes 000 to 099 are for
    numbers that mean something inside one shop only). Spaces and hyphens do not count. Raises
    Malformed: barcode_digits, barcode_length, barcode_check. The weights 3, 1, 3 ... from the left
    of the 14 are GS1's.
    """
    digits = re.sub(r"[\s-]", "", western(text))
    if not re.fullmatch(r"[0-9]+", digits):
        raise Malformed(
            "barcode_digits", "{text} is not a barcode; it has digits only", text=clip(text)
        )
    if len(digits) not in LENGTHS:
        raise Malformed(
            "barcode_length",
            "{text} has {count} digits; a barcode has 8, 12, 13 or 14",
            text=clip(text),
            count=len(digits),
        )
    is_short_upc = len(digits) == 8 and digits.startswith("0")
    long = (_expanded(digits) if is_short_upc else digits).zfill(14)
    if _weighted_sum(long) % 10:
        raise Malformed(
            "barcode_check", "{text} has a wrong digit; scan the barcode again", text=clip(text)
        )
    return long


def printed(long: str) -> str:
    """The digits as they stand below the bars, from the 14 that `normalise` gives.

    A UPC-E is written out, as the UPC-A that it is short for. Any other text stays as it is.
    """
    length = next((one for one in LENGTHS if not long[:-one].strip("0")), len(long))
    return long[-length:]


def _expanded(upc_e: str) -> str:
    """The 12 digits whose noughts a UPC-E leaves out; its last but one digit says where they were.

    GS1 General Specifications, 5.2.2.4.2.
    """
    body, last, check = upc_e[1:6], upc_e[6], upc_e[7]
    if last in "012":
        inner = f"{body[:2]}{last}0000{body[2:]}"
    elif last in "34":
        kept = int(last)
        inner = f"{body[:kept]}00000{body[kept:]}"
    else:
        inner = f"{body}0000{last}"
    return f"0{inner}{check}"


def _weighted_sum(digits: str) -> int:
    return sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(digits))
