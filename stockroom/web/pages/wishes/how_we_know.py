"""How we know what a gate wants: a way and a role, asked again where it looks like a person."""

from __future__ import annotations

from stockroom.errors import Refused
from stockroom.rules.privacy import worries
from stockroom.web.pages.forms import Form


def told(form: Form, *names: str) -> dict[str, str]:
    """The filled ones of these fields; raises `Refused` where the way looks like a person."""
    found = worries(form.text("source"))
    if found and not form.ticked("sure"):
        raise Refused(
            "looks_personal",
            "{found} looks personal. Write the role only, never a name or a number; "
            "if it is a role, tick that it is and send again.",
            found=found[0].found,
        )
    return {name: form.text(name) for name in names if form.text(name)}
