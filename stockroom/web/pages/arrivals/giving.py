"""Who gave: the donation that stands before an intake, one for each donor and day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from stockroom.rules.writing import fold
from stockroom.web.pages.acting import Look, Step
from stockroom.web.pages.shelves.columns import DONATION, DONOR

MOST_DONORS = 200
_KNOWN = sa.select(DONOR.c.name).order_by(DONOR.c.id.desc()).limit(MOST_DONORS)
_GIFT = (
    sa.select(DONATION.c.command_id)
    .select_from(DONATION.outerjoin(DONOR, DONOR.c.id == DONATION.c.donor_id))
    .where(
        sa.func.coalesce(DONOR.c.name, "") == sa.bindparam("donor"),
        DONATION.c.received_on == sa.bindparam("day", type_=sa.Date),
        DONATION.c.restriction == sa.bindparam("restriction"),
        DONATION.c.note == "",
    )
    .order_by(DONATION.c.id)
)
_BY_ID = sa.select(DONATION.c.command_id).where(DONATION.c.command_id == sa.bindparam("id"))
_GIVEN = (
    sa.select(DONOR.c.name, DONATION.c.restriction)
    .select_from(DONATION.outerjoin(DONOR, DONOR.c.id == DONATION.c.donor_id))
    .where(DONATION.c.command_id == sa.bindparam("id"))
)
_SAME = sa.select(DONOR.c.name).where(DONOR.c.folded == sa.bindparam("folded")).limit(2)


class Given(NamedTuple):
    """Who gave and what the donor wants it used for; both empty for a gift without a name."""

    donor: str = ""
    restriction: str = ""


def donors(books: sa.Connection) -> Sequence[str]:
    """The names to suggest, those met last first."""
    return books.execute(_KNOWN).scalars().all()


def given(books: sa.Connection, donation: str) -> Given:
    """Who gave that donation."""
    row = books.execute(_GIVEN, {"id": donation}).first()
    return Given(row[0] or "", row[1]) if row is not None else Given()


def before(look: Look) -> Sequence[Step]:
    """The donation to be noted first, if its donor gave nothing else today."""
    step = _step(look)
    return [] if step is None or _stands(look, step) else [step]


def donation(look: Look) -> dict[str, str]:
    """The field of an intake that names its donation, if there is one."""
    step = _step(look)
    if step is None:
        return {}
    return {"donation": _stands(look, step) or str(step.id(look.form_id))}


def _step(look: Look) -> Step | None:
    donor, restriction = _as_known(look), look.form.text("restriction")
    if not donor and not restriction:
        return None
    today = look.clock.now().astimezone().date().isoformat()
    content = {"donor": donor, "received_on": today, "restriction": restriction}
    return Step("donations", content)


def _stands(look: Look, step: Step) -> str | None:
    """The id of the donation if it is in the books: this form's own, or another of today."""
    own: UUID = step.id(look.form_id)
    found = look.books.execute(_BY_ID, {"id": str(own)}).scalar()
    if found is None:
        about = {
            "donor": step.content["donor"],
            "day": look.clock.now().astimezone().date(),
            "restriction": step.content["restriction"],
        }
        found = look.books.execute(_GIFT, about).scalar()
    return found


def _as_known(look: Look) -> str:
    """The donor as typed, or as the one known donor is written whose name is the same."""
    typed = look.form.text("donor")
    same = look.books.execute(_SAME, {"folded": fold(typed)}).scalars().all() if typed else ()
    return same[0] if len(same) == 1 else typed
