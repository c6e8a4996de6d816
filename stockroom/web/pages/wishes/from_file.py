"""A file of wishes handed in on a page: looked at row by row, then sent once, whole or not at all.

Nothing is sent while a row is wrong. Every list is judged as its command before the first is handed
in, and its id follows from the form's, so that a form sent again makes nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from litestar import Response, get, post
from litestar.params import MultipartBody, RawBody
from litestar.response import Redirect

from stockroom.commands.base import DESK, Actor
from stockroom.errors import IdReused, Malformed, Refused
from stockroom.speech import mark as _
from stockroom.web.api import judging, reading_wishes
from stockroom.web.api.judging import MOST_ROWS
from stockroom.web.api.reading_wishes import WishRead
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDesk, GivenDoor
from stockroom.web.pages.acting import command_of
from stockroom.web.pages.admin.catalogue_pages import Upload
from stockroom.web.pages.admin.sent import NOTHING, AnyRequest, sent
from stockroom.web.pages.forms import NOT_UNDERSTOOD
from stockroom.web.pages.frame import GivenFrame, language_of
from stockroom.web.pages.wishes import wish_file
from stockroom.web.pages.wishes.wish_file import COLUMNS, MOST_BYTES

PATH = "/wish-lists/from-file"
CHANGED_SINCE = _("Something changed since you looked: the file has a wrong row now. Look again.")
# The file comes back inside a form, where a letter may take nine bytes.
MOST_CONFIRMED = MOST_BYTES * 9 + 10_000


@get(PATH, name="page:" + PATH, sync_to_thread=True, opt={"roles": DESK}, include_in_schema=False)
def ask(request: AnyRequest, door: GivenDoor, frame: GivenFrame) -> Response[Any]:
    """The form that takes the file."""
    guest = door.guest(request)
    allowed(guest.actor, DESK, reading=True)
    return frame.page(
        request, guest, "wishes/file.html", typed=NOTHING, columns=COLUMNS, most=MOST_ROWS
    )


@post(
    PATH,
    name="form:" + PATH,
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
    """What each row would ask for, or what is wrong with it; nothing is written."""
    guest = door.guest_of_form(request)
    actor = door.enter(request, DESK, csrf=data.csrf)
    try:
        text = wish_file.text_of(data.file.file.read(MOST_BYTES + 1))
        with database.snapshot() as books:
            read = _judged(books, text, language_of(request, guest), actor)
    except Malformed as fault:
        return frame.page(
            request,
            guest,
            "wishes/file.html",
            status=422,
            typed=NOTHING,
            fault=fault,
            columns=COLUMNS,
            most=MOST_ROWS,
        )
    wrong = [one for one in read if not one.ok]
    return frame.page(
        request,
        guest,
        "wishes/file_preview.html",
        wrong=wrong,
        lists=wish_file.lists(one for one in read if one.ok),
        text=text,
        batch=str(door.clock.command_id()),
    )


@post(
    PATH + "/confirmation",
    name=f"form:{PATH}/confirmation",
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
    """One wish list for each facility; with a wrong row none at all."""
    form, actor = sent(request, body, door, DESK)
    guest = door.guest_of_form(request)
    try:
        batch = UUID(form.text("batch"))
    except ValueError as fault:
        raise Malformed("unreadable", NOT_UNDERSTOOD) from fault
    with database.snapshot() as books:
        read = _judged(books, form.latest.get("csv", ""), language_of(request, guest), actor)
    if not all(one.ok for one in read):
        changed = Malformed("changed_since", CHANGED_SINCE)
        return frame.page(
            request,
            guest,
            "wishes/file.html",
            status=422,
            typed=NOTHING,
            fault=changed,
            columns=COLUMNS,
            most=MOST_ROWS,
        )
    wanted = wish_file.lists(read)
    commands = [command_of("wish-lists", one.content) for one in wanted]
    refused = []
    for at, (one, command) in enumerate(zip(wanted, commands, strict=True)):
        try:
            desk.do(command, actor, id=uuid5(batch, f"{at} {one.facility}"))
        except (Refused, IdReused) as fault:
            refused.append((one, fault))
    if refused:
        return frame.page(request, guest, "wishes/file_refused.html", status=422, refused=refused)
    return Redirect("/wish-lists", status_code=303)


def _judged(books: sa.Connection, text: str, language: str, actor: Actor) -> Sequence[WishRead]:
    known = judging.catalogue(books, language)
    asking = reading_wishes.facilities(books, actor)
    return [reading_wishes.judge(row, language, known, asking) for row in wish_file.rows(text)]


ROUTES = (ask, preview, confirm)
