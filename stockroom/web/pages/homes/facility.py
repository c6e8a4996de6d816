"""A facility's home: its wishes, what is coming, and what came and wants confirming."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.ledger import HOLDING, IS_INSIDE, LINE, PLACE
from stockroom.reports.stages import STAGES, STAND
from stockroom.speech import mark as _
from stockroom.web.pages import needs
from stockroom.web.pages.acting import Facts, Look
from stockroom.web.pages.homes import waiting
from stockroom.web.pages.homes.steps import StepOn, Steps, few


def facts(look: Look) -> Facts:
    """What this facility can do now; nothing here is of another one."""
    mine = waiting.LIST.c.facility_id == look.actor.facility_id
    to_confirm = waiting.TO_CONFIRM.where(waiting.DELIVERY.c.facility_id == look.actor.facility_id)
    open_lists = sa.select(waiting.LIST.c.id).where(mine, waiting.LIST.c.withdrawn_in.is_(None))
    coming = _on_the_way(look.books, look.actor.facility_id or 0)
    steps = (
        StepOn("/wish-lists/new", _("Ask for something"), "plus"),
        StepOn(
            "/wish-lists", _("My wish lists"), "clipboard-list", waits=few(look.books, open_lists)
        ),
        StepOn(
            "/deliveries",
            _("Please say what arrived"),
            "truck-delivery",
            waits=few(look.books, to_confirm),
            state="care",
        ),
    )
    return {
        "groups": (Steps(_("What would you like to do?"), steps),),
        "coming": coming,
        "questions": needs.unanswered(look.books, look.clock.now(), [look.actor.facility_id or 0]),
    }


def _on_the_way(books: sa.Connection, facility_id: int) -> int:
    """Pieces for this facility that are on a van now."""
    select = (
        sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0))
        .select_from(
            waiting.LIST.join(LINE, LINE.c.wish_list_id == waiting.LIST.c.id)
            .join(HOLDING, HOLDING.c.line_id == LINE.c.id)
            .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
            .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        )
        .where(waiting.LIST.c.facility_id == facility_id, IS_INSIDE, STAGES["in_the_van"])
    )
    return int(books.execute(select).scalar_one())
