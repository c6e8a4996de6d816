"""Lends tests a PostgreSQL server: the one named by STOCKROOM_TEST_POSTGRES, else one of our own.

Our own uses the programs that the system has installed. It lives in a temporary folder, belongs to
an unprivileged user even when the tests run as root, listens on loopback only, and goes away with
the process that asked for it, however that process ends.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import LiteralString

import psycopg
from psycopg import sql
from sqlalchemy import make_url

USER = "stockroom"
MEMORY = "/dev/shm"
ROOM_BYTES = 1_000_000_000  # a server takes 200 MB; some tests start one more
COPIES_BY_LOG = 15_00_00  # the server's version since which it does, unless it is told otherwise
START_SECONDS = 60
STOP_SECONDS = 60

# Durability against a power cut is what a test server does without. Commits still wait for the
# write to the log: a server that is killed must not forget what it acknowledged.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "on",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "max_wal_size": "96MB",
    "timezone": "UTC",
}

# Waits until its standard input closes, which the system sees to when our process ends in any way,
# then stops the server and removes the folder.
KEEPER = """
read -r line
"$1/pg_ctl" -D "$2/data" -m immediate -w stop
cd / && rm -rf "$2"
"""


class NoPostgresError(Exception):
    """There is no PostgreSQL to test with; the message says what to install."""


class NotOursError(Exception):
    """A borrowed server cannot be killed or restarted."""


class Postgres:
    """A running server in which tests make and drop databases. Databases are named by their URL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._made: list[str] = []

    def create_database(self, name: str | None = None, *, template: str | None = None) -> str:
        """Create a database and return its URL; as a copy of another one if its URL is given.

        Nobody may be connected to the template. Without a name, a random one is drawn.
        """
        made = make_url(self.url).set(database=name or f"stockroom_test_{token_hex(6)}")
        origin = make_url(template).database if template else "template0"
        self._do(self._created_by, made.database, origin)
        url = made.render_as_string(hide_password=False)
        self._made.append(url)
        return url

    def drop_database(self, url: str) -> None:
        """Drop a database, cutting off whoever is still connected to it."""
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", make_url(url).database)
        if url in self._made:
            self._made.remove(url)

    def kill(self) -> None:
        """Stop the server at once, as a crash would. Raises NotOursError for a borrowed server."""
        raise NotOursError("a server named by STOCKROOM_TEST_POSTGRES is not ours to stop")

    def restart(self) -> None:
        """Start the server again, on the same port. Raises NotOursError for a borrowed server."""
        raise NotOursError("a server named by STOCKROOM_TEST_POSTGRES is not ours to start")

    def stop(self) -> None:
        """Leave nothing behind: the databases made here go."""
        for url in list(self._made):
            self.drop_database(url)

    @cached_property
    def _created_by(self) -> LiteralString:
        """How a database is copied: by its files, which takes half as long as by the log."""
        with self._connected() as connection:
            by_log = connection.info.server_version >= COPIES_BY_LOG
        return f"CREATE DATABASE {{}} TEMPLATE {{}}{' STRATEGY FILE_COPY' if by_log else ''}"

    def _do(self, statement: LiteralString, *names: str | None) -> None:
        parts = [sql.Identifier(name) for name in names if name]
        with self._connected() as connection:
            connection.execute(sql.SQL(statement).format(*parts))

    def _connected(self) -> psycopg.Connection:
        plain = make_url(self.url).set(drivername="postgresql")
        return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)


class OwnPostgres(Postgres):
    """A server in a temporary folder. Raises NoPostgresError when no programs are installed."""

    def __init__(self) -> None:
        self._programs = find_programs()
        self._port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="stockroom-postgres-", dir=_home()))
        self._user = _give_away(self.folder)
        self._keeper = self._start_keeper()
        super().__init__(f"postgresql+psycopg://{USER}@127.0.0.1:{self._port}/postgres")
        try:
            self._make_cluster()
            self.restart()
        except BaseException:
            self.stop()
            raise

    def kill(self) -> None:
        """Stop the server at once, as a crash would; what it acknowledged is still there after."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def restart(self) -> None:
        """Start the server, on the same port as before, and wait until it answers."""
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self._data, "-l", log, "-w", "-t", str(START_SECONDS), "start")

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        assert self._keeper.stdin is not None
        self._keeper.stdin.close()
        self._keeper.wait(STOP_SECONDS)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _make_cluster(self) -> None:
        plainly = ["--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C"]
        self._run("initdb", "-D", self._data, "-U", USER, "--auth=trust", *plainly)
        settings = SETTINGS | {
            "port": str(self._port),
            "unix_socket_directories": str(self.folder),
        }
        with Path(self._data, "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def _start_keeper(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "keeper", str(self._programs), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=_environment(),
            user=self._user,
            group=_group(self._user),
            extra_groups=None if self._user is None else [],
            start_new_session=True,  # so that an interrupt from the keyboard does not reach it
        )

    def _run(self, program: str, *arguments: str) -> None:
        # To a file, since the server would keep a pipe open long after pg_ctl has ended.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(self._programs / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=_environment(),
                user=self._user,
                group=_group(self._user),
                extra_groups=None if self._user is None else [],
                check=False,
            )
            output.seek(0)
            said = output.read().decode(errors="replace")
        if done.returncode != 0:
            log = self.folder / "log"
            raise RuntimeError(f"{program}: {said}{log.read_text() if log.exists() else ''}")


@contextmanager
def server() -> Iterator[Postgres]:
    """Lend a server for as long as the block lasts. Raises NoPostgresError when there is none."""
    borrowed = os.environ.get("STOCKROOM_TEST_POSTGRES")
    postgres = Postgres(borrowed) if borrowed else OwnPostgres()
    try:
        yield postgres
    finally:
        postgres.stop()


def find_programs() -> Path:
    """Find the folder of PostgreSQL's server programs, the newest first. Raises NoPostgresError."""
    for folder in _likely_folders():
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgresError(
        "PostgreSQL is not installed. Debian and Ubuntu: sudo apt-get install -y postgresql; "
        "macOS: brew install postgresql. Or name a server in STOCKROOM_TEST_POSTGRES."
    )


def _likely_folders() -> Iterator[Path]:
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
        yield Path(told.stdout.strip())
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: float(folder.parent.name), reverse=True)
    for brew in ("/opt/homebrew/opt", "/usr/local/opt"):
        yield from sorted(Path(brew).glob("postgresql*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent


def _home() -> str:
    """Memory where there is plenty: copying a database is 370 files, 0.3 s on a disk, 0.04 there.

    Not TMPDIR: the server's user may not be let in there, and a socket's path must be short.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM_BYTES:
        return MEMORY
    return "/tmp"


def _give_away(folder: Path) -> str | None:
    """Hand the folder to a user without rights, for the server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in known else "nobody"
    os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    return user


def _group(user: str | None) -> int | None:
    return None if user is None else pwd.getpwnam(user).pw_gid


def _environment() -> dict[str, str]:
    """Only the path: PGDATA, PGPORT and their like would lead the programs astray."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    try:
        print(find_programs())
    except NoPostgresError as problem:
        sys.exit(str(problem))
