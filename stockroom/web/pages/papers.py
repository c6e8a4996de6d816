"""Sheets and notices that leave the house, in the language of the facility that they go to.

Whoever prints one may read pages in another language: the page around the sheet speaks theirs, the
sheet itself the facility's, unless the address asks for another (`?paper=ru`, or `?language=ru`
where that is no language of pages).
"""

from __future__ import annotations

from typing import Any

from stockroom import speech
from stockroom.web.pages.forms import Form

NAMES_OF_PAPERS = {"en": "English", "ar": "العربية", "fr": "Français", "ru": "Русский"}


def sheet(form: Form, template: str, language: str, back: str, **facts: object) -> dict[str, Any]:
    """The facts for a page of the template `sheet.html`, which prints one sheet.

    `template` is a file of templates/paper/ and `facts` what it reads; `language` is the
    facility's own, `back` the page that leads here, `form` what the address asks for.
    """
    return {
        "paper_template": template,
        "sheet_language": chosen(form, language),
        "sheet_languages": NAMES_OF_PAPERS,
        "sheet_facts": facts,
        "back": back,
    }


def chosen(form: Form, language: str) -> str:
    """The language that the address asks for, else the facility's, else English."""
    other = form.text("language")
    asked = form.text("paper") or (other if other not in speech.LANGUAGES else "")
    return fitting(asked if asked in speech.PAPER_LANGUAGES else language)


def fitting(language: str) -> str:
    """That language if papers are made in it, else English."""
    return language if language in speech.PAPER_LANGUAGES else "en"
