"""What a report is: a question, its columns, and the rows that answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from stockroom.tables.people import Role

Row = dict[str, Any]


@dataclass(frozen=True)
class Report:
    """A named question about the books; `answer` reads one snapshot and takes named choices."""

    name: str
    question: str
    columns: tuple[str, ...]
    roles: frozenset[Role]
    answer: Callable[[sa.Connection, Mapping[str, str]], list[Row]]
    choices: Mapping[str, str] = field(default_factory=dict)
