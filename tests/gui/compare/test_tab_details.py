"""What of the compare tab was once wrong, or is easily."""

import datetime as dt

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from tests.gui.compare.conftest import column, place, said, wandering
from tests.gui.samples import bars, fresh

BASE = dt.date(2024, 9, 2)


def test_quotes_of_a_market_that_is_a_day_behind_move_its_line_too(full, clock):
    full.apply((fresh("00700.HK", 300.0, exchange_time=clock.now - 60),))  # the 25th begins
    late = dt.datetime(2024, 9, 24, 19, tzinfo=dt.UTC).timestamp()
    full.apply((fresh("NVDA.US", 500.0, exchange_time=late),))
    drawn, row = full.plot.drawn, full.board.based.growth[0] * 100
    assert [drawn.main._curves["NVDA.US"].at(len(row) - back) for back in (2, 1)] == [row[-2], row[-1]]


def test_the_excess_of_who_is_listed_after_the_base_begins_at_nought(tab, settled):
    settled(tab, lambda name: bars(10 if name == "NVDA.US" else 300, name=name, seed=len(name)))
    tab._change("against", "000300.SH")
    tab._change("excess", True)
    settled(tab, lambda name: bars(10 if name == "NVDA.US" else 300, name=name, seed=len(name)))
    line = tab.plot.drawn.main._curves["NVDA.US"]
    first = place(tab, "2024-09-11")
    assert (np.isnan(line.at(first - 1)), line.at(first)) == (True, 0.0)
    share, mark = (bars(count, seed=seed).close[-10:] for count, seed in ((10, 7), (300, 9)))
    assert line.at(first + 9) == pytest.approx((share[-1] / share[0] - mark[-1] / mark[0]) * 100)


def test_a_range_is_stretched_with_the_keys(full, qtbot):
    view, shift = full.plot.view, Qt.KeyboardModifier.ShiftModifier
    full.activateWindow()
    view.setFocus()
    view.point_at(place(full, "2024-09-05"))
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, shift)
    assert full.plot.span == (dt.date(2024, 9, 5), dt.date(2024, 9, 10))
    qtbot.keyClick(view, Qt.Key.Key_Left, shift)
    assert full.plot.span == (dt.date(2024, 9, 5), dt.date(2024, 9, 9))
    assert view.pointed_bar == place(full, "2024-09-09")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert full.plot.span is None


def test_the_base_goes_bar_by_bar_with_the_keys(full, qtbot):
    full.activateWindow()
    full.plot.view.setFocus()
    qtbot.keyClick(full.plot.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert full.book.held.base == dt.date(2024, 9, 3)


def test_who_is_not_fetched_again_is_named_while_the_older_bars_stay(full, client, settled):
    full._change("base", dt.date(2019, 6, 3))
    settled(full, missing=("00700.HK",))
    assert full._state.text() == "00700.HK 取不到：离线"
    assert "腾讯控股" in said(full)


def test_who_is_on_the_way_is_not_said_to_be_missing(tab, client, settle):
    client.answer("NVDA.US", wandering("NVDA.US"))
    settle()
    tab.board.bars._settled.stop()
    tab.board._gathered()
    tab.report.measure()
    notes = tab.report._notes.toPlainText()
    assert "还在获取" in notes
    assert "没有数据：" not in notes


def test_the_tip_of_a_row_says_high_and_low(full):
    model = full.report.table.returns
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    row = model.row(0)
    assert f"最高 {row.high.value:+.2f}%" in tip
    assert f"{row.sessions} 个交易日" in tip


@pytest.mark.parametrize("end", [140.2, 140.5, 140.8, 141.0])
def test_the_names_beside_the_chart_say_the_last_date_of_the_table(full, end):
    full.plot.view.show_bars(100.0, end)
    full.report.measure()
    drawn, made = full.plot.drawn, full.report.made
    told = {one.title: value for one, _, _, value in drawn.ends.placed(full.plot.view.frames()[0])}
    last = place(full, made.last)
    for row, member in enumerate(full.board.based.members):
        assert told[drawn.titles[member.key]] == full.board.based.growth[row, last] * 100


def test_a_range_is_taken_with_two_clicks_and_ended_by_another_like_on_a_price_chart(full, qtbot):
    full.tools._ruler.click()
    port, button = full.plot.view.viewport(), Qt.MouseButton.LeftButton
    for day in ("2024-09-05", "2024-09-12"):
        qtbot.mouseClick(port, button, pos=QPoint(round(column(full, place(full, day))), 150))
    assert full.plot.span == (dt.date(2024, 9, 5), dt.date(2024, 9, 12))
    assert not full.tools._ruler.isChecked()
    qtbot.mouseClick(port, button, pos=QPoint(round(column(full, place(full, "2024-09-17"))), 150))
    assert full.plot.span is None


def test_points_carry_no_sign_of_percent(full):
    """The axis said +10% where the excess was ten percentage points."""
    full._change("against", "000300.SH")
    full._change("excess", True)
    assert full.plot.drawn.chart.panes[0].scale.text(1.5) == "+1.50"
    full._change("excess", False)
    assert full.plot.drawn.chart.panes[0].scale.text(101.5) == "+1.50%"


def test_sectors_of_one_name_can_be_told_apart(full):
    menu = QMenu()
    full._adding.fill(menu)
    lists = [one.menu() for one in menu.actions() if one.menu() is not None]
    assert len(lists) > 4
    for one in lists:
        titles = [action.text() for action in one.actions()]
        assert len(titles) == len(set(titles))


def test_in_a_smaller_window_the_chart_keeps_its_share(full, settle):
    full.resize(900, 1300)
    settle()
    full._sides.setSizes([700, 430])
    full.resize(700, 640)
    settle()
    chart, table = full._sides.sizes()
    assert chart >= 0.4 * (chart + table)


def test_a_base_on_a_day_of_rest_shows_the_session_it_stands_for(full):
    full._change("base", dt.date(2024, 9, 8))  # a Sunday
    assert full.board.based.base == dt.date(2024, 9, 6)
    assert full.tools._base.date().toPython() == dt.date(2024, 9, 6)
    assert full.book.held.base == dt.date(2024, 9, 8)
