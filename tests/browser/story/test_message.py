"""A message in French is pasted, its lines are looked at and sent; nobody is named after."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from stockroom.keeping.sources import SOURCE
from stockroom.web.pages.wishes.known import LIST
from tests.browser.windows import Windows
from tests.web.test_from_message import rows
from tests.world import World

MESSAGE = """Bonjour Apolline,
Il nous faudrait 10 bodies taille 62, 5 couvertures et 2 paquets de 44 couches taille 4.
C'est pour Zacharie. Vous pouvez m'appeler au 06 12 34 56 78.
Merci, Solveig"""
PERSONAL = ("Apolline", "Zacharie", "Solveig", "06 12 34", "34 56 78")
KEPT_BY_THE_BROWSER = """async () => {
  const kept = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const base of await indexedDB.databases()) {
    kept.push(await new Promise((done) => {
      const opening = indexedDB.open(base.name);
      opening.onsuccess = () => {
        const names = [...opening.result.objectStoreNames];
        if (names.length === 0) return done("");
        const reading = opening.result.transaction(names);
        Promise.all(names.map((name) => new Promise((told) => {
          const all = reading.objectStore(name).getAll();
          all.onsuccess = () => told(JSON.stringify(all.result));
        }))).then((texts) => done(texts.join()));
      };
    }));
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push(request.url, await (await cache.match(request)).text());
    }
  }
  return kept.join();
}"""


# PostgreSQL keeps its files where a test must not look.
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_message_in_french_becomes_a_list_and_names_nobody(
    windows: Windows, world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    alice = windows.open("alice", path="/wish-lists/from-message")
    alice.select_option("#facility", "M-1")
    alice.fill("#message", MESSAGE)
    alice.get_by_role("button", name="Read it").click()

    expect(alice.locator("fieldset.wish-entry")).to_have_count(3)
    expect(alice.locator(".message-text mark")).to_have_count(3)
    expect(alice.locator(".message-text")).to_contain_text("████")
    alice.fill('[name="lines.1.quantity"]', "4")
    alice.get_by_role("button", name="Send the wish list").click()
    alice.wait_for_url("**/wish-lists/1*")
    expect(alice.get_by_text("4 asked").first).to_be_visible()

    [made] = rows(world, LIST)
    [source] = rows(world, SOURCE)
    assert (made.came_by, source.wish_list_id) == ("message", made.id)
    kept = alice.evaluate(KEPT_BY_THE_BROWSER)
    told = "".join(capfd.readouterr())
    assert not [word for word in PERSONAL if word in kept + told]
    for file in world.house.settings.data.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [word for word in PERSONAL if word.encode() in content], file.name
