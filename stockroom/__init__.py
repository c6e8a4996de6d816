"""Stockroom follows donated baby goods from the donor to the gate, to the piece."""

__version__ = "0.1.0"
