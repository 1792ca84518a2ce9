"""The strip of indices: what it writes, how it colours, what it does without room, and that nothing in it moves."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from gui.look import numbers
from gui.look.theme import theme
from gui.strip import APART, HEIGHT, IndexStrip
from tests.gui.samples import NOW, fresh, is_colour, pixels


@pytest.fixture
def strip(universe, zh, dark, shown):
    made = shown(IndexStrip(universe, zh, "zh", dark), 1900, HEIGHT)
    made.tick(NOW)
    return made


def row(strip, name):
    return strip.store.row_of[name]


def item(strip, name):
    """The pixels of an item."""
    left = dict(strip.seen)[row(strip, name)]
    return pixels(strip)[:, left : left + sum(strip._parts[row(strip, name)]) + APART]


def test_everything_has_its_place_and_says_nothing_before_there_is_something(strip):
    assert [place for place, _ in strip.seen] == list(range(11))
    assert strip.texts(row(strip, "HSI")) == ("恒指", "--", "--")
    assert strip.texts(row(strip, "USDCNH"))[0] == "美元/离岸"


def test_a_quote_is_written_in_its_own_digits_and_a_strangers_is_not_taken(strip):
    strip.apply((fresh("HSI", 19123.4, previous_close=19000.0), fresh("USDCNY", 7.01239), fresh("NVDA.US", 120.0)))
    assert strip.texts(row(strip, "HSI")) == ("恒指", "19,123.40", "+0.65%")
    assert strip.texts(row(strip, "USDCNY"))[1] == "7.0124"
    assert "NVDA.US" not in strip.store.row_of


@pytest.mark.parametrize(("last", "way"), [(101.0, "up"), (99.0, "down")])
def test_a_change_has_its_colour(strip, dark, last, way):
    strip.apply((fresh("HSI", last, previous_close=100.0),))
    other = "down" if way == "up" else "up"
    assert is_colour(item(strip, "HSI"), getattr(dark, way), 30).any()
    assert not is_colour(item(strip, "HSI"), getattr(dark, other), 30).any()


def test_what_nobody_confirms_turns_faint_and_says_so(strip, dark, zh):
    strip.apply((fresh("HSI", 101.0, previous_close=100.0),))
    strip.tick(NOW + 91)
    assert not is_colour(item(strip, "HSI"), dark.up, 30).any()
    assert zh["strip.stale"] in strip.about(row(strip, "HSI"))


def test_the_tip_says_source_time_and_delay(strip):
    strip.apply((fresh("HSI", 101.0, delay_s=900.0, source="tencent"),))
    lines = strip.about(row(strip, "HSI")).split("\n")
    assert lines[0] == "恒指  HSI"
    local = f"本机时间：{numbers.local_stamp(NOW - 1)}"
    assert lines[1:3] == ["来源：腾讯", "交易所时间：2024-09-25 10:59:59"]
    assert lines[3:] == [local, "取得：1秒前", "来源自述延迟 15 分钟"]


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_tip_is_that_of_the_item_under_the_pointer(strip):
    left = dict(strip.seen)[row(strip, "SPX")]
    assert strip.row_at(QPoint(left + 5, 10)) == row(strip, "SPX")
    assert strip.row_at(QPoint(1899, 10)) is None
    spot = QPoint(left + 5, 10)
    strip.event(QHelpEvent(QEvent.Type.ToolTip, spot, strip.mapToGlobal(spot)))
    assert QToolTip.text().startswith("标普  SPX")
    QToolTip.hideText()


def test_nothing_moves_when_numbers_change_and_a_long_one_gets_room_for_good(strip):
    before = strip.seen
    strip.apply((fresh("HSI", 9.0, previous_close=9.0), fresh("SPX", 5722.26)))
    assert strip.seen == before
    strip.apply((fresh("000300.SH", 123456.78),))
    grown = strip.seen
    assert grown != before
    strip.apply((fresh("000300.SH", 3.0),))
    assert strip.seen == grown


def wheel(strip, notches):
    at = QPointF(50, 10)
    strip.wheelEvent(
        QWheelEvent(at, at, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    )  # fmt: skip


def test_a_narrow_strip_shows_whole_items_and_moves_by_one(strip):
    strip.resize(500, HEIGHT)
    few = [place for place, _ in strip.seen]
    assert 0 < len(few) < 11
    last, left = strip.seen[-1]
    assert left + sum(strip._parts[last]) <= 500
    wheel(strip, -1)
    assert strip.seen[0][0] == 1
    for _ in range(20):
        wheel(strip, -1)
    assert strip.seen[-1][0] == 10
    for _ in range(20):
        wheel(strip, 1)
    assert strip.seen[0][0] == 0


def test_the_arrows_move_it_too(strip, qtbot):
    strip.resize(500, HEIGHT)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(490, 10))
    assert strip.seen[0][0] == 1
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert strip.seen[0][0] == 0


def test_another_strip_takes_over_the_numbers(strip, universe, en, shown):
    strip.apply((fresh("HSI", 101.0, previous_close=100.0),))
    new = shown(IndexStrip(universe, en, "en", theme("light")), 1900, HEIGHT)
    new.inherit(strip)
    assert new.texts(row(new, "HSI")) == ("HSI", "101.00", "+1.00%")
