"""`GET /api/gate-proposals`: rules that refusals at the gates propose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.datastructures import State
from litestar.params import QueryParameter

from stockroom import speech
from stockroom.commands import proposals
from stockroom.commands.base import DESK
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages.frame import Reader


class GateProposal(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of rule with the figures that the refusals give, and the question to a coordinator."""

    facility: str
    reason: str
    kind: str
    facts: Mapping[str, Any]
    sentence: str
    handovers: int
    last_on: date


class GateProposals(msgspec.Struct, frozen=True, kw_only=True):
    """All of them: a refusal is remembered for a year, so there are few."""

    items: list[GateProposal]


@get(
    "/api/gate-proposals",
    name="list:gate-proposals",
    summary="gate-proposals",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": DESK},
)
def gate_proposals(
    request: Request[Any, Any, State],
    database: GivenDatabase,
    door: GivenDoor,
    upkeep: GivenUpkeep,
    facility: Annotated[
        str | None, QueryParameter(description="a facility by its code", max_length=12)
    ] = None,
) -> GateProposals:
    """What gates refused twice for the same reason: is it a rule of theirs?"""
    door.enter(request, DESK)
    reader = Reader(speech.wanted(request.headers.get("Accept-Language", "")))
    with database.snapshot() as books:
        found = proposals.proposed(books, upkeep.clock.now())
    return GateProposals(
        items=[
            _told(reader, one)
            for one in found
            if facility is None or one.facility == facility.strip().upper()
        ]
    )


def _told(reader: Reader, one: proposals.Proposed) -> GateProposal:
    proposal = one.proposal
    return GateProposal(
        facility=one.facility,
        reason=proposal.reason,
        kind=proposal.kind,
        facts=dict(proposal.facts),
        sentence=reader.say(proposal.said.sentence, **proposal.said.facts),
        handovers=proposal.handovers,
        last_on=proposal.last,
    )
