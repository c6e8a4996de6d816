"""Labels as a file, to be looked at: a PDF for sheets of stickers, or a picture of the first.

Reading writes nothing: who prints tells so, and fetches what was told (see printing). The books are
read first; the drawing comes after, with no connection held.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter
from msgspec import Meta

from stockroom import speech
from stockroom.commands.base import HANDS
from stockroom.commands.printing import MOST_LABELS
from stockroom.errors import Busy, Malformed, Refused
from stockroom.papers.on_labels import TRUE_SIZE
from stockroom.rules.writing import clip
from stockroom.web.api import label_words, parcel_words
from stockroom.web.api.parcel_words import WayOf
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.problems import Unreadable, problem
from stockroom_labels import PAPERS, Label, Paper, Unprintable

MOST_CODES = MOST_LABELS
AT_ONCE = 2
TURN_WAIT_S = 5.0
MEDIA = {
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "zpl": "text/plain",
    "brother": "application/octet-stream",
}
SUFFIXES = {"brother": "bin"}
_turns = threading.BoundedSemaphore(AT_ONCE)

Codes = Annotated[
    list[Annotated[str, Meta(max_length=200)]] | None,
    QueryParameter(max_items=MOST_CODES, description="a code, once per label"),
]
PaperName = Annotated[str, QueryParameter(max_length=40, description="a paper")]
Start = Annotated[
    int, QueryParameter(ge=1, le=100, description="the first free sticker of the sheet")
]
Language = Annotated[
    str, QueryParameter(pattern="^(en|ar|fr|ru)?$", description="the words' language; else yours")
]


@dataclass(frozen=True)
class Drawing:
    """How labels are drawn: as what, on which paper, from which position, moved how far."""

    paper: Paper
    format: str = "pdf"
    start: int = 1
    language: str = "en"
    nudge_mm: tuple[float, float] = (0, 0)


def routes() -> Sequence[HTTPRouteHandler]:
    """The sheet of labels, and the picture of one."""
    return [labels, label_picture]


def described(media: str, what: str) -> Mapping[int, ResponseSpec]:
    """The answers of a route that draws."""
    return {
        200: ResponseSpec(bytes, description=what, media_type=media, generate_examples=False),
        400: problem("no codes, too many, no such paper"),
        401: problem("not signed in"),
        403: problem("the role may not"),
        422: problem("an unknown code, or no public name is set"),
        503: problem("other sheets are being drawn; try again"),
    }


@get(
    "/api/labels.pdf",
    name="labels",
    summary="labels to look at",
    tags=["labels"],
    sync_to_thread=True,
    responses=described(MEDIA["pdf"], "the PDF"),
    opt={"roles": HANDS},
)
def labels(
    request: Request[Any, Any, State],
    door: GivenDoor,
    database: GivenDatabase,
    code: Codes = None,
    paper: PaperName = "a4-63x38",
    start: Start = 1,
    language: Language = "",
) -> Response[bytes]:
    """One label for each code, in this order; codes that are on nothing yet give blank labels."""
    actor = door.enter(request, HANDS)
    drawing = Drawing(paper_of(paper), start=start, language=language or actor.language)
    with database.reading() as connection:
        wanted = read(connection, code, drawing, parcel_words.now(connection, door.clock))
    return given(drawn(wanted, drawing), "pdf")


@get(
    "/api/labels.svg",
    name="label-picture",
    summary="a label as a picture",
    tags=["labels"],
    sync_to_thread=True,
    responses=described(MEDIA["svg"], "the picture"),
    opt={"roles": HANDS},
)
def label_picture(
    request: Request[Any, Any, State],
    door: GivenDoor,
    database: GivenDatabase,
    code: Codes = None,
    paper: PaperName = "a4-63x38",
    language: Language = "",
) -> Response[bytes]:
    """The label of the first code as it will look on that paper."""
    actor = door.enter(request, HANDS)
    drawing = Drawing(paper_of(paper), "svg", language=language or actor.language)
    with database.reading() as connection:
        way_of = parcel_words.now(connection, door.clock)
        wanted = read(connection, (code or [])[:1], drawing, way_of)
    return given(drawn(wanted, drawing), "svg")


def paper_of(name: str) -> Paper:
    """The paper of that name; raises `Malformed` for none."""
    if name not in PAPERS:
        raise Malformed("unknown_paper", "There is no paper called {paper}.", paper=clip(name))
    return PAPERS[name]


def read(
    books: sa.Connection, texts: Sequence[str] | None, drawing: Drawing, way_of: WayOf
) -> list[Label]:
    """What the labels of these codes say on that paper; raises as `label_words.read` does."""
    if not texts:
        raise Unreadable("no_codes", "Say which labels to print.")
    return label_words.read(books, texts, drawing.language, drawing.paper.style, way_of)


def drawn(wanted: Sequence[Label], drawing: Drawing) -> bytes:
    """The labels as a file or a print job; of pictures the first.

    Raises `Refused` for what cannot be printed, `Busy` where others are being drawn.
    """
    try:
        with turn():
            return _drawn(wanted, drawing)
    except Unprintable as fault:
        raise Refused(fault.reason, fault.template, **fault.values) from fault


def given(content: bytes, as_: str, name: str = "labels") -> Response[bytes]:
    """The file as an answer; what only a printer reads is for keeping, all else is shown."""
    shown = "attachment" if as_ in ("zpl", "brother") else "inline"
    headers = {
        "Content-Disposition": f'{shown}; filename="{name}.{SUFFIXES.get(as_, as_)}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=MEDIA[as_], headers=headers)


@contextmanager
def turn() -> Iterator[None]:
    """One of the few turns at drawing; raises `Busy` where none comes free in time."""
    if not _turns.acquire(timeout=TURN_WAIT_S):
        raise Busy("labels_busy", "Other labels are being drawn. Try again in a moment.")
    try:
        yield
    finally:
        _turns.release()


# Each renderer is 20 MB that most servers never need.
def _drawn(wanted: Sequence[Label], drawing: Drawing) -> bytes:
    paper, (dx, dy) = drawing.paper, drawing.nudge_mm
    if drawing.format == "pdf":
        from stockroom_labels import pdf  # noqa: PLC0415

        note = speech.say(drawing.language, TRUE_SIZE, {})
        return pdf.sheet(wanted, paper, start=drawing.start, dx_mm=dx, dy_mm=dy, note=note)
    if drawing.format == "zpl":
        from stockroom_labels import zpl  # noqa: PLC0415

        return zpl.print_job(wanted, paper, dx_mm=dx, dy_mm=dy)
    if drawing.format == "brother":
        from stockroom_labels import brother  # noqa: PLC0415

        return brother.print_job(wanted, paper, dx_mm=dx, dy_mm=dy)
    from stockroom_labels import png, svg  # noqa: PLC0415

    if drawing.format == "svg":
        return svg.picture(wanted[0], paper).encode()
    return png.picture(wanted[0], paper)
