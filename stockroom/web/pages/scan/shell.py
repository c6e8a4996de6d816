"""`/scan`: the page that volunteers scan on, the same for everybody, kept by phones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State

from stockroom import speech
from stockroom.web.door import NOBODY
from stockroom.web.pages.care.checklists import CHECKLISTS
from stockroom.web.pages.frame import GivenFrame, Reader, language_of
from stockroom.web.pages.scan import words
from stockroom.web.pages.words import CONDITIONS, FITS, SEASONS, STANDINGS
from stockroom.web.roles import ANYONE

# A number of each plural form of our languages: zero, one, two, few, many, other (CLDR).
NUMBERS = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
_ALIKE = {"fits": FITS, "season": SEASONS, "condition": CONDITIONS, "standing": STANDINGS}
_PLAIN = (
    words.VERBS,
    words.WAYS,
    words.PAGE,
    words.STATES,
    words.ASKED,
    words.IN_HAND,
    words.PEOPLE,
    words.TOLD,
    words.NOT_DONE,
)


@get("/scan", name="page:scan", sync_to_thread=True, opt={"roles": ANYONE}, include_in_schema=False)
def scan(request: Request[Any, Any, State], frame: GivenFrame) -> Response[Any]:
    """The shell, in the browser's language and with nothing else of whoever loads it."""
    return frame.page(request, NOBODY, "scan/scan.html", words=told(language_of(request, NOBODY)))


def told(language: str) -> Mapping[str, object]:
    """The page's sentences in a language; those with plural forms as a map of CLDR's words."""
    reader = Reader(language)
    said = handed_in(language, _PLAIN, words.COUNTED)
    return {**said, **of_goods(reader), **_checks(reader)}


def of_goods(reader: Reader) -> dict[str, str]:
    """Whom a thing fits, its season, how worn it is and how it stands, in words."""
    return {
        f"{kind}_{value}": reader.say(word)
        for kind, said in _ALIKE.items()
        for value, word in said.items()
    }


def handed_in(
    language: str,
    plain: Sequence[Mapping[str, str]],
    counted: Mapping[str, tuple[str, str]],
) -> dict[str, object]:
    """Sentences in a language, their places left to the page; counted ones in each form."""
    said: dict[str, object] = {
        key: _template(language, sentence) for group in plain for key, sentence in group.items()
    }
    return said | {
        key: {form: _form(language, *both, number) for form, number in NUMBERS.items()}
        for key, both in counted.items()
    }


def _template(language: str, sentence: str) -> str:
    return speech.catalogue(language).gettext(sentence) if sentence else ""


def _form(language: str, one: str, many: str, number: int) -> str:
    return speech.catalogue(language).ngettext(one, many, number)


def _checks(reader: Reader) -> dict[str, str]:
    """The questions of each family's checklist, and what a "no" to them leads to."""
    found = {}
    for family, checks in CHECKLISTS.items():
        for number, check in enumerate(checks):
            found[f"check_{family}_{number}"] = reader.say(check.question)
            found[f"check_{family}_{number}_otherwise"] = check.otherwise.value
    return found
