"""A file of wishes: one wish list for each facility in it."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom_cli import ids
from stockroom_cli.batches import Command
from stockroom_cli.importing.flow import Choices, Kind
from stockroom_cli.importing.judging import Judged
from stockroom_cli.importing.sidecar import Planned, Sidecar

COLUMNS = {
    name: name
    for name in (
        "facility", "kind", "product_code", "description", "size", "size_as_of", "quantity",
        "urgency", "needed_by", "new_only", "substitutes", "note",
    )
} | {"size_label": "size"}  # fmt: skip
MOST_LINES = 500


def plan(good: Sequence[Judged], _journal: Sidecar, _choices: Choices) -> list[Planned]:
    """The new rows of each facility as one list, in the file's order; very long ones as several."""
    facilities = list(dict.fromkeys(one.read["facility"] for one in good))
    planned = []
    for facility in facilities:
        mine = [one for one in good if one.read["facility"] == facility]
        for start in range(0, len(mine), MOST_LINES):
            planned.append(_list(facility, mine[start : start + MOST_LINES]))
    return planned


def _list(facility: str, rows: Sequence[Judged]) -> Planned:
    content = {"facility": facility, "lines": [one.read["asked"] for one in rows]}
    return Planned(
        Command("wish-lists", ids.new(), content),
        [one.key for one in rows],
        [one.row.line for one in rows],
    )


KIND = Kind(
    judged_at="/api/readings/wishes",
    columns=COLUMNS,
    needed=(("facility",), ("quantity",), ("product_code", "description")),
    plan=plan,
)
