"""Plans: made, read line by line with the reasons, accepted in part or whole, set aside."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from stockroom_cli import exits, tables
from stockroom_cli.acting import look, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import Stop
from stockroom_cli.options import Id, Json
from stockroom_cli.speech import _

chapter = Chapter(_("Plans"))
PlanId = Annotated[int, typer.Argument(help=_("a plan, by its number"), min=1)]
COLUMNS = {
    "match": _("match"),
    "facility": _("for"),
    "line": _("line"),
    "pieces": _("pieces"),
    "product": _("what"),
    "size": _("size"),
    "place": _("from"),
    "reason": _("why"),
}
SHORT = {
    "facility": _("for"),
    "line": _("line"),
    "pieces": _("short"),
    "asked": _("what"),
    "reason": _("why"),
}


@chapter.command("plan")
def plan(
    wish_list: Annotated[
        int | None, typer.Option("--list", min=1, help=_("only this wish list; without it, all"))
    ] = None,
    after: Annotated[
        int | None, typer.Option(min=1, help=_("the plan that this one takes the place of"))
    ] = None,
    pin: Annotated[
        list[str] | None, typer.Option(help=_("keep, as lot/place/line=pieces in numbers"))
    ] = None,
    ban: Annotated[list[str] | None, typer.Option(help=_("rule out, as lot/line"))] = None,
    stops: Annotated[
        int | None, typer.Option(min=1, help=_("how many facilities can be visited at most"))
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Propose who gets what is free, with the reason of each line; nothing is promised yet."""
    receipt = record(
        "plans",
        id,
        as_json,
        wish_list=wish_list,
        after=after,
        pins=[_pin(text) for text in pin or []],
        forbidden=[_ban(text) for text in ban or []],
        most_stops=stops,
    )
    if not as_json:
        _shown(look(f"/api/plans/{receipt['made']['plan']}", as_json))


@chapter.command("show-plan")
def show_plan(number: PlanId, as_json: Json = False) -> None:
    """Show a plan again, line by line with the reasons."""
    found = look(f"/api/plans/{number}", as_json)
    if not as_json:
        _shown(found)


@chapter.command("accept-plan")
def accept_plan(
    number: PlanId,
    match: Annotated[
        list[str] | None,
        typer.Option(
            help=_("a match to accept, as 12 or, for fewer pieces, 12=3; without it, all")
        ),
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Promise what a plan proposes; what cannot be any more is refused by itself."""
    taken = [_match(text) for text in match or []]
    receipt = record("plan-acceptances", id, as_json, plan=number, matches=taken)
    for one in [] if as_json else receipt["made"]["refused"]:
        told = _("match {match}: {sentence}")
        tables.tell(told.format(match=one["match"], sentence=one["sentence"]))


@chapter.command("set-plan-aside")
def set_plan_aside(number: PlanId, id: Id = None, as_json: Json = False) -> None:
    """Take nothing more of a plan; what was accepted stays promised."""
    record("plan-set-asides", id, as_json, plan=number)


def _shown(found: dict[str, Any]) -> None:
    tables.show(found["matches"], COLUMNS)
    if found["short"]:
        tables.show(found["short"], SHORT, _("What stays short"))


def _match(text: str) -> dict[str, int]:
    number, _sign, pieces = text.partition("=")
    said = {"match": _whole(number, text)}
    return said | {"quantity": _whole(pieces, text)} if pieces else said


def _pin(text: str) -> dict[str, int]:
    spot, _sign, pieces = text.partition("=")
    parts = spot.split("/")
    if len(parts) != len(("lot", "place", "line")):
        raise _unreadable(text)
    lot, place, line = (_whole(part, text) for part in parts)
    return {"lot": lot, "place": place, "line": line, "quantity": _whole(pieces, text)}


def _ban(text: str) -> dict[str, int]:
    lot, _sign, line = text.partition("/")
    return {"lot": _whole(lot, text), "line": _whole(line, text)}


def _whole(part: str, text: str) -> int:
    if not (part.isascii() and part.isdigit()):
        raise _unreadable(text)
    return int(part)


def _unreadable(text: str) -> Stop:
    return Stop(exits.USAGE, _("{text} is not of that form").format(text=text))
