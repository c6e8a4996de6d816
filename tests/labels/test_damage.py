"""A few of the codes that `python -m tests.bench labels` damages by the thousand."""

from __future__ import annotations

from random import Random

import pytest
import zxingcpp

from stockroom_labels.qr import matrix

from .damage import DAMAGES, square
from .sheets import label

ENOUGH = {"three scratches": 0.1, "5 % torn anywhere": 0.5, "9 % torn anywhere": 0.45}
SOME = 60


@pytest.mark.parametrize("name", DAMAGES)
def test_most_damaged_codes_are_read(name: str) -> None:
    random = Random(name)
    read = 0
    for seed in range(SOME):
        url = label(seed=seed, host="L.EXAMPLE").url
        picture, module = square(matrix(url), 170)
        found = zxingcpp.read_barcodes(DAMAGES[name](picture, module, random))
        read += [code.text for code in found] == [url]

    assert len(url) == 33
    assert read / SOME >= ENOUGH.get(name, 0.9)


def test_a_code_with_half_of_it_gone_is_not_read() -> None:
    picture, _ = square(matrix(label().url), 170)
    picture.paste(255, (0, 0, 170, 85))

    assert zxingcpp.read_barcodes(picture) == []
