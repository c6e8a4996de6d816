"""The manual as pages: read by anyone, in the reader's language, whole without scripts."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from stockroom.errors import NotFound
from stockroom.manual.pages import FIRST, manual
from stockroom.web.given import GivenDoor
from stockroom.web.pages.frame import Frame, GivenFrame, language_of
from stockroom.web.roles import ANYONE
from stockroom.web.static_files import FOR_AN_HOUR

MOST_LETTERS = 100
PAGES_OF_ROLES = frozenset({"volunteer", "coordinator", "driver", "facility", "steward"})

AnyRequest = Request[Any, Any, State]


@get("/help", name="page:help", sync_to_thread=True, opt={"roles": ANYONE}, include_in_schema=False)
def contents(request: AnyRequest, door: GivenDoor, frame: GivenFrame) -> Response[Any]:
    """The first page, or, asked with `?q=`, where the manual speaks of those words."""
    question = request.query_params.get("q", "")[:MOST_LETTERS].strip()
    if question:
        return _answers(request, door, frame, question)
    return _page(request, door, frame, FIRST)


@get(
    "/help/{name:str}",
    name="page:help-page",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def page(
    request: AnyRequest, name: FromPath[str], door: GivenDoor, frame: GivenFrame
) -> Response[Any]:
    """One page of the manual."""
    return _page(request, door, frame, name)


@get(
    "/help/pictures/{language:str}/{name:str}",
    name="page:help-picture",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def picture(language: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """A picture of the manual; what was not in its folder at the start does not exist."""
    content = manual().pictures.get((language, name))
    if content is None:
        raise NotFound("unknown_file", "There is no such page.")
    return Response(content, media_type="image/png", headers={"Cache-Control": FOR_AN_HOUR})


ROUTES: list[ControllerRouterHandler] = [contents, page, picture]


def _page(request: AnyRequest, door: GivenDoor, frame: Frame, name: str) -> Response[Any]:
    guest = door.guest(request)
    language = language_of(request, guest)
    found = manual().page(name, language)
    if found is None:
        raise NotFound("unknown_page", "There is no such page.")
    pages = manual().contents(language)
    names = [one.name for one in pages]
    at = names.index(name) if name in names else len(pages)
    role = guest.actor.role.value if guest.actor else ""
    return frame.page(
        request,
        guest,
        "help/page.html",
        page=found,
        contents=pages,
        following=pages[at + 1] if at + 1 < len(pages) else None,
        yours=manual().page(role, language) if name == FIRST and role in PAGES_OF_ROLES else None,
        question="",
    )


def _answers(request: AnyRequest, door: GivenDoor, frame: Frame, question: str) -> Response[Any]:
    from stockroom.manual.finding import find  # noqa: PLC0415 - brings the parser, which weighs

    guest = door.guest(request)
    language = language_of(request, guest)
    return frame.page(
        request,
        guest,
        "help/found.html",
        found=find(manual(), question, language),
        contents=manual().contents(language),
        question=question,
        page=None,
    )
