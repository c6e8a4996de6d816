"""A photo added to an intake before it is sent: kept at once, and the form shown again with it.

The button that sends it belongs to the intake's own form, so this works without scripts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any

from litestar import Request, Response, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from stockroom.commands.base import HANDS
from stockroom.errors import NotSignedIn, Problem, Refused
from stockroom.keeping.photos import MOST_BYTES
from stockroom.speech import mark as _
from stockroom.web.api.files import GivenPhotos
from stockroom.web.given import GivenDoor
from stockroom.web.pages import forms
from stockroom.web.pages.addresses import sign_in_address
from stockroom.web.pages.forms import Form

FIELDS_BYTES = 20_000
NO_PHOTO = _("Choose a photo first.")
_NOT_KEPT = frozenset({"picture", "photo", "photo_fault"})
Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


@post(
    "/intakes/photos",
    name="form:photos",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=MOST_BYTES + FIELDS_BYTES,
    opt={"roles": HANDS},
    include_in_schema=False,
)
def add_photo(
    request: Request[Any, Any, State], data: Sent, door: GivenDoor, photos: GivenPhotos
) -> Response[Any]:
    """Keep the photo, and lead back to the form with all that was typed in it."""
    typed = forms.made(list(_texts(data)))
    kept = tuple(pair for pair in typed.pairs if pair[0] not in _NOT_KEPT)
    try:
        door.enter(request, HANDS, csrf=typed.text("csrf"))
    except NotSignedIn:
        back = Form(kept).address("/intakes/new")
        return Redirect(sign_in_address(back), status_code=303)
    try:
        more = ("photo", _keep(data.get("picture"), photos))
    except Problem as fault:
        more = ("photo_fault", fault.reason)
    form = Form((*kept, more))
    return Redirect(form.address("/intakes/new") + "#photo", status_code=303)


def _keep(sent: Any, photos: GivenPhotos) -> str:
    """The hash under which the photo is kept; raises `Refused`."""
    if not isinstance(sent, UploadFile):
        raise Refused("no_photo", NO_PHOTO)
    content = sent.file.read(MOST_BYTES + 1)
    if not content:
        raise Refused("no_photo", NO_PHOTO)
    named = hashlib.sha256(content).hexdigest()
    photos.keep(named, content)
    return named


def _texts(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields beside the photo, as pairs."""
    for name, value in data.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield name, one
