"""What a facility is told is coming: manifests made, sent and approved, and the load compared.

A manifest is one version of all that its paper says, frozen and hashed. It is made of what is
sealed or picked for one stop; where the load then becomes another, that is another version, which
the facility approves once an earlier one has been sent.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs, road
from stockroom.commands.as_told import versions
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, RowId, Trade, known
from stockroom.commands.late import JOURNAL
from stockroom.commands.manifest_bodies import body_of, hash_of
from stockroom.commands.wishes import FacilityRef
from stockroom.errors import Refused
from stockroom.tables.papers import Manifest as ManifestRow
from stockroom.tables.transport import Stop
from stockroom.tables.wishes import Facility

Approver = Annotated[str, Meta(min_length=1, max_length=40, pattern=NO_NUL)]


class Manifest(Command, frozen=True, kw_only=True):
    """What is sealed and picked for one stop, as it is to be told; the same again makes none."""

    run: RowId
    facility: FacilityRef


class HowSent(StrEnum):
    """How a manifest reached a facility."""

    MAIL = "mail"
    COPIED = "copied"
    PRINTED = "printed"


class ManifestSending(Command, frozen=True, kw_only=True):
    """A version was sent, on that day; the first sending of a version is the one that counts.

    Not before the day on which it was made, by the clock of our house.
    """

    manifest: RowId
    how: HowSent
    on: date | None = None


class ManifestApproval(Command, frozen=True, kw_only=True):
    """The facility agreed to a version; who did is a role, never a name."""

    manifest: RowId
    approved_by: Approver


def manifest(command: Manifest, entry: Entry) -> None:
    """Freeze what comes as the next version, or point to the last if that says the same."""
    run = road.open_run(entry, command.run)
    facility = stop_of(entry, known(run.id), command.facility)
    body = body_of(entry.books, known(run.id), known(facility.id))
    if not (body["parcels"] or body["loose"]):
        raise Refused(
            "nothing_packed", "Nothing is sealed or picked for {code} yet.", code=facility.code
        )
    before = versions(entry.books, known(run.id), known(facility.id))
    if before and before[-1].hash == hash_of(body):
        entry.made.update(manifest=before[-1].id, version=before[-1].version, again=True)
        return
    row = entry.add(
        ManifestRow(
            run_id=known(run.id),
            facility_id=known(facility.id),
            version=before[-1].version + 1 if before else 1,
            language=facility.language,
            body=body,
            hash=hash_of(body),
            made_in=entry.sequence,
        )
    )
    entry.made.update(manifest=row.id, version=row.version)


def sending(command: ManifestSending, entry: Entry) -> None:
    """Note how and when the newest version went out."""
    row = _newest(entry, command.manifest)
    made_on, today = _made_on(entry, row), entry.recorded_at.astimezone().date()
    on = command.on or today
    if on > today:
        raise Refused("not_yet", "{day} has not come yet.", day=on)
    if on < made_on:
        raise Refused(
            "not_made_yet",
            "Version {version} was made on {day}; it cannot have been sent before.",
            version=row.version,
            day=made_on,
        )
    if row.sent_in is None:
        row.sent_in, row.sent_on, row.sent_how = entry.sequence, on, command.how.value


def approval(command: ManifestApproval, entry: Entry) -> None:
    """Note by which role the newest version was approved."""
    row = _newest(entry, command.manifest)
    if row.sent_in is None:
        raise Refused("not_sent", "Send version {version} first.", version=row.version)
    row.approved_in = row.approved_in or entry.sequence
    row.approved_by = row.approved_by or command.approved_by.strip()


def stop_of(entry: Entry, run_id: int, code: str) -> Facility:
    """The facility with that code, at which the run has a stop that was not called off."""
    facility = refs.facility(entry, code)
    query = select(Stop.id).where(
        Stop.run_id == run_id,
        Stop.facility_id == facility.id,
        Stop.called_off_in == None,  # noqa: E711
    )
    if entry.rows.exec(query).first() is None:
        raise Refused("no_stop_there", "This run has no stop at {code}.", code=facility.code)
    return facility


def _made_on(entry: Entry, row: ManifestRow) -> date:
    """The day, at our house, on which a version was made."""
    query = sa.select(JOURNAL.c.recorded_at).where(JOURNAL.c.sequence == row.made_in)
    made_at = entry.books.execute(query).scalar_one()
    return datetime.fromisoformat(made_at).astimezone().date()


def _newest(entry: Entry, manifest_id: int) -> ManifestRow:
    row = refs.by_id(entry, ManifestRow, manifest_id, "manifest")
    newest = versions(entry.books, row.run_id, row.facility_id)[-1]
    if newest.version != row.version:
        raise Refused(
            "newer_version", "There is a newer version, {version}.", version=newest.version
        )
    return row


TRADES = (
    Trade("manifests", Manifest, manifest, DESK, example={"run": 3, "facility": "M-1"}),
    Trade(
        "manifest-sendings",
        ManifestSending,
        sending,
        DESK,
        example={"manifest": 3, "how": "mail", "on": "2026-11-20"},
    ),
    Trade(
        "manifest-approvals",
        ManifestApproval,
        approval,
        DESK,
        example={"manifest": 3, "approved_by": "gate officer"},
    ),
)
