"""Records of facilities, with what a handover there needs; an edit is a command too."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta
from sqlmodel import select

from stockroom import secret_fields
from stockroom.commands import refs, travelling
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, Note, Trade, Word, known
from stockroom.commands.places import add_place
from stockroom.commands.records import Code, Language, edit
from stockroom.errors import Refused
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Run, Stop, StopKind
from stockroom.tables.wishes import (
    Climate,
    Facility,
    FacilityKind,
    HandsOverAt,
    Proof,
    ProofLevel,
)

Name = Annotated[str, Meta(max_length=60, pattern=NO_NUL)]
Capacity = Annotated[int, Meta(ge=0, le=10_000)]
Months = Annotated[int, Meta(ge=0, le=120)]
Policy = Annotated[dict[Proof, ProofLevel], Meta(max_length=len(Proof))]
PhotoDays = Annotated[int, Meta(ge=0, le=3_650, description="days; 0 keeps no picture at all")]
ServiceMinutes = Annotated[int, Meta(ge=0, le=480, description="minutes")]
Sealed = Annotated[str, Meta(max_length=300, pattern=NO_NUL)]
Email = Annotated[str, Meta(max_length=200, pattern=r"^([^\s@\x00]+@[^\s@\x00]+)?$")]
Point = Annotated[
    str,
    Meta(
        pattern=r"^(-?\d{1,2}(\.\d{1,6})?, ?-?\d{1,3}(\.\d{1,6})?)?$",
        description="latitude, longitude in degrees",
    ),
]
NewPin = Annotated[str, Meta(pattern=r"^(\d{4,8})?$", description="4 to 8 digits")]


class Secret(StrEnum):
    """What is kept sealed of a facility, by name."""

    ADDRESS = "address"
    CONTACT = "contact"
    EMAIL = "email"
    POINT = "point"
    MEETING_POINT = "meeting_point"
    PIN = "pin"


Forgotten = Annotated[list[Secret], Meta(max_length=len(Secret))]
SECRETS = tuple(secret.value for secret in Secret)
CHANGED = (
    "name",
    "language",
    "capacity",
    "max_age_months",
    "climate",
    "photo_days",
    "hands_over_at",
    "instructions",
    "contact_role",
    "service_min",
    "active",
)


class FacilityRecord(Command, frozen=True, kw_only=True):
    """A shelter or a prison unit; what a secret field says is kept encrypted and never listed.

    `proof` is what proves a handover there (see rules/proofs), `instructions` and `contact_role`
    what a driver may carry on a phone: no name, no number, no address.
    """

    code: Code
    kind: FacilityKind
    name: Name = ""
    language: Language = "en"
    capacity: Capacity | None = None
    max_age_months: Months | None = None
    climate: Climate = Climate.TEMPERATE_NORTH
    proof: Policy = {}
    photo_days: PhotoDays = 90
    hands_over_at: HandsOverAt = HandsOverAt.GATE
    instructions: Note = ""
    contact_role: Word = ""
    service_min: ServiceMinutes = 20
    address: Sealed = ""
    contact: Sealed = ""
    email: Email = ""
    point: Point = ""
    meeting_point: Sealed = ""
    pin: NewPin = ""


class FacilityChange(Command, frozen=True, kw_only=True):
    """A facility's record edited; what is left out stays as it is.

    A secret field is replaced by what is written, and deleted where `forget` names it.
    """

    facility: Code
    name: Name | None = None
    language: Language | None = None
    capacity: Capacity | None = None
    max_age_months: Months | None = None
    climate: Climate | None = None
    proof: Policy | None = None
    photo_days: PhotoDays | None = None
    hands_over_at: HandsOverAt | None = None
    instructions: Note | None = None
    contact_role: Word | None = None
    service_min: ServiceMinutes | None = None
    active: bool | None = None
    address: Sealed | None = None
    contact: Sealed | None = None
    email: Email | None = None
    point: Point | None = None
    meeting_point: Sealed | None = None
    pin: NewPin | None = None
    forget: Forgotten = []


def facility(command: FacilityRecord, entry: Entry) -> None:
    """Make the facility, its gate and its inside."""
    if entry.rows.exec(select(Facility).where(Facility.code == command.code)).first():
        raise Refused("code_taken", "{code} is taken.", code=command.code)
    given = {name: getattr(command, name) for name in CHANGED if name != "active"}
    row = entry.add(
        Facility(code=command.code, kind=command.kind, proof=_levels(command.proof), **given)
    )
    for kind in (PlaceKind.GATE, PlaceKind.FACILITY):
        add_place(entry, kind, f"{command.code} {kind.value}", facility_id=row.id, outside=True)
    _seal(entry, row, command)
    entry.made["facility"] = row.code


def facility_change(command: FacilityChange, entry: Entry) -> None:
    """Edit what was given."""
    row = refs.facility(entry, command.facility)
    edit(row, command, CHANGED)
    if command.proof is not None:
        row.proof = _levels(command.proof)
    _forget(entry, row, command)
    _seal(entry, row, command)


def _levels(policy: dict[Proof, ProofLevel]) -> dict[str, str]:
    return {kind.value: level.value for kind, level in policy.items()}


def _seal(entry: Entry, row: Facility, command: Any) -> None:
    for name in SECRETS:
        text = getattr(command, name)
        if text:
            secret_fields.keep(
                entry.rows, entry.vault, StopKind.FACILITY, known(row.id), name, text
            )
    if command.point:
        travelling.points_changed(entry, StopKind.FACILITY, known(row.id))


def _forget(entry: Entry, row: Facility, command: FacilityChange) -> None:
    """Delete the secrets that are named, and the minutes computed from a point."""
    for name in SECRETS:
        written = getattr(command, name)
        if written == "":
            raise Refused(
                "nothing_written",
                "An empty field deletes nothing: name what shall be deleted under “forget”.",
            )
        if written is not None and name in command.forget:
            raise Refused("forget_or_write", "The same field is to be written and to be deleted.")
    _still_needed(entry, row, command.forget)
    for name in command.forget:
        secret_fields.forget(entry.rows, StopKind.FACILITY, known(row.id), name.value)
    if Secret.POINT in command.forget:
        travelling.points_changed(entry, StopKind.FACILITY, known(row.id))


def _still_needed(entry: Entry, row: Facility, forgotten: Collection[Secret]) -> None:
    """Raise `Refused` where a handover there could not be without one of them."""
    if Secret.PIN in forgotten and row.proof.get(Proof.PIN) == ProofLevel.REQUIRED:
        raise Refused(
            "pin_needed",
            "Each handover at {code} needs the PIN. Change what proves a handover there first.",
            code=row.code,
        )
    if row.hands_over_at == HandsOverAt.MEETING_POINT:
        if Secret.MEETING_POINT in forgotten:
            raise Refused(
                "meeting_point_needed",
                "Goods for {code} change hands at the meeting point. Change that first.",
                code=row.code,
            )
    elif Secret.ADDRESS in forgotten and (run := _next_run(entry, row)) is not None:
        raise Refused(
            "address_needed",
            "Run {id} has still to go to {code}. Write the new address, or take the stop out.",
            id=run,
            code=row.code,
        )


def _next_run(entry: Entry, row: Facility) -> int | None:
    """An open run that has still to go there."""
    query = select(Stop.run_id).where(
        Stop.run_id == Run.id,
        Stop.facility_id == row.id,
        Stop.called_off_in == None,  # noqa: E711
        Stop.left_at == None,  # noqa: E711
        Run.closed_in == None,  # noqa: E711
    )
    return entry.rows.exec(query).first()


TRADES = (
    Trade(
        "facilities",
        FacilityRecord,
        facility,
        DESK,
        secret_fields=SECRETS,
        example={
            "code": "M-1",
            "kind": "prison",
            "language": "fr",
            "capacity": 6,
            "proof": {"paper": "required", "photo": "forbidden"},
        },
    ),
    Trade(
        "facility-changes",
        FacilityChange,
        facility_change,
        DESK,
        secret_fields=SECRETS,
        example={"facility": "M-1", "capacity": 8},
    ),
)
