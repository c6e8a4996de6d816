"""Bringing a database's schema to this version's; imported only when there is something to bring.

Alembic and what it pulls weigh 20 MB and a tenth of a second, which a server that starts on a
database of this very version need not spend.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from stockroom.errors import Problem


def bring_up_to_date(connection: sa.Connection) -> None:
    """Run the migrations that are missing; raises `Problem` if the schema is newer than we know."""
    config = migrations()
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise Problem(
            "newer_schema",
            "The database was made by a newer Stockroom ({revision}); install that one.",
            revision=current,
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrations() -> Config:
    """Alembic's settings, with the migrations beside the package or inside the wheel."""
    inside = Path(__file__).parent / "_migrations"
    beside = Path(__file__).parent.parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(inside if inside.exists() else beside))
    return config
