"""Photos by the hash of what the phone took: sent apart from the acts that name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, put
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat
from litestar.params import PathParameter, RawBody
from litestar.response import File

from stockroom.commands.base import HANDS
from stockroom.keeping.photos import MOST_BYTES, SUFFIX, KeptPhoto, Photos
from stockroom.web.given import GivenDoor
from stockroom.web.problems import problem

Hash = Annotated[
    str,
    PathParameter(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the photo as taken"),
]
GivenPhotos = NamedDependency[Photos]
# A photo came from outside: whatever it is, a browser runs nothing in it and asks nobody. Nor does
# one keep it: a picture that proves a handover is gone on its day, and must be gone everywhere.
GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """What was kept: the hash that was sent, that of the redrawn photo, its type and bytes."""

    sha256: str
    stored_sha256: str
    media_type: str
    size_bytes: int


@dataclass
class TakesPhoto(Operation):
    """Tells the API's description that the body is the photo itself."""

    def __post_init__(self) -> None:
        """The body as bytes of one of the three kinds."""
        plain = OpenAPIMediaType(
            schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        )
        kinds = ("image/jpeg", "image/png", "image/webp")
        self.request_body = RequestBody(content=dict.fromkeys(kinds, plain), required=True)


def routes() -> Sequence[Router]:
    """Sending a photo, and seeing it."""
    # In a router of their own: the framework prepares two handlers of one path twice otherwise,
    # and the first would then answer with a promise.
    return [Router("/api/files", route_handlers=[put_file, get_file])]


@put(
    "/{sha256:str}",
    name="put-file",
    summary="send a photo",
    tags=["files"],
    request_max_body_size=MOST_BYTES,
    sync_to_thread=True,
    status_code=201,
    operation_class=TakesPhoto,
    responses={
        200: ResponseSpec(Photo, description="it was here already", generate_examples=False),
        400: problem("not a hash"),
        401: problem("not signed in"),
        403: problem("the role may not"),
        413: problem("more than 8 MB"),
        422: problem("no whole photo, too many pixels, or not the hash that was named"),
        503: problem("many photos just now; try again"),
        507: problem("no room is left"),
    },
    opt={"roles": HANDS},
)
def put_file(
    request: Request[Any, Any, State],
    sha256: Hash,
    body: RawBody,
    door: GivenDoor,
    photos: GivenPhotos,
) -> Response[Photo]:
    """Keep a photo under the hash that an act names; it is redrawn, so that no metadata stays."""
    door.enter(request, HANDS)
    kept, new = photos.keep(sha256, body)
    return Response(_told(kept), status_code=201 if new else 200)


@get(
    "/{sha256:str}",
    name="get-file",
    summary="see a photo",
    tags=["files"],
    sync_to_thread=True,
    responses={
        200: ResponseSpec(
            bytes, description="the photo", media_type="image/*", generate_examples=False
        ),
        401: problem("not signed in"),
        403: problem("the role may not"),
        404: problem("no such photo"),
    },
    opt={"roles": HANDS},
)
def get_file(
    request: Request[Any, Any, State], sha256: Hash, door: GivenDoor, photos: GivenPhotos
) -> File:
    """The redrawn photo that was sent under this hash."""
    door.enter(request, HANDS)
    kept = photos.find(sha256)
    return File(
        photos.path(kept),
        filename=f"{sha256[:12]}.{SUFFIX[kept.media_type]}",
        media_type=kept.media_type,
        content_disposition_type="inline",
        headers=GUARDED,
    )


def _told(kept: KeptPhoto) -> Photo:
    return Photo(
        sha256=kept.named_hash,
        stored_sha256=kept.stored_hash,
        media_type=kept.media_type,
        size_bytes=kept.size_bytes,
    )
