"""What each facility is due, by how many it houses, so that asking for double brings it nothing.

Heads are weighed by what they use, in quarters of a newborn's need: nappies a day fall from about
nine in the first months over seven and five to few (published tables agree), and 26 weeks take a
child through three sizes of clothes at first, through two before the first birthday, through one
after it. A mother needs things for herself alone; an expectant one soon for a newborn too, through
half of such a time on average. The weights are defaults of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low

WEEKS = 26
"""How far back the memory of what was received goes."""

MOTHER, EXPECTANT = 1, 3
MONTHS_0_5, MONTHS_6_11, MONTHS_12_23, MONTHS_24_35, OLDER = 4, 3, 2, 2, 1

PER_TWO_PLACES = MOTHER + MONTHS_12_23
"""What two places weigh where nobody was counted: a mother and a child between one and two."""


@dataclass(frozen=True, kw_only=True)
class Heads:
    """How many a facility says it houses; children by completed months."""

    mothers: int = 0
    expectant: int = 0
    months_0_5: int = 0
    months_6_11: int = 0
    months_12_23: int = 0
    months_24_35: int = 0
    older: int = 0


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What is known of a facility: heads, places, pieces received in WEEKS, pieces still asked."""

    heads: Heads | None = None
    capacity: int | None = None
    received: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Share:
    """The pieces that a facility is due, and those that it has had of them."""

    entitled: int
    served: int


def shares(claims: Mapping[int, Claim]) -> dict[int, Share]:
    """Give each facility its part, by weighed heads, of what all received, and of what is asked.

    For what is asked it is due as much for each head as the middle one of the *others* asks:
    so its own wishes never raise what it is due, and the others' hardly do.
    """
    weights = weighed(claims)
    all_heads, all_received = sum(weights.values()), sum(one.received for one in claims.values())
    asked = {key: Fraction(one.asked, weights[key]) for key, one in claims.items() if one.asked > 0}
    of_others = _middle_of_others(asked)
    every = median_low(asked.values()) if asked else Fraction(0)
    return {
        key: Share(
            weights[key] * all_received // all_heads
            + int(weights[key] * of_others.get(key, every)),
            one.received,
        )
        for key, one in claims.items()
    }


def weighed(claims: Mapping[int, Claim]) -> dict[int, int]:
    """Weigh each facility's heads, 1 at least.

    Where none were declared its places count, else it weighs as the middle one of the others.
    """
    known = {key: weight for key, one in claims.items() if (weight := _weight(one)) > 0}
    middle = median_low(known.values()) if known else 1
    return {key: known.get(key, middle) for key in claims}


def _weight(claim: Claim) -> int:
    heads = claim.heads or Heads()
    counted = (
        MOTHER * heads.mothers
        + EXPECTANT * heads.expectant
        + MONTHS_0_5 * heads.months_0_5
        + MONTHS_6_11 * heads.months_6_11
        + MONTHS_12_23 * heads.months_12_23
        + MONTHS_24_35 * heads.months_24_35
        + OLDER * heads.older
    )
    return counted or -(-(claim.capacity or 0) * PER_TWO_PLACES // 2)


def _middle_of_others(asked: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """Give for each the middle of the others' figures, the lower one of two; 0 without others."""
    order = sorted(asked, key=lambda key: (asked[key], key))
    middle = (len(order) - 2) // 2
    return {
        key: asked[order[middle if at > middle else middle + 1]] if len(order) > 1 else Fraction(0)
        for at, key in enumerate(order)
    }
