"""Twenty photos that each tell where they were taken, in a place of their own in the file."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from tests.keeping.albums import SECRET, XMP, Photo, exif, scene

SPOT = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 3.0), 29: SECRET}
NOTE = f"{SECRET} 48.8566 2.3508"
# The film behind a "motion photo" (ISO/IEC 14496-12): its place stands in a box named (c)xyz.
FILM = b"\x00\x00\x00\x18ftypmp42" + b"\xa9xyz" + f"+48.8566+002.3508/{NOTE}".encode()
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\0" * 12 + NOTE.encode()


def _exif(**ifds: Mapping[int, object]) -> Image.Exif:
    """Facts by the name of their directory: `main`, `GPSInfo`, `Exif`."""
    found = Image.Exif()
    found.update(ifds.pop("main", {}))
    for name, facts in ifds.items():
        found.get_ifd(ExifTags.IFD[name]).update(facts)
    return found


def _jpeg(**more: object) -> bytes:
    out = io.BytesIO()
    scene().save(out, "JPEG", quality=95, **more)
    return out.getvalue()


def _segment(marker: int, payload: bytes, content: bytes | None = None) -> bytes:
    content = content or _jpeg()
    head = bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2)
    return content[:2] + head + payload + content[2:]


def _png(**more: object) -> bytes:
    out = io.BytesIO()
    scene().save(out, "PNG", **more)
    return out.getvalue()


def _noted(kind: str) -> bytes:
    notes = PngImagePlugin.PngInfo()
    if kind == "text":
        notes.add_text("Comment", NOTE)
    elif kind == "zipped":
        notes.add_text("Location", NOTE, zip=True)
    elif kind == "international":
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    elif kind == "raw profile":
        notes.add_text("Raw profile type APP1", NOTE.encode().hex(), zip=True)
    else:
        notes.add(b"prVt", NOTE.encode())
    return _png(pnginfo=notes)


def _webp(**more: object) -> bytes:
    out = io.BytesIO()
    scene().save(out, "WEBP", lossless=True, **more)
    return out.getvalue()


def _iptc() -> bytes:
    record = b"\x1c\x02\x5a" + struct.pack(">H", len(NOTE)) + NOTE.encode()
    padded = record + b"\0" * (len(record) % 2)
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + padded


def _far_xmp() -> bytes:
    """The second half of a long XMP, in a segment of its own (XMP part 3, 1.1.3.1)."""
    return b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", 999, 0) + XMP


def _profile() -> bytes:
    """A colour profile whose description says where."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    return b"ICC_PROFILE\0\x01\x01" + bytes(content) + NOTE.encode()


def _two_pictures() -> bytes:
    out = io.BytesIO()
    scene().save(out, "MPO", save_all=True, append_images=[scene()], exif=exif())
    return out.getvalue()


def _small_picture_inside() -> bytes:
    """A thumbnail with an EXIF of its own, in the EXIF of the photo."""
    inner = _jpeg(exif=_exif(GPSInfo=SPOT))
    return _segment(0xE1, b"Exif\0\0" + inner)


TOLD: Mapping[str, Photo] = {
    name: Photo(content)
    for name, content in {
        "EXIF: latitude and longitude": _jpeg(exif=_exif(GPSInfo=SPOT)),
        "EXIF: description": _jpeg(exif=_exif(main={ExifTags.Base.ImageDescription: NOTE})),
        "EXIF: comment in two-byte letters": _jpeg(
            exif=_exif(Exif={ExifTags.Base.UserComment: b"UNICODE\0" + NOTE.encode("utf-16-le")})
        ),
        "EXIF: maker notes": _jpeg(
            exif=_exif(Exif={ExifTags.Base.MakerNote: b"Apple iOS\0" + NOTE.encode()})
        ),
        "EXIF: thumbnail": _small_picture_inside(),
        "XMP": _jpeg(xmp=XMP),
        "XMP, continued": _segment(0xE1, _far_xmp()),
        "IPTC": _segment(0xED, _iptc()),
        "JPEG comment": _segment(0xFE, NOTE.encode()),
        "JPEG segment of a maker": _segment(0xEA, b"AROT\0" + NOTE.encode()),
        "colour profile": _segment(0xE2, _profile()),
        "behind the end": _jpeg() + NOTE.encode(),
        "motion photo": _jpeg() + FILM,
        "two pictures": _two_pictures(),
        "PNG text": _noted("text"),
        "PNG text, zipped": _noted("zipped"),
        "PNG text, raw profile": _noted("raw profile"),
        "PNG XMP": _noted("international"),
        "PNG EXIF": _png(exif=exif()),
        "PNG chunk of a maker": _noted("chunk"),
        "WebP EXIF": _webp(exif=_exif(GPSInfo=SPOT)),
        "WebP XMP": _webp(xmp=XMP),
    }.items()
}
REFUSED: Mapping[str, Photo] = {"HEIC": Photo(HEIC), "HEIC as JPEG": Photo(HEIC + _jpeg())}


def tells(content: bytes) -> bool:
    """Whether a file tells where it was, plainly, in two-byte letters, as hex or zipped."""
    marks = [form for one in (SECRET, "48.8566") for form in _forms(one)]
    degrees = struct.pack("<6I", 48, 1, 51, 1, 24, 1), struct.pack(">6I", 48, 1, 51, 1, 24, 1)
    return any(
        mark in part for part in (content, *_unzipped(content)) for mark in [*marks, *degrees]
    )


def _forms(text: str) -> list[bytes]:
    plain = text.encode()
    return [plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode()]


def _unzipped(content: bytes) -> list[bytes]:
    found = []
    for at in range(len(content) - 2):
        if content[at] == 0x78 and content[at + 1] in (0x01, 0x5E, 0x9C, 0xDA):
            try:
                found.append(zlib.decompressobj().decompress(content[at:], 1_000_000))
            except zlib.error:
                continue
    return found
