"""Lists to begin from: what somebody needs who arrives with nothing, and what a newborn needs.

Both begin from a kit of the stockroom (see stockroom/catalogue/kits.py for its sources), so that a
bag packed ahead answers it at once; nappies stand beside the kit, since they go by weight. Numbers
are for one child, to be changed before the list is sent.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from stockroom.speech import mark as _
from stockroom.words import Urgency

MOST_CHILDREN = 20


class Thing(NamedTuple):
    """So many pieces of a product, or kits ("kit:CODE"), for one child.

    `sized` ones take the size that is asked; kits that may be `begun` need not come all at once.
    """

    product: str
    quantity: int
    sized: str = ""
    begun: bool = False


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
        (Thing("kit:TONIGHT", 1, CLOTHES, begun=True), Thing("NP-DISP", 24, NAPPIES)),
    ),
    "newborn": Template(
        _("Newborn starter"),
        _("The first weeks of a baby"),
        "heart",
        Urgency.TWO_WEEKS,
        (Thing("kit:NEWBORN", 1, begun=True),),
    ),
}


def offered(known: Collection[str]) -> dict[str, Template]:
    """The templates of which everything is among these codes: kits that are not given drop out."""
    return {
        name: one
        for name, one in TEMPLATES.items()
        if all(thing.product in known for thing in one.things)
    }


def lines(template: Template, children: int, sizes: dict[str, str]) -> list[dict[str, str]]:
    """The lines of a template as the form names their fields, for so many children."""
    return [
        {
            "product": thing.product,
            "size": sizes.get(thing.sized, ""),
            "quantity": str(thing.quantity * children),
            "begun": "true" if thing.begun else "",
            "urgency": template.urgency.value,
        }
        for thing in template.things
    ]
