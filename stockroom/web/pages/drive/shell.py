"""`/drive`: the page that a driver loads, drives and hands over with, kept by phones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State

from stockroom.papers.words import REFUSALS
from stockroom.web.door import NOBODY
from stockroom.web.pages.drive import words
from stockroom.web.pages.frame import GivenFrame, Reader, language_of
from stockroom.web.pages.scan.shell import handed_in, of_goods
from stockroom.web.roles import ANYONE


@get(
    "/drive", name="page:drive", sync_to_thread=True, opt={"roles": ANYONE}, include_in_schema=False
)
def drive(request: Request[Any, Any, State], frame: GivenFrame) -> Response[Any]:
    """The shell, in the browser's language and with nothing else of whoever loads it."""
    said = told(language_of(request, NOBODY))
    return frame.page(request, NOBODY, "drive/drive.html", words=said)


def told(language: str) -> Mapping[str, object]:
    """The page's sentences in a language."""
    reasons = {f"d_reason_{reason}": word for reason, word in REFUSALS.items()}
    said = handed_in(language, (*words.PLAIN, reasons), words.COUNTED)
    return {**said, **of_goods(Reader(language))}
