"""Records of places: sites, bins, vans, boxes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import DAY_FORM, Code, Id, Json, Place, Site, day
from stockroom_cli.speech import _

chapter = Chapter(_("Places"))
Plate = Annotated[str | None, typer.Option(help=_("what its number plate says"))]
Kilograms = Annotated[int | None, typer.Option("--kg", min=1, help=_("what it may carry"))]
Litres = Annotated[int | None, typer.Option(min=1, help=_("what it has room for"))]
Name = Annotated[str, typer.Argument(help=_("what it is called"))]


@chapter.command("site")
def site(name: Name, id: Id = None, as_json: Json = False) -> None:
    """Make a site; it gets an inbound, a bench and a quarantine at once."""
    record("sites", id, as_json, name=name)


@chapter.command("bin")
def make_bin(
    name: Name, site: Site = None, code: Code = None, id: Id = None, as_json: Json = False
) -> None:
    """Make a shelf place, with its code."""
    record("bins", id, as_json, name=name, site=site, code=code)


@chapter.command("van")
def van(
    name: Name,
    plate: Plate = None,
    kg: Kilograms = None,
    litres: Litres = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make a van."""
    record("vans", id, as_json, name=name, plate=plate, kg=kg, litres=litres)


@chapter.command("van-change")
def van_change(
    van: Annotated[str, typer.Argument(help=_("the van, by its name or number"))],
    plate: Plate = None,
    kg: Kilograms = None,
    litres: Litres = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Change a van's plate, or what it carries."""
    record("van-changes", id, as_json, van=van, plate=plate, kg=kg, litres=litres)


@chapter.command("box-new")
def box_new(
    name: Annotated[str | None, typer.Argument(help=_("its number will do without"))] = None,
    place: Annotated[str | None, typer.Option(help=_("where it stands; inbound without"))] = None,
    code: Code = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make a box, with a number that people can say."""
    record("boxes", id, as_json, name=name, place=place, code=code)


@chapter.command("lent-place")
def lent_place(
    name: Name,
    due_back: Annotated[datetime, typer.Option(formats=DAY_FORM, help=_("as 2026-12-01"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make a place for goods out with a volunteer, due back on a day."""
    record("volunteer-places", id, as_json, name=name, due_back=day(due_back))


@chapter.command("place-change")
def place_change(
    place: Place,
    name: Annotated[str | None, typer.Option(help=_("its new name"))] = None,
    closed: Annotated[bool, typer.Option("--close", help=_("close it for good"))] = False,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Rename a place, or close it once it is empty."""
    record("place-changes", id, as_json, place=place, name=name, closed=closed or None)
