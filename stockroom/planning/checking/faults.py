"""What can be wrong with a plan, each kind with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """One kind of fault for each thing that a plan must be."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    NO_PIECES = "no_pieces"
    OVERUSED = "overused"
    OVERMET = "overmet"
    NOTHING_LIKE_IT = "nothing_like_it"
    GATE = "gate"
    QUANTITY = "quantity"
    EXPIRES = "expires"
    DONOR = "donor"
    NOT_ACCEPTED = "not_accepted"
    ON_HOLD = "on_hold"
    NOT_ARRIVED = "not_arrived"
    FORBIDDEN = "forbidden"
    PIN = "pin"
    KIT = "kit"
    STOPS = "stops"
    VISIT = "visit"
    SHORT = "short"
    WHY = "why"
    VALUE = "value"
    REASON_PIN = "reason_pin"
    REASON_OVER = "reason_over"
    REASON_LEVEL = "reason_level"
    REASON_FACTS = "reason_facts"
    URGENCY = "urgency"
    FAIRNESS = "fairness"
    FIT = "fit"
    AGE = "age"
    UNPROVEN = "unproven"


SENTENCES: Mapping[Kind, str] = {
    Kind.UNKNOWN: "The plan names {what} {number}, which the snapshot does not hold.",
    Kind.TWICE: "Stock {stock} for line {line} is said more than once.",
    Kind.NO_PIECES: "Stock {stock} for line {line} is of {pieces} pieces.",
    Kind.OVERUSED: "Stock {stock} holds {have}; {given} are given away.",
    Kind.OVERMET: "Line {line} asks {asked}; {given} are given.",
    Kind.NOTHING_LIKE_IT: "Stock {stock} is not what line {line} asks.",
    Kind.GATE: "Stock {stock} is turned away where line {line} goes.",
    Kind.QUANTITY: "The gate of home {home} lets in {left} more; {given} are given.",
    Kind.EXPIRES: "Stock {stock} must be used too soon for line {line}.",
    Kind.DONOR: "Stock {stock} was given for others than line {line}.",
    Kind.NOT_ACCEPTED: "Stock {stock}, for line {line}, is not accepted.",
    Kind.ON_HOLD: "Stock {stock}, for line {line}, is on hold.",
    Kind.NOT_ARRIVED: "Stock {stock}, for line {line}, has not arrived.",
    Kind.FORBIDDEN: "Stock {stock} for line {line} was ruled out.",
    Kind.PIN: "Of stock {stock}, {asked} were pinned to line {line}; {given} go there.",
    Kind.KIT: "Of kit {kit} {number} are complete, yet line {line} gets {given} pieces.",
    Kind.STOPS: "{stops} homes are visited; at most {most} can be.",
    Kind.VISIT: "Home {home} has waited too long, and could be visited.",
    Kind.SHORT: "Line {line} is short of {short}; the plan says {said}.",
    Kind.WHY: "Line {line} is not short because of {why}.",
    Kind.VALUE: "The plan says {said} for {level}; it comes to {value}.",
    Kind.REASON_PIN: "Stock {stock} for line {line} is not pinned as the plan says.",
    Kind.REASON_OVER: "Line {over} is not who lost stock {stock} to line {line}.",
    Kind.REASON_LEVEL: "Line {line} does not come before line {over} by {level}.",
    Kind.REASON_FACTS: "Of line {line} the plan says {name} {said}; it is {value}.",
    Kind.URGENCY: "More urgent need could be met: {lower} would give way to {better}.",
    Kind.FAIRNESS: "It could be fairer: {lower} would give way to {better}.",
    Kind.FIT: "The goods could fit better ({lower}).",
    Kind.AGE: "Older wishes could come first ({lower}).",
    Kind.UNPROVEN: "{level} is called certain; {before} before it is not.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a plan: its kind and facts, and a sentence for people."""

    kind: Kind
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Tell the fault in words."""
        return SENTENCES[self.kind].format(**self.facts)


def fault(kind: Kind, **facts: object) -> Fault:
    """Make a fault of its facts."""
    return Fault(kind, facts)
