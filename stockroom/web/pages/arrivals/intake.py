"""Taking in one kind of thing, on one screen; and the same again with one tap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.commands.arrivals import UNSORTED
from stockroom.desk import Receipt
from stockroom.errors import Malformed
from stockroom.speech import mark as _
from stockroom.web.api.reads.people import DONORS
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.arrivals import describing, giving, lately, measures, scanning, unfit
from stockroom.web.pages.arrivals.giving import Given
from stockroom.web.pages.arrivals.picker import Picker, picker
from stockroom.web.pages.bench import sending
from stockroom.web.pages.shelves import where
from stockroom.web.wanting import typed
from stockroom.web.wanting.lines import NOBODY

PHOTO_NOT_ADDED = _("The photo is not added yet. Choose it again and tap “Add the photo”.")
WHAT = _("Choose what it is.")
REPEATED = (
    "product", "size", "fits", "season", "condition", "brand", "gtin", "batch", "use_by", "site",
    "description",
)  # fmt: skip


def intake(look: Look) -> Facts:
    """The tiles to choose from or, once the product is known, what is asked about it."""
    if look.form.text("product").upper() == UNSORTED:
        raise GoTo("/intakes/bags")
    last = lately.mine(look, "intakes")
    goods = [one for one in last if one.get("product") != UNSORTED]
    like = look.form.text("like") or look.form.text("done")
    scan = scanning.scan(look, goods, like=like)
    chosen = picker(look, lately.products_in(goods), like=like, **scan.kept)
    return {
        "picker": chosen,
        "scan": scan,
        "like": like,
        "may_turn_away": look.may("turnings-away"),
        "again": again(look, goods[0]) if goods else None,
        "again_what": said_of(look, chosen, goods[0]) if goods else "",
        **from_whom(look, like),
        **(
            about(look, chosen.chosen)
            if chosen.chosen is not None
            else {"offer": taken_in(look, look.form.text("done"))}
        ),
    }


def about(look: Look, product: Any) -> dict[str, Any]:
    """What is asked about the product, and where it may be taken in."""
    asks = describing.asks(product)
    return {
        "asks": asks,
        "wanting": wanting(look, product.code, asks.condition),
        **describing.choices(),
        "sites": sites(look),
        "photo": photo_of(look.form.text("photo")),
    }


def wanting(look: Look, product: str, condition: str) -> Any:
    """Who wants the product as it is described so far, for those who may send it on."""
    if not look.may("bench-sendings"):
        return NOBODY
    said = {"condition": condition} | describing.described(look.form)
    return typed.of_description(look.books, product, said, sending.today(look))


def from_whom(look: Look, like: str) -> dict[str, Any]:
    """The donor of an act before this one, the names to suggest, and its photo."""
    before = lately.one_of_mine(look, like) if like else {}
    donation = str(before.get("donation") or "")
    shown = before if like == look.form.text("done") else {}
    giver = giving.given(look.books, donation) if donation else Given()
    return {
        "giver": giver,
        "donors": giving.donors(look.books) if look.actor.role in DONORS.roles else (),
        "receivers": giving.receivers(look, giver.only_for),
        "kept_photo": photo_of(str(shown.get("photo") or "")),
    }


def taken_in(look: Look, command_id: str) -> Any:
    """Who wants what was taken in just before; None for nobody."""
    made = lately.made_by_mine(look, command_id) if command_id else {}
    number = made.get("lot_number")
    return sending.offered(look, int(number)) if number else None


def content(look: Look) -> Mapping[str, Any]:
    """The intake as typed; raises `Malformed` for what is missing, `Refused` for what is unfit."""
    form = look.form
    if not form.text("product"):
        raise Malformed("what", WHAT)
    if form.text("picture") and not form.text("photo"):
        raise Malformed("photo_not_added", PHOTO_NOT_ADDED)
    plain = ("product", "description", "site", "photo")
    said = {
        **{name: form.text(name) for name in plain if form.text(name)},
        **describing.described(form),
        **measures.how_many(form),
        **giving.donation(look),
    }
    unfit.must_be_fit(look, said)
    return said


def again(look: Look, last: dict[str, Any]) -> dict[str, Any]:
    """The last intake as the fields that would say it once more.

    What is of that one thing alone is left out: its code, its serial number, its photo.
    """
    fields = {name: str(last[name]) for name in REPEATED if last.get(name)}
    donation = str(last.get("donation") or "")
    who = giving.given(look.books, donation) if donation else Given()
    return fields | measures.as_fields(last) | {k: v for k, v in who._asdict().items() if v}


def said_of(look: Look, tiles: Picker, last: dict[str, Any]) -> str:
    """What was taken in last, in a few words."""
    tile = next((one for one in tiles.recent if one.code == last["product"]), None)
    name = look.reader.product(tile.name, tile.names) if tile is not None else last["product"]
    number = last.get("quantity") or (last.get("packs") or {}).get("packs")
    amount = f"{look.reader.number(number)} × " if number else ""
    return f"{amount}{name} {last.get('size', '')}".strip()


def sites(look: Look) -> list[tuple[int, str]]:
    """The buildings to choose from, for whoever belongs to none of several."""
    if look.actor.site_id is not None:
        return []
    found = [(row.number, row.name) for row in where.sites(look.books)]
    return found if len(found) > 1 else []


def photo_of(said: str) -> str:
    """The hash of a photo if it is one, else nothing."""
    fits = len(said) == 64 and all(sign in "0123456789abcdef" for sign in said)  # noqa: PLR2004
    return said if fits else ""


def after(_receipt: Receipt, _look: Look) -> str:
    """The form once more, which keeps the donor of what was just taken in."""
    return "/intakes/new"


INTAKE = Act(
    "intakes", "/intakes/new", "arrivals/intake.html", intake, content, giving.before, after
)
PAGES = (INTAKE,)
