"""Finding things: by words, by code, by place."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from stockroom_cli import tables
from stockroom_cli.acting import answer, connect, listing, pages
from stockroom_cli.chapter import Chapter
from stockroom_cli.client import Client
from stockroom_cli.exits import REFUSED, Stop
from stockroom_cli.options import Json, Limit
from stockroom_cli.speech import _

chapter = Chapter(_("Finding"))
LOT_COLUMNS = {
    "code": _("code"),
    "product": _("product"),
    "product_name": _("name"),
    "size_label": _("size"),
    "condition": _("condition"),
    "standing": _("standing"),
    "inside": _("here"),
    "free": _("free"),
    "on_hold": _("on hold"),
    "use_by": _("use by"),
}
PLACE_COLUMNS = {
    "number": _("number"),
    "name": _("name"),
    "kind": _("kind"),
    "site": _("site"),
    "stands_in": _("stands in"),
    "code": _("code"),
    "due_back": _("due back"),
    "closed": _("closed"),
}
STOCK_COLUMNS = {
    "lot": _("lot"),
    "product": _("product"),
    "product_name": _("name"),
    "size_label": _("size"),
    "standing": _("standing"),
    "place": _("place"),
    "kind": _("kind"),
    "stands_in": _("stands in"),
    "line": _("for line"),
    "quantity": _("pieces"),
}
WHERE_COLUMNS = {
    "place": _("place"),
    "kind": _("kind"),
    "number": _("number"),
    "line": _("for line"),
    "quantity": _("pieces"),
}
NOT_FOUND = 404
MOST_PLACES = 200


@chapter.command("find")
def find(
    text: Annotated[str, typer.Argument(help=_("words, a size, a code or a place"))],
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Find lots and places by words, by label code or by number."""
    with connect() as client:
        code = _by_code(client, text)
        lots, _more = pages(client, "/api/lots", limit, {"search": text, "inside": "yes"})
        places = _places(client, text, limit)
    if as_json:
        tables.dump({"code": code, "lots": lots, "places": places})
    elif code is None and not lots and not places:
        raise Stop(REFUSED, _("Nothing here is called {text}").format(text=text))
    else:
        _show_found(code, lots, places)


@chapter.command("show")
def show(
    text: Annotated[str, typer.Argument(help=_('a label code, "box 214", 103 or a name'))],
    as_json: Json = False,
) -> None:
    """Show what a code is on and where it lies, or what a place holds."""
    with connect() as client:
        found = _by_code(client, text)
        is_lot = found is not None and found["is_a"] == "lot"
        place = None if is_lot else place_called(client, text)
        inside = _inside(client, place) if place is not None else []
    if as_json:
        tables.dump(found if found is not None else {"rows": [place], "stock": inside})
    elif place is not None:
        tables.show([place], PLACE_COLUMNS)
        tables.show(inside, STOCK_COLUMNS, _("Inside"))
    elif found is not None:
        _show_found(found, [], [])


@chapter.command("stock")
def stock(
    place: Annotated[str | None, typer.Option(help=_("a place by its name"))] = None,
    lot: Annotated[str | None, typer.Option(help=_("a lot by its code"))] = None,
    product: Annotated[str | None, typer.Option(help=_("a product by its code"))] = None,
    line: Annotated[int | None, typer.Option(min=1, help=_("a wish line"))] = None,
    free: Annotated[bool, typer.Option("--free", help=_("unpromised pieces only"))] = False,
    at: Annotated[
        str | None, typer.Option(help=_("then, as 2026-11-20T17:00:00Z or a position"))
    ] = None,
    limit: Limit = 200,
    as_json: Json = False,
) -> None:
    """List what every spot inside holds, now or at a past moment."""
    listing(
        "stock",
        as_json,
        limit,
        STOCK_COLUMNS,
        place=place,
        lot=lot,
        product=product,
        line=line,
        free="yes" if free else None,
        at=at,
    )


@chapter.command("places")
def places(
    search: Annotated[str | None, typer.Argument(help=_("a part of its name"))] = None,
    kind: Annotated[str | None, typer.Option(help=_("bin, box, van, site ..."))] = None,
    site: Annotated[str | None, typer.Option(help=_("of one site"))] = None,
    limit: Limit = 200,
    as_json: Json = False,
) -> None:
    """List our places with their numbers and codes."""
    listing("places", as_json, limit, PLACE_COLUMNS, search=search, kind=kind, site=site)


def place_called(client: Client, text: str) -> dict[str, Any]:
    """The one place with that code, short number or name; raises `Stop(REFUSED)` for none."""
    found = _by_code(client, text)
    if found is not None and found["is_a"] == "place" and found["number"] is not None:
        text = str(found["number"])
    if found is not None and found["is_a"] == "lot":
        raise Stop(REFUSED, _("Nothing here is called {text}").format(text=text))
    places = _places(client, text, MOST_PLACES)
    named = [row for row in places if row["name"].lower() == text.lower()] or places
    if len(named) != 1:
        told = (
            _("Nothing here is called {text}") if not named else _("{text} may be several places")
        )
        raise Stop(REFUSED, told.format(text=text))
    return named[0]


def _by_code(client: Client, text: str) -> dict[str, Any] | None:
    response = client.get(f"/api/codes/{_path(text)}")
    if response.status_code == NOT_FOUND or (text and response.status_code in (400, 422)):
        return None
    found: dict[str, Any] = answer(response, False)
    return found


def _path(text: str) -> str:
    return "".join(
        sign if sign.isalnum() or sign in "-_." else f"%{ord(sign):02X}" for sign in text
    )


def _places(client: Client, text: str, limit: int) -> list[dict[str, Any]]:
    number = _number(text)
    if number is not None:
        return pages(client, "/api/places", limit, {"number": number})[0]
    return pages(client, "/api/places", limit, {"search": text})[0]


def _number(text: str) -> int | None:
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    return int(last) if last.isascii() and last.isdigit() and len(last) <= 9 else None  # noqa: PLR2004


def _inside(client: Client, place: dict[str, Any]) -> list[dict[str, Any]]:
    return pages(client, "/api/stock", 500, {"place_id": place["id"]})[0]


def _show_found(
    code: dict[str, Any] | None, lots: list[dict[str, Any]], places: list[dict[str, Any]]
) -> None:
    if code is not None and code["is_a"] == "lot":
        parts = (code["product"], code["product_name"], code["size"], code["condition"])
        tables.say(f"{code['code']}: {' '.join(filter(None, parts))}, {code['standing']}")
        tables.show(code["where"], WHERE_COLUMNS)
    elif code is not None:
        tables.say(f"{code['code']}: {code['kind']} {code['place']}")
    if lots:
        tables.show(lots, LOT_COLUMNS, _("Lots"))
    if places:
        tables.show(places, PLACE_COLUMNS, _("Places"))
