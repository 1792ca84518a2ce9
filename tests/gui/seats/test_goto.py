"""The line that a date is typed into."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.seats.goto import GoToLine, date_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-09-20", dt.date(2024, 9, 20)),
        ("2024/9/2", dt.date(2024, 9, 2)),
        ("20240920", dt.date(2024, 9, 20)),
        ("２０２４年９月２０日", dt.date(2024, 9, 20)),
        ("2024年9月", dt.date(2024, 9, 1)),
        ("2024", dt.date(2024, 1, 1)),
        ("2024-02-30", None),
        ("0000", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(text, date):
    assert date_of(text) == date


@pytest.fixture
def line(zh, shown):
    room = shown(QWidget(), 600, 300)
    made = GoToLine(zh, room)
    made.told = []
    made.chosen.connect(made.told.append)
    made.open()
    return made


def test_enter_tells_the_date_and_closes(line, qtbot):
    qtbot.keyClicks(line.line, "2024-09-20")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert line.told == [dt.date(2024, 9, 20)]
    assert line.isHidden()


def test_what_is_no_date_is_said_and_stays(line, qtbot, zh):
    qtbot.keyClicks(line.line, "tomorrow")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert (line.told, line.said.text(), line.line.text()) == ([], zh["goto.bad"], "tomorrow")
    qtbot.keyClicks(line.line, "x")
    assert line.said.isHidden()


def test_escape_closes(line, qtbot):
    qtbot.keyClick(line.line, Qt.Key.Key_Escape)
    assert line.isHidden()
    assert line.told == []
