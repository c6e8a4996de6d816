"""A donation's file: one donation for each donor in it, one intake for each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stockroom_cli import ids, tables
from stockroom_cli.batches import Command
from stockroom_cli.importing.flow import Choices, Kind
from stockroom_cli.importing.judging import Judged
from stockroom_cli.importing.sidecar import Planned, Sidecar
from stockroom_cli.speech import _

COLUMNS = {
    "donor": "donor",
    "product_code": "product_code",
    "description": "description",
    "size_label": "size",
    "size": "size",
    "quantity": "quantity",
    "unit": "unit",
    "condition": "condition",
    "brand": "brand",
    "barcode": "gtin",
    "gtin": "gtin",
    "use_by": "use_by",
    "note": "note",
}
LONGEST_NOTE = 200


def plan(good: Sequence[Judged], journal: Sidecar, choices: Choices) -> list[Planned]:
    """Donations first, since the intakes name them; then every row, in the file's order."""
    gifts = _gifts_known(journal, choices.received_on)
    donors = list(dict.fromkeys(one.read["donor"] for one in good))
    fresh = [_donation(donor, good, choices) for donor in donors if donor not in gifts]
    gifts |= {str(one.command.content.get("donor", "")): str(one.command.id) for one in fresh}
    return fresh + [
        Planned(Command("intakes", ids.new(), content), [one.key], [one.row.line])
        for one in good
        for content in contents(one.read, gifts[one.read["donor"]])
    ]


def contents(read: dict[str, Any], donation: str) -> list[dict[str, Any]]:
    """The intake that a good row becomes, or one for each piece that gets a label of its own."""
    about = {
        "product": read["product"],
        "size": (read["size_read"] or {}).get("label"),
        "condition": read["condition"],
        "brand": read["brand"],
        "gtin": read["gtin"],
        "use_by": read["use_by"],
        "description": read["description"],
        "donation": donation,
    }
    said = {name: value for name, value in about.items() if value}
    if read["each_alone"]:
        return [{**said, "quantity": 1} for _piece in range(read["pieces"])]
    if read["packs"]:
        return [{**said, "packs": read["packs"]}]
    return [{**said, "quantity": read["pieces"]}]


def _gifts_known(journal: Sidecar, received_on: str) -> dict[str, str]:
    """The donations of that day which this file led to before, by donor."""
    return {
        str(one.command.content.get("donor", "")): str(one.command.id)
        for one in journal.planned
        if one.command.noun == "donations" and one.command.content["received_on"] == received_on
    }


def _donation(donor: str, good: Sequence[Judged], choices: Choices) -> Planned:
    mine = [one for one in good if one.read["donor"] == donor]
    content = {"received_on": choices.received_on, "note": _notes(mine)}
    content |= {"donor": donor} if donor else {}
    command = Command("donations", ids.new(), {k: v for k, v in content.items() if v})
    return Planned(command, [], [one.row.line for one in mine])


def _notes(mine: Sequence[Judged]) -> str:
    """The notes of a donor's rows, kept with the donation as far as they fit."""
    kept = ""
    for one in mine:
        if not one.read["note"]:
            continue
        longer = "; ".join(filter(None, (kept, f"{one.read['product']}: {one.read['note']}")))
        if len(longer) > LONGEST_NOTE:
            tables.tell(_("line {line}: its note is not kept").format(line=one.row.line))
        else:
            kept = longer
    return kept


KIND = Kind(
    judged_at="/api/readings/intakes",
    columns=COLUMNS,
    needed=(("quantity",), ("product_code", "description")),
    plan=plan,
)
