"""What a label says, the papers it is printed on, and one renderer per printer language."""

from stockroom_labels import pdf
from stockroom_labels.errors import Unprintable
from stockroom_labels.label import LONGEST_HOST, Label, check_host
from stockroom_labels.papers import A4_63X38, PAPERS, Paper

__all__ = [
    "A4_63X38",
    "LONGEST_HOST",
    "PAPERS",
    "Label",
    "Paper",
    "Unprintable",
    "check_host",
    "pdf",
]
