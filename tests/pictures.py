"""Pictures of codes, as PNG: drawn by an encoder that is not ours."""

from __future__ import annotations

import io
from typing import Any

import zxingcpp
from PIL import Image, ImageOps

FORMATS = {
    "qr_code": zxingcpp.BarcodeFormat.QRCode,
    "ean_13": zxingcpp.BarcodeFormat.EAN13,
    "ean_8": zxingcpp.BarcodeFormat.EAN8,
    "upc_a": zxingcpp.BarcodeFormat.UPCA,
    "upc_e": zxingcpp.BarcodeFormat.UPCE,
    "code_128": zxingcpp.BarcodeFormat.Code128,
    "data_matrix": zxingcpp.BarcodeFormat.DataMatrix,
}
GROUP_SEPARATOR = "\x1d"
# What is drawn in each, and what is read from it: a UPC is an EAN-13 that begins with nought.
CODES = {
    "qr_code": ("HTTPS://LABELS.EXAMPLE.ORG/T/7K3Q9M2XW4HTX",) * 2,
    "ean_13": ("5901234123457",) * 2,
    "ean_8": ("96385074",) * 2,
    "upc_a": ("036000291452", "0036000291452"),
    "upc_e": ("04252614", "0042100005264"),
    "code_128": ("BOX 214",) * 2,
    "data_matrix": ("7K3Q9M2XW4HTX",) * 2,
}
GS1 = ("(01)09506000134352(10)AB-12(21)7", f"010950600013435210AB-12{GROUP_SEPARATOR}217")


def code(name: str, text: str, *, gs1: bool = False) -> Image.Image:
    """One code on a white ground."""
    options = {"gs1": True} if gs1 else {}
    drawn: Any = zxingcpp.create_barcode(text, FORMATS[name], **options).to_image(scale=4)
    height, width = drawn.shape
    shades = bytes(memoryview(drawn))
    image = Image.frombytes("L", (width, height), shades)
    return ImageOps.expand(image, 40, 255).convert("RGB")


def png(image: Image.Image) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
