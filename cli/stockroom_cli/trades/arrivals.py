"""Goods that arrive: donations, intake, the opening count, sorting."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from stockroom_cli import acting, barcodes, ids, tables, words
from stockroom_cli.acting import record
from stockroom_cli.batches import Command, send
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.importing import intakes
from stockroom_cli.importing.flow import Choices, PacksMean, bring_in
from stockroom_cli.options import (
    DAY_FORM,
    Code,
    ConditionOrNone,
    FitsOrNone,
    How,
    Id,
    Json,
    Note,
    Pieces,
    Quantity,
    SeasonOrNone,
    Site,
    Size,
    UseBy,
    day,
)
from stockroom_cli.speech import _

chapter = Chapter(_("Arrivals"))
Product = Annotated[str, typer.Argument(help=_("a product of the catalogue, such as CL-BODY"))]
ProductOrNone = Annotated[
    str | None,
    typer.Argument(help=_("a product of the catalogue; none for a barcode that was met before")),
]
Barcode = Annotated[
    str | None,
    typer.Option(help=_("the shop's barcode, as scanned: also fills in what was learnt by it")),
]
ReceivedOn = Annotated[
    datetime | None, typer.Option(formats=DAY_FORM, help=_("the day it came; today without"))
]
File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=_("a CSV or XLSX file"))
]
AcceptGood = Annotated[
    bool, typer.Option("--accept-good-rows", help=_("record the good rows, leave the bad ones out"))
]
OnlyCheck = Annotated[bool, typer.Option("--check", help=_("only look; write nothing"))]
AsNew = Annotated[
    bool,
    typer.Option("--as-new", help=_("forget what this file recorded before: these are new goods")),
]
Yes = Annotated[bool, typer.Option("--yes", help=_("do not ask about guesses and warnings"))]
Weighed = Annotated[
    str | None, typer.Option(help=_("12.5kg/600g: the whole, and ten pieces of it"))
]


@chapter.command("donation")
def donation(
    donor: Annotated[str | None, typer.Option(help=_("who gave; nobody's name without"))] = None,
    received_on: ReceivedOn = None,
    restriction: Annotated[
        str | None, typer.Option(help=_("what the donor wants it used for"))
    ] = None,
    only_for: Annotated[
        list[str] | None, typer.Option(help=_("prison, shelter, or a facility's code; may repeat"))
    ] = None,
    note: Note = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Record one occasion of giving; its id is what --donation of an intake takes."""
    command_id = id or ids.new()
    on = day(received_on) or date.today().isoformat()
    record(
        "donations",
        command_id,
        as_json,
        donor=donor,
        received_on=on,
        restriction=restriction,
        only_for=only_for or None,
        note=note,
    )
    if not as_json:
        tables.say(f"--donation {command_id}")


@chapter.command("intake")
def intake(
    product: ProductOrNone = None,
    size: Size = None,
    quantity: Quantity = None,
    packs: Annotated[str | None, typer.Option(help=_("8x5: eight packs of five"))] = None,
    weighed: Weighed = None,
    weight: Annotated[str | None, typer.Option(help=_("of all bags together, as 7.5kg"))] = None,
    condition: ConditionOrNone = None,
    fits: FitsOrNone = None,
    season: SeasonOrNone = None,
    brand: Annotated[str | None, typer.Option(help=_("the maker"))] = None,
    barcode: Barcode = None,
    batch: Annotated[str | None, typer.Option(help=_("the batch as printed"))] = None,
    serial: Annotated[str | None, typer.Option(help=_("the serial number as printed"))] = None,
    use_by: UseBy = None,
    description: Annotated[str | None, typer.Option(help=_("the donor's own words"))] = None,
    donation: Annotated[UUID | None, typer.Option(help=_("the donation's id"))] = None,
    code: Code = None,
    site: Site = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Take in one kind of thing, into inbound; unsorted bags are product BAG."""
    said = {
        "product": product,
        "size": size,
        **_how_many(quantity, packs, weighed, weight),
        "condition": condition,
        "fits": fits,
        "season": season,
        "brand": brand,
        "batch": batch,
        "serial": serial,
        "use_by": day(use_by),
        "description": description,
        "donation": str(donation) if donation else None,
        "code": code,
        "site": site,
    }
    record("intakes", id, as_json, **barcodes.filled(said, barcode))


@chapter.command("intake-file")
def intake_file(
    path: File,
    accept_good_rows: AcceptGood = False,
    received_on: ReceivedOn = None,
    packs_mean: Annotated[
        PacksMean | None, typer.Option(help=_("what a number beside a pack counts"))
    ] = None,
    check: OnlyCheck = False,
    as_new: AsNew = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take in a whole file: all of it, or nothing until --accept-good-rows says so."""
    choices = Choices(
        accept_good_rows=accept_good_rows,
        received_on=day(received_on) or date.today().isoformat(),
        packs_mean=packs_mean,
        only_check=check,
        as_new=as_new,
        yes=yes,
        as_json=as_json,
    )
    bring_in(path, intakes.KIND, choices)


@chapter.command("opening-count")
def opening_count(
    product: Product,
    place: Annotated[str, typer.Option(help=_("where it stands"))],
    quantity: Pieces,
    size: Size = None,
    condition: ConditionOrNone = None,
    fits: FitsOrNone = None,
    season: SeasonOrNone = None,
    brand: Annotated[str | None, typer.Option(help=_("the maker"))] = None,
    use_by: UseBy = None,
    how: Annotated[How | None, typer.Option(help=_("how you know the number"))] = None,
    code: Code = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Record goods that were on the shelves on day one; never a donation."""
    record(
        "opening-counts",
        id,
        as_json,
        product=product,
        place=place,
        quantity=quantity,
        size=size,
        condition=condition,
        fits=fits,
        season=season,
        brand=brand,
        use_by=day(use_by),
        how=how,
        code=code,
    )


@chapter.command("sort")
def sort(
    lot: Annotated[list[str], typer.Argument(help=_("the bags' lot; LOT=BAGS for several"))],
    bags: Quantity = None,
    into: Annotated[
        list[str] | None,
        typer.Option(help=_('"box 214=40:68:girl:winter" for each box; a number is a guess')),
    ] = None,
    rags: Annotated[str | None, typer.Option(help=_("how much was rags, as 1.5kg"))] = None,
    rubbish: Annotated[str | None, typer.Option(help=_("how much was rubbish, as 1.5kg"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Empty bags into mixed boxes, rags and rubbish.

    Of several lots, the pieces are shared out by bags, so that each gift is traced.
    """
    lots = [(lot[0], bags)] if bags is not None else [words.number_of(one) for one in lot]
    if bags is not None and len(lot) > 1:
        raise Stop(USAGE, _("With several lots say the bags of each: LOT=3 OTHER=2"))
    boxes = [words.into_box(text) for text in into or []]
    contents = _shared(
        [(one, number or 0) for one, number in lots],
        boxes,
        words.grams(rags) or 0,
        words.grams(rubbish) or 0,
    )
    if len(contents) == 1:
        record("sortings", id, as_json, **contents[0])
    else:
        _sort_together(contents, id, as_json)


def _how_many(
    quantity: int | None, packs: str | None, weighed: str | None, weight: str | None
) -> dict[str, Any]:
    """The number, in whichever way it was said."""
    return {
        "quantity": quantity,
        "packs": words.packs(packs),
        "weighed": words.weighed(weighed),
        "weight_g": words.grams(weight),
    }


def _shared(
    lots: list[tuple[str, int]], boxes: list[dict[str, Any]], rags: int, rubbish: int
) -> list[dict[str, Any]]:
    """One sorting for each lot, the pieces and grams split by bags."""
    weights = [number for _lot, number in lots]
    if min(weights) < 1:
        raise Stop(USAGE, _("Say how many bags were emptied, at least one"))
    parts = [words.share(box["quantity"], weights) for box in boxes]
    rags_of, rubbish_of = words.share(rags, weights), words.share(rubbish, weights)
    return [
        {
            "lot": lot,
            "bags": number,
            "into": [
                {**box, "quantity": split[at]}
                for box, split in zip(boxes, parts, strict=True)
                if split[at]
            ],
            "rags_g": rags_of[at],
            "rubbish_g": rubbish_of[at],
        }
        for at, (lot, number) in enumerate(lots)
    ]


def _sort_together(contents: list[dict[str, Any]], id: UUID | None, as_json: bool) -> None:
    if id is not None:
        raise Stop(USAGE, _("--id repeats one act; sort one lot at a time with it"))
    commands = [Command("sortings", ids.new(), content) for content in contents]
    with acting.connect() as client:
        answers = send(client, commands)
    if as_json:
        tables.dump({"answers": answers})
    acting.tell_answers(commands, answers, quiet=as_json)
