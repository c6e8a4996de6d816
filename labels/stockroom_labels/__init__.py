"""What a label says, the papers it is printed on, and one renderer per printer language.

A renderer is imported by its own name where it is used, since each pulls in what it draws with.
"""

from stockroom_labels.errors import Unprintable
from stockroom_labels.label import LONGEST_HOST, Face, Label, Route, check_host
from stockroom_labels.papers import Kind, Paper, Style
from stockroom_labels.shelf import A4_63X38, PAPERS

__all__ = [
    "A4_63X38",
    "LONGEST_HOST",
    "PAPERS",
    "Face",
    "Kind",
    "Label",
    "Paper",
    "Route",
    "Style",
    "Unprintable",
    "check_host",
]
