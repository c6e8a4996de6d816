"""What the terminal says under `serve --lan`: two QR codes and plain words."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from qrcode import QRCode

OWN_DEVICES = (
    "For phones and tablets that belong to the charity. Never ask volunteers to\n"
    "trust this on a phone of their own: lend them one of these, or serve under\n"
    "a real name (in the manual: Phones in the warehouse)."
)


def first_step(plain_address: str, fingerprint: Sequence[str]) -> str:
    """What stands above the first code."""
    lines = "".join(f"   {line}\n" for line in fingerprint)
    return (
        f"\n{OWN_DEVICES}\n\n"
        "1. Once on each device, in the same Wi-Fi: scan this code, do as the page says.\n"
        f"   {plain_address}\n"
        "   Trust it only if the device shows this fingerprint (SHA-256):\n\n"
        f"{lines}"
    )


def second_step(address: str) -> str:
    """What stands above the second code."""
    return f"\n2. Then, every day: scan this code.\n   {address}/\n"


def square(text: str) -> str:
    """A QR code in letters, to be shown dark on light: two modules in the height of one letter."""
    code = QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    drawn = StringIO()
    code.print_ascii(out=drawn)
    return drawn.getvalue().rstrip("\n")
