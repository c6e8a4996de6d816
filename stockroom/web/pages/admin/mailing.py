"""Mail as a steward sees it: the settings, and a test mail that says what the server answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from litestar import Response, post
from litestar.params import RawBody

from stockroom.commands.base import STEWARDS
from stockroom.commands.house import ADDRESS, MAIL
from stockroom.errors import Malformed, Refused
from stockroom.keeping import mail
from stockroom.speech import mark as _
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages.admin.sent import SMALL, AnyRequest, sent
from stockroom.web.pages.frame import GivenFrame, Reader, language_of

LONGEST_ADDRESS = 120
STEPS = {
    "connect": _("The mail server could not be reached."),
    "encrypt": _("The mail server could be reached, but not spoken to safely."),
    "sign_in": _("The mail server does not let us in with this user and password."),
    "sender": _("The mail server does not send mail from this address."),
    "recipient": _("The mail server does not take mail to that address."),
    "letter": _("The mail server did not take the mail itself."),
    "sent": _("The mail server has taken the mail. See whether it arrived."),
}
SUBJECT = _("A test mail from Stockroom")
TEXT = _("This mail shows that Stockroom can send mail. There is nothing you need to do.")


def of_settings(found: Mapping[str, str]) -> dict[str, Any]:
    """The mail settings for a page, never the password."""
    kept = json.loads(found.get(MAIL) or "{}")
    usual = {"host": "", "port": 587, "security": "starttls", "user": "", "sender": ""}
    return {**usual, **kept}


@post(
    "/settings/mail/test",
    name="form:/settings/mail/test",
    sync_to_thread=True,
    status_code=200,
    request_max_body_size=SMALL,
    opt={"roles": STEWARDS},
    include_in_schema=False,
)
def test_mail(
    request: AnyRequest,
    body: RawBody,
    database: GivenDatabase,
    door: GivenDoor,
    upkeep: GivenUpkeep,
    frame: GivenFrame,
) -> Response[Any]:
    """Send one mail now, and show how far it came."""
    form, _actor = sent(request, body, door, STEWARDS)
    to = form.text("to")
    if len(to) > LONGEST_ADDRESS or not ADDRESS.fullmatch(to):
        raise Malformed("no_address", "{text} is not a mail address.", text=to[:40])
    with database.reading() as books:
        account = mail.account(books, upkeep.vault)
    if account is None:
        raise Refused("no_mail", "No mail server is set yet.")
    guest = door.guest_of_form(request)
    reader = Reader(language_of(request, guest), guest)
    text = reader.say(TEXT) + "\n"
    said = mail.send(account, to, reader.say(SUBJECT), text, clock=door.clock)
    return frame.page(
        request, guest, "admin/mail_tested.html", said=said, sentence=STEPS[said.step], to=to
    )


test_mail.__test__ = False  # type: ignore[attr-defined]
ROUTES = (test_mail,)
