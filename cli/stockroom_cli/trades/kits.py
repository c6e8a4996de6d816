"""Kits: their recipes, bags packed ahead of them, and the cupboards where some stand."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from stockroom_cli.acting import listing, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import Code, Facility, Id, Json, Limit, Site, Size
from stockroom_cli.speech import _

chapter = Chapter(_("Kits"))
Kit = Annotated[str, typer.Argument(help=_("a kit, by its code"))]
Bag = Annotated[str, typer.Argument(help=_('a ready bag, by its box, such as "box 214"'))]
KIT_COLUMNS = {"code": _("kit"), "name": _("name"), "active": _("given")}
BAG_COLUMNS = {
    "box": _("box"),
    "kit": _("kit"),
    "size_label": _("size"),
    "site": _("site"),
    "stands_in": _("where"),
    "ready": _("ready"),
}
MINIMUM_COLUMNS = {
    "kit": _("kit"),
    "size_label": _("size"),
    "site": _("site"),
    "minimum": _("at least"),
}
PART = re.compile(r"(?P<product>[^:=@]+)(?::(?P<size>[^=@]+))?=(?P<quantity>\d{1,6})")
CONTENT = re.compile(r"(?P<lot>[^=@]+)=(?P<quantity>\d{1,6})(?:@(?P<place>.+))?")


@chapter.command("kit-new")
def kit_new(
    code: Kit,
    name: Annotated[str, typer.Argument(help=_("what it is called"))],
    part: Annotated[
        list[str], typer.Option(help=_("PRODUCT=NUMBER or PRODUCT:SIZE=NUMBER; for each"))
    ],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make a kit; its recipe stands for good, so another recipe is another kit."""
    parts = [_part(text, PART, _("{text} is not PRODUCT=NUMBER")) for text in part]
    record("kits", id, as_json, code=code, name=name, parts=parts)


@chapter.command("kit-change")
def kit_change(
    kit: Kit,
    name: Annotated[str | None, typer.Option(help=_("its new name"))] = None,
    given: Annotated[bool | None, typer.Option(help=_("whether it may be asked for"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Rename a kit, or take it off the list of those that are given."""
    record("kit-changes", id, as_json, kit=kit, name=name, active=given)


@chapter.command("kit-minimum")
def kit_minimum(
    kit: Kit,
    minimum: Annotated[int, typer.Argument(min=0, help=_("how many should stand ready"))],
    site: Annotated[str, typer.Option(help=_("which of our sites"))],
    size: Size = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say how many bags of a kit should stand ready at a site; nought ends it."""
    record("kit-minimums", id, as_json, kit=kit, size=size, site=site, minimum=minimum)


@chapter.command("bag-pack")
def bag_pack(
    kit: Kit,
    lot: Annotated[list[str] | None, typer.Option(help=_("LOT=NUMBER@PLACE; for each"))] = None,
    size: Size = None,
    box: Annotated[str | None, typer.Option(help=_("a box of ours, or a new label"))] = None,
    site: Site = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Close a box as one kit for nobody yet; what is in it must be the recipe."""
    contents = [_part(text, CONTENT, _("{text} is not LOT=NUMBER")) for text in lot or []]
    said = {"kit": kit, "size": size, "box": box, "contents": contents, "site": site}
    record("ready-bags", id, as_json, **said)


@chapter.command("bag-open")
def bag_open(bag: Bag, id: Id = None, as_json: Json = False) -> None:
    """Take a ready bag apart: its contents stay in the box, free again."""
    record("ready-bag-openings", id, as_json, bag=bag)


@chapter.command("bag-promise")
def bag_promise(
    bag: Bag,
    wish_kit: Annotated[int, typer.Option(min=1, help=_("the kit on a wish list, by its number"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Promise a whole bag to a kit that was asked for."""
    record("ready-bag-promises", id, as_json, bag=bag, wish_kit=wish_kit)


@chapter.command("bag-use")
def bag_use(bag: Bag, id: Id = None, as_json: Json = False) -> None:
    """Say that a facility took a bag from its cupboard."""
    record("ready-bag-uses", id, as_json, bag=bag)


@chapter.command("cupboard")
def cupboard(
    facility: Facility,
    name: Annotated[
        str | None, typer.Option(help=_("what it is called; never where it stands"))
    ] = None,
    code: Code = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make a cupboard of ours at a facility, with its one bin."""
    record("cupboards", id, as_json, facility=facility, name=name, code=code)


@chapter.command("kits")
def kits(limit: Limit = 50, as_json: Json = False) -> None:
    """List the kits."""
    listing("kits", as_json, limit, KIT_COLUMNS)


@chapter.command("bags")
def bags(
    kit: Annotated[str | None, typer.Option(help=_("of one kit"))] = None,
    site: Site = None,
    limit: Limit = 200,
    as_json: Json = False,
) -> None:
    """List the bags that are packed ahead, and where each stands."""
    listing("ready-bags", as_json, limit, BAG_COLUMNS, kit=kit, site=site)


@chapter.command("minimums")
def minimums(limit: Limit = 200, as_json: Json = False) -> None:
    """List how many bags should stand ready."""
    listing("kit-minimums", as_json, limit, MINIMUM_COLUMNS)


def _part(text: str, shape: re.Pattern[str], otherwise: str) -> dict[str, Any]:
    found = shape.fullmatch(text.strip())
    if found is None:
        raise Stop(USAGE, otherwise.format(text=text))
    said = {name: value for name, value in found.groupdict().items() if value is not None}
    return said | {"quantity": int(said["quantity"])}
