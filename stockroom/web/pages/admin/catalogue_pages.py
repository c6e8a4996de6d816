"""The catalogue out and in as a file: what would change is shown, then confirmed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import MultipartBody, RawBody
from litestar.response import Redirect

from stockroom.commands.base import DESK
from stockroom.errors import IdReused, Malformed, Refused
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.api.reports import as_csv
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDesk, GivenDoor
from stockroom.web.pages.acting import command_of
from stockroom.web.pages.admin import catalogue_file, languages
from stockroom.web.pages.admin.catalogue_file import COLUMNS, MOST_BYTES, Row
from stockroom.web.pages.admin.sent import NOTHING, AnyRequest, sent
from stockroom.web.pages.forms import NOT_UNDERSTOOD
from stockroom.web.pages.frame import GivenFrame

MOST_PRODUCTS = 5_000
# The file comes back inside a form, where a letter may take nine bytes.
MOST_CONFIRMED = MOST_BYTES * 9 + 10_000
_ALL = sa.select(PRODUCT).order_by(PRODUCT.c.category, PRODUCT.c.code).limit(MOST_PRODUCTS)


@dataclass
class Upload:
    """What the form with the file sends."""

    file: UploadFile
    csrf: str = ""


@get(
    "/products/file.csv",
    name="page:/products/file.csv",
    sync_to_thread=True,
    opt={"roles": DESK},
    include_in_schema=False,
)
def taken_out(request: AnyRequest, database: GivenDatabase, door: GivenDoor) -> Response[Any]:
    """The whole catalogue, as it may come back changed."""
    door.enter(request, DESK)
    with database.snapshot() as books:
        tongues = [code for code in languages.of_stockroom(books) if code != "en"]
        products = [catalogue_file.shown(row, tongues) for row in books.execute(_ALL)]
    columns = (*COLUMNS[:2], *(f"name_{code}" for code in tongues), *COLUMNS[2:])
    # The mark at the beginning tells spreadsheets that the letters are UTF-8.
    text = "\ufeff" + as_csv(columns, products)
    name = 'attachment; filename="catalogue.csv"'
    return Response(text, media_type="text/csv", headers={"Content-Disposition": name})


@get(
    "/products/file",
    name="page:/products/file",
    sync_to_thread=True,
    opt={"roles": DESK},
    include_in_schema=False,
)
def ask(request: AnyRequest, door: GivenDoor, frame: GivenFrame) -> Response[Any]:
    """The form that takes the file."""
    guest = door.guest(request)
    allowed(guest.actor, DESK, reading=True)
    return frame.page(request, guest, "admin/products_file.html", typed=NOTHING)


@post(
    "/products/file",
    name="form:/products/file",
    sync_to_thread=True,
    status_code=200,
    request_max_body_size=MOST_BYTES + 10_000,
    opt={"roles": DESK},
    include_in_schema=False,
)
def preview(
    request: AnyRequest,
    data: MultipartBody[Upload],
    database: GivenDatabase,
    door: GivenDoor,
    frame: GivenFrame,
) -> Response[Any]:
    """What the file would change, and what is wrong with it; nothing is written."""
    guest = door.guest_of_form(request)
    door.enter(request, DESK, csrf=data.csrf)
    try:
        text = catalogue_file.text_of(data.file.file.read(MOST_BYTES + 1))
        with database.snapshot() as books:
            rows = catalogue_file.read(text, _known(books))
    except Malformed as fault:
        return frame.page(
            request, guest, "admin/products_file.html", status=422, typed=NOTHING, fault=fault
        )
    return frame.page(
        request,
        guest,
        "admin/products_preview.html",
        rows=rows,
        text=text,
        batch=str(door.clock.command_id()),
        parted=_parted(rows),
    )


@post(
    "/products/file/confirmation",
    name="form:/products/file/confirmation",
    sync_to_thread=True,
    status_code=200,
    request_max_body_size=MOST_CONFIRMED,
    opt={"roles": DESK},
    include_in_schema=False,
)
def confirm(
    request: AnyRequest,
    body: RawBody,
    database: GivenDatabase,
    desk: GivenDesk,
    door: GivenDoor,
    frame: GivenFrame,
) -> Response[Any]:
    """One command for each good row; sent twice, each acts once."""
    form, actor = sent(request, body, door, DESK)
    try:
        batch = UUID(form.text("batch"))
    except ValueError as fault:
        raise Malformed("unreadable", NOT_UNDERSTOOD) from fault
    with database.snapshot() as books:
        rows = catalogue_file.read(form.latest.get("csv", ""), _known(books))
    done, refused = 0, []
    for row in rows:
        if not row.noun:
            continue
        try:
            desk.do(command_of(row.noun, row.content), actor, id=uuid5(batch, row.code))
            done += 1
        except (Refused, IdReused) as fault:
            refused.append((row, fault))
    if not refused:
        return Redirect(f"/products?changed={done}", status_code=303)
    guest = door.guest_of_form(request)
    return frame.page(
        request, guest, "admin/products_refused.html", status=422, done_rows=done, refused=refused
    )


def _known(books: sa.Connection) -> Mapping[str, Any]:
    return {row.code: row for row in books.execute(_ALL)}


def _parted(rows: Sequence[Row]) -> dict[str, list[Row]]:
    return {
        "wrong": [row for row in rows if row.faults],
        "new": [row for row in rows if row.noun == "products"],
        "changed": [row for row in rows if row.noun == "product-changes"],
        "same": [row for row in rows if not row.noun and not row.faults],
    }


ROUTES = (taken_out, ask, preview, confirm)
