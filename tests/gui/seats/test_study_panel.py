"""The panel of indicators: what is on, with its numbers; a change tells the spec that is wanted."""

import pytest
from PySide6.QtCore import Qt

from gui.seats.study_panel import StudyPanel, values_of
from models.charts.values import USUAL, ChartSpec, IndicatorChoice
from models.indicators import INDICATORS

MACD = IndicatorChoice(key="macd", params=(12.0, 26.0, 9.0))


@pytest.fixture
def panel(zh, shown):
    made = shown(StudyPanel(zh), 264, 500)
    made.told = []
    made.wanted.connect(made.told.append)
    made.show_spec(ChartSpec(indicators=(*USUAL, MACD)))
    made.open()
    return made


def test_each_indicator_stands_with_its_numbers(panel):
    assert [line.choice.key for line in panel.lines] == ["ma", "volma", "macd"]
    assert [number.value() for number in panel.lines[0].numbers] == [5, 10, 20, 60, 0, 0]
    assert [number.value() for number in panel.lines[2].numbers] == [12, 26, 9]


def test_those_that_are_not_on_can_be_added(panel):
    keys = [panel.adding.itemData(place) for place in range(panel.adding.count())]
    assert keys == ["", *(key for key in INDICATORS if key not in ("ma", "volma", "macd"))]
    panel.adding.activated.emit(keys.index("kdj"))
    assert [one.key for one in panel.told[-1].indicators] == ["ma", "volma", "macd", "kdj"]
    assert [line.choice.key for line in panel.lines] == ["ma", "volma", "macd", "kdj"]


def test_a_number_changes_its_indicator_and_no_other(panel):
    panel.lines[0].numbers[4].setValue(120)
    assert panel.told[-1].indicators == (
        IndicatorChoice(key="ma", params=(5.0, 10.0, 20.0, 60.0, 120.0, 0.0)), *USUAL[1:], MACD,
    )  # fmt: skip


def test_a_line_that_stays_is_kept_so_that_typing_goes_on(panel):
    before = list(panel.lines)
    panel.lines[2].numbers[0].setValue(10)
    assert panel.lines == before


def test_an_indicator_can_be_removed_and_raised(panel):
    panel.lines[2].raised.emit()
    assert [one.key for one in panel.told[-1].indicators] == ["ma", "macd", "volma"]
    panel.lines[0].removed.emit()
    assert [one.key for one in panel.told[-1].indicators] == ["macd", "volma"]


def test_with_a_line_that_goes_the_keyboard_stays_in_the_panel(panel, qapp):
    panel.activateWindow()
    panel.lines[1].numbers[0].setFocus()
    panel.lines[1].removed.emit()
    assert panel.focusWidget() is panel.adding


def test_the_first_cannot_be_raised(panel):
    panel.lines[0].raised.emit()
    assert panel.told == []


def test_numbers_that_a_choice_lacks_are_the_usual_ones():
    assert values_of(IndicatorChoice(key="kdj")) == [9, 3, 3]
    assert values_of(IndicatorChoice(key="boll", params=(10.0,))) == [10, 2.0]


def test_an_indicator_of_a_later_version_is_left_out_and_not_lost_by_looking(panel):
    panel.show_spec(ChartSpec(indicators=(IndicatorChoice(key="later"), MACD)))
    assert [line.choice.key for line in panel.lines] == ["macd"]
    assert panel.told == []


def test_escape_closes_it(panel, qtbot):
    left = []
    panel.left.connect(lambda: left.append(True))
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert left == [True]
