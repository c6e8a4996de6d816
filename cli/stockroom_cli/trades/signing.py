"""Signing in once, and out again."""

from __future__ import annotations

import os
import secrets
from platform import node
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from stockroom_cli import config, tables
from stockroom_cli.acting import answer, connect, look, pages
from stockroom_cli.chapter import Chapter
from stockroom_cli.client import Client
from stockroom_cli.config import Config
from stockroom_cli.exits import NOT_ALLOWED, USAGE, Stop
from stockroom_cli.options import Json
from stockroom_cli.speech import _

chapter = Chapter(_("Signing in"))
LOOPBACK = ("127.0.0.1", "::1", "localhost")
Url = Annotated[str, typer.Option(envvar="STOCKROOM_URL", help=_("where the service is"))]
Login = Annotated[str, typer.Option(help=_("your login"))]


@chapter.command("sign-in")
def sign_in(url: Url, login: Login, as_json: Json = False) -> None:
    """Sign in once; the password is asked for, or taken from STOCKROOM_PASSWORD."""
    address = config.checked(url)
    if address.startswith("http://") and urlsplit(address).hostname not in LOOPBACK:
        tables.tell(_("Careful: {url} is not encrypted; use https").format(url=address))
    password = os.environ.get("STOCKROOM_PASSWORD") or ask_password(_("Password"))
    device = f"stockroom-cli {node()[:30]} {secrets.token_hex(4)}"
    body = {"login": login, "password": password, "device": device}
    with Client(Config(url=address, token=""), tables.tell) as client:
        told = answer(client.post("/api/tokens", body, again=False), False)
    config.save(Config(url=address, token=told["token"], login=login, device=device))
    if as_json:
        tables.dump({"name": told["name"], "role": told["role"], "url": address})
    else:
        tables.say(_("{name} is signed in as {role}").format(name=told["name"], role=told["role"]))


@chapter.command("sign-out")
def sign_out() -> None:
    """Take this computer's token back, and forget it."""
    kept = config.saved()
    if kept is None:
        raise Stop(NOT_ALLOWED, _("Nobody is signed in; say: stockroom-cli sign-in --url URL"))
    try:
        revoked = revoke(kept)
    except Stop as stop:
        if stop.code != NOT_ALLOWED:
            raise
        revoked = True
    config.forget()
    if revoked:
        tables.say(_("signed out"))
    else:
        tables.say(_("forgotten here; ask a steward to take the token back"))


@chapter.command("whoami")
def who_am_i(as_json: Json = False) -> None:
    """Say who is signed in, and where."""
    told = look("/api/me", as_json)
    if not as_json:
        url = connect().config.url
        tables.say(
            _("{name}, {role}, at {url}").format(name=told["name"], role=told["role"], url=url)
        )


def ask_password(question: str) -> str:
    """A password from the keyboard, unseen; raises `Stop(USAGE)` where there is no keyboard."""
    if not tables.someone_is_there():
        raise Stop(USAGE, _("There is nobody to ask for the password; set STOCKROOM_PASSWORD"))
    return str(typer.prompt(question, hide_input=True, err=True))


def revoke(kept: Config) -> bool:
    """End the token on the service; False where it cannot be told which one it is."""
    with Client(kept, tables.tell) as client:
        rows, _more = pages(client, "/api/tokens", 10_000, {})
        mine = [row for row in rows if is_mine(row, kept)]
        for row in mine:
            answer(client.delete(f"/api/tokens/{row['id']}"), False)
    return bool(mine)


def is_mine(row: dict[str, Any], kept: Config) -> bool:
    """Whether a listed token is the one that this computer was given."""
    named = kept.device and row.get("device") == kept.device
    return bool(named) and row.get("revoked_at") is None
