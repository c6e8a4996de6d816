"""A chapter of the command line: commands of one trade, shown together in the help."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import typer

from stockroom_cli.speech import _

F = TypeVar("F", bound=Callable[..., Any])


class Chapter:
    """Commands under one title; the docstring of each is its help, in the reader's language."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.app = typer.Typer()

    def command(self, name: str, **more: Any) -> Callable[[F], F]:
        """Make a function the command of that name."""

        def keep(function: F) -> F:
            said = _(inspect.cleandoc(function.__doc__ or ""))
            self.app.command(name, help=said, rich_help_panel=self.title, **more)(function)
            return function

        return keep
