"""Where the service is and what we sign in with: a file that only its owner can read.

`STOCKROOM_CLI_CONFIG` names another file; `STOCKROOM_URL` and `STOCKROOM_TOKEN` come before it.
A saved token is never sent to another address than the one it was given by.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import typer

from stockroom_cli.exits import NOT_ALLOWED, USAGE, Stop
from stockroom_cli.speech import _


@dataclass(frozen=True)
class Config:
    """An address and a token; `device` is the name under which the service lists the token."""

    url: str
    token: str
    login: str = ""
    device: str = ""


def path() -> Path:
    """The file: in the platform's own folder for settings."""
    named = os.environ.get("STOCKROOM_CLI_CONFIG")
    return Path(named) if named else Path(typer.get_app_dir("stockroom-cli")) / "config.json"


def load() -> Config:
    """What to work with now; raises `Stop(NOT_ALLOWED)` where nobody signed in."""
    kept = saved()
    url = os.environ.get("STOCKROOM_URL") or (kept.url if kept else "")
    token = os.environ.get("STOCKROOM_TOKEN") or ""
    if not token and kept is not None and kept.url == url.rstrip("/"):
        return kept
    if not url or not token:
        raise Stop(NOT_ALLOWED, _("Nobody is signed in; say: stockroom-cli sign-in --url URL"))
    return Config(url=checked(url), token=token)


def saved() -> Config | None:
    """What the file holds, if there is one that can be read."""
    try:
        return Config(**json.loads(path().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def save(config: Config) -> None:
    """Write the file anew, readable by its owner alone from its first byte."""
    write_private(path(), json.dumps(asdict(config)))


def forget() -> None:
    """Delete the file."""
    path().unlink(missing_ok=True)


def checked(url: str) -> str:
    """The service's address without a slash at its end; raises `Stop(USAGE)` if it is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise Stop(
            USAGE, _("{url} is not an address such as https://stock.example.org").format(url=url)
        )
    return url.rstrip("/")


def write_private(target: Path, text: str) -> None:
    """Replace a file whole, with mode 0600 and its bytes on the disk before its name changes."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
