"""Every column has a title that fits its head and a sentence that says what it is, in both languages."""

import pytest
from PySide6.QtGui import QFontMetrics

import resources
from gui.look.flags import flag_colour
from gui.look.theme import SMALL_PX, contrast, font, theme
from gui.look.titles import meaning, title
from models.lists.columns import GROUPS, KEYS, SETS
from models.lists.values import FLAGS

ROOM = 90 - 2 * 8  # of the widest usual column, without the head's padding


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", [*KEYS, "pct:250", "pct:2024-09-20"])
def test_titles_are_short_and_meanings_are_sentences(qapp, lang, key):
    texts = resources.texts(lang)
    wide = QFontMetrics(font(SMALL_PX)).horizontalAdvance(title(key, texts))
    assert 0 < wide <= ROOM + (12 if key == "pct:2024-09-20" else 0)
    assert len(meaning(key, texts)) > 3
    assert not meaning(key, texts).endswith((".", "。"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_columns_have_one_title(lang):
    texts = resources.texts(lang)
    titles = [title(key, texts) for key in KEYS]
    assert sorted(titles) == sorted(set(titles))


def test_own_periods_are_named_by_what_they_measure(zh, en):
    assert [title(key, zh) for key in ("pct:5", "pct:2024-09-20")] == ["5日", "自24-09-20"]
    assert [title(key, en) for key in ("pct:5", "pct:2024-09-20")] == ["5D", "since 24-09-20"]
    assert "2024-09-20" in meaning("pct:2024-09-20", en)
    assert "60" in meaning("pct:60", zh)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_group_set_and_flag_has_a_name(lang):
    texts = resources.texts(lang)
    wanted = [f"columns.group.{name}" for name in GROUPS] + [f"set.{name}" for name in SETS]
    wanted += [f"flag.{name}" for name in (*FLAGS, "none")]
    assert [key for key in wanted if key not in texts] == []


@pytest.mark.parametrize("surface", ["dark", "light"])
def test_flags_are_seen_and_look_like_neither_up_nor_down(qapp, surface):
    look = theme(surface)
    colours = [flag_colour(look, flag) for flag in FLAGS]
    assert len({colour.name() for colour in colours}) == len(FLAGS)
    assert all(contrast(colour, look.panel) >= 3 for colour in colours)
    assert not {colour.name() for colour in colours} & {look.up.name(), look.down.name()}
    assert flag_colour(look, "") == look.faint
