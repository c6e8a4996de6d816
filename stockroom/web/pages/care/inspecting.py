"""Inspection of a lot: the questions of its family first, then what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from stockroom.commands.looking import Outcome
from stockroom.desk import Receipt
from stockroom.speech import mark as _
from stockroom.tables.catalogue import Depth
from stockroom.tables.stock import PlaceKind
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.bench import sending
from stockroom.web.pages.care import pictures, thing
from stockroom.web.pages.care.checklists import CHECKLISTS, NO, YES, Check, judged
from stockroom.web.pages.shelves import finding

PREFIX = "check."
MOST_NOTE = 200
NOT_ON_A_SHELF = frozenset({PlaceKind.INBOUND, PlaceKind.BENCH, PlaceKind.QUARANTINE})
# Outcome, its word, its sign, and what it means.
OUTCOMES = (
    (Outcome.ACCEPT, _("Accept"), "circle-check", _("Safe and good: it may be given on.")),
    (
        Outcome.QUARANTINE,
        _("Quarantine"),
        "clock-pause",
        _("Set aside until it is mended, washed or looked up."),
    ),
    (
        Outcome.REDIRECT,
        _("Redirect"),
        "share",
        _("Good, but not for us: another charity takes it."),
    ),
    (Outcome.RECYCLE, _("Recycle"), "recycle", _("Not to be worn or used: rags, paper, metal.")),
    (
        Outcome.DESTROY,
        _("Destroy"),
        "trash",
        _("Dangerous: cut or broken, so that nobody uses it."),
    ),
)


def inspection(look: Look) -> Facts:
    """The questions, while one is unanswered; then the outcome, with what the answers suggest."""
    facts = thing.about(look)
    lot = facts["lot"]
    checks = CHECKLISTS.get(lot.safety_profile, ()) if lot is not None else ()
    answers = {check.name: _answer(look, check) for check in checks}
    asked = bool(checks) and not look.form.text("again") and all(answers.values())
    verdict = judged(checks, answers)
    failed = verdict.failed if asked else ()
    suggested = (verdict.outcome or Outcome.ACCEPT) if asked else ""
    return {
        **facts,
        "offer": sending.offered(look, lot.id) if lot is not None else None,
        "checks": checks,
        "answers": answers,
        "prefix": PREFIX,
        "asks": bool(checks) and not asked,
        "again": _again(look, facts["ref"]),
        "failed": failed,
        "outcomes": [one for one in OUTCOMES if not (failed and one[0] == Outcome.ACCEPT)],
        "suggested": suggested,
        "note": _note(look, failed),
        "picture": pictures.of_product(lot.product) if lot is not None else "",
        "may_split": lot is not None and lot.depth != Depth.SINGLE and facts["pieces_inside"] > 1,
    }


def content(look: Look) -> Mapping[str, Any]:
    """The outcome, for the whole lot unless fewer pieces are named."""
    said = thing.content(look, "outcome", "quantity", "code", "note")
    if look.form.number("quantity") == thing.about(look)["pieces_inside"]:
        said.pop("quantity", None)
    if "quantity" not in said:
        said.pop("code", None)
    return said


def after(receipt: Receipt, look: Look) -> str:
    """What is accepted goes to whom it is wanted for, else on to a shelf; then the next waits."""
    facts = thing.about(look)
    if look.form.text("outcome") != Outcome.ACCEPT:
        return "/inspections"
    ref = str(receipt.made.get("lot") or facts["ref"])
    lot = finding.lot_by(look.books, ref)
    if lot is not None and sending.offered(look, lot.id) is not None:
        return sending.address(ref)
    if not any(one.kind in NOT_ON_A_SHELF for one in facts["spots"]):
        return "/inspections"
    return "/put-aways/new?" + urlencode({"thing": ref, "next": "/inspections"})


def _answer(look: Look, check: Check) -> str:
    said = look.form.text(PREFIX + check.name)
    return said if said in (YES, NO) else ""


def _again(look: Look, ref: str) -> str:
    """The questions once more, with the answers that were given."""
    kept = [(name, value) for name, value in look.form.pairs if name.startswith(PREFIX)]
    return look.here + "?" + urlencode([("lot", ref), *kept, ("again", "yes")])


def _note(look: Look, failed: Sequence[Check]) -> str:
    """What was answered with "no", for whoever reads the outcome later."""
    no = look.reader.say(_("No"))
    said = [f"{look.reader.say(check.question)} {no}" for check in failed]
    return " · ".join(said)[:MOST_NOTE]


PAGES = (
    Act(
        "inspections", "/inspections/new", "care/inspection.html", inspection, content, after=after
    ),
)
