"""Health and backups: what a steward looks at, and the two slow tasks that are begun here."""

from __future__ import annotations

from importlib import metadata
from typing import Any

from litestar import Response, get, post
from litestar.params import RawBody
from litestar.response import Redirect

from stockroom.commands.base import STEWARDS
from stockroom.speech import mark as _
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages.admin.health_facts import size_of, steward_facts
from stockroom.web.pages.admin.sent import SMALL, AnyRequest, sent
from stockroom.web.pages.frame import GivenFrame, Reader, language_of

SENTENCES = {
    "Conservation": _("Nothing vanishes: each lot, here and outside together, comes to zero."),
    "Faithfulness": _("Every shelf holds what moved in less what moved out."),
    "No stock from nowhere": _("No place inside holds less than nothing."),
    "No rewriting": _("What was written in the journal stands as it was written."),
    "Once": _("No act was recorded twice."),
    "Nothing is in a box that is outside": _("No box that has left still holds goods."),
}


@get(
    "/health-page",
    name="page:/health-page",
    sync_to_thread=True,
    opt={"roles": STEWARDS},
    include_in_schema=False,
)
def health(
    request: AnyRequest,
    database: GivenDatabase,
    door: GivenDoor,
    upkeep: GivenUpkeep,
    frame: GivenFrame,
) -> Response[Any]:
    """Every fact with its state, the proof of the books, and the version."""
    guest = door.guest(request)
    allowed(guest.actor, STEWARDS, reading=True)
    reader = Reader(language_of(request, guest), guest)
    with database.snapshot() as books:
        facts = steward_facts(upkeep, books, reader)
    proof = upkeep.proving.state
    return frame.page(
        request,
        guest,
        "admin/health.html",
        facts=facts,
        proof=proof,
        sentences=SENTENCES,
        broken={breach.sentence: breach.where for breach in proof.result or ()},
        version=metadata.version("stockroom"),
        now=door.now(),
    )


@post(
    "/health-page",
    name="form:/health-page",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": STEWARDS},
    include_in_schema=False,
)
def prove(
    request: AnyRequest, body: RawBody, door: GivenDoor, upkeep: GivenUpkeep
) -> Response[Any]:
    """Begin to prove the books; the page shows how it goes."""
    sent(request, body, door, STEWARDS)
    upkeep.proving.start()
    return Redirect("/health-page#books", status_code=303)


@get(
    "/backups",
    name="page:/backups",
    sync_to_thread=True,
    opt={"roles": STEWARDS},
    include_in_schema=False,
)
def backups(
    request: AnyRequest, door: GivenDoor, upkeep: GivenUpkeep, frame: GivenFrame
) -> Response[Any]:
    """Where backups go, which there are, and how to bring one back."""
    guest = door.guest(request)
    allowed(guest.actor, STEWARDS, reading=True)
    return frame.page(
        request,
        guest,
        "admin/backups.html",
        folder=upkeep.folder,
        same_disk=upkeep.same_disk,
        backups=upkeep.kept(),
        task=upkeep.backing_up.state,
        size_of=size_of,
    )


@post(
    "/backups",
    name="form:/backups",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": STEWARDS},
    include_in_schema=False,
)
def back_up(
    request: AnyRequest, body: RawBody, door: GivenDoor, upkeep: GivenUpkeep
) -> Response[Any]:
    """Begin a backup, unless one is under way."""
    sent(request, body, door, STEWARDS)
    upkeep.backing_up.start()
    return Redirect("/backups", status_code=303)


ROUTES = (health, prove, backups, back_up)
