"""The table beside the chart as an item model: what it says, how it sorts, that Qt finds nothing wrong with it."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.compare.table import COLUMNS
from gui.compare.table_view import ReturnsView
from models.compare.alignment import align
from models.compare.rebasing import rebase
from models.compare.returns import returns
from tests.gui.samples import is_colour, pixels
from tests.models.compare.samples import held, single

CLOSES = {
    "600000.SH": {"2024-09-19": 10.0, "2024-09-20": 12.0},
    "00700.HK": {"2024-09-19": 10.0, "2024-09-20": 9.0},
    "NVDA.US": {"2024-09-19": 10.0},
}
CHANGE = [column.key for column in COLUMNS].index("change")


def table(closes=CLOSES, *, names=tuple(CLOSES)):
    based = rebase(held(closes) if closes else align(()), [single(name) for name in names], dt.date(2024, 9, 19))
    return returns(based, dt.date(2024, 9, 19), dt.date(2024, 9, 20))


@pytest.fixture
def view(zh, dark, shown):
    made = shown(ReturnsView(zh, "zh", dark), 800, 200)
    made.show_table(table(), {"600000.SH": dark.ramp[3]}, {"NVDA.US": "离线"})
    return made


def column(view, place=CHANGE):
    return [view.returns.index(row, place).data() for row in range(view.returns.rowCount())]


def test_qt_finds_nothing_wrong_with_it(view, qtmodeltester):
    qtmodeltester.check(view.returns)
    view.show_table(table(names=("NVDA.US",)), {}, {})
    qtmodeltester.check(view.returns)


def test_it_is_sorted_by_value_with_what_is_missing_last_either_way(view, qtbot):
    assert column(view) == ["+20.00%", "-10.00%", "--"]
    heads = view.horizontalHeader()
    spot = QPoint(heads.sectionViewportPosition(CHANGE) + 20, 8)
    for then in (["+20.00%", "-10.00%", "--"], ["-10.00%", "+20.00%", "--"], ["+20.00%", "-10.00%", "--"]):
        qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert column(view) == then
    assert view.returns.sorted is None


def test_the_order_that_was_asked_for_and_the_selection_outlast_other_values(view):
    view.returns.sort_by(CHANGE)
    view.selectRow(1)
    assert view.chosen == ("00700.HK",)
    view.show_table(table(CLOSES | {"00700.HK": {"2024-09-19": 10.0, "2024-09-20": 15.0}}), {}, {})
    assert column(view) == ["+50.00%", "+20.00%", "--"]
    assert view.chosen == ("00700.HK",)


def test_who_has_no_line_says_why_in_the_place_of_its_source(view):
    assert column(view, len(COLUMNS) - 1)[2] == "离线"


def test_a_line_has_its_colour_before_its_name_and_is_told_when_pointed_at(view, qtbot, dark):
    assert is_colour(pixels(view), dark.ramp[3]).any()
    told = []
    view.hovered.connect(told.append)
    qtbot.mouseMove(view.viewport(), QPoint(50, 30))
    qtbot.mouseMove(view.viewport(), QPoint(52, 32))
    assert told == ["00700.HK"]


def test_it_is_copied_with_its_titles(view, qapp):
    view.copy()
    lines = qapp.clipboard().text().splitlines()
    assert lines[0].startswith("名称\t涨跌%")
    assert lines[1].split("\t")[:2] == ["名60", "+20.00%"]
