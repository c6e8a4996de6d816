"""What was typed into the form of a wish list: lines and kits, for a list or for a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stockroom.commands.asking_for_kits import MOST_KITS
from stockroom.commands.base import MOST_LINES, MOST_PIECES
from stockroom.errors import Refused
from stockroom.rules.privacy import worries
from stockroom.rules.writing import western
from stockroom.web.pages.acting import Look
from stockroom.web.pages.forms import MOST_DIGITS, Form
from stockroom.words import Urgency

FIELDS = (
    "product", "size", "quantity", "pack", "urgency", "fits", "season", "needed_by", "as_of",
    "new_only", "fixed", "begun", "set_number", "note", "piece",
)  # fmt: skip
NOTHING = dict.fromkeys(FIELDS, "")
# Sizings of what would come in any size at all without one, which helps nobody.
NEED_A_SIZE = frozenset({"EUCM", "NAP", "SHOE"})
# In the list of things to choose, kits stand before the products by their codes.
KIT = "kit:"
_KEPT = ("size", "fits", "season", "needed_by", "as_of", "set_number", "note")
Typed = Mapping[str, str]


def lines(form: Form) -> list[dict[str, str]]:
    """The lines of the form that say anything, as they were typed."""
    numbers = sorted(
        {
            int(parts[1])
            for name, _value in form.pairs
            if len(parts := name.split(".")) == len(("lines", "0", "field"))
            and parts[0] == "lines"
            and parts[1].isascii()
            and parts[1].isdigit()
            and len(parts[1]) <= MOST_DIGITS
        }
    )
    found = [
        {field: form.text(f"lines.{number}.{field}") for field in FIELDS}
        for number in numbers[:MOST_LINES]
    ]
    return [line for line in found if line["product"] or line["quantity"] or line["size"]]


def worrying(look: Look) -> list[str]:
    """What looks personal in the notes, each as a sentence in the reader's language."""
    texts = [look.form.text("note"), *(line["note"] for line in lines(look.form))]
    return [
        look.reader.say(worry.sentence, found=worry.found)
        for text in texts
        for worry in worries(text)
    ]


def asked(typed: Sequence[Typed], sizings: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Lines and kits as a submission has them; raises `Refused` naming the line that is half.

    A line of nought is left out: who begins from a template strikes out what is not needed.
    """
    found: dict[str, list[dict[str, Any]]] = {"lines": [], "kits": []}
    for at, line in enumerate(typed, start=1):
        if not (line["product"] and line["quantity"]):
            raise Refused("half_a_line", "Line {line}: choose the thing and say how many.", line=at)
        if _none(line):
            continue
        if is_kit(line):
            found["kits"].append(_kits(at, line))
        elif sizings.get(line["product"]) in NEED_A_SIZE and not line["size"]:
            raise Refused("no_size", "Line {line}: say which size is needed.", line=at)
        else:
            found["lines"].append(_line(at, line))
    return found


def drafted(typed: Sequence[Typed]) -> dict[str, list[dict[str, Any]]]:
    """The same as far as it is written; raises `Malformed` for what is no number."""
    found: dict[str, list[dict[str, Any]]] = {"lines": [], "kits": []}
    for line in typed:
        numbers = Form(tuple(line.items()), line)
        said: dict[str, Any] = _said(line, urgency=line["urgency"])
        quantity, pack = numbers.number("quantity"), numbers.number("pack")
        if is_kit(line):
            counted = {"kit": line["product"].removeprefix(KIT), "number": quantity}
            found["kits"].append(_filled(said | counted | {"whole": not line["begun"]}))
        else:
            counted = {"product": line["product"], "quantity": quantity, "pack": pack}
            found["lines"].append(_filled(said | counted))
    return found


def is_kit(line: Typed) -> bool:
    """Whether a line asks for kits rather than for a product."""
    return line["product"].startswith(KIT)


def _none(line: Typed) -> bool:
    return not western(line["quantity"]).strip("0 ")


def _line(at: int, line: Typed) -> dict[str, Any]:
    numbers = Form(tuple(line.items()), line)
    pieces = (numbers.number("quantity") or 0) * (numbers.number("pack") or 1)
    if not 1 <= pieces <= MOST_PIECES:
        raise Refused("how_many", "Line {line}: say how many, from 1 to a million.", line=at)
    return _said(line) | {"product": line["product"], "quantity": pieces}


def _kits(at: int, line: Typed) -> dict[str, Any]:
    number = Form(tuple(line.items()), line).number("quantity") or 0
    if not 1 <= number <= MOST_KITS:
        raise Refused(
            "how_many_kits", "Line {line}: say how many kits, from 1 to {most}.",
            line=at, most=MOST_KITS,
        )  # fmt: skip
    named = {"kit": line["product"].removeprefix(KIT), "number": number}
    return _said(line) | named | {"whole": not line["begun"]}


def _said(line: Typed, urgency: str = Urgency.ROUTINE.value) -> dict[str, Any]:
    """What lines and kits have in common."""
    return {
        **{name: line[name] for name in _KEPT if line[name]},
        "urgency": line["urgency"] or urgency,
        "new_only": bool(line["new_only"]),
        "substitutes": not line["fixed"],
    }


def _filled(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value not in ("", None)}
