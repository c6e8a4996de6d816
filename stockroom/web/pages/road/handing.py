"""A handover line by line: what was aboard, what of it was accepted, refused, missing or over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from stockroom.commands import refs
from stockroom.errors import Malformed, Refused
from stockroom.tables.stock import PlaceKind
from stockroom.web.pages.acting import Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD, Form
from stockroom.web.pages.road import ticked
from stockroom.web.pages.road.goods import Bundle, Goods
from stockroom.web.pages.road.runs import Run
from stockroom.web.pages.shelves import finding

MOST_LINES = 450
EXTRA_ROWS = 3
MOST_DIGITS = 9
_KEY = re.compile(r"(\d{1,9}) (\d{1,9}) (\d{1,9}) (\d{1,9})", re.ASCII)


class Spoken(NamedTuple):
    """One line as its form shows it: a lot, for a wish line or none, in a box or loose."""

    box: int | None
    goods: Goods

    @property
    def key(self) -> str:
        """What tells this line from the others, and how many pieces of it there are."""
        one = self.goods
        return f"{self.box or 0} {one.lot_id} {one.line_id or 0} {one.quantity}"

    @property
    def field(self) -> str:
        """What its fields are called: the same however many lines stand before it."""
        one = self.goods
        return f"lines.p{one.place_id}l{one.lot_id}w{one.line_id or 0}"


@dataclass(frozen=True)
class Said:
    """What was said of one line. A blank `accepted` is all that was not refused or missing."""

    key: str
    lot: str
    line: int
    box: int
    shipped: int
    accepted: int
    refused: int
    reason: str
    missing: int

    @property
    def is_whole(self) -> bool:
        """Whether all of it was accepted and nothing else."""
        return self.accepted == self.shipped and not self.refused and not self.missing


def spoken(bundles: Iterable[Bundle]) -> list[Spoken]:
    """The lines of these bundles, box by box."""
    return [Spoken(bundle.box, one) for bundle in bundles for one in bundle.goods]


def content(look: Look, present: Sequence[Spoken], run: Run | None) -> Mapping[str, Any]:
    """Boxes taken whole and lines told apart, as a delivery has them.

    Raises `Refused` where the numbers do not add up, where nothing is left to tell, or where
    somebody else has told of the same goods meanwhile.
    """
    said = lines_in(look.form)
    if not ticked.is_over(look, run):
        gone = Counter(one.key for one in said) - Counter(one.key for one in present)
        if gone:
            raise Refused(
                "already_told",
                "Somebody else has just noted some of this. Below is what is left; look again.",
            )
    boxes, lines = _parted(said)
    more_boxes, more_lines = extra_in(look)
    boxes, lines = [*boxes, *more_boxes], [*lines, *more_lines]
    if not boxes and not lines:
        raise Refused("nothing_told", "Say what was handed over.")
    return {"boxes": boxes, "lines": lines}


def lines_in(form: Form) -> list[Said]:
    """What the form says of each of its lines; raises `Malformed` and `Refused`."""
    return [_said(row) for row in _rows(form, "lines")]


def _said(row: Mapping[str, Any]) -> Said:
    box, lot_id, line, shipped = _key(str(row.get("key", "")))
    del lot_id
    refused, missing = _number(row, "refused"), _number(row, "missing")
    rest = shipped - refused - missing
    accepted = _number(row, "accepted") if "accepted" in row else rest
    name = str(row.get("name", ""))[:60]
    if rest < 0 or accepted + refused + missing < shipped:
        raise Refused(
            "does_not_add_up",
            "{name}: {shipped} were on the van, but accepted, refused and missing make {told}. "
            "Say what became of each of them.",
            name=name,
            shipped=shipped,
            told=max(accepted, 0) + refused + missing,
        )
    reason = str(row.get("reason", ""))
    if refused and not reason:
        raise Refused("why_refused", "{name}: say why it was refused.", name=name)
    return Said(
        key=str(row["key"]),
        lot=str(row.get("lot", "")),
        line=line,
        box=box,
        shipped=shipped,
        accepted=accepted,
        refused=refused,
        reason=reason,
        missing=missing,
    )


def _parted(said: Sequence[Said]) -> tuple[list[str], list[dict[str, Any]]]:
    """Boxes of which all was accepted go whole; of the others each line is told."""
    opened = {one.box for one in said if one.box and not one.is_whole}
    boxes = list(dict.fromkeys(one.box for one in said if one.box and one.box not in opened))
    lines = [one for one in said if not one.box or one.box in opened]
    return [f"box {number}" for number in boxes], [_line(one) for one in lines]


def _line(one: Said) -> dict[str, Any]:
    told: dict[str, Any] = {"lot": one.lot, "accepted": one.accepted, "missing": one.missing}
    if one.line:
        told["line"] = one.line
    if one.refused:
        told["refused"] = [{"quantity": one.refused, "reason": one.reason}]
    return told


def extra_in(look: Look) -> tuple[list[str], list[dict[str, Any]]]:
    """Boxes and goods that were not on the list, by their codes: one piece where no number stands.

    Raises `Refused` for a code that nobody knows: whoever is still here can look at it again.
    """
    boxes, lines = [], []
    for row in _rows(look.form, "extra"):
        ref = str(row.get("lot", ""))
        if not ref:
            continue
        lot = finding.lot_by(look.books, ref)
        box = finding.place_by(look.books, ref) if lot is None else None
        if lot is not None:
            lines.append({"lot": ref, "accepted": _number(row, "accepted") or 1})
        elif box is not None and box.kind == PlaceKind.BOX:
            boxes.append(f"box {box.number}")
        else:
            raise refs.unknown_code(ref)
    return boxes, lines


def _rows(form: Form, name: str) -> list[Mapping[str, Any]]:
    """The rows of fields that begin so; raises `Malformed` for what no form of ours sends."""
    found = form.content().get(name, [])
    rows = list(found.values()) if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    return rows[:MOST_LINES]


def _key(text: str) -> tuple[int, int, int, int]:
    found = _KEY.fullmatch(text)
    if found is None:
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    box, lot, line, shipped = map(int, found.groups())
    return box, lot, line, shipped


def _number(row: Mapping[str, Any], name: str) -> int:
    text = str(row.get(name, "0"))
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=text[:40])
    return int(text)
