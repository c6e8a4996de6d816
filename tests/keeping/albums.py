"""Invented photos that carry what a phone writes beside the picture."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass

from PIL import ExifTags, Image, PngImagePlugin

SECRET = "Taken-At-The-Refuge"
"""Stands in every kind of metadata; none of it may be found in what we keep."""

XMP = (
    '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    f"<exif:GPSLatitude>48,51N</exif:GPSLatitude>{SECRET}</x:xmpmeta>"
).encode()


@dataclass(frozen=True)
class Photo:
    """A file as a phone sends it."""

    content: bytes

    @property
    def sha256(self) -> str:
        """The hash that an act names it by."""
        return hashlib.sha256(self.content).hexdigest()


def scene(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """A picture whose upper left quarter is red and the rest blue."""
    image = Image.new("RGB", (width, height), (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    if mode == "RGBA":
        image.putalpha(254)
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """Where, when and with what the photo was taken."""
    found = Image.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.Make] = SECRET
    found[ExifTags.Base.ImageDescription] = SECRET
    found[ExifTags.Base.DateTime] = "2026:11:21 12:00:00"
    found.get_ifd(ExifTags.IFD.GPSInfo).update(
        {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 3.0), 29: SECRET}
    )
    found.get_ifd(ExifTags.IFD.Exif).update(
        {ExifTags.Base.MakerNote: SECRET.encode(), ExifTags.Base.UserComment: SECRET.encode()}
    )
    return found


def jpeg(orientation: int = 1) -> Photo:
    """A JPEG with EXIF and GPS, XMP, IPTC and a comment, and bytes after its end."""
    out = io.BytesIO()
    scene().save(
        out, "JPEG", quality=95, exif=exif(orientation), xmp=XMP, comment=SECRET, subsampling=0
    )
    return Photo(_with_segment(out.getvalue(), 0xED, _iptc()) + SECRET.encode())


def png() -> Photo:
    """A PNG with EXIF, all three kinds of text, XMP among them, and a chunk of nobody's."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET)
    notes.add_text("Zipped", SECRET, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    notes.add(b"prVt", SECRET.encode())
    out = io.BytesIO()
    scene().save(out, "PNG", pnginfo=notes, exif=exif())
    return Photo(out.getvalue())


def webp(mode: str = "RGB") -> Photo:
    """A WebP with EXIF and XMP."""
    out = io.BytesIO()
    scene(mode=mode).save(out, "WEBP", lossless=True, exif=exif(), xmp=XMP)
    return Photo(out.getvalue())


def two_pictures() -> Photo:
    """What some phones send as a JPEG: two pictures in one file (MPO)."""
    out = io.BytesIO()
    scene().save(out, "MPO", save_all=True, append_images=[scene()], exif=exif())
    return Photo(out.getvalue())


def saved(image: Image.Image, kind: str) -> Photo:
    """A picture as a plain file of that kind."""
    out = io.BytesIO()
    image.save(out, kind)
    return Photo(out.getvalue())


def claims(width: int, height: int) -> Photo:
    """A small PNG that says it is that large, as a decompression bomb does."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    chunks = (b"IHDR" + header, b"IDAT" + pixels, b"IEND")
    body = b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )
    return Photo(b"\x89PNG\r\n\x1a\n" + body)


def _with_segment(content: bytes, marker: int, payload: bytes) -> bytes:
    segment = bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload
    return content[:2] + segment + content[2:]


def _iptc() -> bytes:
    text = SECRET.encode()
    record = b"\x1c\x02\x78" + struct.pack(">H", len(text)) + text
    padded = record + b"\0" * (len(record) % 2)
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + padded
    return b"Photoshop 3.0\0" + block
