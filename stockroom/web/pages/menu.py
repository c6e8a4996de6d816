"""The main menu: where each role finds what, and the few that stand at a phone's foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stockroom.commands.base import ANY_SIGNED_IN, DESK, EVERYBODY_INSIDE, HANDS, ROAD, STEWARDS
from stockroom.speech import mark as _
from stockroom.tables.people import Role
from stockroom.web.roles import ANYONE

# What is always in reach on a phone, by role.
BARS = {
    Role.VOLUNTEER: ("/", "/intakes/new", "/scan", "/stock"),
    Role.COORDINATOR: ("/", "/wish-lists", "/stock", "/runs"),
    Role.STEWARD: ("/", "/wish-lists", "/stock", "/runs"),
    Role.DRIVER: ("/", "/drive", "/runs", "/stock"),
    Role.FACILITY: ("/", "/wish-lists", "/deliveries", "/help"),
    Role.SUPPORTER: ("/", "/me", "/help"),
}
FACILITIES = frozenset({Role.FACILITY})


class Item(NamedTuple):
    """One line of the menu; `short` is its word where there is little room."""

    path: str
    word: str
    icon: str
    roles: frozenset[Role]
    short: str = ""


class Group(NamedTuple):
    """Lines that belong together, under a word of their own."""

    word: str
    items: tuple[Item, ...]


MENU = (
    Group(
        _("Every day"),
        (
            Item("/", _("Home"), "home", ANY_SIGNED_IN),
            Item("/scan", _("Scan"), "scan", HANDS),
            Item("/intakes/new", _("Take in"), "package-import", EVERYBODY_INSIDE),
            Item("/drive", _("Drive"), "steering-wheel", ROAD),
            Item("/runs", _("Runs"), "truck", frozenset({Role.DRIVER})),
            Item("/stock", _("Stock"), "search", HANDS),
            Item("/sortings", _("Sorting"), "hanger", EVERYBODY_INSIDE),
            Item("/inspections", _("Inspection"), "shield-check", HANDS),
            Item("/put-aways", _("Put away"), "stack-2", EVERYBODY_INSIDE),
            Item("/picks", _("Pick and pack"), "basket", EVERYBODY_INSIDE),
            Item("/wish-lists", _("My wish lists"), "clipboard-list", FACILITIES),
            Item("/deliveries", _("What came"), "truck-delivery", FACILITIES),
        ),
    ),
    Group(
        _("Wishes and the road"),
        (
            Item("/wish-lists", _("Wish lists"), "clipboard-list", DESK),
            Item("/plans", _("Plans"), "wand", DESK),
            Item("/kits", _("Kits"), "shopping-bag", EVERYBODY_INSIDE),
            Item("/parcels", _("Parcels"), "package", EVERYBODY_INSIDE),
            Item("/runs", _("Runs"), "truck", DESK | {Role.VOLUNTEER}),
            Item("/board", _("The road today"), "map-pin", DESK),
            Item("/travel-times", _("Travel times"), "clock", DESK),
            Item(
                "/deliveries/new",
                _("Handed over without a run"),
                "door",
                ROAD | EVERYBODY_INSIDE,
                short=_("Without a run"),
            ),
            Item(
                "/receipts/new",
                _("Type in a signed sheet"),
                "paperclip",
                ROAD | EVERYBODY_INSIDE,
            ),
            Item("/deliveries", _("Deliveries"), "truck-delivery", DESK),
        ),
    ),
    Group(
        _("The shelves"),
        (
            Item("/places", _("Places"), "map-pin", HANDS),
            Item("/counts/new", _("Count"), "clipboard-check", EVERYBODY_INSIDE),
            Item("/opening-counts/new", _("Opening count"), "building-warehouse", EVERYBODY_INSIDE),
            Item("/labels", _("Labels to print"), "qrcode", EVERYBODY_INSIDE),
            Item("/printers", _("Printers"), "printer", EVERYBODY_INSIDE),
        ),
    ),
    Group(
        _("Keeping order"),
        (
            Item("/discrepancies", _("Discrepancies"), "alert-triangle", DESK),
            Item("/journal", _("Journal"), "history", DESK),
            Item("/address-openings", _("Addresses opened"), "lock", STEWARDS),
            Item("/reports", _("Reports"), "chart-bar", DESK),
            Item("/facilities", _("Facilities"), "building-community", DESK),
            Item("/portal-links", _("Links for facilities"), "key", DESK),
            Item("/donors", _("Donors"), "heart", DESK),
            Item("/products", _("Catalogue"), "book", DESK),
            Item("/people", _("People and devices"), "users", STEWARDS),
            Item("/settings", _("Settings"), "settings", STEWARDS),
            Item("/health-page", _("Health"), "heartbeat", STEWARDS),
            Item("/backups", _("Backups"), "database-export", STEWARDS),
        ),
    ),
    Group(
        _("You"),
        (
            Item("/me", _("My page"), "user", ANY_SIGNED_IN),
            Item("/help", _("Help"), "help", ANYONE),
        ),
    ),
)


def menu(role: Role | None) -> Sequence[Group]:
    """The menu as a role sees it; groups without a line are left out."""
    if role is None:
        return ()
    seen = (
        Group(group.word, tuple(one for one in group.items if role in one.roles or not one.roles))
        for group in MENU
    )
    return [group for group in seen if group.items]


def bar(role: Role | None) -> Sequence[Item]:
    """The few lines that are always in reach on a phone."""
    if role is None:
        return ()
    seen = {item.path: item for group in menu(role) for item in group.items}
    return [seen[path] for path in BARS[role]]


def current(path: str, items: Sequence[Item]) -> str:
    """The path of the line that the page at this path belongs to; empty where none fits."""
    fits = [one.path for one in items if _is_under(path, one.path)]
    return max(fits, key=lambda line: (_begins(path, line), len(line)), default="")


def _is_under(path: str, line: str) -> bool:
    if line == "/":
        return path == "/"
    whole = "/" + line.strip("/").split("/")[0]
    return path in (line, whole) or path.startswith((line + "/", whole + "/"))


def _begins(path: str, line: str) -> bool:
    return path == line or path.startswith(line + "/")
