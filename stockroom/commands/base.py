"""What every command is made of: its base struct, its bounded types, its trade and its entry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from typing import Annotated, Any, Generic, Protocol, TypeVar

import msgspec
import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import Session, SQLModel

from stockroom import ledger
from stockroom.clock import Clock
from stockroom.commands import opening
from stockroom.errors import Refused
from stockroom.ledger import Move
from stockroom.rules.gate import Said
from stockroom.tables.discrepancies import Discrepancy
from stockroom.tables.people import Role

MOST_PIECES = 1_000_000
MOST_LINES = 500
NOT_KEPT = "not_kept"
"""What a receipt calls the hashes of pictures that came with an act and must not be kept."""
NO_NUL = r"^[^\x00]*$"

Pieces = Annotated[int, Meta(ge=1, le=MOST_PIECES, description="whole pieces")]
PiecesOrNone = Annotated[int, Meta(ge=0, le=MOST_PIECES, description="whole pieces, or none")]
RowId = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Ref = Annotated[
    str,
    Meta(min_length=1, max_length=200, pattern=NO_NUL, description="a code, number, name or URL"),
]
Word = Annotated[str, Meta(max_length=40, pattern=NO_NUL)]
Text = Annotated[str, Meta(max_length=120, pattern=NO_NUL)]
Note = Annotated[str, Meta(max_length=200, pattern=NO_NUL)]
Grams = Annotated[int, Meta(ge=0, le=10_000_000, description="grams")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of a photo")]


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person did or asks for. `done_at` is the device's time; without it, the server's."""

    done_at: Annotated[datetime, Meta(tz=True)] | None = None
    version: Annotated[int, Meta(ge=1, le=1)] = 1


IsOwn = Callable[[int, str], bool]
"""Whether a password is that person's own; raises `TooMany` after too many wrong ones."""

MakePlan = Callable[[Any], Any]
"""Makes the plan that a command asks for, on the books as they stand; gives the command with it."""

C = TypeVar("C", bound=Command)
C_contra = TypeVar("C_contra", bound=Command, contravariant=True)


@dataclass(frozen=True)
class Actor:
    """Who gives a command, with which device and within which scope."""

    id: int | None
    name: str
    role: Role
    facility_id: int | None = None
    site_id: int | None = None
    language: str = "en"
    lapsed: bool = False
    device_id: int | None = None


class Handler(Protocol[C_contra]):
    """Reads, asks the rules, and posts moves through the entry, or raises `Refused`."""

    def __call__(self, command: C_contra, entry: Entry, /) -> None: ...


@dataclass(frozen=True)
class Trade(Generic[C]):
    """One noun of the trade: its struct, its handler, who may give it and how it behaves.

    `told` marks what hands have already done: held rather than refused. `reversible` kinds can
    be mirrored by a reversal. `secret_fields` never enter the journal's content. `prepare` does
    what is slow (hashing a password) before the books are locked; so does `prove`, which tries the
    actor's own password. Of a kind that `makes_plan` the desk has the plan made, before the lock.
    """

    noun: str
    command: type[C]
    handler: Handler[C]
    roles: frozenset[Role]
    told: bool = False
    reversible: bool = False
    secret_fields: Sequence[str] = ()
    prepare: Callable[[C], C] | None = None
    prove: Callable[[C, Actor, IsOwn], C] | None = None
    makes_plan: bool = False
    example: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Entry:
    """One journal entry while it is being written: what a handler reads from and posts to.

    `acts_for` is the id of the command carried out: the entry's own, or that of a held command
    which a coordinator lets happen after all; `site_id` is the site of whoever told it. Where it
    `is_about_to` be done (told without a time of its own), a safety hold or a gate rule may still
    stop the hands; what has been done already is never unmade.
    """

    books: sa.Connection
    sequence: int
    id: str
    acts_for: str
    noun: str
    actor: Actor
    clock: Clock
    recorded_at: datetime
    done_at: datetime
    vault: Any
    trades: Mapping[type[Command], Trade[Any]]
    outcome: str = "recorded"
    reason: str = ""
    sentence: str = ""
    said: dict[str, object] = field(default_factory=dict)
    reverses: str | None = None
    moves: list[Move] = field(default_factory=list)
    made: dict[str, Any] = field(default_factory=dict)
    discrepancies: list[int] = field(default_factory=list)
    site_id: int | None = None
    is_about_to: bool = False

    @property
    def happened_at(self) -> datetime:
        """The device's time, or the server's where the device's lies in the future."""
        return min(self.done_at, self.recorded_at)

    @cached_property
    def rows(self) -> Session:
        """A session on the entry's own transaction, for ordinary rows; the desk commits."""
        return Session(bind=self.books, autoflush=True, expire_on_commit=False)

    def post(self, moves: Sequence[Move]) -> None:
        """Move stock; see `ledger.post` for what it raises.

        Hands that put something into a ready bag or take it out have opened it. What is only
        asked for is refused: whoever needs a piece of it opens it first.
        """
        if "rows" in self.__dict__:
            self.rows.flush()
        bags = ledger.post(self.books, self.sequence, moves)
        self.moves.extend(moves)
        if bags:
            self._open(bags)

    def add(self, row: Any) -> Any:
        """Keep a new row and give it its id."""
        self.rows.add(row)
        self.rows.flush()
        return row

    def keep(self, table: type[SQLModel], **fields: Any) -> int:
        """Write a new row that nobody looks at in this entry, at a third of the cost of `add`.

        Gives its primary key, where that is one number.
        """
        if "rows" in self.__dict__:
            self.rows.flush()
        insert, usual = _writing(table)
        written = self.books.execute(insert, usual() | fields).inserted_primary_key
        return int(written[0]) if written is not None else 0

    def discrepancy(
        self,
        kind: str,
        *,
        lot: int | None = None,
        place: int | None = None,
        line: int | None = None,
        quantity: int = 0,
        alarm: bool = False,
        **facts: object,
    ) -> int:
        """Open a contradiction for a coordinator to settle, and give its id."""
        opened = self.keep(
            Discrepancy,
            kind=kind,
            opened_in=self.sequence,
            lot_id=lot,
            place_id=place,
            line_id=line,
            quantity=quantity,
            alarm=alarm,
            facts=facts,
        )
        self.discrepancies.append(opened)
        return opened

    def hold(self, refusal: Refused) -> None:
        """Keep a told command for a coordinator, because of this refusal."""
        self.outcome, self.reason, self.sentence = "held", refusal.reason, str(refusal)
        self.said = Said(refusal.sentence, refusal.facts).kept()
        self.discrepancy("held", command=self.id, noun=self.noun, reason=refusal.reason)
        self.finish()

    @property
    def hands_moved(self) -> bool:
        """Whether this is told rather than asked, now or by the held act that it carries out."""
        told = any(trade.told for trade in self.trades.values() if trade.noun == self.noun)
        return told or self.acts_for != self.id

    def _open(self, bags: Collection[int]) -> None:
        opened = opening.opened(self.books, bags, self.sequence)
        if not self.hands_moved:
            raise Refused(
                "in_ready_bag",
                "That is in the ready bag {name}; open the bag first.",
                name=", ".join(opened),
            )
        self.made["bags_opened"] = [*self.made.get("bags_opened", ()), *opened]

    def finish(self) -> None:
        """Write out what the session still keeps."""
        if "rows" in self.__dict__:
            self.rows.flush()
            self.rows.expunge_all()


@cache
def _writing(table: type[SQLModel]) -> tuple[sa.Insert, Callable[[], dict[str, Any]]]:
    """How a row of a table is written, and what its fields are where nothing is said of them."""
    fields = table.model_fields
    optional = [name for name, one in fields.items() if not one.is_required() and name != "id"]

    def usual() -> dict[str, Any]:
        return {name: fields[name].get_default(call_default_factory=True) for name in optional}

    return sa.insert(table), usual


def known(row_id: int | None) -> int:
    """The id of a row that stands in the database."""
    assert row_id is not None
    return row_id


EVERYBODY_INSIDE = frozenset({Role.VOLUNTEER, Role.COORDINATOR, Role.STEWARD})
HANDS = frozenset({Role.VOLUNTEER, Role.COORDINATOR, Role.DRIVER, Role.STEWARD})
DESK = frozenset({Role.COORDINATOR, Role.STEWARD})
ROAD = frozenset({Role.DRIVER, Role.COORDINATOR, Role.STEWARD})
STEWARDS = frozenset({Role.STEWARD})
ANY_SIGNED_IN = frozenset(Role)
