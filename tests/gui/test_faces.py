"""No glyph is missing: whatever the program says in Chinese can be drawn by the fonts it asks for."""

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics

import resources
from gui.charts.dates import MONTHS
from gui.look.glyphs import COMMON
from gui.look.theme import CJK_FAMILIES, SMALL_PX, TITLE_PX, font
from gui.status import LIGHTS

MARKS = "▸▾▲▼·…年月日周一二三四五六日" + "".join(LIGHTS.values()) + "".join(MONTHS)


@pytest.fixture
def faces(qapp):
    """Every face the window uses; without a Chinese font on the machine there is nothing to test."""
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font is installed")
    return [QFontMetrics(font(size, bold=bold)) for size in (SMALL_PX, 12, TITLE_PX) for bold in (False, True)]


def names():
    held = resources.universe()
    items = [*held["instruments"], *held["sectors"]]
    return "".join(value for item in items for key, value in item.items() if key.startswith(("name", "label", "id")))


@pytest.mark.parametrize(
    "text",
    ["".join(resources.texts("zh").values()), "".join(resources.texts("en").values()), names(), COMMON, MARKS],
    ids=["zh", "en", "universe", "numbers", "marks"],
)
def test_every_character_has_a_glyph_in_every_face(faces, text):
    missing = {mark for metrics in faces for mark in set(text) - {"\n"} if not metrics.inFontUcs4(ord(mark))}
    assert missing == set()


def test_a_character_nobody_draws_would_be_noticed(faces):
    assert not any(metrics.inFontUcs4(0x10FFFE) for metrics in faces)


def test_chinese_fallbacks_of_three_systems_are_asked_for(qapp):
    families = font().families()
    assert families[-len(CJK_FAMILIES) :] == list(CJK_FAMILIES)
