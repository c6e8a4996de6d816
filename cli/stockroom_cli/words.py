"""Reads what people type for several things at once: 8x5, LOT=3, "box 214=40:68:girl:winter".

Every reader raises `Stop(USAGE)` with an example of what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import Condition, Fits, How, Reason, Season
from stockroom_cli.speech import _

_PRODUCT = re.compile(r"[A-Z]{1,4}-[A-Z0-9]{1,10}")


def packs(text: str | None) -> dict[str, int] | None:
    """`8x5`: eight packs of five pieces."""
    if text is None:
        return None
    found = re.fullmatch(r"(\d+)\s*[x×*]\s*(\d+)", text.strip())
    if found is None:
        raise _wrong(text, "8x5")
    return {"packs": int(found[1]), "pieces_per_pack": int(found[2])}


def grams(text: str | None) -> int | None:
    """`1500`, `1500g` or `1.5kg`, in whole grams."""
    if text is None:
        return None
    found = re.fullmatch(r"(\d+)(?:[.,](\d{1,3}))?\s*(kg|g)?", text.strip().lower())
    if found is None or (found[2] and found[3] != "kg"):
        raise _wrong(text, "1.5kg")
    whole = int(found[1])
    return whole * 1000 + int((found[2] or "").ljust(3, "0")) if found[3] == "kg" else whole


def weighed(text: str | None) -> dict[str, int] | None:
    """`12.5kg/600g` (ten pieces weighed 600 g) or `12.5kg/600g/20` for a sample of twenty."""
    if text is None:
        return None
    parts = text.split("/")
    if len(parts) not in (2, 3) or (len(parts) == 3 and not parts[2].isdigit()):  # noqa: PLR2004
        raise _wrong(text, "12.5kg/600g")
    read = {"total_g": grams(parts[0]) or 0, "sample_g": grams(parts[1]) or 0}
    return read | ({"sample_pieces": int(parts[2])} if len(parts) > 2 else {})  # noqa: PLR2004


def number_of(text: str, example: str = "7K3Q9M2XW4HTX=3") -> tuple[str, int]:
    """`LOT=3`."""
    name, sign, number = text.rpartition("=")
    if not sign or not name.strip() or not number.strip().isdigit():
        raise _wrong(text, example)
    return name.strip(), int(number)


def into_box(text: str) -> dict[str, Any]:
    """`box 214=40:68:girl:winter`: pieces, then in any order size, whom, season, how, product."""
    box, sign, rest = text.partition("=")
    number, *words = [part.strip() for part in rest.split(":")]
    if not sign or not box.strip() or not number.isdigit():
        raise _wrong(text, "box 214=40:68:girl:winter")
    return {"box": box.strip(), "quantity": int(number), **_described(words, text)}


def made(text: str) -> dict[str, Any]:
    """`54`, or `54:new:62:CL-VEST`: pieces, then in any order condition, size, product."""
    number, *words = [part.strip() for part in text.split(":")]
    described = _described(words, text)
    if not number.isdigit() or described.keys() - {"size", "condition", "product"}:
        raise _wrong(text, "54:new:62")
    return {"quantity": int(number), **described}


def thing(text: str) -> tuple[dict[str, str], int]:
    """`CL-BODY 62 girl =4`: what a thing is, in any order, and how many; one without a number."""
    parts = text.split()
    numbers = [part[1:] for part in parts if part.startswith("=")]
    if len(numbers) > 1 or not all(one.isdecimal() and int(one) for one in numbers):
        raise _wrong(text, "CL-BODY 62 girl =4")
    said = _described([_of_a_product(one) for one in parts if not one.startswith("=")], text)
    return said, int(numbers[0]) if numbers else 1


def item(text: str) -> dict[str, Any]:
    """`LOT`, `LOT=4`, `LOT:17` or `LOT:17=4`: pieces of a lot, perhaps for a wish line."""
    found = re.fullmatch(r"([^:=]+?)(?::(\d+))?(?:=(\d+))?", text.strip())
    if found is None:
        raise _wrong(text, "7K3Q9M2XW4HTX:17=4")
    numbers = {"line": found[2], "quantity": found[3]}
    return {"lot": found[1], **{name: int(value) for name, value in numbers.items() if value}}


def counted(text: str) -> dict[str, Any]:
    """`LOT=3` or `LOT:17=3`: what a facility counted, zero included."""
    read = item(text)
    if "quantity" not in read:
        raise _wrong(text, "7K3Q9M2XW4HTX:17=3")
    read["counted"] = read.pop("quantity")
    return read


def handed_over(text: str) -> dict[str, Any]:
    """`LOT:17:accepted=3,refused=1:banned_material,missing=1`; the line may be left out."""
    example = "7K3Q9M2XW4HTX:17:accepted=3,refused=1:banned_material,missing=1"
    head, parts = _line_and_parts(text, example)
    read: dict[str, Any] = dict(head)
    for part in parts:
        name, _sign, value = (piece.strip() for piece in part.partition("="))
        if name == "refused":
            read.setdefault("refused", []).append(_refused(value, text, example))
        elif name in ("accepted", "missing") and value.isdigit():
            read[name] = int(value)
        else:
            raise _wrong(text, example)
    return read


def proof(text: str) -> dict[str, Any]:
    """`paper`, `scan`, or `photo:` and the hash that the picture is sent under."""
    found = re.fullmatch(r"(paper|signature|photo|scan)(?::([0-9a-f]{64}))?", text.strip().lower())
    if found is None:
        raise _wrong(text, "paper")
    return {"kind": found[1], **({"sha256": found[2]} if found[2] else {})}


def corrected(text: str) -> dict[str, Any]:
    """`LOT:17:fewer=1` or `LOT:17:more=2`."""
    example = "7K3Q9M2XW4HTX:17:fewer=1"
    head, parts = _line_and_parts(text, example)
    read: dict[str, Any] = dict(head)
    for part in parts:
        name, _sign, value = (piece.strip() for piece in part.partition("="))
        if name not in ("fewer", "more") or not value.isdigit():
            raise _wrong(text, example)
        read[name] = int(value)
    return read


def stop(text: str) -> dict[str, Any]:
    """`M-1`, `M-1@09:00-11:00`, `site=South` or `donor=3,kg=120,fetch=six bags`."""
    head, waits = _what_waits(text, "donor=3,kg=120,litres=900,fetch=six bags")
    who, sign, window = head.partition("@")
    kind, named, value = who.strip().rpartition("=")
    if kind not in ("", "facility", "site", "donor") or not value or (named and not kind):
        raise _wrong(text, "M-1@09:00-11:00")
    if kind == "donor" and not value.isdigit():
        raise _wrong(text, "donor=3")
    read: dict[str, Any] = {kind or "facility": int(value) if kind == "donor" else value}
    if sign:
        found = re.fullmatch(r"(\d\d:\d\d)-(\d\d:\d\d)", window.strip())
        if found is None:
            raise _wrong(text, "M-1@09:00-11:00")
        read |= {"window_from": found[1], "window_until": found[2]}
    return read | waits


def stop_kept(text: str) -> dict[str, Any]:
    """`8`, a stop by its number, or `8,kg=120,fetch=six bags`."""
    example = "8,kg=120,litres=900,fetch=six bags"
    head, waits = _what_waits(text, example)
    if not head.strip().isdigit():
        raise _wrong(text, example)
    return {"stop": int(head), **waits}


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Split a whole number by weights, to the piece: what is left goes to the largest remainders.

    Of 40 pieces, bags of 3 and 2 get 24 and 16.
    """
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    rests = sorted(range(len(weights)), key=lambda at: -(total * weights[at] % whole))
    for at in rests[: total - sum(parts)]:
        parts[at] += 1
    return parts


def _what_waits(text: str, example: str) -> tuple[str, dict[str, Any]]:
    """What stands before the first `kg=`, `litres=` or `fetch=`, and these; `fetch` is the last."""
    head, *said = re.split(r",\s*(?=(?:kg|litres|fetch)=)", text)
    read: dict[str, Any] = {}
    for at, part in enumerate(said, start=1):
        name, _sign, value = part.partition("=")
        if name == "fetch" and at == len(said):
            read["to_fetch"] = value.strip()
        elif name != "fetch" and value.strip().isdigit():
            read[{"kg": "to_fetch_g", "litres": "to_fetch_ml"}[name]] = int(value) * 1000
        else:
            raise _wrong(text, example)
    return head, read


def _of_a_product(word: str) -> str:
    return word.upper() if _PRODUCT.fullmatch(word.upper()) and "-" in word else word


def _described(words: Sequence[str], text: str) -> dict[str, str]:
    read: dict[str, str] = {}
    for word in filter(None, words):
        name = _kind_of(word)
        if name in read:
            raise _wrong(text, "box 214=40:68:girl:winter")
        read[name] = word
    return read


def _kind_of(word: str) -> str:
    for name, choices in (
        ("fits", Fits),
        ("season", Season),
        ("how", How),
        ("condition", Condition),
    ):
        if word in list(choices):
            return name
    return "product" if _PRODUCT.fullmatch(word) else "size"


def _line_and_parts(text: str, example: str) -> tuple[dict[str, Any], list[str]]:
    found = re.fullmatch(r"([^:=]+):(?:(\d+):)?([a-z]+=.*)", text.strip())
    if found is None:
        raise _wrong(text, example)
    return {"lot": found[1], **({"line": int(found[2])} if found[2] else {})}, found[3].split(",")


def _refused(value: str, text: str, example: str) -> dict[str, Any]:
    number, _sign, reason = value.partition(":")
    if not number.isdigit() or reason not in list(Reason):
        raise _wrong(text, example)
    return {"quantity": int(number), "reason": reason}


def _wrong(text: str, example: str) -> Stop:
    return Stop(
        USAGE, _("{text} cannot be read; write it as {example}").format(text=text, example=example)
    )
