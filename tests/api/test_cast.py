"""Every route states its roles, and means them: tried by the whole cast and by the twins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from litestar import Litestar, get
from litestar.handlers import HTTPRouteHandler

from stockroom import app
from stockroom.commands import BY_NOUN, COMMANDS
from stockroom.commands.base import HANDS
from stockroom.tables.people import Role
from tests.api.guests import STRANGER, Guests, role_of
from tests.api.lived_in import LivedIn
from tests.world import CAST

EVERYONE = (*CAST, STRANGER)
# What would change the cast itself, were it as in the example.
HARMLESS: dict[str, dict[str, Any]] = {"person-changes": {"login": "nobody", "lapsed": True}}
NO_ID = {"uuid": "019ab3c0-7a50-7cc3-9d1f-2b1d3a4c5e6f", "int": "999999", "str": "A1", "path": "a"}


def handlers(service: Litestar) -> Iterator[tuple[str, HTTPRouteHandler]]:
    """Every path with every handler of it that somebody can call."""
    for route in service.routes:
        for handler in getattr(route, "route_handlers", ()):
            if handler.http_methods != {"OPTIONS"}:
                yield route.path, handler


def without_roles(service: Litestar) -> list[str]:
    """Paths with a handler that does not say who may call it."""
    return [path for path, handler in handlers(service) if "roles" not in handler.opt]


def test_every_route_states_its_roles(lived: LivedIn) -> None:
    assert without_roles(lived.guests.client.app) == []


def test_a_route_that_states_no_roles_is_noticed(lived: LivedIn) -> None:
    @get("/api/secrets", sync_to_thread=False)
    def open_to_all() -> str:
        return "come in"

    service = app.application(lived.guests.world.house)
    service.register(open_to_all)

    assert without_roles(service) == ["/api/secrets"]


@pytest.mark.parametrize("noun", BY_NOUN)
def test_each_act_is_open_to_its_roles_only(noun: str, lived: LivedIn) -> None:
    trade = BY_NOUN[noun]
    for who in EVERYONE:
        answer = lived.guests.put(who, noun, **HARMLESS.get(noun, trade.example))

        assert_fits(who, answer.status_code, trade.roles)
        assert answer.status_code < 500, answer.text


def test_each_thing_to_read_is_open_to_its_roles_only(lived: LivedIn) -> None:
    tried = 0
    for path, handler in handlers(lived.guests.client.app):
        if handler.http_methods != {"GET"} or not path.startswith("/api/"):
            continue
        tried += 1
        for who in EVERYONE:
            answer = lived.guests.ask(who, "GET", filled(path))

            assert_fits(who, answer.status_code, handler.opt["roles"], path)
    assert tried > len(COMMANDS)


def test_a_phone_s_routes_are_open_to_hands_only(lived: LivedIn) -> None:
    for who in EVERYONE:
        for path in ("turns", "bundle"):
            status = lived.guests.get(who, path).status_code
            assert_fits(who, status, HANDS, path)
            assert (status == 200) == (role_of(who) in HANDS), (who, path)
        begun = lived.guests.ask(who, "POST", "/api/turns", json={})
        # A token is no browser, so nobody begins a device with one.
        assert begun.status_code == (401 if who == STRANGER else 403), who


def test_an_outbox_is_taken_from_a_device_only(lived: LivedIn) -> None:
    act = {"noun": "blank-codes", "id": str(UUID(NO_ID["uuid"])), "content": {"number": 1}}
    body = {"commands": [act], "outbox": NO_ID["uuid"]}
    for who in EVERYONE:
        answer = lived.guests.ask(who, "POST", "/api/batches", json=body)
        assert answer.status_code == (401 if who == STRANGER else 403), who


def test_a_batch_cannot_do_what_its_sender_may_not(lived: LivedIn) -> None:
    new_id = lived.guests.world.house.clock.command_id
    sent = [
        {
            "noun": trade.noun,
            "id": str(new_id()),
            "content": dict(HARMLESS.get(trade.noun, trade.example)),
        }
        for trade in COMMANDS
    ]
    for who in CAST:
        answers = lived.guests.ask(who, "POST", "/api/batches", json={"commands": sent}).json()

        for trade, answer in zip(COMMANDS, answers["answers"], strict=True):
            assert_fits(who, answer["status"], trade.roles, trade.noun)
    nobody = lived.guests.ask(STRANGER, "POST", "/api/batches", json={"commands": sent})
    assert nobody.status_code == 401


def assert_fits(who: str, status: int, roles: frozenset[Role], what: str = "") -> None:
    """A stranger is not signed in, another role may not, and a stated role is let through."""
    if not roles:
        return
    if who == STRANGER:
        assert status == 401, (who, what)
    else:
        assert (status == 403) == (role_of(who) not in roles), (who, what, status)
        assert status != 401, (who, what)


def filled(path: str) -> str:
    """A path with something in the place of each of its parameters."""
    parts = [
        "0" * 64
        if part == "{sha256:str}"
        else NO_ID[part[1:-1].split(":")[1]]
        if part.startswith("{")
        else part
        for part in path.split("/")
    ]
    return "/".join(parts)


def test_a_taken_back_token_opens_nothing(guests: Guests) -> None:
    tokens = {row["login"]: row["id"] for row in guests.items("sam", "tokens")}
    assert guests.get("bob", "me").json() == {"name": "Bob", "role": "volunteer", "language": "en"}

    assert guests.ask("ben", "DELETE", f"/api/tokens/{tokens['bob']}").status_code == 404
    assert guests.ask("bob", "DELETE", f"/api/tokens/{tokens['bob']}").status_code == 204

    assert guests.get("bob", "me").status_code == 401
    assert guests.get("ben", "me").status_code == 200
