"""Lists of planning: plans as they were made, what each proposes, and what would stay short."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.planning import MADE, MATCH, SHORT
from stockroom.web.api.reads.base import Read, number, present

PLANS = Read(
    noun="plans",
    describes="plans, each as of a position of the journal, for one wish list or for all",
    select=sa.select(
        MADE.c.id,
        MADE.c.made_in,
        MADE.c.wish_list_id.label("wish_list"),
        MADE.c.position,
        MADE.c.pins,
        MADE.c.forbidden,
        MADE.c.most_stops,
        MADE.c.certain,
        MADE.c.faults,
        MADE.c.set_aside_in,
    ),
    key=MADE.c.id,
    roles=DESK,
    filters={"wish_list": number(MADE.c.wish_list_id), "set_aside": present(MADE.c.set_aside_in)},
)
PLAN_MATCHES = Read(
    noun="plan-matches",
    describes="what plans propose: so many pieces of a lot in a place for a line, and why",
    select=sa.select(
        MATCH.c.id,
        MATCH.c.plan_id.label("plan"),
        MATCH.c.lot_id.label("lot"),
        MATCH.c.place_id.label("place"),
        MATCH.c.line_id.label("line"),
        MATCH.c.pieces,
        MATCH.c.level,
        MATCH.c.over_line,
        MATCH.c.facts,
        MATCH.c.pinned,
        MATCH.c.taken_in,
    ),
    key=MATCH.c.id,
    roles=DESK,
    filters={
        "plan": number(MATCH.c.plan_id),
        "line": number(MATCH.c.line_id),
        "taken": present(MATCH.c.taken_in),
    },
)
PLAN_SHORTS = Read(
    noun="plan-shorts",
    describes="what lines would stay short of under a plan, and why",
    select=sa.select(
        SHORT.c.id,
        SHORT.c.plan_id.label("plan"),
        SHORT.c.line_id.label("line"),
        SHORT.c.pieces,
        SHORT.c.why,
        SHORT.c.others,
    ),
    key=SHORT.c.id,
    roles=DESK,
    filters={"plan": number(SHORT.c.plan_id), "line": number(SHORT.c.line_id)},
)
READS = (PLANS, PLAN_MATCHES, PLAN_SHORTS)
