"""The compare tab as a user has it in his hands."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from data_sources.protocol import FileWanted, Written
from gui.look.theme import theme
from gui.tabs.compare import CompareTab
from models.compare.rebasing import Scale
from tests.gui.compare.conftest import column, drag, place, said, wandering
from tests.gui.samples import fresh, is_colour, pixels

BASE = dt.date(2024, 9, 2)


def test_members_are_drawn_from_the_base_to_the_newest_date(full):
    assert full.plot.sight == (BASE, dt.date(2024, 9, 24))
    assert set(full.plot.drawn.titles) == {"NVDA.US", "00700.HK", "688256.SH"}
    picture = pixels(full.plot.view)
    for key in full.plot.drawn.titles:
        assert is_colour(picture, full.plot.drawn.main.colours[key]).any()


def test_the_table_says_what_the_lines_say(full):
    held = wandering("NVDA.US")
    at = int(np.searchsorted(held.date, np.datetime64(BASE)))
    assert said(full)["英伟达"] == f"{(held.close[-1] / held.close[at] - 1) * 100:+.2f}%"
    assert "2024-09-02" in full.report.title.text()
    assert "雅虎" in full.report.foot.text()


def test_the_base_is_dragged_and_everything_follows_while_it_is(full, qtbot):
    drawn, view = full.plot.drawn, full.plot.view
    start = column(full, drawn.base.bar)
    drag(qtbot, view, (start, 200), (column(full, place(full, "2024-09-05")), 200),
         (column(full, place(full, "2024-09-10")), 200))  # fmt: skip
    assert full.board.based.base == dt.date(2024, 9, 10)
    assert full.plot.drawn is drawn  # no pane was made anew
    at = drawn.base.bar
    for curve in drawn.main._curves.values():
        assert curve.at(at) == pytest.approx(100.0)
    assert full.tools._base.date().toPython() == dt.date(2024, 9, 10)
    full.book.undo()
    assert full.board.based.base == BASE  # the whole drag is one step


def test_the_base_goes_session_by_session_with_the_keys(full, qtbot):
    full.plot.view.setFocus()
    full.activateWindow()
    full.plot.view.setFocus()
    qtbot.keyClick(full.plot.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert full.board.based.base == dt.date(2024, 9, 3)
    for _ in range(2):
        qtbot.keyClick(full.plot.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert full.board.based.base == dt.date(2024, 8, 30)


def test_a_range_is_dragged_out_with_shift_and_esc_takes_it_away(full, qtbot):
    ends = place(full, "2024-09-05"), place(full, "2024-09-12")
    shift = Qt.KeyboardModifier.ShiftModifier
    drag(qtbot, full.plot.view, (column(full, ends[0]), 150), (column(full, ends[1]), 160), modifier=shift)
    full.report.measure()
    assert full.plot.span == (dt.date(2024, 9, 5), dt.date(2024, 9, 12))
    assert full.report.title.text().startswith("区间统计")
    assert "2024-09-05 至 2024-09-12" in full.report.title.text()
    held = wandering("NVDA.US")
    first, last = (int(np.searchsorted(held.date, np.datetime64(day))) for day in ("2024-09-05", "2024-09-12"))
    assert said(full)["英伟达"] == f"{(held.close[last] / held.close[first] - 1) * 100:+.2f}%"
    qtbot.keyClick(full.plot.view, Qt.Key.Key_Escape)
    full.report.measure()
    assert not full.plot._ruler.key(full.plot.view, Qt.Key.Key_Escape)  # the next one is the window's
    assert (full.plot.span, full.report.title.text().startswith("区间统计")) == (None, False)


def test_panning_moves_the_tables_range(full):
    full.plot.view.show_bars(100, 150)
    full.report.measure()
    dates = full.board.based.dates
    assert (full.report.made.first, full.report.made.last) == (dates[100].astype(object), dates[149].astype(object))


def test_a_chip_hides_its_member_and_its_cross_takes_it_out(full, qtbot):
    chip = full.chips.chips["NVDA.US"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert full.book.held.hidden == {"NVDA.US"}
    assert "英伟达" not in said_after(full)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert "英伟达" in said_after(full)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._cross().center())
    assert "NVDA.US" not in full.chips.chips
    full.book.undo()
    assert "NVDA.US" in full.chips.chips


def said_after(tab):
    tab.report.measure()
    return said(tab)


def test_keys_on_a_chip_move_it_and_take_it_out(full, qtbot):
    chip = full.chips.chips["NVDA.US"]
    qtbot.keyClick(chip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert list(full.chips.chips) == ["00700.HK", "NVDA.US", "688256.SH"]
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert list(full.chips.chips) == ["00700.HK", "688256.SH"]


def test_a_member_keeps_its_colour_when_the_one_before_it_goes(full):
    before = full.plot.drawn.main.colours["688256.SH"]
    full.chips.removed.emit("NVDA.US")
    assert full.plot.drawn.main.colours["688256.SH"] == before


def test_rows_of_the_list_take_the_place_of_all_and_one_alone_joins(full, universe, client, settled):
    known = universe.instruments
    full.compare([known["AMD.US"], known["INTC.US"]], ())
    assert [one.key for one in full.book.held.members] == ["AMD.US", "INTC.US"]
    full.compare([known["NVDA.US"]], ())
    assert [one.key for one in full.book.held.members] == ["AMD.US", "INTC.US", "NVDA.US"]
    settled(full)
    assert len(said(full)) == 3


def test_a_heading_of_the_list_becomes_a_basket(full, book):
    section = next(one for one in book.lists.lists[0].sections if one.id)
    full.compare((), (section.id,))
    assert full.book.held.members[-1].key.endswith(f"/{section.id}:equal")


def test_who_cannot_be_fetched_is_named_and_asked_again(tab, settled, client, qtbot):
    settled(tab, missing=("00700.HK",))
    assert tab._state.text() == "00700.HK 取不到：离线"
    assert tab.report.table.returns.index(1, 8).data() == "00700.HK 取不到：离线"
    qtbot.mouseClick(tab._again, Qt.MouseButton.LeftButton)
    assert [one.name for one in client.open] == ["00700.HK"]
    settled(tab)
    assert tab._state.text() == ""


def test_the_axis_counts_from_nought_or_from_a_hundred_and_over_a_benchmark(full, settled):
    full._change("scale", Scale.INDEX)
    pane = full.plot.drawn.chart.panes[0]
    assert pane.scale.text(112.0) == "112.0"
    full._change("scale", Scale.PERCENT)
    assert full.plot.drawn.chart.panes[0].scale.text(112.0) == "+12.00%"
    full._change("against", "000300.SH")
    full._change("excess", True)
    settled(full)
    mark, drawn = full.board.benchmarks["000300.SH"], full.plot.drawn
    growth = full.board.based.growth[0]
    assert drawn.main._curves["NVDA.US"].at(drawn.chart.axis.count - 1) == pytest.approx((growth[-1] - mark[-1]) * 100)
    full._change("against", "")
    assert not full.book.held.excess


def test_quotes_move_the_lines_once_a_flush(full):
    drawn = full.plot.drawn
    at = dt.datetime(2024, 9, 24, 19, tzinfo=dt.UTC).timestamp()
    full.apply((fresh("NVDA.US", 500.0, exchange_time=at),))
    assert full.plot.drawn is drawn
    assert drawn.main._curves["NVDA.US"].at(drawn.chart.axis.count - 1) == full.board.based.growth[0, -1] * 100


def test_the_line_under_the_pointer_stands_out_and_the_readout_says_all(full, qtbot):
    drawn, view = full.plot.drawn, full.plot.view
    frame, bar = view.frames()[0], drawn.chart.axis.count - 6
    row = float(frame.y(np.array(drawn.main._curves["00700.HK"].at(bar)))) / frame.scale
    for off in (2, 0):
        qtbot.mouseMove(view.viewport(), QPoint(round(column(full, bar)) + off, round(row)))
    assert drawn.focus == "00700.HK"
    assert {one.title for one in drawn._said(bar)} == {"英伟达", "腾讯控股", "寒武纪"}
    full.chips.hovered.emit("NVDA.US")
    assert drawn.focus == "NVDA.US"
    full.chips.hovered.emit("")
    assert drawn.focus == ""


def test_events_stand_at_the_foot_and_can_be_left_out(full):
    kinds = {one.mark.category for one in full.plot.drawn.events.placed}
    assert {"text", "video"} <= kinds
    full._change("left_out", frozenset({"video"}))
    assert "video" not in {one.mark.category for one in full.plot.drawn.events.placed}
    full._change("events", False)
    assert full.plot.drawn.events.placed == ()


def test_the_table_goes_out_as_a_workbook_or_text_with_its_sources(full, client, settle, tmp_path):
    for name, kind in (("a.xlsx", "xlsx"), ("a.csv", "csv")):
        full.out.write(kind, str(tmp_path / name))
        want = client.files[-1].want
        assert isinstance(want, FileWanted)
        assert (want.format, len(want.book.sheets[0].lines)) == (kind, 3)
    client.files[-1].future.set_result(Written(size=10))
    settle()
    assert "a.csv" in full._state.text()


def test_the_table_and_the_picture_go_to_the_clipboard(full, qapp):
    full.out.do("table")
    assert qapp.clipboard().text().splitlines()[1].startswith("英伟达\t")
    for act in ("copy", "copy_report"):
        qapp.clipboard().clear()
        full.out.do(act)
        assert not qapp.clipboard().image().isNull()


def test_the_chart_goes_out_as_it_is_seen_on_white(full, client, tmp_path):
    full.plot.view.show_bars(100, 150)
    full.out.write("svg", str(tmp_path / "a.svg"))
    full.out.write("pdf", str(tmp_path / "a.pdf"))
    drawing, paper = (one.want.content for one in client.files[-2:])
    assert paper.startswith(b"%PDF")
    assert full.report.title.text() in drawing.decode()
    made = full.plot.chart_in(theme("light", "red-up"))
    assert (made.x0, made.x1) == full.plot.view.window
    assert full.plot.view.chart is not made


def test_without_members_it_says_how_to_begin(full):
    for key in list(full.chips.chips):
        full.chips.removed.emit(key)
    full.report.measure()
    assert full.plot.currentIndex() == 0
    assert full.report.table.returns.rowCount() == 0


def test_another_window_shows_the_same_comparison_and_the_same_dates(full, parts, clock, shown, settled):
    full.plot.view.show_bars(100, 150)
    full._change("scale", Scale.INDEX)
    full._measure()
    seen = full.plot.sight
    full.retire()
    full.book.changed.connect(full._take)  # for the fixture's own end
    new = shown(CompareTab(parts, clock), 1200, 700)
    settled(new)
    assert (new.book.held, new.plot.sight) == (full.book.held, seen)
    new.retire()


def test_the_table_stands_beside_the_chart_where_there_is_room(full, shown):
    full.resize(1400, 700)
    assert full._sides.orientation() is Qt.Orientation.Horizontal
    full.resize(800, 700)
    assert full._sides.orientation() is Qt.Orientation.Vertical


def test_usual_bases_are_dates(full):
    full._preset("1m")
    assert full.book.held.base == dt.date(2024, 8, 25)
    full._preset("ytd")
    assert full.book.held.base == dt.date(2023, 12, 31)
    full._preset("window")
    assert full.book.held.base == dt.date(2024, 9, 22)
    full._preset("own")
    assert full.book.held.base == dt.date(2024, 9, 22)


def test_a_base_that_cannot_be_read_is_the_usual_one(parts, trio, clock):
    parts.comparing.put(replace(parts.comparing.held, base=None))
    tab = CompareTab(parts, clock)
    assert tab.board.base == dt.date(2024, 6, 25)
    tab.retire()


def test_the_crosshair_stands_where_the_pointer_of_another_chart_is(full, parts, settle):
    parts.pointing._hear(None, np.datetime64("2024-09-12", "s").astype(int))
    settle()
    assert full.plot.view.pointed_bar == place(full, "2024-09-12")


def test_the_ruler_is_taken_with_its_button_and_put_down_with_esc(full, qtbot):
    full.tools._ruler.click()
    drag(
        qtbot,
        full.plot.view,
        (column(full, place(full, "2024-09-05")), 150),
        (column(full, place(full, "2024-09-12")), 150),
    )
    assert full.plot.span == (dt.date(2024, 9, 5), dt.date(2024, 9, 12))
    qtbot.keyClick(full.plot.view, Qt.Key.Key_Escape)
    assert (full.plot.span, full.plot.ruler_taken, full.tools._ruler.isChecked()) == (None, False, False)


def test_a_selected_line_of_the_table_stands_out_and_del_takes_its_member_out(full, qtbot):
    table = full.report.table
    table.selectRow(1)
    assert full.plot.drawn.focus == "00700.HK"
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert full.plot.drawn.focus == ""
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert list(full.chips.chips) == ["NVDA.US", "688256.SH"]


def test_the_table_leaves_by_itself_too(full, zh):
    source = full.out.table.source
    page = source.page(theme("light", "red-up"))
    assert (page.title, len(page.reading.rows)) == (full.report.title.text(), 3)
    book = source.book(0.0)
    assert book.sheets[-1].title == zh["sources.sheet"]
    assert len(book.sheets[-1].lines) == 3
