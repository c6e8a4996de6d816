"""The sorting board: a field for each kind of mixed box, by size, girl or boy, and season.

A field is named after what it counts, so that nothing that was tapped depends on what has become
of the boxes meanwhile: `n-girl-winter-68` is a new box, `b-214-girl-winter-68` box 214.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID, uuid5

from stockroom.commands.lots import CODE_BITS
from stockroom.desk import Receipt
from stockroom.errors import Malformed, NotFound, Refused
from stockroom.rules import codes
from stockroom.speech import mark as _
from stockroom.tables.stock import How
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Step
from stockroom.web.pages.arrivals import boxes, measures, waiting
from stockroom.web.pages.arrivals.describing import FITS, SEASONS, SIZES
from stockroom.web.pages.forms import MOST_DIGITS, Form
from stockroom.web.pages.shelves import finding

NOTHING = _("Say what came out of the bags: pieces in a box, rags or rubbish.")
NOT_BAGS = _("Those are not unsorted bags.")
NUMBERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)
HOW = (How.GUESSED, How.COUNTED, How.WEIGHED)
UNSIZED = ""
_NEW, _OLD = "n", "b"


class Kind(NamedTuple):
    """A kind of mixed box."""

    fits: str
    season: str
    size: str

    @property
    def name(self) -> str:
        """As fields name it; the size comes last, since it may hold anything."""
        return f"{self.fits}-{self.season}-{self.size}"


class Field(NamedTuple):
    """Where pieces of a kind can go: into an open box, or into a new one (`box` is None)."""

    name: str
    box: Any = None


class Cell(NamedTuple):
    """One kind of box on the board, with the fields that it has; the new box comes last."""

    kind: Kind
    fields: Sequence[Field]


class Row(NamedTuple):
    """A size on the board of one season, with a cell for each of girl, boy, any."""

    size: str
    cells: Sequence[Cell]


class Sorted(NamedTuple):
    """Pieces that were tapped or typed for one box; `box` is its number, or None if it is new."""

    kind: Kind
    box: str | None
    quantity: int


def board(look: Look) -> Facts:
    """The bags to sort, and the board with the boxes that stand open where they lie."""
    bags = _bags(look)
    stand_open = [
        box
        for box in boxes.open_in(look.books, bags.site_id)
        if (box.only_for or []) == (bags.only_for or [])
    ]
    return {
        "bags": bags,
        "left": int(bags.bags),
        "seasons": [(season, icon, _rows(season, stand_open)) for season, icon in SEASONS],
        "fits": FITS,
        "how": HOW,
        "numbers": NUMBERS,
        "shown": _most_open(stand_open),
        "tally": look.form.text("tally")[:4_000],
    }


def content(look: Look) -> Mapping[str, Any]:
    """The sorting as tapped or typed; raises `Malformed` where nothing came out of the bags."""
    form = look.form
    parts = list(_sorted(form))
    weights = {
        name: measures.grams(form, name[:-2] + "_kg") or 0 for name in ("rags_g", "rubbish_g")
    }
    if not parts and not any(weights.values()):
        raise Malformed("nothing_sorted", NOTHING)
    how = form.text("how", How.GUESSED)
    bags = form.number("bags") or int(_bags(look).bags)
    into = [_into(part, look.form_id, how) for part in parts]
    return {"lot": form.text("lot"), "bags": bags, "into": into, **weights}


def before(look: Look) -> Sequence[Step]:
    """The new boxes, each with a code that follows from the form, standing where the bags lie."""
    new = [part for part in _sorted(look.form) if part.box is None]
    if not new:
        return []
    place = look.form.text("at") or str(_bags(look).place_number)
    return [
        Step("boxes", {"place": place, "code": code_of_new(look.form_id, part.kind)})
        for part in new
    ]


def after(receipt: Receipt, _look: Look) -> str:
    """On to putting the boxes away, all at once."""
    if receipt.status == "held" or not receipt.made.get("boxes"):
        return "/sortings"
    return "/sortings/boxes?" + urlencode({"sorting": receipt.id})


def code_of_new(form_id: UUID, kind: Kind) -> str:
    """The label code of a new box: the same for a form that is sent again."""
    return codes.make(uuid5(form_id, f"box {kind.name}").int % 2**CODE_BITS)


def _bags(look: Look) -> Any:
    """The bags that the form is about; leads to the list where none are left."""
    ref = look.form.text("lot")
    if not ref:
        raise GoTo("/sortings")
    try:
        lot_id, _number = finding.find(look.books, ref)
    except (Malformed, NotFound) as fault:
        raise Refused("not_bags", NOT_BAGS) from fault
    found = waiting.bags_of(look.books, lot_id) if lot_id else None
    if found is None:
        raise Refused("not_bags", NOT_BAGS)
    return found


def _most_open(stand_open: Sequence[Any]) -> str:
    """The season that the board shows first: the one of most open boxes."""
    seasons = [box.season for box in stand_open]
    return max(SEASONS, key=lambda one: seasons.count(one[0]))[0].value


def _rows(season: str, stand_open: Sequence[Any]) -> Sequence[Row]:
    """The board of a season: the usual sizes, and those that an open box has besides."""
    here = [box for box in stand_open if box.season == season]
    usual = [*SIZES["EUCM"], UNSIZED]
    others = sorted({box.size_label for box in here} - set(usual))
    return [
        Row(size, [_cell(Kind(fits, season, size), here) for fits, _icon in FITS])
        for size in [*usual, *others]
    ]


def _cell(kind: Kind, here: Sequence[Any]) -> Cell:
    alike = [box for box in here if (box.fits, box.size_label) == (kind.fits, kind.size)]
    old = [Field(f"{_OLD}-{box.number}-{kind.name}", box) for box in alike]
    return Cell(kind, [*old, Field(f"{_NEW}-{kind.name}")])


def _sorted(form: Form) -> Iterator[Sorted]:
    """What was filled in, box by box; raises `Malformed` for what is no number."""
    for name in form.latest:
        head, _dash, rest = name.partition("-")
        if head not in (_NEW, _OLD):
            continue
        number, _dash, kind = rest.partition("-") if head == _OLD else ("", "", rest)
        parts = kind.split("-", 2)
        quantity = form.number(name)
        if not quantity or len(parts) != len(Kind._fields) or not _is_number(head, number):
            continue
        yield Sorted(Kind(*parts), number or None, quantity)


def _is_number(head: str, number: str) -> bool:
    return head == _NEW or (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS)


def _into(part: Sorted, form_id: UUID, how: str) -> dict[str, Any]:
    return {
        "box": part.box or code_of_new(form_id, part.kind),
        "quantity": part.quantity,
        "how": how,
        **part.kind._asdict(),
    }


PAGES = (Act("sortings", "/sortings/new", "arrivals/board.html", board, content, before, after),)
