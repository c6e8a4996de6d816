"""The manual's pictures: each is in the list, in its folder, small, and of a page that is there."""

from __future__ import annotations

import pytest
from PIL import Image

from stockroom import speech
from stockroom.manual.pages import LARGEST_PICTURE, manual
from tests.browser.lived_in import LivedIn
from tests.browser.manual_pictures import DESK, HIGHEST, PHONE, PICTURES, Picture, folder_of
from tests.browser.windows import Look, Windows

MOST_PICTURES = 18
NAMES = sorted(picture.name for picture in PICTURES)


@pytest.mark.parametrize("language", speech.LANGUAGES)
def test_every_picture_of_the_manual_is_in_the_list_and_in_its_folder(language: str) -> None:
    shown = {
        name.removesuffix(".png")
        for page in manual().pages.values()
        if page.language == language
        for section in page.sections
        for name in section.pictures
    }
    kept = sorted(path.stem for path in folder_of(language).iterdir())

    assert sorted(shown) == NAMES == kept


@pytest.mark.parametrize("language", speech.LANGUAGES)
def test_pictures_are_few_and_small_and_in_a_palette(language: str) -> None:
    paths = list(folder_of(language).iterdir())

    assert len(paths) <= MOST_PICTURES
    for path in paths:
        assert path.stat().st_size <= LARGEST_PICTURE, path
        with Image.open(path) as image:
            assert image.format == "PNG"
            assert image.mode == "P"
            assert image.width in {PHONE, DESK}
            assert image.height == HIGHEST[image.width]


@pytest.mark.parametrize("picture", PICTURES, ids=[one.name for one in PICTURES])
def test_what_a_picture_shows_is_still_there(
    looks: Windows, lived: LivedIn, picture: Picture
) -> None:
    browser = looks.context(picture.who, Look())

    answer = browser.request.get(picture.path(lived))

    assert answer.status == 200
    assert answer.url.startswith(f"{lived.url}{picture.path(lived)}")
