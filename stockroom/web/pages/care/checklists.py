"""What is looked at before goods of a family are given on: questions that "yes" answers well.

One "no" is enough to keep a thing back. Each question says what to do then, why, and who says so.
The answers guide whoever inspects; what the books keep is the outcome and the note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stockroom.commands.looking import Outcome
from stockroom.speech import mark as _

YES, NO = "yes", "no"
# From the mildest to the one that leaves nothing to be given on.
SEVERITY = (Outcome.QUARANTINE, Outcome.REDIRECT, Outcome.RECYCLE, Outcome.DESTROY)


class Check(NamedTuple):
    """One question; `otherwise` is what is suggested after a "no", `why` the sentence for it."""

    name: str
    question: str
    otherwise: Outcome
    why: str
    source: str


class Verdict(NamedTuple):
    """What the answers suggest, and the questions that were answered with "no"."""

    outcome: Outcome | None
    failed: Sequence[Check]


CPSC = "CPSC, Resellers Guide"
UK_BABY_BANKS = "UK baby banks, accepted goods"
RECALL = Check(
    "recall",
    _("Have you looked for its make and model among the recalls, and found none?"),
    Outcome.QUARANTINE,
    _("A thing that may be recalled waits until a coordinator has looked it up."),
    CPSC,
)
WHOLE = Check(
    "whole",
    _("Is nothing broken, loose, missing or sharp?"),
    Outcome.QUARANTINE,
    _("Broken, wobbly or incomplete things are mended first, or not given on at all."),
    CPSC,
)
HARNESS = Check(
    "harness",
    _("Do all its straps and buckles hold when you pull hard?"),
    Outcome.DESTROY,
    _("A child falls out of a harness that gives way. Cut it, so that nobody uses it."),
    CPSC,
)
CLEAN = Check(
    "clean",
    _("Is it clean, with no mould and no smell of smoke?"),
    Outcome.RECYCLE,
    _("Nobody is given what we would not put on our own child."),
    UK_BABY_BANKS,
)
SEALED = Check(
    "sealed",
    _("Is it new, and its packet unopened?"),
    Outcome.DESTROY,
    _("Opened or used, it can carry germs that no washing takes away."),
    UK_BABY_BANKS,
)
IN_DATE = Check(
    "in_date",
    _("Can you read its date, and is it at least three months away?"),
    Outcome.DESTROY,
    _("Past its date it may harm a baby, and it still has to travel."),
    "Wisconsin Extension, 2020; our margin for the way",
)
CHECKLISTS: Mapping[str, Sequence[Check]] = {
    "SLEEP": (
        Check(
            "fixed_sides",
            _("Do all its sides stay fixed, with none that slides or drops?"),
            Outcome.RECYCLE,
            _("A cot with a side that drops is never given on; take it apart and recycle it."),
            "16 CFR 1219, 1220",
        ),
        Check(
            "bars",
            _("Are the gaps between its bars 6 cm or narrower?"),
            Outcome.RECYCLE,
            _("A baby's body slips through a wider gap, and the head does not."),
            "16 CFR 1219; EN 716",
        ),
        Check(
            "bare",
            _("Is it free of anything padded or sloping: no bumper, no positioner, no wedge?"),
            Outcome.DESTROY,
            _("Bumpers, positioners and inclined sleepers are never given on; destroy them."),
            "Safe Sleep for Babies Act, 2022",
        ),
        WHOLE,
        RECALL,
    ),
    "MATT": (
        Check(
            "sealed",
            _("Is it new, and still in its maker's wrapping?"),
            Outcome.RECYCLE,
            _("Used mattresses are never given on."),
            UK_BABY_BANKS,
        ),
    ),
    "CARS": (
        Check(
            "no_crash",
            _("Has whoever gave it said that it was never in a crash?"),
            Outcome.DESTROY,
            _("A car seat that was in a crash is never given on; cut its harness and recycle it."),
            "WestSide Baby",
        ),
        Check(
            "label",
            _("Is its approval label there, and can you read it?"),
            Outcome.DESTROY,
            _("A car seat without its approval label is never given on."),
            "UN R44, R129",
        ),
        Check(
            "in_date",
            _("Was it made less than five years ago, by the date on its shell?"),
            Outcome.DESTROY,
            _("Plastic grows brittle: most makers give a seat six years, and a year must be left."),
            "WestSide Baby",
        ),
        HARNESS,
        RECALL,
    ),
    "WHEEL": (
        Check(
            "brakes",
            _("Do its brakes hold, and does it stay open with both its locks?"),
            Outcome.QUARANTINE,
            _("A pram that rolls away or folds up is mended first, or not given on at all."),
            "BS 7409; EN 1888",
        ),
        HARNESS,
        WHOLE,
        RECALL,
    ),
    "SEAT": (
        Check(
            "not_a_walker",
            _("Is it something other than a baby walker or a bath seat held by suckers?"),
            Outcome.DESTROY,
            _("Babies reach stairs and deep water in them. They are never given on; destroy them."),
            "Canada Consumer Product Safety Act",
        ),
        HARNESS,
        WHOLE,
        RECALL,
    ),
    "CARR": (
        Check(
            "maker",
            _("Does a maker's label say who made it?"),
            Outcome.DESTROY,
            _("Home-made, counterfeit and bag slings are not given on for babies."),
            "RCBW, safety of slings",
        ),
        HARNESS,
        RECALL,
    ),
    "TEX": (
        CLEAN,
        Check(
            "no_cord",
            _("Is it free of cords at the hood and the neck?"),
            Outcome.QUARANTINE,
            _("A cord at the neck can strangle. Pull it out; then it may be given on."),
            "EN 14682",
        ),
        Check(
            "tight",
            _("Are its buttons and trimmings tight, and would you be glad to be given it?"),
            Outcome.RECYCLE,
            _("Loose parts end in a small mouth; rags and rude words go to nobody."),
            CPSC,
        ),
    ),
    "TEXN": (
        Check(
            "new",
            _("Is it new, with its tag or in its packet?"),
            Outcome.RECYCLE,
            _("What is worn on bare skin is given on only when it is new."),
            UK_BABY_BANKS,
        ),
    ),
    "TOY": (
        Check(
            "no_small_part",
            _("Is every part too large for a small child's mouth, with no magnet or button cell?"),
            Outcome.DESTROY,
            _("Children under three choke on small parts; magnets and button cells burn inside."),
            CPSC,
        ),
        CLEAN,
        WHOLE,
        RECALL,
    ),
    "FEEDN": (SEALED,),
    "FORM": (
        Check(
            "sealed",
            _("Is every tin unopened and undented?"),
            Outcome.DESTROY,
            _("Formula is given on only unopened and undented; throw this tin away."),
            "WHO and FAO, powdered infant formula",
        ),
        IN_DATE,
    ),
    "FOOD": (SEALED, IN_DATE),
    "HYG": (
        Check(
            "sealed",
            _("Is it sealed, or clean nappies from an opened pack that you have counted?"),
            Outcome.DESTROY,
            _("Opened creams, wipes and bottles can carry germs. Only clean nappies may be loose."),
            UK_BABY_BANKS,
        ),
    ),
    "MED": (
        Check(
            "no_medicine",
            _("Is it a sealed thing, and no medicine?"),
            Outcome.DESTROY,
            _("Medicines are never given on; take them to a pharmacy."),
            UK_BABY_BANKS,
        ),
    ),
    "PUMP": (
        Check(
            "new",
            _("Is it new, and its packet unopened?"),
            Outcome.DESTROY,
            _("A breast pump is for one mother: what is inside cannot be cleaned."),
            "FDA, breast pumps",
        ),
    ),
    "ELEC": (
        Check(
            "tested",
            _("Does it carry a tester's label with a date, and is its cable whole?"),
            Outcome.QUARANTINE,
            _("Electrical things are tested by somebody qualified first."),
            "Selling Safe Goods",
        ),
        RECALL,
    ),
    "BOOK": (CLEAN,),
}


def judged(checks: Sequence[Check], answers: Mapping[str, str]) -> Verdict:
    """What the answers suggest: nothing to hold against it, or the gravest of what was said."""
    failed = [check for check in checks if answers.get(check.name) != YES]
    if not failed:
        return Verdict(None, ())
    return Verdict(max((check.otherwise for check in failed), key=SEVERITY.index), failed)
