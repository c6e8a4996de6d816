"""Who gave: the donation that stands before an intake, one for each donor and day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from stockroom.rules.writing import fold
from stockroom.speech import mark as _
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.pages.acting import Look, Step
from stockroom.web.pages.shelves.columns import DONATION, DONOR

MOST_DONORS = 200
_KNOWN = sa.select(DONOR.c.name).order_by(DONOR.c.id.desc()).limit(MOST_DONORS)
_GIFT = (
    sa.select(DONATION.c.command_id, DONATION.c.only_for)
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
    sa.select(DONOR.c.name, DONATION.c.restriction, DONATION.c.only_for)
    .select_from(DONATION.outerjoin(DONOR, DONOR.c.id == DONATION.c.donor_id))
    .where(DONATION.c.command_id == sa.bindparam("id"))
)
_CODES = sa.select(FACILITY.c.code).where(FACILITY.c.active).order_by(FACILITY.c.code).limit(100)
_SAME = sa.select(DONOR.c.name).where(DONOR.c.folded == sa.bindparam("folded")).limit(2)


class Given(NamedTuple):
    """Who gave, what the donor wants it used for and for whom alone, as a form says them.

    All are empty for a gift without a name; `only_for` is a kind, or codes with commas.
    """

    donor: str = ""
    restriction: str = ""
    only_for: str = ""


def donors(books: sa.Connection) -> Sequence[str]:
    """The names to suggest, those met last first."""
    return books.execute(_KNOWN).scalars().all()


def receivers(look: Look, before: str) -> list[tuple[str, str]]:
    """For whom alone a gift may be: a kind of facility or one facility, with words for it.

    What was said `before` is always among them.
    """
    kinds = {"shelter": _("shelters only"), "prison": _("prisons only")}
    codes = list(look.books.execute(_CODES).scalars())
    if before and before not in (*kinds, *codes):
        codes.append(before)
    found = [(kind, look.reader.say(words)) for kind, words in kinds.items()]
    return found + [(code, look.reader.say(_("{code} only"), code=code)) for code in codes]


def given(books: sa.Connection, donation: str) -> Given:
    """Who gave that donation."""
    row = books.execute(_GIVEN, {"id": donation}).first()
    return Given(row[0] or "", row[1], ",".join(row[2] or [])) if row is not None else Given()


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
    only_for = [one.strip() for one in look.form.text("only_for").split(",") if one.strip()]
    if not donor and not restriction and not only_for:
        return None
    today = look.clock.now().astimezone().date().isoformat()
    content = {"donor": donor, "received_on": today, "restriction": restriction}
    return Step("donations", {**content, **({"only_for": only_for} if only_for else {})})


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
        asked = step.content.get("only_for", [])
        alike = (row for row in look.books.execute(_GIFT, about) if row.only_for == asked)
        found = next((row.command_id for row in alike), None)
    return found


def _as_known(look: Look) -> str:
    """The donor as typed, or as the one known donor is written whose name is the same."""
    typed = look.form.text("donor")
    same = look.books.execute(_SAME, {"folded": fold(typed)}).scalars().all() if typed else ()
    return same[0] if len(same) == 1 else typed
