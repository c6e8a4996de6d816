"""Each page of the product knows where the manual speaks of it, for each role."""

from __future__ import annotations

from pathlib import Path

from stockroom import app
from stockroom.manual import ways
from stockroom.manual.pages import manual
from stockroom.settings import Settings, sqlite_url
from stockroom.tables.people import Role
from tests.web.visits import visiting
from tests.world import StillClock, World

# The first page is each role's own; a label leads on; the manual needs no manual; a file.
HELPLESS = {
    "/", "/t/{text:str}", "/T/{text:str}", "/help", "/help/{name:str}",
    "/help/pictures/{language:str}/{name:str}", "/stock.csv",
}  # fmt: skip


def test_every_way_to_help_leads_to_a_page_and_a_heading() -> None:
    roles: list[Role | None] = [None, *Role]
    anchors = {
        (page.address, section.anchor)
        for page in manual().pages.values()
        for section in page.sections
    }
    for role in roles:
        for prefix, _, _ in ways.WAYS:
            for path in (prefix, f"{prefix}/12".replace("//", "/")):
                address, _, heading = ways.help_for(path, role).partition("#")
                assert (address, heading) in anchors or (
                    not heading and any(address == one for one, _ in anchors)
                ), (path, role)
    assert {prefix for _, prefix in ways.WAYS_OF_ROLES} <= {prefix for prefix, _, _ in ways.WAYS}


def test_every_page_of_the_product_has_help_of_its_own(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database=sqlite_url(tmp_path))
    product = app.application(app.build(settings, StillClock()))
    helpless = {
        route.path
        for route in product.routes
        for handler in getattr(route, "route_handlers", ())
        if (handler.name or "").startswith("page:")
        and "GET" in handler.http_methods
        and ways.help_for(route.path.partition("{")[0].rstrip("/") or "/") == "/help"
    }

    assert helpless == HELPLESS


def test_each_page_links_to_its_help(world: World) -> None:
    with visiting(world) as visits:
        for who, path, role in (("bob", "/stock", Role.VOLUNTEER), ("dora", "/", Role.DRIVER)):
            text = visits.browser(who).get(path).text

            assert f'href="{ways.help_for(path, role)}"' in text


def test_help_is_for_the_page_and_the_role() -> None:
    assert ways.help_for("/intakes/new") == "/help/volunteer#take-in-what-arrives"
    assert ways.help_for("/intakes/bags/new") == "/help/volunteer#take-in-bags-of-clothes"
    assert ways.help_for("/stockpile") == "/help"
    assert ways.help_for("/", Role.DRIVER) == "/help/driver"
    assert ways.help_for("/runs/3", Role.DRIVER) == "/help/driver#your-run"
    assert ways.help_for("/runs/3", Role.COORDINATOR) == "/help/coordinator#plan-a-run"
