"""The settings of a stockroom, each on a page of its own with what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from babel.numbers import get_currency_name, list_currencies

from stockroom.commands.base import STEWARDS
from stockroom.commands.house import BOX_LIMITS, MAIL_PASSWORD
from stockroom.commands.refs import LABEL, SETTING
from stockroom.commands.sources import DAYS, MOST_DAYS, USUAL_DAYS
from stockroom.desk import Receipt
from stockroom.web.pages.acting import Act, Facts, Look, Page
from stockroom.web.pages.addresses import with_query
from stockroom.web.pages.admin import languages, mailing
from stockroom.web.pages.bench.proposing import read_limits

_KEPT = sa.select(SETTING.c.name, SETTING.c.value)
_PRINTED = sa.select(sa.literal(1)).select_from(LABEL).limit(1)


def kept(books: sa.Connection) -> dict[str, str]:
    """Every setting by its name; empty where none was made."""
    return {row.name: row.value for row in books.execute(_KEPT)}


def shown(look: Look) -> Facts:
    """All settings at a glance."""
    found = kept(look.books)
    charity, reach = charity_of(found)
    return {
        "charity": charity,
        "reach": reach,
        "host": found.get("public_host", ""),
        "former": found.get("former_hosts", ""),
        "tongues": [languages.name(code) for code in languages.of_stockroom(look.books)],
        "currency": found.get("currency", ""),
        "mail": mailing.of_settings(found),
        "source_days": int(found.get(DAYS) or USUAL_DAYS),
        "most_days": MOST_DAYS,
        **_limits(found),
    }


def _limits(found: Mapping[str, str]) -> dict[str, int]:
    kept = read_limits(found.get(BOX_LIMITS, ""))
    return {"box_kg": kept.most_g // 1000, "box_litres": kept.most_ml // 1000}


def charity_of(found: Mapping[str, str]) -> tuple[str, str]:
    """The charity's name, and how to reach it, which stand in one setting."""
    name, _, reach = found.get("charity", "").strip().partition("\n")
    return name.strip(), reach.strip()


def _charity(look: Look) -> Mapping[str, Any]:
    name = " ".join(look.form.text("charity").split())
    reach = look.form.text("reach").replace("\r\n", "\n")
    return {"name": "charity", "value": f"{name}\n{reach}".strip()}


def _host_facts(look: Look) -> Facts:
    printed = look.books.execute(_PRINTED).first() is not None
    return {**shown(look), "printed": printed}


def _host(look: Look) -> Mapping[str, Any]:
    return {"name": "public_host", "value": host_of(look.form.text("host"))}


def host_of(typed: str) -> str:
    """The host name in what people type, who often paste a whole address."""
    bare = typed.strip().lower().removeprefix("https://").removeprefix("http://")
    return bare.rstrip("/")


def _language_facts(look: Look) -> Facts:
    chosen = languages.of_stockroom(look.books)
    offered = [*languages.OFFERED, *(code for code in chosen if code not in languages.OFFERED)]
    return {"tongues": [(code, languages.name(code), code in chosen) for code in offered]}


def _languages(look: Look) -> Mapping[str, Any]:
    chosen = [code for code in languages.OFFERED if code in look.form.all("language")]
    return {"name": "languages", "value": " ".join(dict.fromkeys(["en", *chosen]))}


def _currency_facts(look: Look) -> Facts:
    return {
        "currency": kept(look.books).get("currency", ""),
        "currencies": currencies(look.reader.language),
    }


def currencies(language: str) -> list[tuple[str, str]]:
    """Every currency by its name in the reader's language."""
    named = ((code, get_currency_name(code, locale=language)) for code in list_currencies(language))
    return sorted(((code, f"{name} ({code})") for code, name in named), key=lambda one: one[1])


def _currency(look: Look) -> Mapping[str, Any]:
    return {"name": "currency", "value": look.form.text("currency")}


def _messages(look: Look) -> Mapping[str, Any]:
    return {"name": DAYS, "value": str(look.form.number("days") or "")}


def _boxes(look: Look) -> Mapping[str, Any]:
    said = (look.form.text(name).strip() for name in ("kg", "litres"))
    return {"name": BOX_LIMITS, "value": " ".join(said)}


def _mail_facts(look: Look) -> Facts:
    found = kept(look.books)
    return {"mail": mailing.of_settings(found), "has_password": bool(found.get(MAIL_PASSWORD))}


def _mail(look: Look) -> Mapping[str, Any]:
    """The fields as typed; a password left blank stays as it is."""
    form = look.form
    content: dict[str, Any] = {
        name: form.text(name) for name in ("host", "user", "sender", "security")
    }
    content["port"] = form.number("port") or 587
    if form.latest.get("password"):
        content["password"] = form.latest["password"]
    elif not form.text("user"):
        content["password"] = ""
    return content


def _back(_receipt: Receipt, _look: Look) -> str:
    return "/settings"


def _try_it(_receipt: Receipt, look: Look) -> str:
    return with_query("/settings/mail", saved="1") if look.form.text("host") else "/settings"


def _setting(path: str, template: str, facts: Any, content: Any) -> Act:
    return Act("setting-changes", path, template, facts=facts, content=content, after=_back)


PAGES = (
    Page("/settings", "admin/settings.html", STEWARDS, shown),
    _setting("/settings/charity", "admin/setting_charity.html", shown, _charity),
    _setting("/settings/public-host", "admin/setting_host.html", _host_facts, _host),
    _setting("/settings/languages", "admin/setting_languages.html", _language_facts, _languages),
    _setting("/settings/currency", "admin/setting_currency.html", _currency_facts, _currency),
    _setting("/settings/messages", "admin/setting_messages.html", shown, _messages),
    _setting("/settings/boxes", "admin/setting_boxes.html", shown, _boxes),
    Act(
        "mail-settings",
        "/settings/mail",
        "admin/setting_mail.html",
        facts=_mail_facts,
        content=_mail,
        after=_try_it,
    ),
)
