"""Still needed? What a facility answers about goods promised to it, before they are loaded."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom.commands import kit_numbers, lines, refs, wishes
from stockroom.commands.base import MOST_LINES, Command, Entry, PiecesOrNone, RowId, Trade
from stockroom.commands.lines import LineFacts
from stockroom.errors import Refused
from stockroom.tables.people import Role
from stockroom.tables.wishes import NeedAnswer


class StillNeeded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line: whether it is still needed; `asked` is the new number where it is fewer.

    A line that is not needed asks no more than what has come already.
    """

    line: RowId
    still: bool
    asked: PiecesOrNone | None = None


class NeedAnswers(Command, frozen=True, kw_only=True):
    """What is still needed of what is promised; a coordinator may answer what the telephone said.

    What is needed no more is set free within reach, and asked about where it is sealed or loaded.
    """

    lines: Annotated[list[StillNeeded], Meta(min_length=1, max_length=MOST_LINES)]
    by_telephone: bool = False


def need_answers(command: NeedAnswers, entry: Entry) -> None:
    """Keep each answer, and lower what is asked where it is less."""
    told = [answer.line for answer in command.lines]
    if len(set(told)) < len(told):
        raise Refused("twice", "A line is answered twice.")
    lowered: list[int] = []
    for answer in command.lines:
        line = lines.facts(entry, answer.line)
        wishes.own(entry, line.facility_id, refs.unknown_row("wish line", answer.line))
        needed = _needed(entry, line, answer)
        if needed < line.asked:
            lowered.append(line.id)
            wishes.ask(entry, line.id, needed, wishes.Why.NO_LONGER_NEEDED.value)
        entry.add(
            NeedAnswer(
                line_id=line.id,
                sequence=entry.sequence,
                still=answer.still,
                by_telephone=command.by_telephone and entry.actor.role != Role.FACILITY,
            )
        )
    ended = {answer.line for answer in command.lines if not answer.still}
    kit_numbers.keep_whole(entry, lowered, ended)
    entry.made["lines"] = told


def _needed(entry: Entry, line: LineFacts, answer: StillNeeded) -> int:
    """How many the line asks from now on: never fewer than have come."""
    here = line.promised - sum(held.quantity for _lot, held in lines.serving(entry, line.id))
    if answer.asked is None:
        return line.asked if answer.still else min(here, line.asked)
    if answer.asked > line.asked:
        raise Refused(
            "more_than_asked",
            "That line asks {asked}; more is asked for by changing the wish.",
            asked=line.asked,
        )
    return max(answer.asked, min(here, line.asked))


TRADES = (
    Trade(
        "need-answers",
        NeedAnswers,
        need_answers,
        wishes.OWN,
        example={"lines": [{"line": 17, "still": True}, {"line": 18, "still": False}]},
    ),
)
