"""What a route may state instead of roles: that anyone at all may use it."""

from __future__ import annotations

from stockroom.tables.people import Role

ANYONE: frozenset[Role] = frozenset()
