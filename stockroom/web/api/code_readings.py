"""`POST /api/code-readings`: the codes in a photo, for phones whose own camera page reads none.

The photo is looked at in memory and forgotten: no file, no row, no line of the log holds any of it.
No lock is held meanwhile, and no more than a few photos are looked at at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, post
from litestar.datastructures import State
from litestar.params import RawBody

from stockroom.commands.base import HANDS
from stockroom.errors import Busy
from stockroom.keeping.photos import MOST_BYTES
from stockroom.web.api.files import TakesPhoto
from stockroom.web.given import GivenDoor
from stockroom.web.problems import problem

if TYPE_CHECKING:
    from PIL import Image

# By the names that browsers give them.
FORMATS = {
    "qr_code": "QRCode",
    "ean_13": "EAN13",
    "ean_8": "EAN8",
    "upc_a": "UPCA",
    "upc_e": "UPCE",
    "code_128": "Code128",
    "data_matrix": "DataMatrix",
}
# How many times smaller: a blurred code is often read where its edges lie closer together.
SCALES = (1, 2, 4)
MOST_CODES = 20
AT_ONCE = 2
"""Photos looked at at a time; the largest takes some 200 MB while it is."""
TURN_WAIT_S = 5.0
_turns = threading.BoundedSemaphore(AT_ONCE)


class CodeInPhoto(msgspec.Struct, frozen=True, kw_only=True):
    """One code: its text as it stands in it, and its format as browsers name it.

    A UPC-A is an `ean_13` that begins with 0. The separator of GS1 codes is the sign U+001D.
    """

    text: str
    format: str


class CodeReading(msgspec.Struct, frozen=True, kw_only=True):
    """The codes of a photo; none where none could be read."""

    codes: list[CodeInPhoto]


@post(
    "/api/code-readings",
    name="code-readings",
    summary="the codes in a photo",
    tags=["files"],
    request_max_body_size=MOST_BYTES,
    sync_to_thread=True,
    status_code=200,
    operation_class=TakesPhoto,
    responses={
        401: problem("not signed in"),
        403: problem("the role may not"),
        413: problem("more than 8 MB"),
        422: problem("no whole photo, or too many pixels"),
        503: problem("many photos just now; try again"),
    },
    opt={"roles": HANDS},
)
def code_reading(request: Request[Any, Any, State], body: RawBody, door: GivenDoor) -> CodeReading:
    """What stands in the codes of a JPEG, PNG or WebP; nothing of it is kept."""
    door.enter(request, HANDS)
    with _turn():
        from stockroom.keeping.pictures import grey  # noqa: PLC0415 - Pillow weighs

        return CodeReading(codes=_found(grey(body)))


def _found(photo: Image.Image) -> list[CodeInPhoto]:
    for scale in SCALES:
        codes = _read(photo.reduce(scale) if scale > 1 else photo)
        if codes:
            return codes
    return []


def _read(photo: Image.Image) -> list[CodeInPhoto]:
    import zxingcpp  # noqa: PLC0415 - as above

    names = {getattr(zxingcpp.BarcodeFormat, theirs): ours for ours, theirs in FORMATS.items()}
    seen: Sequence[Any] = zxingcpp.read_barcodes(
        photo, formats=zxingcpp.BarcodeFormats(list(names)), text_mode=zxingcpp.TextMode.Plain
    )
    codes = [
        CodeInPhoto(text=one.text, format=names[one.format])
        for one in seen
        if one.valid and one.text and one.format in names
    ]
    return list(dict.fromkeys(codes))[:MOST_CODES]


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=TURN_WAIT_S):
        raise Busy("photos_busy", "Other photos are being read. Try again in a moment.")
    try:
        yield
    finally:
        _turns.release()
