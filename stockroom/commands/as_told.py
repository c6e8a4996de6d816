"""Whether what goes to a facility is what it was told: its manifests, held against the load."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import sqlalchemy as sa

from stockroom.commands.base import Entry
from stockroom.commands.manifest_bodies import body_of, same_load
from stockroom.errors import Stopped
from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate import Said
from stockroom.tables.papers import Manifest
from stockroom.tables.wishes import Facility

MANIFEST = cast(sa.Table, Manifest.__table__)  # type: ignore[attr-defined]
FACILITY = cast(sa.Table, Facility.__table__)  # type: ignore[attr-defined]
OTHER = "not_as_told"
NEVER_TOLD, NOT_SENT = "manifest_never_told", "manifest_not_sent"
NOT_APPROVED, OTHER_LOAD = "manifest_not_approved", "manifest_other_load"
WHY_DIFFERS: Mapping[str, str] = {
    NEVER_TOLD: _("{facility} has not been told what comes: make the manifest and send it."),
    NOT_SENT: _("The newest manifest for {facility} has not been sent to it yet."),
    NOT_APPROVED: _(
        "{facility} has been sent another manifest since the first, and has not approved it yet."
    ),
    OTHER_LOAD: _(
        "What is packed for {facility} is not what its manifest says: make a new version."
    ),
}
"""The sentence for each answer of `differs`; its fact is the code of the facility."""

_VERSIONS = (
    sa.select(MANIFEST)
    .where(
        MANIFEST.c.run_id == sa.bindparam("run"),
        MANIFEST.c.facility_id == sa.bindparam("facility"),
    )
    .order_by(MANIFEST.c.version)
)
_SENT = (
    sa.select(FACILITY.c.id, FACILITY.c.code)
    .join(MANIFEST, MANIFEST.c.facility_id == FACILITY.c.id)
    .where(MANIFEST.c.run_id == sa.bindparam("run"), MANIFEST.c.sent_in.is_not(None))
    .distinct()
)


def loaded(entry: Entry, run: int, van: int, facilities: Collection[int | None]) -> None:
    """Stop a loading that makes the load another than its facility was told; else tell an alarm.

    It is asked once the goods are on the van; what is raised undoes that.
    """
    for facility, code in entry.books.execute(_SENT, {"run": run}).all():
        why = differs(entry.books, run, facility) if facility in facilities else ""
        if why and entry.is_about_to:
            raise Stopped(why, WHY_DIFFERS[why], facility=code)
        if why:
            said = Said(WHY_DIFFERS[why], {"facility": code})
            entry.discrepancy(OTHER, place=van, alarm=True, said=said.kept())


def versions(books: sa.Connection, run_id: int, facility_id: int) -> Sequence[Any]:
    """Every manifest of one stop, the oldest first."""
    return books.execute(_VERSIONS, {"run": run_id, "facility": facility_id}).all()


def waits_for_approval(made: Sequence[Any], row: Any) -> bool:
    """Whether a version needs the facility's word: an earlier one was sent, and it has none."""
    sent_before = any(one.sent_in and one.version < row.version for one in made)
    return sent_before and row.approved_in is None


def standing(made: Sequence[Any]) -> Any:
    """The newest version that a facility was told and holds for true; None where there is none."""
    told = (one for one in reversed(made) if one.sent_in and not waits_for_approval(made, one))
    return next(told, None)


def differs(books: sa.Connection, run_id: int, facility_id: int) -> str:
    """Why what is aboard and ready for a stop is not what its facility was told; empty if it is.

    One of the keys of `WHY_DIFFERS`. `manifest_never_told` says only that nothing was ever sent:
    whether that matters is for the gate's rules.
    """
    made = versions(books, run_id, facility_id)
    body = body_of(books, run_id, facility_id)
    told = standing(made)
    if told is not None and same_load(told.body, body):
        return ""
    if not any(one.sent_in for one in made):
        return NEVER_TOLD
    if not same_load(made[-1].body, body):
        return OTHER_LOAD
    return NOT_APPROVED if made[-1].sent_in else NOT_SENT
