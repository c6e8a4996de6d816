"""Which damage the codes survive, by level and size, and what a thousand labels cost to draw."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import process_time

import zxingcpp
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import MODE_ALPHA_NUM, QRData

from stockroom_labels import A4_63X38, pdf
from stockroom_labels.qr import matrix
from tests.labels.damage import DAMAGES, square
from tests.labels.sheets import ARABIC, ENGLISH, LONG_HOST, MIXED, RUSSIAN, label

SHORT_HOST = "L.EXAMPLE"  # with HTTPS://, /T/ and a code, 33 characters
SIDES_PX = {SHORT_HOST: (110, 170, 250), LONG_HOST: (170,)}
WORDS = (ENGLISH, RUSSIAN, ARABIC, MIXED)


def main(codes: int = 1_000) -> None:
    """Print two tables: the share read of so many codes, and the cost of 1,000 labels."""
    _damage(codes)
    print()
    _cost(1_000)


def _damage(codes: int) -> None:
    levels = [(level, host) for host in (SHORT_HOST, LONG_HOST) for level in "MQH"]
    print(f"Share read of {codes:,}, in hundredths:\n")
    print("| characters | level | pixels | " + " | ".join(DAMAGES) + " |")
    print("|---|---|---|" + "---|" * len(DAMAGES))
    for level, host in levels:
        urls = [label(seed=seed, host=host).url for seed in range(codes)]
        for side in SIDES_PX[host]:
            shares = (f"{100 * _share(urls, level, side, name):.1f}" for name in DAMAGES)
            print(f"| {len(urls[0])} | {level} | {side} | {' | '.join(shares)} |", flush=True)


def _share(urls: list[str], level: str, side: int, name: str) -> float:
    random = Random(name)
    read = 0
    for url in urls:
        picture, module = square(matrix(url, level), side)
        found = zxingcpp.read_barcodes(DAMAGES[name](picture, module, random))
        read += [code.text for code in found] == [url]
    return read / len(urls)


def _cost(count: int) -> None:
    labels = [label(WORDS[n % len(WORDS)], seed=n) for n in range(count)]
    pdf.sheet(labels[:21], A4_63X38)
    usual, fixed, drawn = [], [], []
    for _ in range(3):
        usual.append(_seconds(lambda: [_usual_matrix(each.url) for each in labels]))
        fixed.append(_seconds(lambda: [matrix(each.url) for each in labels]))
        drawn.append(_seconds(lambda: pdf.sheet(labels, A4_63X38)))
    size = len(pdf.sheet(labels, A4_63X38))
    best, ours, whole = min(usual), min(fixed), min(drawn)
    print(f"| {count:,} | CPU | beside the first |")
    print("|---|---|---|")
    print(f"| QR matrices, the library's own choice of mask | {best:.2f} s | 1 |")
    print(f"| QR matrices, one mask | {ours:.2f} s | {ours / best:.2f} |")
    print(f"| labels as PDF, {size / 1024:.0f} KiB | {whole:.2f} s | {whole / best:.2f} |")
    print(f"\nThe PDF takes {whole / ours:.1f} times as long as its own matrices.")


def _usual_matrix(url: str) -> object:
    code = QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(QRData(url, mode=MODE_ALPHA_NUM))
    code.make(fit=True)
    return code.get_matrix()


def _seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun
