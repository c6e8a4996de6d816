"""Kits: recipes, bags packed ahead, how many should stand ready, and cupboards at refuges."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.kits import bags, cupboard, recipes

PAGES: tuple[Page | Act, ...] = (*recipes.PAGES, *bags.PAGES, *cupboard.PAGES)
