"""What hands do on the live table: keys, clicks, columns that are moved; what is told, and what folds by itself."""

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.tables.view import QuoteTableView
from tests.gui.samples import NAMES, fresh
from tests.gui.tables.samples import LAST, listed, put, table, take

ALL = ("opened", "peeked", "typed", "folded", "sorted", "chosen", "moved", "resized", "dropped")


@pytest.fixture
def told(view):
    """Every signal of the view with what it said, in order."""
    seen = []
    for name in ALL:
        getattr(view, name).connect(lambda *said, name=name: seen.append((name, *said)))
    return seen


def test_left_closes_a_heading_and_right_opens_it(view, model, qtbot):
    view.setCurrentIndex(model.index(4, 0))
    for key, lines in ((Qt.Key.Key_Right, 7), (Qt.Key.Key_Left, 5), (Qt.Key.Key_Left, 5), (Qt.Key.Key_Right, 7)):
        qtbot.keyClick(view, key)
        assert (model.rowCount(), view.currentIndex().row()) == (lines, 4)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_folds_the_heading_it_is_on_and_it_stays_current(view, model, qtbot, key):
    view.setCurrentIndex(model.index(4, 0))
    qtbot.keyClick(view, key)
    assert model.rowCount() == 5
    assert view.currentIndex().row() == 4
    qtbot.keyClick(view, key)
    assert model.rowCount() == 7
    assert view.currentIndex().row() == 4


def test_a_key_on_a_line_folds_nothing(view, model, qtbot):
    view.setCurrentIndex(model.index(5, 0))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
    assert model.rowCount() == 7


def test_up_and_down_choose_the_next_line_and_tell_it_once(view, model, qtbot):
    view.setCurrentIndex(model.index(1, 0))
    seen = []
    view.chosen.connect(seen.append)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert seen == [2, 3, 2]


def test_a_double_click_folds_a_heading_and_not_a_line(view, model, qtbot):
    for place, lines in ((1, 7), (4, 5)):
        at = QPoint(30, view.rowViewportPosition(place) + 5)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert model.rowCount() == lines


def test_clicks_on_a_title_fall_then_rise_then_restore_the_list(view, model, qtbot, en):
    take(model, [fresh("600000.SH", 1.0), fresh("600001.SH", 3.0), fresh("00700.HK", 2.0)])
    header = view.horizontalHeader()
    at = QPoint(view.columnViewportPosition(LAST) + 20, header.height() // 2)

    def click():
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        said = model.headerData(LAST, Qt.Orientation.Horizontal)
        return [model.instrument(place).id for place in (1, 2, 3)], said.removeprefix(en["table.last"])

    assert click() == (["600001.SH", "00700.HK", "600000.SH"], " ▾")
    assert click() == (["600000.SH", "00700.HK", "600001.SH"], " ▴")
    assert click() == (list(NAMES[:3]), "")


def stand_on(view, model, place, told=None):
    view.setCurrentIndex(model.index(place, 0))
    if told is not None:
        told.clear()


def test_enter_opens_and_space_peeks_on_a_row_and_fold_on_a_heading(view, model, told, qtbot):
    stand_on(view, model, 5, told)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)
    assert told == [("opened",), ("opened",), ("peeked",)]
    stand_on(view, model, 4, told)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)
    assert told == [("folded", "b", True), ("folded", "b", False)]


@pytest.mark.parametrize(("key", "said"), [(Qt.Key.Key_N, "n"), (Qt.Key.Key_6, "6"), (Qt.Key.Key_Slash, "/")])
def test_a_character_is_told_wherever_one_stands(view, model, told, qtbot, key, said):
    for place in (1, 4):
        stand_on(view, model, place, told)
        qtbot.keyClick(view, key)
        assert told == [("typed", said)]


def test_a_capital_and_a_number_of_the_keypad_are_characters_too(view, told, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier)
    assert [name for name, *_ in told] == ["typed", "typed"]


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_with_control_held_it_is_somebody_elses_key(view, model, told, qtbot, key):
    stand_on(view, model, 5, told)
    qtbot.keyClick(view, key, Qt.KeyboardModifier.AltModifier)
    assert told == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F5])
def test_a_key_without_a_character_types_nothing(view, model, told, qtbot, key):
    stand_on(view, model, 5, told)
    qtbot.keyClick(view, key)
    assert told == []


def test_under_a_filter_a_fold_is_not_the_lists_own(view, model, told, qtbot):
    model.set_filter(NAMES)
    stand_on(view, model, 0, told)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert (model.rowCount(), told) == (4, [])


def test_a_click_on_a_triangle_folds_and_one_beside_it_does_not(view, model, told, qtbot):
    top = view.rowViewportPosition(4) + 5
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, top))
    assert model.rowCount() == 7
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, top))
    assert (model.rowCount(), told[-1]) == (5, ("folded", "b", True))


def test_a_click_below_the_last_line_neither_folds_nor_opens(view, model, told, qtbot):
    """It folded the heading that was current, and a double click opened the current row."""
    below = QPoint(10, view.rowViewportPosition(6) + 60)
    for place in (4, 5):
        stand_on(view, model, place, told)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
        assert (model.rowCount(), [one for one in told if one[0] in ("folded", "opened")]) == (7, [])


def test_a_double_click_on_a_row_opens_it(view, model, told, qtbot):
    at = QPoint(60, view.rowViewportPosition(5) + 5)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told[-1] == ("opened",)


def test_a_click_on_a_title_without_numbers_sorts_nothing(view, model, told, qtbot):
    header = view.horizontalHeader()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, header.height() // 2))
    assert (told, model.sorted) == ([], None)


def test_sorting_is_told_and_the_title_says_it_wherever_the_column_stands(view, model, told):
    view.sort_as(LAST, True)
    assert told == [("sorted",)]
    model.set_columns(["pe", "last"])
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert [title.endswith("▾") for title in titles] == [False, False, True]
    view.sort_as(-1, False)
    assert (model.sorted, len(told)) == (None, 2)


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_Home, NAMES[0]), (Qt.Key.Key_End, NAMES[-1])])
def test_home_and_end_go_to_the_first_row_and_the_last(view, model, key, name, qtbot):
    view.setCurrentIndex(model.index(2, 0))
    qtbot.keyClick(view, key)
    assert model.instrument(view.currentIndex().row()).id == name


def test_a_column_that_is_moved_is_told_and_the_header_shows_the_models_order(view, model, told):
    header = view.horizontalHeader()
    keys = [column.key for column in model.columns[1:]]
    header.moveSection(2, 4)
    assert told == [("moved", (keys[0], keys[2], keys[3], keys[1], *keys[4:]))]
    assert [header.logicalIndex(place) for place in range(header.count())] == list(range(header.count()))


def test_the_name_stays_first_whatever_is_moved(view, model, told):
    view.horizontalHeader().moveSection(0, 3)
    assert told == [("moved", tuple(column.key for column in model.columns[1:]))]


def test_a_width_that_is_drawn_is_told_and_our_own_are_not(view, model, told):
    view.dress({"last": 99})
    view.resize(800, 300)
    assert (told, view.columnWidth(LAST)) == ([], 99)
    view.horizontalHeader().resizeSection(LAST, 120)
    assert told == [("resized", "last", 120)]


def test_the_selected_rows_are_told_in_the_order_shown_and_a_pinned_one_once(qapp, en, dark, shown):
    model = table(listed(("Alpha", NAMES[:3]), pins=[NAMES[2]]), en)
    view = shown(QuoteTableView(model, dark), 700, 300)
    put(model, {NAMES[0]: 1.0, NAMES[1]: 3.0, NAMES[2]: 2.0})
    model.sort(LAST, Qt.SortOrder.DescendingOrder)
    view.selectAll()
    assert view.ids == (NAMES[2], NAMES[1], NAMES[0])
    assert view.sections == ("pins", "alpha")


def test_without_a_selection_the_current_line_counts(view, model):
    stand_on(view, model, 4)
    view.clearSelection()
    assert (view.ids, view.sections) == ((), ("b",))
    stand_on(view, model, 5)
    view.clearSelection()
    assert (view.ids, view.sections) == (("NVDA.US",), ("b",))


def test_an_empty_table_has_nothing_under_the_hands(qapp, en, dark, shown, qtbot):
    view = shown(QuoteTableView(table(listed(), en), dark), 700, 300)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (view.ids, view.sections, len(view.on_screen())) == ((), (), 0)


def test_what_is_scrolled_sideways_stays_when_another_line_is_gone_to(view, model, qtbot):
    """Down, and every edit, went back to the names: nobody could read the last columns of several lines."""
    view.setMinimumWidth(1)
    view.resize(260, 300)
    view.setCurrentIndex(model.index(1, 0))
    bar = view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    held = bar.value()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert bar.value() == held > 0
    assert view.currentIndex().row() == 2
    view.setCurrentIndex(model.index(2, LAST))
    assert bar.value() < held  # another column is meant
