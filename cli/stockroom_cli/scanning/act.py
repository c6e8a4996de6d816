"""One act of hands, as it is kept until the service has answered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from stockroom_cli.batches import Command


@dataclass(frozen=True)
class Act:
    """A command with its id; `touches` are the things it is about, `says` the act in a few words.

    It goes to the address `url` under the name of the person with the number `who` alone.
    """

    id: UUID
    noun: str
    content: Mapping[str, Any]
    touches: tuple[str, ...]
    says: str
    url: str
    who: int

    @property
    def command(self) -> Command:
        """As it is sent."""
        return Command(self.noun, self.id, dict(self.content))

    @property
    def line(self) -> dict[str, Any]:
        """As it is written down."""
        return {**vars(self), "id": str(self.id), "touches": list(self.touches)}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Act:
        """What was written down; raises ValueError, KeyError or TypeError for anything else."""
        return cls(**{**told, "id": UUID(told["id"]), "touches": tuple(told["touches"])})

    def touches_same(self, other: Act) -> bool:
        """Whether both are about one thing."""
        return bool(set(self.touches) & set(other.touches))
