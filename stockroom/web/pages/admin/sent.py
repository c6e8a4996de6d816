"""Forms of pages that hand in no command: who sent them, and what they said."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from litestar import Request
from litestar.datastructures import State

from stockroom.commands.base import Actor
from stockroom.tables.people import Role
from stockroom.web.door import Door
from stockroom.web.pages import forms
from stockroom.web.pages.forms import Form

AnyRequest = Request[Any, Any, State]
SMALL = 20_000
NOTHING = Form()


def sent(
    request: AnyRequest, body: bytes, door: Door, roles: Collection[Role]
) -> tuple[Form, Actor]:
    """What a form said and who sent it, if one of these roles and from a page of ours."""
    form = forms.read(body)
    return form, door.enter(request, roles, csrf=form.text("csrf"))
