"""The languages of this stockroom: those that its people and its catalogue are offered."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from babel import Locale, UnknownLocaleError

from stockroom import speech
from stockroom.commands.refs import SETTING

# Those of the built-in catalogue; a stockroom chooses its own in the settings.
FIRST = ("en", "ar", "fr", "ru")
OFFERED = ("en", "ar", "fr", "ru", "de", "es", "fa", "it", "nl", "pl", "pt", "ro", "tr", "uk", "ur")
_KEPT = sa.select(SETTING.c.value).where(SETTING.c.name == "languages")


def of_stockroom(books: sa.Connection) -> Sequence[str]:
    """Their codes, English always among them."""
    kept = (books.execute(_KEPT).scalar() or "").split()
    return kept if "en" in kept else ["en", *kept] if kept else FIRST


def name(code: str) -> str:
    """What a language is called by those who speak it."""
    try:
        return (Locale.parse(code).display_name or code).capitalize()
    except (UnknownLocaleError, ValueError):
        return code


def of_pages() -> list[tuple[str, str]]:
    """The languages that pages are written in."""
    return [(code, name(code)) for code in speech.LANGUAGES]


def choices(books: sa.Connection) -> list[tuple[str, str]]:
    """The languages for a list to choose from."""
    return [(code, name(code)) for code in of_stockroom(books)]
