"""A list's lines as its form says them: which of them the pressed button means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stockroom.commands.base import MOST_LINES
from stockroom.errors import Malformed
from stockroom.web.pages.acting import Look, Step
from stockroom.web.pages.forms import NOT_UNDERSTOOD

ALL = "all"
QUANTITY = "quantity"
MOST_DIGITS = 7


def steps(look: Look, noun: str, fields: Sequence[str], shared: Sequence[str] = ()) -> list[Step]:
    """A command for each line that is meant: `which` is `all`, or the numbers of lines.

    The form's lines are `lines.0.lot` and so on, one for each of `fields`; `shared` are fields that
    stand once and belong to every line. Raises `Malformed` for what no form of ours says.
    """
    said = look.form.content()
    lines = said.get("lines", [])
    if not isinstance(lines, list) or len(lines) > MOST_LINES:
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    which = look.form.text("which")
    wanted = {str(number) for number in range(len(lines))} if which == ALL else set(which.split())
    meant = [
        {name: line[name] for name in fields if name in line}
        for number, line in enumerate(lines)
        if str(number) in wanted and isinstance(line, dict)
    ]
    both = {name: said[name] for name in shared if name in said}
    return [
        Step(noun, {**line, **both}, says=str(line.get("lot", ""))[:40])
        for line in _together(meant)
    ]


def _together(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines that say the same of other pieces as one: two kits from one shelf are one act."""
    found: dict[tuple[tuple[str, str], ...], dict[str, Any]] = {}
    for line in lines:
        about = tuple((name, str(said)) for name, said in line.items() if name != QUANTITY)
        had = found.get(about)
        if had is None or not (_is_number(had) and _is_number(line)):
            found[about if had is None else (*about, ("again", str(len(found))))] = dict(line)
        else:
            had[QUANTITY] = str(int(had[QUANTITY]) + int(line[QUANTITY]))
    return list(found.values())


def _is_number(line: dict[str, Any]) -> bool:
    said = str(line.get(QUANTITY, ""))
    return said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS
