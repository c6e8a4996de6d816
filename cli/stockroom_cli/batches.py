"""Many commands at once, in the order in which hands did them, each answered singly."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from stockroom_cli import exits
from stockroom_cli.client import TRIES, TRY_AGAIN, Client, pause
from stockroom_cli.exits import UNREACHABLE, Stop
from stockroom_cli.speech import _

MOST_COMMANDS = 200
MOST_BYTES = 500_000


@dataclass(frozen=True)
class Command:
    """A noun, an id made here, and a content."""

    noun: str
    id: UUID
    content: dict[str, Any]

    @property
    def body(self) -> dict[str, Any]:
        """The command as a batch carries it."""
        return {"noun": self.noun, "id": str(self.id), "content": self.content}


def send(
    client: Client,
    commands: Sequence[Command],
    done: Callable[[int], None] = lambda _number: None,
) -> list[dict[str, Any]]:
    """Hand all of them in, giving one answer each; `done` hears how many are answered.

    Raises `Stop(UNREACHABLE)` when the books stay shut; what was answered by then stands, and
    sending the same again changes nothing.
    """
    answers: list[dict[str, Any]] = []
    for part in portions(commands):
        answers += _sent(client, part)
        done(len(answers))
    return answers


def portions(commands: Sequence[Command]) -> Iterator[list[Command]]:
    """The commands in batches that the service takes."""
    part: list[Command] = []
    size = 0
    for command in commands:
        weight = len(json.dumps(command.body))
        if part and (len(part) == MOST_COMMANDS or size + weight > MOST_BYTES):
            yield part
            part, size = [], 0
        part.append(command)
        size += weight
    if part:
        yield part


def _sent(client: Client, part: Sequence[Command]) -> list[dict[str, Any]]:
    answers: dict[str, dict[str, Any]] = {}
    for number in range(1, TRIES + 1):
        open_still = [one for one in part if str(one.id) not in answers]
        for answer in _try(client, open_still):
            # Those behind a shut book wait with it: what follows may need what came before.
            if answer["status"] in TRY_AGAIN:
                break
            answers[answer["id"]] = answer
        if len(answers) == len(part):
            return [answers[str(one.id)] for one in part]
        time.sleep(pause(number))
    raise Stop(UNREACHABLE, _("The books stay shut; say the same again later to go on"))


def _try(client: Client, commands: Sequence[Command]) -> list[dict[str, Any]]:
    response = client.post("/api/batches", {"commands": [one.body for one in commands]})
    if response.is_success:
        return list(response.json()["answers"])
    raise Stop(exits.of_status(response.status_code), response.text[:500])
