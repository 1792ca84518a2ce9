"""A day's work done by the keyboard alone, in the real window: names by pinyin, a section, sort, alert, copy, export.

Every key goes to the widget that has the keyboard, as the user's do; no mouse event is made anywhere.
"""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from data_sources.protocol import FileWanted, Written
from gui.menu import ViewMenu
from gui.window import MainWindow
from gui.wires.inbox import Inbox
from models.alerts.values import Crossing, Scope, What
from models.workbook import Format, Weight
from tests.gui.samples import fresh
from tests.models.search.samples import table

VIEW = {"theme": "dark", "convention": "red-up", "lang": "zh"}
KEYS = Qt.KeyboardModifier
CTRL, SHIFT, ALT = KEYS.ControlModifier, KEYS.ShiftModifier, KEYS.AltModifier
INITIALS = {"gzmt": "600519.SH", "cqpj": "600132.SH", "zsyh": "600036.SH", "lxkj": "688018.SH",
            "lskj": "300680.SZ", "cjdl": "600900.SH"}  # fmt: skip
FIVE = ("gzmt", "cqpj", "zsyh", "lxkj", "lskj")
CHANGES = {"600519.SH": 5.0, "600132.SH": 1.0, "600036.SH": 3.0, "688018.SH": -2.0, "300680.SZ": 4.0}


class Mice(QObject):
    """Counts mouse events of the whole program."""

    KINDS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove, QEvent.Type.Wheel)

    def __init__(self):
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        self.seen += event.type() in self.KINDS
        return False


@pytest.fixture
def mice(qapp):
    made = Mice()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)
    assert made.seen == 0


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def window(parts, inbox, clock, client, saved, shown, mice):
    """Open, its lists read, its search index there; the keyboard is in the list."""
    made = shown(MainWindow(parts, inbox, ViewMenu(parts.texts, VIEW, lambda key, value: None), clock), 1500, 900)
    made.choose("NVDA.US")
    made.watchlist.view.setFocus()
    parts.lists.begin()
    saved()
    parts.finder.begin()
    client.indices[0].future.set_result(table())
    saved()
    yield made
    made.close()


def focus():
    return QApplication.focusWidget()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focus(), key, modifiers)


def write(text):
    QTest.keyClicks(focus(), text)


def compose(text):
    """Through an input method, as Chinese is written."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def add_by_pinyin(window, saved, name):
    """Its initials on the list, and Ctrl+Enter."""
    view, search = window.watchlist.view, window.search
    assert focus() is view
    write(name[0])
    assert search.isVisible()
    assert (focus(), search.line.text()) == (search.line, name[0])
    write(name[1:])
    assert search.current.id == INITIALS[name]
    press(Qt.Key.Key_Return, CTRL)
    assert not search.isVisible()
    assert focus() is view
    saved()
    assert window.watchlist.current.id == INITIALS[name]  # the row that was added


def quotes(inbox, window):
    """Prices of ten yuan before, by a known change."""
    inbox.quotes(tuple(
        fresh(name, 10 * (1 + change / 100), previous_close=10.0, source="tencent") for name, change in CHANGES.items()
    ))  # fmt: skip
    window.flush()


def members(parts, section):
    return next(one.members for one in parts.lists.lists.lists[0].sections if one.id == section)


def order_of(window, section):
    """The ids of a section in the order shown."""
    model = window.watchlist.model
    number = next(at for at, one in enumerate(model.watchlist.sections) if one.id == section)
    return [model.store.instruments[row].id for row in model.rows_in(number)]


def test_a_day_without_a_mouse(window, parts, client, inbox, saved, monkeypatch, zh, tmp_path):
    panel, view = window.watchlist, window.watchlist.view
    held = parts.lists.lists
    assert "NVDA.US" in panel.list.members

    # five names by their initials
    for name in FIVE:
        add_by_pinyin(window, saved, name)
    added = tuple(INITIALS[name] for name in FIVE)
    assert panel.list.members[: len(members(parts, "cpu_gpu"))][-5:] == added  # in the current row's section
    assert window.status._done.text() == "已添加 隆盛科技"

    # a section of them
    for _ in range(4):
        press(Qt.Key.Key_Up, SHIFT)
    assert tuple(one.id for one in panel.chosen) == added
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert focus() is window.lists.hands._line
    compose("短线")
    press(Qt.Key.Key_Return)
    saved()
    assert focus() is view
    section = next(one for one in panel.list.sections if one.name("zh") == "短线")
    assert section.members == added
    assert tuple(one.id for one in panel.chosen) == added  # still selected

    # by strength
    quotes(inbox, window)
    press(Qt.Key.Key_F7)
    assert focus() is view
    assert panel.tools.buttons["strength"].isChecked()
    strongest = sorted(added, key=CHANGES.get, reverse=True)
    assert order_of(window, section.id) == strongest
    assert panel.model.section(int(panel.model.lines.section[0])).id == section.id  # the only one that rises is on top

    # an alert on the current row
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    one = panel.current
    press(Qt.Key.Key_A, ALT)
    editor = window.lists._alert.editor
    assert focus() is editor.level
    write("12.5")
    press(Qt.Key.Key_Return)
    saved()
    assert focus() is view
    (alert,) = parts.lists.lists.alerts.values()
    assert (alert.scope, alert.target, alert.what, alert.crossing, alert.level) == (
        Scope.ROW, one.id, What.PRICE, Crossing.UP, 12.5,
    )  # fmt: skip

    # the section's rows to the clipboard
    press(Qt.Key.Key_Home, CTRL)
    assert panel.on_heading
    press(Qt.Key.Key_Down)
    for _ in range(4):
        press(Qt.Key.Key_Down, SHIFT)
    assert [row.id for row in panel.chosen] == strongest
    press(Qt.Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    at = {title: place for place, title in enumerate(lines[0])}
    assert lines[0][:4] == ["名称", "代码", "最新", "涨跌幅"]
    assert [(line[0], line[1], line[at["最新"]], line[at["涨跌幅"]]) for line in lines[1:]] == [
        ("贵州茅台", "600519.SH", "10.50", "+5.00%"),
        ("隆盛科技", "300680.SZ", "10.40", "+4.00%"),
        ("招商银行", "600036.SH", "10.30", "+3.00%"),
        ("重庆啤酒", "600132.SH", "10.10", "+1.00%"),
        ("乐鑫科技", "688018.SH", "9.80", "-2.00%"),
    ]
    assert "<table" in QGuiApplication.clipboard().mimeData().html()
    assert focus() is view

    # to a workbook
    target = str(tmp_path / "list.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (target, "Excel (*.xlsx)"))
    press(Qt.Key.Key_E, CTRL)
    assert focus() is view
    want = client.files[-1].want
    assert isinstance(want, FileWanted)
    assert (want.target, want.format, want.book.title) == (target, "xlsx", "算力链")
    sheet, _ = want.book.sheets
    assert [(one.title, one.format) for one in sheet.columns[2:5]] == [
        ("货币", Format.TEXT), ("最新", Format.PRICE), ("涨跌幅", Format.PERCENT),
    ]  # fmt: skip
    bands = [line.values[0] for line in sheet.lines if line.weight is Weight.BAND]
    assert set(bands) == {one.name("zh") for one in panel.list.sections}
    (row,) = [line.values for line in sheet.lines if line.values[1] == "600519.SH"]
    assert row[:5] == ("贵州茅台", "600519.SH", "CNY", 10.5, pytest.approx(5.0))
    client.files[-1].future.set_result(Written(size=1))
    saved()
    assert window.status._done.text() == zh["out.written"].format(file=target)

    # everything back, and again
    done = parts.lists.lists
    for _ in range(7):
        press(Qt.Key.Key_Z, CTRL)
        saved()
    assert parts.lists.lists == held
    assert focus() is view
    press(Qt.Key.Key_Z, CTRL)
    saved()
    assert window.status._done.text() == zh["edit.nothing"]
    for _ in range(7):
        press(Qt.Key.Key_Y, CTRL)
        saved()
    assert parts.lists.lists == done
    assert focus() is view


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_L, Qt.Key.Key_M, Qt.Key.Key_V, Qt.Key.Key_K])
def test_escape_leads_back_to_the_list_from_everywhere(window, key):
    QGuiApplication.clipboard().setText("600519")
    view = window.watchlist.view
    press(key, CTRL)
    assert focus() is not view
    press(Qt.Key.Key_Escape)
    assert focus() is view


WRITTEN = [(Qt.Key.Key_N, CTRL | SHIFT), (Qt.Key.Key_F2, KEYS.NoModifier), (Qt.Key.Key_A, ALT)]


@pytest.mark.parametrize(("key", "modifiers"), WRITTEN)
def test_escape_leaves_what_is_written(window, parts, key, modifiers):
    before = parts.lists.lists
    press(key, modifiers)
    assert focus() is not window.watchlist.view
    write("x")
    press(Qt.Key.Key_Escape)
    assert focus() is window.watchlist.view
    assert parts.lists.lists == before


def test_escape_in_a_tab_of_lists_and_in_the_pages_leads_back_too(window):
    view = window.watchlist.view
    for other in (window.watchlist.tabs.bar, window.watchlist.sets._segments[0], window.pages.tabBar()):
        other.setFocus()
        press(Qt.Key.Key_Escape)
        assert focus() is view
