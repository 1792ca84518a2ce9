"""Rows and sections dragged about: what goes along, where it would be put, and the line between the rows."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from gui.look.theme import ROW_HEIGHT
from gui.tables.dragging import ROWS, SECTIONS
from gui.tables.view import QuoteTableView
from tests.gui.samples import NAMES, is_colour, pixels
from tests.gui.tables.samples import PINS, listed, order, put, table

A, B, C, D, E = NAMES
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def look(qapp, en, dark, shown):
    """``look(part, ..., pins=...)``: a view of such a list."""
    return lambda *parts, **named: shown(QuoteTableView(table(listed(*parts, **named), en), dark), 700, 300)


@pytest.fixture
def view(look):
    return look(("Alpha", [A, B, C]), ("Beta", [D, E]))


def data(kind=ROWS, names=(A,)):
    made = QMimeData()
    made.setData(kind, "\n".join(names).encode())
    return made


def gap(view, place):
    """A point just below the upper edge of a line, or of where the next one would be."""
    return QPointF(40, place * ROW_HEIGHT + 3)


def enter(view, held):
    event = QDragEnterEvent(gap(view, 0).toPoint(), MOVE, held, LEFT, NONE)
    view.dragEnterEvent(event)
    return event.isAccepted()


def move(view, place, held):
    event = QDragMoveEvent(gap(view, place).toPoint(), MOVE, held, LEFT, NONE)
    view.dragMoveEvent(event)
    return event.isAccepted()


def drop(view, place, held):
    told = []
    view.dropped.connect(lambda *said: told.append(said))
    view.dropEvent(QDropEvent(gap(view, place), MOVE, held, LEFT, NONE))
    return told


def targets(view):
    return [view.dragging.target(place) for place in range(view.model().rowCount() + 1)]


def test_every_gap_has_its_target(view):
    alpha = [("alpha", A), ("alpha", A), ("alpha", B), ("alpha", C)]
    assert targets(view) == [*alpha, ("alpha", ""), ("beta", D), ("beta", E), ("beta", "")]


def test_above_the_first_row_without_a_section_is_before_it(look):
    """It went to the end of the section."""
    view = look(("", [A, B]), ("Beta", []))
    assert targets(view) == [("", A), ("", B), ("", ""), ("beta", "")]


def test_below_a_folded_or_empty_heading_is_its_end(look):
    view = look(("Alpha", [A]), ("Beta", []), ("Gamma", [D]), folded=["Alpha"])
    assert order(view.model()) == ["Alpha", "Beta", "Gamma", D]
    assert targets(view) == [("alpha", ""), ("alpha", ""), ("beta", ""), ("gamma", D), ("gamma", "")]


def test_among_the_pins_it_is_pinned(look):
    view = look(("Alpha", [A, B]), pins=[B])
    assert targets(view)[:3] == [(PINS, B), (PINS, B), (PINS, "")]


def test_where_sections_stand_by_strength_the_gap_is_that_of_the_one_shown(look):
    view = look(("Weak", [A]), ("Strong", [D]))
    put(view.model(), {A: 99.0, D: 101.0})
    view.model().order_sections(strongest=True)
    assert targets(view) == [("strong", D), ("strong", D), ("strong", ""), ("weak", A), ("weak", "")]


def test_a_list_without_lines_takes_what_comes(look):
    assert targets(look()) == [("", "")]
    view = look(("Alpha", [A]))
    view.model().set_filter([])
    assert targets(view) == [("alpha", "")]


@pytest.mark.parametrize(
    ("ids", "by", "to"),
    [
        ([B], -1, ("alpha", A)), ([B], 1, ("alpha", "")), ([A], 1, ("alpha", C)), ([D], -1, ("alpha", "")),
        ([C], 1, ("beta", D)), ([D], 1, ("beta", "")), ([E], 1, None), ([A], -1, None), (["TSM.US"], 1, None),
        ([A, B], 1, ("alpha", "")),
    ],
)  # fmt: skip
def test_rows_are_moved_by_a_line(view, ids, by, to):
    assert view.dragging.stepped(ids, by) == to


def test_a_step_over_a_heading_goes_to_the_section_that_is_shown_above(look):
    """It went to the one above in the list."""
    view = look(("One", [A]), ("Two", [B]), ("Three", [D]))
    put(view.model(), {A: 101.0, B: 99.0, D: 103.0})
    view.model().order_sections(strongest=True)
    assert order(view.model()) == ["Three", D, "One", A, "Two", B]
    assert view.dragging.stepped([A], -1) == ("three", "")
    assert view.dragging.stepped([B], -1) == ("one", "")


def test_rows_are_put_where_they_were_dropped(view):
    assert drop(view, 5, data(names=(A, C))) == [((A, C), "beta", D)]


def test_below_the_middle_of_a_line_means_after_it(view):
    told, held = [], data()
    view.dropped.connect(lambda *said: told.append(said))
    for y in (6 * ROW_HEIGHT - 3, 7 * ROW_HEIGHT - 3, 280):
        view.dropEvent(QDropEvent(QPointF(40, y), MOVE, held, LEFT, NONE))
    assert told == [((A,), "beta", E), ((A,), "beta", ""), ((A,), "beta", "")]


def test_sections_are_put_before_the_one_they_were_dropped_on(view):
    assert drop(view, 0, data(SECTIONS, ("b",))) == [(("section:b",), "alpha", "")]
    assert drop(view, 8, data(SECTIONS, ("a",))) == [(("section:a",), "", "")]


def test_what_is_not_ours_is_refused(view):
    files = QMimeData()
    files.setText("600000")
    assert (enter(view, files), move(view, 3, files), drop(view, 3, files)) == (False, False, [])
    held, others = data(), data(SECTIONS, ("a",))
    assert (enter(view, held), enter(view, others)) == (True, True)


def test_a_line_shows_the_gap_and_goes_with_the_pointer(view, dark):
    def marked():
        return sorted(set(is_colour(pixels(view.viewport()), dark.accent).all(axis=1).nonzero()[0].tolist()))

    held = data()
    assert move(view, 2, held)
    assert marked() == [2 * ROW_HEIGHT - 1, 2 * ROW_HEIGHT]
    move(view, 7, held)
    assert marked() == [7 * ROW_HEIGHT - 1, 7 * ROW_HEIGHT]
    view.dragLeaveEvent(QDragLeaveEvent())
    assert marked() == []
    move(view, 2, held)
    drop(view, 2, held)
    assert marked() == []


@pytest.fixture
def taken(monkeypatch):
    """What a drag that begins takes along: kind, names."""
    seen = []

    def run(drag, action):
        held = drag.mimeData()
        seen.append({kind: bytes(held.data(kind).data()).decode().split("\n") for kind in held.formats()})
        return action

    monkeypatch.setattr(QDrag, "exec", run)
    return seen


def test_the_selected_rows_go_along_and_headings_when_there_is_no_row(view, taken):
    flags = view.selectionModel().SelectionFlag
    for place in (0, 1, 5):
        view.selectionModel().select(view.model().index(place, 0), flags.Select | flags.Rows)
    view.startDrag(MOVE)
    view.selectRow(4)
    view.startDrag(MOVE)
    assert taken == [{ROWS: [A, D]}, {SECTIONS: ["beta"]}]


def test_from_an_empty_list_nothing_goes_along(look, taken):
    look().startDrag(MOVE)
    assert taken == []


def test_a_row_drawn_with_the_mouse_begins_to_be_dragged(view, taken, qtbot):
    start, held = QPoint(60, ROW_HEIGHT + 5), view.viewport()
    view.selectRow(1)
    qtbot.mousePress(held, LEFT, pos=start)
    for y in (10, 40, 80):
        at = QPointF(start + QPoint(0, y))
        event = QMouseEvent(QEvent.Type.MouseMove, at, held.mapToGlobal(at), LEFT, LEFT, NONE)
        QApplication.sendEvent(held, event)
    qtbot.mouseRelease(held, LEFT, pos=start)
    assert taken == [{ROWS: [A]}]


def test_lines_come_to_meet_what_is_dragged_to_the_edge(view, qtbot):
    """A row could not be dragged to a place that was not in sight."""
    view.resize(700, 24 + 5 * ROW_HEIGHT)
    bar = view.verticalScrollBar()
    assert move(view, 2, data())
    assert bar.value() == 0
    assert move(view, 4.6, data())
    qtbot.waitUntil(lambda: bar.value() > 0)
    view.dragLeaveEvent(QDragLeaveEvent())
