"""The desk: `do(command, actor)` is the only way to write. One transaction, once, journalled.

*Told* commands say what hands have already done: once well-formed they are recorded, or held for
a coordinator with the reason, never bounced. *Asked* commands may be refused, and then nothing is
written. Either way the same id never acts twice.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, cast
from uuid import UUID

import msgspec
import sqlalchemy as sa

from stockroom import chain
from stockroom.clock import Clock, stamp
from stockroom.commands.base import DESK, NOT_KEPT, Actor, Command, Entry, IsOwn, MakePlan, Trade
from stockroom.db import Database
from stockroom.errors import IdReused, Malformed, NotAllowed, Refused, Stopped
from stockroom.tables.stock import CommandContent, Journal
from stockroom.vault import Vault

JOURNAL = cast(sa.Table, Journal.__table__)  # type: ignore[attr-defined]
CONTENT = cast(sa.Table, CommandContent.__table__)  # type: ignore[attr-defined]
Opened = Callable[[], AbstractContextManager[sa.Connection]]


class Handed(NamedTuple):
    """A command as it is handed in: who gives it, and its id."""

    command: Command
    actor: Actor
    id: UUID


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a command: its place in the journal, and what it made.

    `status` is `recorded` or `held`; `repeated` tells that this id was already known.
    `made` names what came into being (codes, numbers); `discrepancies` are the ids of the
    contradictions that it opened. `sentence` says in English why it is held, `said` the same as
    a template and its facts, for every language.
    """

    id: str
    noun: str
    status: str
    sequence: int
    recorded_at: str
    made: dict[str, Any] = {}
    discrepancies: list[int] = []
    reason: str = ""
    sentence: str = ""
    said: dict[str, Any] = {}
    repeated: bool = False


_KNOWN = (
    sa.select(
        JOURNAL.c.noun,
        JOURNAL.c.actor_id,
        JOURNAL.c.receipt,
        JOURNAL.c.content_hash,
        CONTENT.c.salt,
    )
    .select_from(JOURNAL.outerjoin(CONTENT, CONTENT.c.command_id == JOURNAL.c.command_id))
    .where(JOURNAL.c.command_id == sa.bindparam("id"))
)
_HEAD = sa.select(JOURNAL.c.sequence, JOURNAL.c.hash).order_by(JOURNAL.c.sequence.desc()).limit(1)
_APPEND = sa.insert(JOURNAL)
_KEEP = sa.insert(CONTENT)
_TO_JSON = msgspec.json.Encoder()


def no_plan(_command: Any) -> Any:
    """A desk to which no planner was given."""
    raise Refused("no_planner", "Plans are not made here.")


def keep_all(_named: Sequence[str]) -> None:
    """A desk beside which no pictures lie."""


@dataclass(frozen=True)
class Desk:
    """Where commands are handed in; made once, by the composition root.

    `let_go` deletes at once what an act named and must not be kept, by the hashes of the pictures.
    """

    database: Database
    clock: Clock
    trades: Mapping[type[Command], Trade[Any]]
    vault: Vault
    is_own: IsOwn = lambda _person, _password: False
    make_plan: MakePlan = no_plan
    let_go: Callable[[Sequence[str]], None] = keep_all

    def do(self, command: Command, actor: Actor, *, id: UUID) -> Receipt:
        """Record a command once, or hold it, and give its receipt.

        Raises `Refused` for an asked command that cannot be, `IdReused` when the id stands with
        other content, `NotAllowed` when the role may not give it, `Busy` or `Full` when the
        books cannot be written; after any of these nothing was written.
        """
        receipt = self.record(Handed(command, actor, id), self.opened)
        self.drop_what_is_not_kept(receipt)
        return receipt

    @contextmanager
    def opened(self) -> Iterator[sa.Connection]:
        """A transaction of the desk's: committed whole at its end, or not at all."""
        with self.database.writing() as books:
            yield books

    def record(self, handed: Handed, opened: Opened) -> Receipt:
        """The same in a transaction that somebody else commits; see `together`.

        `opened` gives the connection, and undoes what was done on it should that fail.
        """
        trade = self.trades[type(handed.command)]
        if handed.actor.role not in trade.roles:
            raise NotAllowed("role", "Your role may not do this.")
        try:
            return self._once(trade, handed, opened, held_for=None)
        except (Malformed, Stopped):
            raise
        except Refused as refusal:
            if not trade.told:
                raise
            return self._once(trade, handed, opened, held_for=refusal)
        except sa.exc.IntegrityError as fault:
            # The database's own rules are the last guard; what hands have done is kept even so.
            unfit = Refused("books_refused", "The books cannot take that as it was told.")
            if not trade.told:
                raise unfit from fault
            return self._once(trade, handed, opened, held_for=unfit)

    def _once(
        self, trade: Trade[Any], handed: Handed, opened: Opened, held_for: Refused | None
    ) -> Receipt:
        command, actor, own_id = handed.command, handed.actor, str(handed.id)
        body = self._body(trade, command)
        if trade.prepare is not None and held_for is None:
            command = trade.prepare(command)
        if trade.prove is not None and held_for is None:
            command = trade.prove(command, actor, self.is_own)
        if trade.makes_plan and held_for is None and not self._stands(own_id):
            command = self.make_plan(command)
        with opened() as books:
            known = books.execute(_KNOWN, {"id": own_id}).first()
            if known is not None:
                return repeat(known, trade, body, actor)
            head = books.execute(_HEAD).first()
            sequence, previous = (head.sequence + 1, head.hash) if head else (1, chain.GENESIS)
            recorded_at = self.clock.now()
            entry = Entry(
                books=books,
                sequence=sequence,
                id=own_id,
                acts_for=own_id,
                noun=trade.noun,
                actor=actor,
                clock=self.clock,
                recorded_at=recorded_at,
                done_at=command.done_at or recorded_at,
                vault=self.vault,
                trades=self.trades,
                site_id=actor.site_id,
                is_about_to=command.done_at is None,
            )
            if held_for is not None:
                entry.hold(held_for)
            else:
                self._carry_out(trade, command, entry)
            return self._journal(entry, command, body, previous)

    def drop_what_is_not_kept(self, receipt: Receipt) -> None:
        """Once an act is in the books: delete the pictures that it named and must not keep."""
        if NOT_KEPT in receipt.made:
            self.let_go(receipt.made[NOT_KEPT])

    def _stands(self, id: str) -> bool:
        """Whether an id is in the journal already, so that nothing slow is done for it again."""
        with self.database.reading() as books:
            return books.execute(_KNOWN, {"id": id}).first() is not None

    def _carry_out(self, trade: Trade[Any], command: Command, entry: Entry) -> None:
        if entry.actor.lapsed:
            raise Refused("role_lapsed", "{name}'s role has lapsed.", name=entry.actor.name)
        trade.handler(command, entry)
        entry.finish()

    def _body(self, trade: Trade[Any], command: Command) -> bytes:
        content = msgspec.to_builtins(command)
        for field in trade.secret_fields:
            # A secret never enters the content; its keyed fingerprint still tells repeats apart.
            content[field] = self.vault.fingerprint(str(content.get(field)))
        return _TO_JSON.encode([trade.noun, content])

    def _journal(self, entry: Entry, command: Command, body: bytes, previous: str) -> Receipt:
        salt = self.clock.salt()
        receipt = Receipt(
            id=entry.id,
            noun=entry.noun,
            status=entry.outcome,
            sequence=entry.sequence,
            recorded_at=stamp(entry.recorded_at),
            made=entry.made,
            discrepancies=entry.discrepancies,
            reason=entry.reason,
            sentence=entry.sentence,
            said=entry.said,
        )
        row = {
            "sequence": entry.sequence,
            "command_id": entry.id,
            "noun": entry.noun,
            "version": command.version,
            "outcome": entry.outcome,
            "actor_id": entry.actor.id,
            "device_id": entry.actor.device_id,
            "done_at": stamp(entry.done_at),
            "recorded_at": receipt.recorded_at,
            "reverses": entry.reverses,
            "content_hash": chain.content_hash(salt, body),
            "receipt": _TO_JSON.encode(receipt).decode(),
        }
        moves = "".join(
            chain.move_text(m.lot, *m.source, *m.target, m.quantity, m.reason) for m in entry.moves
        )
        row["hash"] = chain.link(previous, (row[name] for name in chain.FIELDS), moves)
        entry.books.execute(_APPEND, row)
        entry.books.execute(_KEEP, {"command_id": entry.id, "salt": salt, "body": body})
        return receipt


def repeat(known: Any, trade: Trade[Any], body: bytes, actor: Actor) -> Receipt:
    """The stored receipt of an id met again; raises `IdReused` if content or person differ.

    Once retention has deleted the content, noun and person alone are compared.
    """
    mine = known.actor_id == actor.id or actor.role in DESK
    same = (
        mine
        and known.noun == trade.noun
        and (
            known.salt is None
            or hmac.compare_digest(chain.content_hash(known.salt, body), known.content_hash)
        )
    )
    if not same:
        raise IdReused(
            "id_reused", "This id was already used for something else; make a new one for this act."
        )
    stored = msgspec.json.decode(known.receipt, type=Receipt)
    return msgspec.structs.replace(stored, repeated=True)
