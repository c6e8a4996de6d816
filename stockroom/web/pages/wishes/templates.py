"""Lists to begin from: what a newborn needs, and what somebody needs who arrives with nothing.

*Newborn starter* is the kit proposed in the field notes of this project, after the Finnish
maternity package, less what needs a size that only the mother knows; *arrival tonight* is what
bridges the first two days: our own proposal, for each house to change before it is sent. Numbers
are for one child. Clothes sizes are European (two of them, since newborns outgrow 56 in a month).
"""

from __future__ import annotations

from typing import NamedTuple

from stockroom.speech import mark as _
from stockroom.tables.wishes import Urgency

MOST_CHILDREN = 20


class Thing(NamedTuple):
    """So many pieces of a product for one child; `sized` ones take the size that is asked."""

    product: str
    quantity: int
    size: str = ""
    sized: str = ""


class Template(NamedTuple):
    """A list to begin from, how soon it is needed, and which sizes it asks for: see `SIZES`."""

    name: str
    hint: str
    icon: str
    urgency: Urgency
    things: tuple[Thing, ...]

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes to be said before the list can be sent, in the order of `SIZES`."""
        return tuple(size for size in SIZES if any(thing.sized == size for thing in self.things))


CLOTHES, NAPPIES = "clothes", "nappies"
SIZES = {CLOTHES: _("Size of the clothes"), NAPPIES: _("Size of the nappies")}

TEMPLATES = {
    "arrival": Template(
        _("Arrival tonight"),
        _("A mother and a child who come with nothing"),
        "clock",
        Urgency.TONIGHT,
        (
            Thing("NP-DISP", 24, sized=NAPPIES),
            Thing("NP-WIPE", 1),
            Thing("CL-BODY", 3, sized=CLOTHES),
            Thing("CL-SLP", 2, sized=CLOTHES),
            Thing("CL-JMP", 1, sized=CLOTHES),
            Thing("BD-BLK", 1),
            Thing("BD-SWD", 2),
            Thing("BA-TOW", 1),
            Thing("MA-TOI", 1),
            Thing("MA-PAD", 1),
        ),
    ),
    "newborn": Template(
        _("Newborn starter"),
        _("The first weeks of a baby"),
        "heart",
        Urgency.TWO_WEEKS,
        (
            Thing("CL-BODY", 3, "56"),
            Thing("CL-BODY", 3, "62"),
            Thing("CL-SLP", 3, "56"),
            Thing("CL-SLP", 3, "62"),
            Thing("CL-JMP", 2, "62"),
            Thing("CL-SNOW", 1, "62"),
            Thing("CL-HAT", 2, "0-6 m"),
            Thing("CL-SOCK", 4, "16"),
            Thing("BD-BAG", 1, "0-6 m"),
            Thing("BD-BLK", 2),
            Thing("BD-SWD", 3),
            Thing("BA-TOW", 1),
            Thing("NP-DISP", 60, "1"),
            Thing("NP-DISP", 60, "2"),
            Thing("NP-WIPE", 2),
            Thing("NP-CREAM", 1),
            Thing("MA-PAD", 2),
            Thing("BF-PAD", 1),
            Thing("PL-BOOK", 1, "0-6 m"),
        ),
    ),
}


def lines(template: Template, children: int, sizes: dict[str, str]) -> list[dict[str, str]]:
    """The lines of a template as the form names their fields, for so many children."""
    return [
        {
            "product": thing.product,
            "size": thing.size or sizes.get(thing.sized, ""),
            "quantity": str(thing.quantity * children),
            "urgency": template.urgency.value,
        }
        for thing in template.things
    ]
