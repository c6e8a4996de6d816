"""Serving on a local network: over TLS for the phones, and the authority on a plain port beside."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace

import sqlalchemy as sa

from stockroom import app, serving
from stockroom.app import House
from stockroom.commands.refs import SETTING
from stockroom.errors import Problem
from stockroom.keeping import local_authority
from stockroom.keeping.local_authority import LocalAuthority
from stockroom.lan import addresses, telling
from stockroom.lan.fresh import Fresh, Renewing
from stockroom.lan.plain import Plain, answering
from stockroom.settings import Settings

PORT, PLAIN_PORT = 8443, 8080
EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones come from outside this machine
_CHARITY = sa.select(SETTING.c.value).where(SETTING.c.name == "charity")


@dataclass(frozen=True)
class Meeting:
    """Where phones come: `said` is the name or address that was typed, or nothing."""

    said: str = ""
    host: str = EVERYWHERE
    port: int = PORT
    plain_port: int = PLAIN_PORT


def serve(
    settings: Settings,
    meeting: Meeting,
    *,
    tell: Callable[[str], object] = str.strip,
    draw: Callable[[str], object] = str.strip,
) -> None:
    """Serve until SIGTERM or Ctrl-C; `tell` writes words to the terminal, `draw` a QR code.

    Browsers are not told to insist on HTTPS here. They would ask for the page about the authority
    over HTTPS too, where it is not; and a phone whose trust was lost would be shut out for two
    years with no way past the warning. Raises `Problem`: no_private_address, other_name,
    port_taken, and what the authority raises.
    """
    reach = addresses.reach(meeting.said)
    kept = settings.lan / local_authority.SERVER
    house = app.build(
        replace(settings, secure_cookies=True, insist_on_https=False, certificate=kept)
    )
    shown, authority = reach.host(), _authority(house, reach.name)
    authority.renew(reach.addresses())
    fresh = Fresh(authority.server)

    def look() -> None:
        # Without any network there is nobody to serve, and soon the old addresses come back.
        if (found := reach.addresses()) and authority.renew(found):
            fresh.reload()
            tell(f"The certificate was made anew for https://{reach.host()}:{meeting.port}/")

    plain = Plain(authority, f"https://{shown}:{meeting.port}/")
    with (
        _listening(meeting.host, meeting.port) as line,
        _listening(meeting.host, meeting.plain_port) as open_line,
    ):
        _say(house, authority, shown, meeting, tell, draw)
        server = serving.server_of(house, ssl_context_factory=lambda _config, _own: fresh.door)
        with answering(plain, open_line), Renewing(look):
            server.run(sockets=[line])


def _say(
    house: House,
    authority: LocalAuthority,
    shown: str,
    meeting: Meeting,
    tell: Callable[[str], object],
    draw: Callable[[str], object],
) -> None:
    address, plain = f"https://{shown}:{meeting.port}", f"http://{shown}:{meeting.plain_port}/"
    tell(telling.first_step(plain, authority.fingerprint))
    draw(telling.square(plain))
    tell(telling.second_step(address))
    draw(telling.square(f"{address}/"))
    tell("\nCtrl-C stops.\n")
    if house.setup_code.is_wanted():
        tell(serving.how_to_begin(address, house.setup_code.read()))


def _authority(house: House, name: str) -> LocalAuthority:
    """The authority, made for this name or this machine's own; one for another name is told."""
    with house.database.reading() as books:
        charity = str(books.execute(_CHARITY).scalar() or "").partition("\n")[0].strip()
    own = addresses.own_name()
    authority = local_authority.open_authority(
        house.settings.lan,
        house.clock,
        name=name or own,
        title=f"Stockroom of {charity or own.partition('.')[0]}",
    )
    if name and authority.name != name:
        raise Problem(
            "other_name",
            "The devices trust this machine as {known}, not as {name}. Keep that name; or take the "
            "folder {folder} away, start again, and let each device trust the new authority.",
            known=authority.name,
            name=name,
            folder=house.settings.lan.name,
        )
    return authority


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=2048)
    except OSError as fault:
        raise Problem(
            "port_taken",
            "Port {port} cannot be used ({why}). Name others with --port and --plain-port.",
            port=port,
            why=os.strerror(fault.errno) if fault.errno else type(fault).__name__,
        ) from fault
