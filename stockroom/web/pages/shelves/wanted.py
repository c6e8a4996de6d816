"""What a reader of the stock asks to see; it lives in the address, so it can be kept and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from stockroom.errors import Malformed
from stockroom.rules.writing import clip
from stockroom.speech import mark as _
from stockroom.tables.stock import OUTSIDE, PlaceKind, Standing
from stockroom.web.pages.forms import Form
from stockroom.words import Condition, Fits, Season

MOST_LETTERS = 100
MOST_DIGITS = 9
LONGEST_WORD = 40
SOON, PAST = "soon", "past"
KINDS = tuple(
    kind.value for kind in PlaceKind if kind not in OUTSIDE and kind is not PlaceKind.SITE
)
# Filters that take one of a few words; a page offers them in this order.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "standing": tuple(Standing),
    "fits": tuple(Fits),
    "season": tuple(Season),
    "condition": tuple(Condition),
    "kind": KINDS,
    "use_by": (SOON, PAST),
}
FAMILIES = {
    "CL": _("clothes"),
    "SH": _("shoes"),
    "NP": _("nappies and changing"),
    "FE": _("feeding"),
    "BF": _("breastfeeding"),
    "BA": _("bath and care"),
    "BD": _("bedding"),
    "SL": _("cots and sleep"),
    "TR": _("prams, carriers, car seats"),
    "PL": _("toys, books, play"),
    "MA": _("for mothers"),
    "HM": _("health"),
    "BAG": _("unsorted bags"),
}


class Wanted(NamedTuple):
    """What is asked for; `after` and `before` are the last and first lot of the page left.

    `category` is a category of the catalogue, or the letters with which a family of products
    begins its codes. `site` is the number of a building.
    """

    words: str = ""
    standing: str = ""
    fits: str = ""
    season: str = ""
    condition: str = ""
    kind: str = ""
    use_by: str = ""
    category: str = ""
    size: str = ""
    site: int | None = None
    available: bool = False
    on_hold: bool = False
    after: int | None = None
    before: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for beyond the newest lots."""
        return self._replace(after=None, before=None) != Wanted()


_PLAIN = Wanted()
_NAMES = {"words": "q", "on_hold": "hold"}


def wanted_in(form: Form) -> Wanted:
    """What an address asks for; raises `Malformed` for what no link or form of ours sends."""
    words = form.text("q")
    if len(words) > MOST_LETTERS:
        raise Malformed("too_long", "{text} is too long to search for", text=words[:40])
    return Wanted(
        words=words,
        **{name: _choice(form, name) for name in CHOICES},
        category=_short(form, "category"),
        size=_short(form, "size"),
        site=_row(form, "site"),
        available=form.text("available") == "yes",
        on_hold=form.text("hold") == "yes",
        after=_row(form, "after"),
        before=_row(form, "before"),
    )


def address(wanted: Wanted, path: str = "/stock") -> str:
    """The address of the page that shows this."""
    filled = {
        _NAMES.get(name, name): "yes" if value is True else str(value)
        for name, value in wanted._asdict().items()
        if value != getattr(_PLAIN, name)
    }
    return f"{path}?{urlencode(filled)}" if filled else path


def row_in(form: Form, name: str) -> int | None:
    """The number of a row in an address; raises `Malformed` for what no link of ours says."""
    return _row(form, name)


def _choice(form: Form, name: str) -> str:
    said = form.text(name)
    if said and said not in CHOICES[name]:
        raise Malformed("unknown_filter", "There is no such page.")
    return said


def _short(form: Form, name: str) -> str:
    said = form.text(name)
    if len(said) > LONGEST_WORD:
        raise Malformed("too_long", "{text} is too long to search for", text=clip(said))
    return said


def _row(form: Form, name: str) -> int | None:
    said = form.text(name)
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=clip(said))
    return int(said)
