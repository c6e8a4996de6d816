"""The manifest: a letter that announces, and the itemised list in two copies to stamp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stockroom.papers.blocks import Block, Code, Column, Facts, Paper, Stamps, Table, Text
from stockroom.papers.facts import Goods, Manifest
from stockroom.papers.voice import Voice, pieces_of
from stockroom.speech import mark as _

MOST_IN_SHORT = 10
_SHORT_HASH = 16


def papers(manifest: Manifest) -> list[Paper]:
    """The letter, the copy that the facility keeps, and the one that comes back stamped."""
    voice = Voice(manifest.stop.language)
    return [
        letter(manifest, voice),
        _list(manifest, voice, _("Copy for you")),
        _list(manifest, voice, _("Copy to stamp and give back")),
    ]


def mail(manifest: Manifest) -> str:
    """The same in plain words, to be copied into a mail: what comes, when, and how it is told."""
    voice = Voice(manifest.stop.language)
    lines = [voice.say(_GREETING), ""]
    lines += [f"{name}: {said}" for name, said in _facts(manifest, voice) if said]
    for title, goods in _groups(manifest, voice):
        lines += ["", title, *(f"- {voice.thing(one)}: {one.quantity}" for one in goods)]
    return "\n".join([*lines, "", voice.say(_ANSWER), manifest.stop.charity]).strip()


def short(hash: str) -> str:
    """The beginning of a hash, in fours, for people to compare."""
    return " ".join(hash[at : at + 4] for at in range(0, _SHORT_HASH, 4))


def letter(manifest: Manifest, voice: Voice) -> Paper:
    """One page with our name above: what comes in short, its value, who drives what, and when."""
    stop = manifest.stop
    totals = Counter[str]()
    for one in _all(manifest):
        totals[voice.own(voice.name(one))] += one.quantity
    told = totals.most_common(MOST_IN_SHORT)
    rows = [(name, voice.number(number)) for name, number in told]
    rest = totals.total() - sum(number for _name, number in told)
    if rest:
        rows.append((voice.say(_("and more, see the list")), voice.number(rest)))
    blocks: tuple[Block, ...] = (
        Text(voice.own(stop.charity), 20, bold=True, after=10),
        Text(voice.say(_("Goods that we would like to bring")), 15, bold=True, after=5),
        Text(voice.say(_GREETING), 11, after=4),
        Facts(_facts(manifest, voice)),
        Table(
            (Column(voice.say(_("What it is")), 5), Column(voice.say(_("Pieces")), 1, number=True)),
            tuple(rows),
            row_mm=6.5,
        ),
        Text(voice.say(_ANSWER), 11, after=8, leads=True),
        Stamps((voice.say(_("For us, by role: signature")), voice.say(_("Your answer and stamp")))),
    )
    return Paper(voice.language, _title(manifest, voice), blocks, _foot(manifest, voice))


def _list(manifest: Manifest, voice: Voice, copy: str) -> Paper:
    columns = (Column(voice.say(_("What it is")), 5), Column(voice.say(_("Pieces")), 1, True))
    blocks: list[Block] = [
        Text(_title(manifest, voice), 16, bold=True, after=1),
        Text(voice.say(copy), 11, after=4),
        Code(_qr(manifest), _said(manifest, voice), voice.own(manifest.stop.code), side_mm=30),
    ]
    groups = _groups(manifest, voice)
    for at, (title, goods) in enumerate(groups, start=1):
        rows = tuple((voice.thing(one), voice.number(one.quantity)) for one in goods)
        total = (voice.say(_("Together")), voice.number(pieces_of(goods)))
        blocks += [
            Text(title, 12, bold=True, after=1.5, leads=True),
            Table(columns, rows, row_mm=6.5, last=total, leads=at == len(groups)),
        ]
    blocks.append(
        Stamps((voice.say(_("Received and compared: stamp")), voice.say(_("Day and hour:"))))
    )
    return Paper(voice.language, _title(manifest, voice), tuple(blocks), _foot(manifest, voice))


def _said(manifest: Manifest, voice: Voice) -> tuple[str, ...]:
    return (
        voice.own(manifest.stop.charity),
        voice.when(manifest.stop),
        voice.in_short(manifest.parcels, manifest.loose),
        _foot(manifest, voice),
    )


def _facts(manifest: Manifest, voice: Voice) -> tuple[tuple[str, str], ...]:
    stop = manifest.stop
    value = (
        voice.say(_("value not stated"))
        if manifest.value_minor is None
        else voice.money(manifest.value_minor, manifest.currency)
    )
    rows = [
        (voice.say(_("For")), voice.own(stop.code)),
        (voice.say(_("When we come")), voice.when(stop)),
        (voice.say(_("Goods in short")), voice.in_short(manifest.parcels, manifest.loose)),
        (voice.say(_("Total value")), value),
    ]
    if manifest.driver is not None:
        rows.append((voice.say(_("Driver")), voice.own(manifest.driver)))
    if manifest.plate is not None:
        rows.append((voice.say(_("Number plate")), voice.own(manifest.plate)))
    return (
        *rows,
        (voice.say(_("Version and check")), voice.own(_check(manifest))),
    )


def _groups(manifest: Manifest, voice: Voice) -> Sequence[tuple[str, tuple[Goods, ...]]]:
    """The goods, box by box, then what is loose."""
    groups = [(voice.box(one), one.goods) for one in manifest.parcels]
    loose = [(voice.say(_("Loose, not in a box")), manifest.loose)] if manifest.loose else []
    return [*groups, *loose]


def _all(manifest: Manifest) -> Sequence[Goods]:
    return [*(one for parcel in manifest.parcels for one in parcel.goods), *manifest.loose]


def _check(manifest: Manifest) -> str:
    """Version and hash, as people compare them."""
    return f"V{manifest.version} {short(manifest.hash)}"


def _qr(manifest: Manifest) -> str:
    """What the code says: version and whole hash, which tell a stranger nothing."""
    return f"V{manifest.version} SHA-256 {manifest.hash.upper()}"


def _title(manifest: Manifest, voice: Voice) -> str:
    return voice.say(_("Manifest for {code}"), code=manifest.stop.code)


def _foot(manifest: Manifest, voice: Voice) -> str:
    return voice.say(_("Version and check: {check}"), check=_check(manifest))


_GREETING = _("Good day! We would like to bring you what is listed here.")
_ANSWER = _("Please tell us if anything of this cannot be let in. Thank you!")
