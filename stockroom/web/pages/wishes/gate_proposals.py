"""Rules that refusals propose, on pages: the question, the form filled in for it, and "no"."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from stockroom.commands import proposals
from stockroom.desk import Receipt
from stockroom.rules.gate.proposing import Proposal
from stockroom.speech import mark as _
from stockroom.web.pages.acting import Act, Facts, Look, Page
from stockroom.web.pages.wishes import gate_figures, known

SOURCE = _("refused at the gate on {day}")


class Asked(NamedTuple):
    """One question: make it a rule? `form` is where the rule stands filled in."""

    facility: str
    reason: str
    sentence: str
    handovers: int
    last: date
    form: str


def asked(look: Look, facility_id: int | None = None) -> list[Asked]:
    """What was refused twice at one gate or at all, and no rule foresaw; three statements."""
    found = proposals.proposed(look.books, look.clock.now(), facility_id)
    return [_asked(look, one.facility, one.proposal) for one in found]


def _asked(look: Look, facility: str, proposal: Proposal) -> Asked:
    said = proposal.said
    return Asked(
        facility=facility,
        reason=proposal.reason,
        sentence=look.reader.say(said.sentence, **said.facts),
        handovers=proposal.handovers,
        last=proposal.last,
        form=_form(look, facility, proposal),
    )


def _form(look: Look, facility: str, proposal: Proposal) -> str:
    """The address of the form of a rule, with all that the refusals tell."""
    source = look.reader.say(SOURCE, day=proposal.last)
    fields = [
        ("facility", facility),
        ("source", source),
        ("proposed", "yes"),
        *gate_figures.in_form(proposal.kind, proposal.facts),
    ]
    return f"/gate-rules/new?{urlencode(fields)}"


def _one(look: Look) -> Facts:
    """The proposal that the address names."""
    row = known.facility_by_code(look, look.form.text("facility"))
    reason = look.form.text("reason")
    found = [one for one in asked(look, row.id) if one.reason == reason]
    return {"facility": row, "proposal": found[0] if found else None, "reason": reason}


def _after(_receipt: Receipt, look: Look) -> str:
    return f"/facilities/{look.form.text('facility')}#gate"


PAGES: tuple[Page | Act, ...] = (
    Act(
        "proposal-dismissals",
        "/proposal-dismissals/new",
        "wishes/proposal_dismissal.html",
        _one,
        after=_after,
    ),
)
