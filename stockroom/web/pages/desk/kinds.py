"""Each kind of discrepancy in words: what happened, what to do first, and how it may end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from stockroom.speech import mark as _

ACCEPT = ("accept",)
FIND = ("found", "lost", "accept")
HELD = ("apply", "drop")


class Kind(NamedTuple):
    """What a person reads about a kind; `endings` are settlements, the likeliest first."""

    title: str
    advice: str
    endings: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    "held": Kind(
        _("An act waits for you"),
        _("It was done, but the books could not take it as it was told. Look at the reason."),
        HELD,
    ),
    "mislaid": Kind(
        _("Taken from where the books had none"),
        _("The pieces were drawn from where the books did have them. Look there if you are near."),
        ACCEPT,
    ),
    "already_there": Kind(
        _("Put where the books had it already"),
        _("Nothing moved. Most often somebody recorded it twice."),
        ACCEPT,
    ),
    "found": Kind(
        _("More pieces than the books held"),
        _("Count the place if you can; else take the books as they are now."),
        ACCEPT,
    ),
    "count_difference": Kind(
        _("A count found another number"),
        _("The books hold what was counted. Look on the shelves around it before you decide."),
        FIND,
    ),
    "recount": Kind(
        _("Please count again"),
        _("Something moved between the count and its arrival, so it was not booked."),
        ACCEPT,
    ),
    "promise_broken": Kind(
        _("Promised pieces are gone"),
        _("The wish line is short again: promise it something else."),
        ACCEPT,
    ),
    "still_needed": Kind(
        _("Less is asked, but it is packed"),
        _("Ask the facility whether it still wants what is sealed or on the van."),
        ACCEPT,
    ),
    "missing": Kind(
        _("Missing at the gate"),
        _("Ask the driver, and look in the van and on the bench."),
        FIND,
    ),
    "not_theirs": Kind(
        _("For a facility it was not promised to"),
        _("Stop it if it has not left; else ring them and take the books as they are."),
        ACCEPT,
    ),
    "not_on_the_run": Kind(
        _("Handed over where the run had no stop"),
        _("Ask the driver at once where the goods are."),
        ACCEPT,
    ),
    "unaccounted": Kind(
        _("Loaded, and nobody said what became of it"),
        _("Look in the van, and ask the driver and who else may have taken it."),
        ACCEPT,
    ),
    "late": Kind(
        _("Told late, and moved since"),
        _("Find the thing, then take the books as they are."),
        ACCEPT,
    ),
    "loading_unsaid": Kind(
        _("More delivered than loaded"),
        _("Something was loaded without a scan. The books have put it right."),
        ACCEPT,
    ),
    "confirmed_other": Kind(
        _("The facility counted another number"),
        _("Ring them. If they are right, correct the delivery; then take the books as they are."),
        ACCEPT,
    ),
    "proof_missing": Kind(
        _("A proof that the facility wants is missing"),
        _("Ask the driver for it: the signed sheet may still lie in the van."),
        ACCEPT,
    ),
    "proof_forbidden": Kind(
        _("A proof that the facility forbids was sent"),
        _("Nothing of it was kept. Tell the driver what this facility allows."),
        ACCEPT,
    ),
    "pin_wrong": Kind(
        _("The PIN at the handover was another"),
        _("Ring the facility and ask whether the goods came."),
        ACCEPT,
    ),
    "receipt_unknown": Kind(
        _("A receipt number that is not of this gate sheet"),
        _("Compare the delivery with the signed sheet: it may be of another stop."),
        ACCEPT,
    ),
    "unlike_swap": Kind(
        _("Other goods were taken than were promised"),
        _("Look at the bench. If they will not do, put them back and promise something else."),
        ACCEPT,
    ),
    "not_good": Kind(
        _("Found not good enough when it was picked"),
        _("Inspect it, and set it aside if nobody should have it."),
        ACCEPT,
    ),
    "held_goods_mixed": Kind(
        _("Goods on hold went into a mixed box"),
        _("The box is on hold now too. Look through it."),
        ACCEPT,
    ),
    "held_goods_packed": Kind(
        _("Goods on hold were packed"),
        _("Take them out before the box is sealed."),
        ACCEPT,
    ),
    "gate_rule_broken": Kind(
        _("Against a gate's rule"),
        _("It is sealed or on the van. Ring the gate, or take it out before the van leaves."),
        ACCEPT,
    ),
    "not_as_told": Kind(
        _("Not what the facility was told"),
        _("Make a new version of the manifest and send it, or unload what is not in it."),
        ACCEPT,
    ),
    "held_goods_sealed": Kind(
        _("Goods on hold were sealed"),
        _("Open the parcel and take them out."),
        ACCEPT,
    ),
    "held_goods_loaded": Kind(
        _("Goods on hold are on the van"),
        _("Stop the van, or ring the driver."),
        ACCEPT,
    ),
    "held_goods_delivered": Kind(
        _("Goods on hold were handed over"),
        _("Ring the facility at once and say what is the matter with them."),
        ACCEPT,
    ),
}
ENDINGS: Mapping[str, tuple[str, str]] = {
    "accept": (_("Take the books as they are"), _("Nothing moves. The question is closed.")),
    "found": (_("It was found"), _("The pieces go to the place that you name.")),
    "lost": (_("It is lost"), _("The pieces are written off.")),
    "apply": (_("Do it now"), _("The act is booked as it was told.")),
    "drop": (_("Drop it"), _("The act is not booked. It stays in the journal.")),
}


def kind_of(row: Any) -> Kind:
    """The words for a discrepancy's kind; plain ones for a kind that has none yet.

    Of pieces that a count found beyond the books none is lost, and none is to be found.
    """
    kind = KINDS.get(row.kind) or Kind(row.kind.replace("_", " "), "", ACCEPT)
    surplus = row.facts.get("counted", 0) > row.facts.get("books", 0)
    return kind._replace(endings=ACCEPT) if surplus else kind
