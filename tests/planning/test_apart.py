"""The checker shares nothing with whoever makes plans but the facts and the form of a plan."""

from __future__ import annotations

import ast
import sys

from tests.tidiness import product

HOUSE = "stockroom.planning.checking"
KNOWN = ("stockroom.planning.facts", "stockroom.planning.plans", "stockroom.words", HOUSE)


def test_the_checker_knows_facts_plans_and_their_words_only() -> None:
    strangers = {
        f"{name}: {module}"
        for name, tree in product()
        if name.startswith(HOUSE.replace(".", "/"))
        for node in ast.walk(tree)
        for module in _imported(node)
        if not module.startswith(KNOWN) and module.split(".")[0] not in sys.stdlib_module_names
    }

    assert strangers == set()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.module is not None
        parts = [f"{node.module}.{one.name}" for one in node.names]
        return parts if node.module == "stockroom.planning" else [node.module]
    return []
