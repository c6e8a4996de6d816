"""A photo added to an intake before it is sent: kept at once, and the form shown again with it.

The button that sends it belongs to the intake's own form, so this works without scripts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from stockroom.commands.base import HANDS
from stockroom.errors import Problem, Refused
from stockroom.keeping.photos import MOST_BYTES
from stockroom.speech import mark as _
from stockroom.web.api.files import GivenPhotos
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages import forms
from stockroom.web.pages.arrivals.intake import INTAKE
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.routing import Visit
from stockroom.web.pages.sign_in import asked_first
from stockroom.web.roles import ANYONE

FIELDS_BYTES = 20_000
NO_PHOTO = _("Choose a photo first.")
Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


@post(
    "/intakes/photos",
    name="form:photos",
    sync_to_thread=True,
    status_code=200,
    request_max_body_size=MOST_BYTES + FIELDS_BYTES,
    opt={"roles": HANDS},
    include_in_schema=False,
)
def add_photo(
    request: Request[Any, Any, State],
    data: Sent,
    door: GivenDoor,
    photos: GivenPhotos,
    database: GivenDatabase,
    upkeep: GivenUpkeep,
    frame: GivenFrame,
) -> Response[Any]:
    """Keep the photo, and show the form with all that was typed in it."""
    typed = forms.made(list(texts(data)))
    kept = typed.without("picture", "photo", "photo_fault")
    guest = door.guest_of_form(request)
    if guest.actor is None:
        unsent = forms.made([*kept.pairs, ("picture", "unsent")])
        return asked_first(request, door, frame, INTAKE.path, unsent)
    door.enter(request, HANDS, csrf=typed.text("csrf"))
    allowed(guest.actor, HANDS, reading=True)
    try:
        more = ("photo", keep_photo(data.get("picture"), photos))
    except Problem as fault:
        more = ("photo_fault", fault.reason)
    form = forms.made([*kept.pairs, more])
    return Visit(request, guest, guest.actor, form, database, frame, upkeep).shown(INTAKE)


@get(
    "/intakes/photos",
    name="page:photos",
    status_code=303,
    sync_to_thread=False,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def back_to_the_form() -> Redirect:
    """Whoever comes here by an address, as when choosing another language, finds the form."""
    return Redirect(INTAKE.path, status_code=303)


def keep_photo(sent: Any, photos: GivenPhotos) -> str:
    """The hash under which the photo is kept; raises `Refused`."""
    if not isinstance(sent, UploadFile):
        raise Refused("no_photo", NO_PHOTO)
    content = sent.file.read(MOST_BYTES + 1)
    if not content:
        raise Refused("no_photo", NO_PHOTO)
    named = hashlib.sha256(content).hexdigest()
    photos.keep(named, content)
    return named


def texts(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields beside the photo, as pairs."""
    for name, value in data.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield name, one
