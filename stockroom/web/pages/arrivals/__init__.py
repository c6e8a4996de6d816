"""What comes to the door: taken in, turned away, counted on day one, sorted into boxes."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Many, Page
from stockroom.web.pages.arrivals import (
    away,
    bags,
    board,
    intake,
    opening,
    photos,
    turned_away,
    waiting,
)

PAGES: tuple[Page | Act | Many, ...] = (
    *intake.PAGES,
    *bags.PAGES,
    *turned_away.PAGES,
    *opening.PAGES,
    *waiting.PAGES,
    *board.PAGES,
    *away.PAGES,
)
ROUTES = (photos.add_photo, photos.back_to_the_form)
