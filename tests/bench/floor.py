"""The floor that requests are held against: the same server, threads and authentication, and a
handler that does the same reads and writes in raw SQL on the driver's own connection.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import sqlite3
import threading
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from litestar import Litestar, Request, Response, get, put

from stockroom.app import House, application
from stockroom.web.roles import ANYONE

WHO = (
    "SELECT person.id, person.name, person.role, person.facility_id, person.site_id, "
    "person.language, person.lapsed, token.device_id FROM token "
    "JOIN person ON person.id = token.person_id LEFT JOIN device ON device.id = token.device_id "
    "WHERE token.secret_hash = ? AND token.revoked_at IS NULL "
    "AND (token.expires_at IS NULL OR token.expires_at > ?) "
    "AND (device.id IS NULL OR NOT device.revoked)"
)
LOOK_UP = (
    "SELECT person.id, person.name, person.role, label_code.code, label_code.lot_id, "
    "lot.standing, lot.size_label, lot.condition, product.code, product.name, "
    "place.kind, place.name, place.number, holding.quantity, holding.line_id, "
    "spot.name, spot.number, spot.kind FROM token "
    "JOIN person ON person.id = token.person_id LEFT JOIN device ON device.id = token.device_id "
    "LEFT JOIN label_code ON label_code.code = ? LEFT JOIN lot ON lot.id = label_code.lot_id "
    "LEFT JOIN product ON product.id = lot.product_id "
    "LEFT JOIN place ON place.id = label_code.place_id "
    "LEFT JOIN holding ON holding.lot_id = lot.id AND holding.outside = 0 "
    "AND holding.quantity <> 0 "
    "LEFT JOIN place spot ON spot.id = holding.place_id "
    "WHERE token.secret_hash = ? AND token.revoked_at IS NULL "
    "AND (token.expires_at IS NULL OR token.expires_at > ?) "
    "AND (device.id IS NULL OR NOT device.revoked)"
)
LOT = (
    "SELECT lot.id, lot.depth FROM label_code JOIN lot ON lot.id = label_code.lot_id "
    "JOIN product ON product.id = lot.product_id WHERE label_code.code = ?"
)
PLACE = "SELECT id, kind, name, outside, site_id FROM place WHERE lower(name) = ? AND NOT outside"
INSIDE = (
    "SELECT place_id, line_id, quantity, kind, stands_in, urgency FROM holding "
    "JOIN place ON place.id = holding.place_id LEFT JOIN wish_line ON wish_line.id = line_id "
    "WHERE lot_id = ? AND holding.outside = 0 AND quantity <> 0 ORDER BY holding.id"
)
CHANGE = (
    "UPDATE holding SET quantity = quantity + ? "
    "WHERE lot_id = ? AND place_id = ? AND coalesce(line_id, 0) = 0"
)
BEGIN_HOLDING = (
    "INSERT INTO holding (lot_id, place_id, quantity, outside) "
    "SELECT ?, id, 0, outside FROM place WHERE id = ?"
)


class Floor:
    """Raw connections: one for each reading thread, and one writer behind the same two locks."""

    def __init__(self, house: House) -> None:
        self.path = house.settings.data / "stockroom.db"
        self.local = threading.local()
        self.lock = threading.Lock()
        self.writer = self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def reader(self) -> sqlite3.Connection:
        """This thread's connection."""
        if not hasattr(self.local, "connection"):
            self.local.connection = self._connect()
        return self.local.connection  # type: ignore[no-any-return]

    def look_up(self, secret: str, code: str) -> list[Any]:
        """Who asks, what the code is on, and where that lies."""
        where = (code, _digest(secret), _now())
        return self.reader().execute(LOOK_UP, where).fetchall()

    def put_away(self, secret: str, command_id: str, body: dict[str, Any]) -> dict[str, Any]:
        """The reads and writes of one put-away."""
        who = self.reader().execute(WHO, (_digest(secret), _now())).fetchone()
        with self.lock, self.path.with_suffix(".db.lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            self.writer.execute("BEGIN IMMEDIATE")
            receipt = self._move(self.writer.execute, who[0], command_id, body)
            self.writer.execute("COMMIT")
        return receipt

    def _move(self, run: Any, actor: int, command_id: str, body: dict[str, Any]) -> dict[str, Any]:
        run("SELECT 1 FROM journal WHERE command_id = ?", (command_id,)).fetchone()
        sequence, head = run(
            "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
        place = run(PLACE, (body["place"].lower(),)).fetchone()[0]
        lot = run(LOT, (body["thing"],)).fetchone()[0]
        source, _, quantity, *_ = run(INSIDE, (lot,)).fetchone()
        now, sequence = _now(), sequence + 1
        if source != place:
            run(
                "INSERT INTO movement (sequence, lot_id, from_place, to_place, quantity, reason) "
                "VALUES (?, ?, ?, ?, ?, 'put_away')",
                (sequence, lot, source, place, quantity),
            )
            if run(CHANGE, (quantity, lot, place)).rowcount == 0:
                run(BEGIN_HOLDING, (lot, place))
                run(CHANGE, (quantity, lot, place))
            run(CHANGE, (-quantity, lot, source))
        receipt = {"id": command_id, "status": "recorded", "sequence": sequence}
        text = json.dumps(receipt)
        salt, content = b"0" * 16, json.dumps(body).encode()
        link = hashlib.sha256(f"{head}|{sequence}|{lot}".encode()).hexdigest()
        run(
            "INSERT INTO journal (sequence, command_id, noun, version, outcome, actor_id, done_at, "
            "recorded_at, content_hash, receipt, hash) VALUES (?, ?, 'put-aways', 1, 'recorded', "
            "?, ?, ?, ?, ?, ?)",
            (sequence, command_id, actor, now, now, hashlib.sha256(salt + content).hexdigest(),
             text, link),
        )  # fmt: skip
        run("INSERT INTO command_content VALUES (?, ?, ?)", (command_id, salt, content))
        return receipt


def with_floor(house: House) -> Litestar:
    """The service, and beside it the floor's two routes."""
    floor = Floor(house)

    @get("/floor/codes/{text:str}", sync_to_thread=True, opt={"roles": ANYONE})
    def look_up(request: Request[Any, Any, Any], text: str) -> dict[str, Any]:
        rows = floor.look_up(request.headers["authorization"].partition(" ")[2], text)
        return {"code": rows[0][3], "where": [list(row[13:]) for row in rows]}

    @put("/floor/put-aways/{command_id:uuid}", sync_to_thread=True, opt={"roles": ANYONE})
    def put_away(
        request: Request[Any, Any, Any], command_id: UUID, data: dict[str, Any]
    ) -> Response[dict[str, Any]]:
        secret = request.headers["authorization"].partition(" ")[2]
        return Response(floor.put_away(secret, str(command_id), data), status_code=201)

    service = application(house)
    service.register(look_up)
    service.register(put_away)
    return service


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
