"""What became of a file's rows, said once all are answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from stockroom_cli import tables
from stockroom_cli.acting import of_answer
from stockroom_cli.exits import HELD, REFUSED, Stop
from stockroom_cli.importing.sidecar import Planned
from stockroom_cli.speech import _

MOST_LINES_SHOWN = 3
COLUMNS = {
    "lines": _("line"),
    "noun": _("what"),
    "product": _("product"),
    "made": _("made"),
    "became": _("became"),
    "sentence": _("why"),
}
# Scripts read the word on the left, people the one on the right.
BECAME = {
    "recorded": _("recorded"),
    "already recorded": _("already recorded"),
    "refused": _("refused"),
    "held": _("held"),
}


def tell(
    planned: Sequence[Planned],
    answers: Sequence[dict[str, Any]],
    *,
    left_out: int,
    as_json: bool,
) -> None:
    """Show each command's outcome and the sums; raises `Stop` where one was refused or held."""
    rows = [_row(one, answer) for one, answer in zip(planned, answers, strict=True)]
    if as_json:
        tables.dump({"rows": rows})
    else:
        tables.show([_for_people(row) for row in rows], COLUMNS)
    sums = Counter(str(row["became"]) for row in rows)
    parts = [f"{number} {BECAME[word]}" for word, number in sums.items()]
    if left_out:
        parts.append(_("{number} bad rows left out").format(number=left_out))
    tables.tell(", ".join(parts) or _("nothing to record"))
    for word, code in (("refused", REFUSED), ("held", HELD)):
        if sums[word]:
            raise Stop(code, "")


def _row(one: Planned, answer: dict[str, Any]) -> dict[str, Any]:
    stop = of_answer(answer)
    receipt = answer["receipt"] or {}
    return {
        "lines": one.lines,
        "noun": one.command.noun,
        "id": str(one.command.id),
        "product": one.command.content.get("product", ""),
        "made": receipt.get("made", {}),
        "became": _became(stop, receipt),
        "sentence": stop.sentence if stop else "",
    }


def _for_people(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "lines": _briefly(row["lines"]), "became": BECAME[row["became"]]}


def _briefly(lines: Sequence[int]) -> str:
    """The lines, or the first of many and how many there are."""
    if len(lines) <= MOST_LINES_SHOWN:
        return tables.cell(list(lines))
    return _("{first} and {more} more").format(first=lines[0], more=len(lines) - 1)


def _became(stop: Stop | None, receipt: dict[str, Any]) -> str:
    if stop is not None:
        return "held" if stop.code == HELD else "refused"
    return "already recorded" if receipt.get("repeated") else "recorded"
