"""Takes a pasted message in: blackened in memory, kept as a source, and on to its lines."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from stockroom.commands.base import DESK
from stockroom.commands.sources import WishSourceRecord
from stockroom.errors import Malformed, Problem
from stockroom.keeping.photos import MOST_BYTES, Photos
from stockroom.rules.blacking import blackened
from stockroom.rules.messages import MOST_CHARACTERS
from stockroom.speech import mark as _
from stockroom.web.api.files import GivenPhotos
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDesk, GivenDoor, GivenUpkeep
from stockroom.web.pages import forms
from stockroom.web.pages.acting import command_of
from stockroom.web.pages.addresses import sign_in_address, with_query
from stockroom.web.pages.arrivals.photos import keep_photo, texts
from stockroom.web.pages.forms import Form
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.routing import Visit
from stockroom.web.pages.wishes.from_message import PASTING, PATH

FIELDS_BYTES = 60_000
Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]
TOO_LONG = _("The message is too long: at most {most} letters. Paste the part with the wishes.")


@post(
    PATH,
    name="form:" + PATH,
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=MOST_BYTES + FIELDS_BYTES,
    opt={"roles": DESK},
    include_in_schema=False,
)
def paste(
    request: Request[Any, Any, State],
    data: Sent,
    door: GivenDoor,
    desk: GivenDesk,
    photos: GivenPhotos,
    database: GivenDatabase,
    upkeep: GivenUpkeep,
    frame: GivenFrame,
) -> Response[Any]:
    """Keep the source, blacked out, and show what lines were read from it."""
    sent = forms.made(list(texts(data)))
    message = sent.latest.get("message", "")
    form = forms.made([*sent.without("message").pairs, ("message", blackened(message).text)])
    guest = door.guest_of_form(request)
    if guest.actor is None:
        # Nothing of the message goes into the sign-in page.
        return Redirect(sign_in_address(PATH), status_code=303)
    visit = Visit(request, guest, guest.actor, form, database, frame, upkeep)
    try:
        actor = door.enter(request, DESK, csrf=form.text("csrf"))
        if len(message) > MOST_CHARACTERS:
            raise Malformed("too_long", TOO_LONG, most=MOST_CHARACTERS)
        with database.snapshot() as books:
            form_id = visit.look(books).form_id
        receipt = desk.do(_source(form, data.get("picture"), photos), actor, id=form_id)
    except Problem as fault:
        allowed(guest.actor, DESK, reading=True)
        return visit.shown(PASTING, fault)
    path = f"{PATH}/{receipt.made['wish_source']}"
    return Redirect(with_query(path, came_by=form.text("came_by")), status_code=303)


def _source(form: Form, picture: object, photos: Photos) -> WishSourceRecord:
    content = {"facility": form.text("facility"), "text": form.text("message")}
    if isinstance(picture, UploadFile) and picture.filename:
        content["photo"] = keep_photo(picture, photos)
    command = command_of("wish-sources", content)
    assert isinstance(command, WishSourceRecord)
    return command


ROUTES = (paste,)
