"""Handing a command in, and saying what became of it; looking something up, and showing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import httpx

from stockroom_cli import config, exits, ids, tables
from stockroom_cli.batches import Command
from stockroom_cli.client import Client, Params
from stockroom_cli.exits import HELD, Stop
from stockroom_cli.speech import _

PAGE = 200


def connect() -> Client:
    """The service that somebody signed in to."""
    return Client(config.load(), tables.tell)


def record(noun: str, id: UUID | None, as_json: bool, /, **content: Any) -> dict[str, Any]:
    """Hand one command in and say what became of it, giving the receipt.

    What is None or an empty list is left out. Raises `Stop` for refused, held or unreachable.
    """
    command_id = id or ids.new()
    with connect() as client:
        try:
            response = client.put(noun, command_id, sent(content))
        except Stop as stop:
            raise _with_id(stop, command_id) from stop
    return receipt_of(response, command_id, as_json)


def receipt_of(response: httpx.Response, command_id: UUID, as_json: bool) -> dict[str, Any]:
    """Say what a receipt says; raises `Stop` where there is none or the act is held."""
    try:
        receipt: dict[str, Any] = answer(response, as_json)
    except Stop as stop:
        raise (_with_id(stop, command_id) if stop.code == exits.UNREACHABLE else stop) from stop
    held = receipt["status"] == "held"
    if not as_json and not held:
        tables.say(outcome(receipt))
    if held:
        raise Stop(HELD, outcome(receipt))
    return receipt


def look(path: str, as_json: bool, params: Params | None = None) -> Any:
    """Read one thing; prints the server's JSON if asked for."""
    with connect() as client:
        return answer(client.get(path, params), as_json)


def listing(
    noun: str,
    as_json: bool,
    limit: int,
    columns: Mapping[str, str],
    title: str = "",
    /,
    **filters: str | int | None,
) -> list[dict[str, Any]]:
    """Read a list page by page up to `limit` rows, and show it."""
    with connect() as client:
        rows, more = pages(client, f"/api/{noun}", limit, filters)
    if as_json:
        tables.dump({"rows": rows})
    else:
        tables.show(rows, columns, title)
    if more:
        tables.tell(_("There are more than {limit}; ask for more with --limit").format(limit=limit))
    return rows


def pages(
    client: Client, path: str, limit: int, filters: Mapping[str, str | int | None]
) -> tuple[list[dict[str, Any]], bool]:
    """Up to `limit` rows of a list, and whether there are more."""
    rows: list[dict[str, Any]] = []
    wanted: dict[str, str | int] = {
        name: value for name, value in filters.items() if value is not None
    }
    after: int | None = 0
    while after is not None and len(rows) < limit:
        asked = {**wanted, "limit": min(PAGE, limit - len(rows))}
        page = answer(client.get(path, {**asked, "after": after} if after else asked), False)
        rows += page["items"]
        after = page["next"]
    return rows, after is not None


def answer(response: httpx.Response, as_json: bool) -> Any:
    """The body of a good answer; raises `Stop` with the problem's sentence for any other."""
    if as_json and response.content:
        print(response.text)
    if response.is_success:
        return response.json() if response.content else None
    raise Stop(exits.of_status(response.status_code), problem(response))


def problem(response: httpx.Response) -> str:
    """The sentence of a problem, with the fields that it names."""
    try:
        told = response.json()
        fields = "; ".join(f"{one['field']}: {one['message']}" for one in told.get("fields", []))
        sentence = told["detail"] or told["title"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return _("{url} answered with HTTP {status}").format(
            url=response.url.host, status=response.status_code
        )
    return f"{sentence} ({fields})" if fields else str(sentence)


def outcome(receipt: Mapping[str, Any]) -> str:
    """What became of a command, as a sentence."""
    if receipt["status"] == "held":
        return _("held: {sentence}").format(sentence=receipt["sentence"] or receipt["reason"])
    word = _("already recorded") if receipt.get("repeated") else _("recorded")
    parts = [f"{name} {tables.cell(value)}" for name, value in receipt.get("made", {}).items()]
    if receipt.get("discrepancies"):
        numbers = tables.cell(receipt["discrepancies"])
        parts.append(_("for a coordinator to settle: {numbers}").format(numbers=numbers))
    return f"{word}: {'; '.join(parts)}" if parts else word


def tell_answers(
    commands: Sequence[Command], answers: Sequence[Mapping[str, Any]], *, quiet: bool
) -> None:
    """Say what became of each command of a batch; raises `Stop` if one was refused or held."""
    worst: Stop | None = None
    for command, one in zip(commands, answers, strict=True):
        stop = of_answer(one)
        if stop is None and not quiet:
            tables.say(outcome(one["receipt"]))
        elif stop is not None:
            said = _with_id(stop, command.id)
            worst = said if worst is None or stop.code == exits.REFUSED else worst
            tables.tell(said.sentence)
    if worst is not None:
        raise Stop(worst.code, "")


def of_answer(one: Mapping[str, Any]) -> Stop | None:
    """What stands against one answer of a batch, if anything."""
    if one["receipt"] is None:
        return Stop(exits.of_status(one["status"]), one["problem"]["detail"])
    if one["receipt"]["status"] == "held":
        return Stop(HELD, outcome(one["receipt"]))
    return None


def sent(content: Mapping[str, Any]) -> dict[str, Any]:
    """A command's content without what was not said."""
    return {name: value for name, value in content.items() if value is not None and value != []}


def _with_id(stop: Stop, command_id: UUID) -> Stop:
    hint = _("To repeat it safely, say the same again with --id {id}").format(id=command_id)
    return Stop(stop.code, f"{stop.sentence}\n{hint}")
