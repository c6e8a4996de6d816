"""What proves a handover, held against the policy of the facility; told acts are never refused."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom import secret_fields
from stockroom.commands.base import NOT_KEPT, Entry, Sha256, known
from stockroom.rules.proofs import is_kept, level_of
from stockroom.rules.writing import western
from stockroom.tables.handovers import Delivery, Evidence
from stockroom.tables.transport import StopKind
from stockroom.tables.wishes import Facility, Proof, ProofLevel

MOST_PROOFS = 20
Pin = Annotated[str, Meta(max_length=64, pattern=r"^\w*$", description="digits")]


class ProofGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One proof: a photo, a drawn signature or a photographed paper by the hash it is sent under.

    A paper that is kept as paper, and a code that was scanned, have none.
    """

    kind: Proof
    sha256: Sha256 | None = None


Proofs = Annotated[list[ProofGiven], Meta(max_length=MOST_PROOFS)]


def keep(
    entry: Entry, row: Delivery, facility: Facility, given: Sequence[ProofGiven], pin: str
) -> None:
    """Write down what proves a handover; what the policy misses, or forbids, is a discrepancy.

    Of what is forbidden only the hash is kept, so that its photo is never stored, however late it
    is sent.
    """
    proved: set[Proof] = set()
    forbidden: set[Proof] = set()
    for one in given:
        if one.kind == Proof.PIN:
            continue  # what is compared is the PIN itself, below
        allowed = level_of(facility.proof, one.kind) != ProofLevel.FORBIDDEN
        stored = allowed and is_kept(one.kind, facility.photo_days)
        if allowed:
            proved.add(one.kind)
        if not allowed or (one.sha256 is not None and not stored):
            forbidden.add(one.kind if not allowed else Proof.PHOTO)
        if allowed or one.sha256 is not None:
            _write(entry, row, facility, one, stored=stored)
    if pin:
        _try_pin(entry, row, facility, pin, proved, forbidden)
    for kind in sorted(forbidden):
        entry.discrepancy("proof_forbidden", delivery=row.id, facility=facility.code, proof=kind)
    for kind in Proof:
        if level_of(facility.proof, kind) == ProofLevel.REQUIRED and kind not in proved:
            entry.discrepancy("proof_missing", delivery=row.id, facility=facility.code, proof=kind)


def _write(
    entry: Entry, row: Delivery, facility: Facility, one: ProofGiven, *, stored: bool
) -> None:
    until = entry.happened_at.date() + timedelta(days=facility.photo_days)
    named = one.sha256 is not None
    if named and not stored:
        entry.made.setdefault(NOT_KEPT, []).append(one.sha256)
    entry.add(
        Evidence(
            delivery_id=known(row.id),
            kind=one.kind,
            sha256=one.sha256,
            delete_on=until if named and stored else None,
            deleted=named and not stored,
        )
    )


def _try_pin(
    entry: Entry,
    row: Delivery,
    facility: Facility,
    pin: str,
    proved: set[Proof],
    forbidden: set[Proof],
) -> None:
    """Compare a PIN with the facility's own. A held act carries its fingerprint only."""
    print_of = entry.vault.fingerprint
    replayed = entry.acts_for != entry.id
    if replayed and pin == print_of(""):
        return
    if level_of(facility.proof, Proof.PIN) == ProofLevel.FORBIDDEN:
        forbidden.add(Proof.PIN)
        return
    owner = known(facility.id)
    kept = secret_fields.opened(entry.books, entry.vault, StopKind.FACILITY, owner, "pin")
    given = pin if replayed else print_of(western(pin))
    if kept and hmac.compare_digest(given.encode(), print_of(kept).encode()):
        proved.add(Proof.PIN)
        entry.add(Evidence(delivery_id=known(row.id), kind=Proof.PIN))
    else:
        entry.discrepancy("pin_wrong", delivery=row.id, facility=facility.code)
