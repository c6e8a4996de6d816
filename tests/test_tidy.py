"""The house rules that a machine can hold, so that nobody has to nag.

Each exception stands here with its reason; one that is no longer needed is an offence too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping

import pytest

from tests import snapshots
from tests.snapshots import commands_page
from tests.tidiness import (
    HOME,
    Function,
    files,
    identifiers,
    is_empty,
    length,
    modules,
    name_of,
    offenders,
    product,
    public,
    said,
    texts_with,
)

LONGEST_FILE, LONGEST_FUNCTION, LARGEST_BYTES = 300, 40, 600_000

CLOCKS = {
    "stockroom/clock.py": "the clock itself",
    "stockroom/vault.py": "a nonce or a key that stood still would break the cipher",
    "stockroom/db.py": "monotonic bounds the wait for a lock, whatever the hour",
    "cli/stockroom_cli/ids.py": "a device makes its own command ids",
    "cli/stockroom_cli/client.py": "pauses between tries need chance and real seconds",
    "cli/stockroom_cli/trades/signing.py": "a device's name is told from another's by chance",
    "cli/stockroom_cli/scanning/moments.py": "a terminal says when hands did it, and times keys",
    "cli/stockroom_cli/trades/arrivals.py": "the day at the sender's own desk",
    "cli/stockroom_cli/trades/facilities.py": "the same",
    "cli/stockroom_cli/trades/gate_rules.py": "the same",
    "stockroom/web/logs.py": "how long an answer took, on a clock that only runs forward",
    "stockroom/planning/routes/searching.py": "a bound in real seconds, and chance from a seed",
    "stockroom/demo/__init__.py": "the made-up weeks end today",
    "stockroom/demo/stage.py": "a seeded generator invents goods",
}
WRITERS = {
    "stockroom/db.py": "bringing the schema up to date",
    "stockroom/desk.py": "the desk",
    "stockroom/first_start.py": "what stands before the first command",
    "stockroom/sessions.py": "tokens and sessions are secrets, not trade, and never journalled",
    "stockroom/portal.py": "the secret of a link is drawn beside the journal, which never sees it",
    "stockroom/devices.py": "who takes turns on a phone, and what came of it, is no trade either",
    "stockroom/__main__.py": "rebuilding the holdings, by a steward at the machine",
    "stockroom/keeping/erasure.py": "retention deletes contents, which no command may",
    "stockroom/keeping/restore.py": "a restore fills a new database",
    "stockroom/keeping/photos.py": "which files are here, not what the trade did",
    "stockroom/keeping/evidence.py": "which files are here no longer",
    "stockroom/keeping/notices.py": "which mails are under way, and what their server answered",
}
COMMITTERS = {"stockroom/db.py": "the writer's door", "stockroom/keeping/books_file.py": "a copy"}
DIALECTS = {
    "stockroom/db.py": "the one that asks",
    "stockroom/faults.py": "each database names its own failures",
    "stockroom/guards.py": "triggers are written in each database's own words",
    "stockroom/settings.py": "the default address is a SQLite file",
    "stockroom/tables/base.py": "SQLAlchemy hands its types a dialect",
    "stockroom/tables/stock.py": "partial indexes and STRICT are said for each database",
    "stockroom/keeping/": "a backup is a SQLite file, whichever database it came from",
}
FORBIDDEN_WORDS = re.compile(
    r"supplier|sku|dispatch(?!er)|beneficiar|consignment|customer|reservation|shipment|"
    r"storage_location|item_type|stock_record",
    re.IGNORECASE,
)
# Parts of the machine and addresses of registries; written so that this line is none of them.
MACHINE = re.compile(r"/wo[r]k/|/roo[t]/|/hom[e]/\w+/|/Users/\w+/")
REGISTRY = re.compile(r"registr[y]\.npmjs|pyp[i]\.org|pythonhoste[d]|artifactor[y]|npm\.pk[g]\.")
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")


def unexcused(found: Iterable[str], exceptions: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Offenders that no exception names, and exceptions that excuse nobody; both should be none."""
    names = sorted(found)
    strangers = [name for name in names if not name.startswith(tuple(exceptions))]
    unused = [one for one in exceptions if not any(name.startswith(one) for name in names)]
    return strangers, unused


def test_no_file_is_too_long() -> None:
    # A migration is frozen once it is released: it is never split for looks.
    long = {
        name: lines
        for name in modules()
        if (lines := len((HOME / name).read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }

    assert {name: lines for name, lines in long.items() if not name.startswith("migrations/")} == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{name}:{node.lineno} {node.name}": length(node)
        for name, tree in product()
        for node in ast.walk(tree)
        if isinstance(node, Function) and length(node) > LONGEST_FUNCTION
    }

    assert long == {}


def test_everything_public_says_what_it_is_for() -> None:
    silent = [
        f"{name}:{getattr(node, 'lineno', 1)}"
        for name, tree in product()
        for node in (tree, *public(tree))
        if not ast.get_docstring(node) and not is_empty(node)
    ]

    assert silent == []


def test_each_act_is_in_the_manual_as_it_is() -> None:
    snapshots.compare("commands.md", commands_page.render(), HOME / "docs" / "manual")


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert texts_with(MACHINE) == []


def test_no_file_names_a_package_registry() -> None:
    assert texts_with(REGISTRY) == []


def test_nothing_is_marked_as_unfinished() -> None:
    assert texts_with(UNFINISHED) == []


def test_no_file_is_large() -> None:
    large = {name_of(path): path.stat().st_size for path in files()}

    assert {name: size for name, size in large.items() if size > LARGEST_BYTES} == {}


def test_the_service_prints_nothing() -> None:
    def prints(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"print", "breakpoint"}
        )

    assert {name for name in offenders(prints) if name.startswith("stockroom/")} == set()


def test_only_the_ledger_writes_movements_and_holdings() -> None:
    def writes(node: ast.AST) -> bool:
        if not isinstance(node, ast.Call):
            return False
        verb = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = ast.unparse(node.args[0]) if node.args else ""
        table = first.rpartition(".")[2] in {"HOLDING", "MOVEMENT", "Holding", "Movement"}
        return verb in {"Holding", "Movement"} or (verb in {"insert", "update", "delete"} and table)

    assert offenders(writes) == {"stockroom/ledger.py"}


def test_only_the_desk_writes_what_is_of_the_trade() -> None:
    def opens(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "writing"

    assert unexcused(offenders(opens), WRITERS) == ([], [])


def test_only_the_writers_door_commits() -> None:
    def commits(node: ast.AST) -> bool:
        called = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "commit"
        return called or (isinstance(node, ast.Constant) and node.value == "COMMIT")

    assert unexcused(offenders(commits), COMMITTERS) == ([], [])


def test_only_the_clock_asks_the_time_or_draws_chance() -> None:
    asked = re.compile(
        r"(datetime\.)?datetime\.(now|utcnow|today)|(datetime\.)?date\.today|"
        r"time\.(time|time_ns|monotonic|monotonic_ns|perf_counter|localtime|gmtime)|"
        r"(uuid\.)?uuid[147]|os\.urandom|secrets\.\w+|random\.\w+"
    )

    def asks(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and bool(asked.fullmatch(ast.unparse(node.func)))

    assert unexcused(offenders(asks), CLOCKS) == ([], [])


@pytest.mark.parametrize("module", ["time", "uuid", "secrets", "random", "os"])
def test_the_clock_cannot_be_passed_by_under_another_name(module: str) -> None:
    chance = {"time", "time_ns", "monotonic", "uuid4", "uuid7", "uuid1", "urandom", "token_urlsafe"}

    def renames(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            return any(one.name == module and one.asname for one in node.names)
        return (
            isinstance(node, ast.ImportFrom)
            and node.module == module
            and (module in {"secrets", "random"} or bool(chance & {one.name for one in node.names}))
        )

    assert offenders(renames) == set()


def test_only_the_database_and_its_guards_know_which_database_it_is() -> None:
    word = re.compile(r"sqlite|postgres|psycopg|dialect", re.IGNORECASE)

    found = [name for name, tree in product() if any(map(word.search, said(tree)))]

    assert unexcused(found, DIALECTS) == ([], [])


def test_code_uses_the_words_of_the_trade() -> None:
    strange = {
        f"{name}: {word}"
        for name, tree in product()
        for node in ast.walk(tree)
        for word in identifiers(node)
        if FORBIDDEN_WORDS.search(word)
    }

    assert strange == set()
