"""The panel: which list is shown, and what stays where it was when lists, columns or filters change."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QListView, QPushButton, QWidget

from models.lists.columns import SETS
from models.lists.edits import columns, marks, rows, sections, tabs


@pytest.fixture
def edit(parts, saved):
    """An edit from elsewhere, on disk."""

    def run(made):
        parts.lists.edit("edit.moved", made)
        saved()

    return run


def lines(panel):
    """Every line: an instrument's id, or a heading's section."""
    model = panel.model
    ids = (model.instrument(place) for place in range(len(model.lines)))
    return [one.id if one else f"# {model.section(int(model.lines.section[at])).id}" for at, one in enumerate(ids)]


def keys(panel):
    return tuple(column.key for column in panel.model.columns[1:])


# which list


def test_the_list_that_is_asked_for_the_one_before_or_the_first(panel, lists, qtbot):
    assert panel.list.id == "reference"
    with qtbot.waitSignal(panel.listed) as told:
        panel.show_lists(lists, "cloud_names")
    assert told.args == ["cloud_names"]
    panel.show_lists(lists)
    assert panel.list.id == panel.tabs.current == "cloud_names"
    panel.show_lists(lists, "no such list")
    assert panel.list.id == "reference"


def test_a_list_that_is_deleted_while_it_is_shown_gives_way_to_the_first(panel, edit, lists):
    panel.show_lists(lists, "cloud_names")
    edit(lambda held: tabs.delete(held, "cloud_names"))
    assert panel.list.id == panel.tabs.current == "reference"
    assert lines(panel)[:2] == ["# cpu_gpu", "NVDA.US"]


def test_another_list_with_the_same_instrument_keeps_it_current(panel, qtbot):
    panel.select("00700.HK")
    with qtbot.assertNotEmitted(panel.selected):
        panel.tabs.go(3)
    assert panel.list.id == "cloud_names"
    assert panel.model.instrument(panel.view.currentIndex().row()).id == "00700.HK"
    assert [one.id for one in panel.chosen] == ["00700.HK"]


def test_another_list_without_it_leaves_what_the_chart_shows_alone(panel, qtbot):
    panel.select("NVDA.US")
    with qtbot.assertNotEmitted(panel.selected):
        panel.tabs.go(3)
    assert panel.current.id == "NVDA.US"
    assert panel.chosen == ()


def test_every_list_has_its_own_filter(panel):
    panel.filtering.bar.open("NVDA")
    assert panel.model.filtered
    panel.tabs.go(3)
    assert not panel.model.filtered
    assert not panel.filtering.bar.isVisible()
    panel.tabs.go(1)
    assert lines(panel) == ["# cpu_gpu", "NVDA.US"]
    assert panel.filtering.bar.filter.text == "NVDA"


def test_every_list_has_its_own_columns_and_widths(panel, edit):
    edit(lambda held: columns.width(columns.show_set(held, "cloud_names", "weekly"), "cloud_names", "last", 123))
    assert keys(panel) == SETS["intraday"]
    panel.tabs.go(3)
    assert keys(panel) == SETS["weekly"]
    assert panel.view.columnWidth(1) == 123
    panel.tabs.go(1)
    assert (keys(panel), panel.view.columnWidth(1)) == (SETS["intraday"], panel.model.columns[1].width)


def test_own_columns_are_no_set_and_a_set_that_is_gone_is_the_usual_one(panel, edit):
    edit(lambda held: columns.choose(held, "reference", ("pe", "last")))
    assert keys(panel) == ("pe", "last")
    assert not any(one.isChecked() for one in panel.sets._segments)
    edit(lambda held: columns.show_set(columns.save_set(held, "我的", ("pb",)), "reference", "我的"))
    assert keys(panel) == ("pb",)
    edit(lambda held: columns.show_set(held, "reference", "intraday"))
    assert keys(panel) == SETS["intraday"]


# what stays


def test_folding_by_hand_is_kept_without_a_reset(panel, qtbot, saved, parts):
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    with qtbot.assertNotEmitted(panel.model.modelReset):
        qtbot.keyClick(panel.view, Qt.Key.Key_Left)
        saved()
    assert parts.lists.lists.lists[0].sections[0].folded
    assert lines(panel)[:2] == ["# cpu_gpu", "# cloud"]


def test_folded_pins_stay_folded_over_edits_and_lists(panel, edit, universe, qtbot):
    edit(lambda held: marks.pin(held, [universe.instruments["AMD.US"]]))
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    assert lines(panel)[:2] == ["# pins", "# cpu_gpu"]
    edit(lambda held: rows.remove(held, "reference", ["INTC.US"]))
    panel.tabs.go(2)
    panel.tabs.go(1)
    assert lines(panel)[:2] == ["# pins", "# cpu_gpu"]
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    edit(lambda held: rows.remove(held, "reference", ["NVDA.US"]))
    assert lines(panel)[:2] == ["# pins", "AMD.US"]


def test_selection_current_line_and_scrolling_stay_after_an_edit(panel, edit, shown):
    panel.resize(900, 300)
    panel.choose(("AMD.US", "00700.HK", "MSFT.US"))
    panel.view.verticalScrollBar().setValue(60)
    place, flag = panel.model.place_of("MSFT.US"), QItemSelectionModel.SelectionFlag.NoUpdate
    panel.view.selectionModel().setCurrentIndex(panel.model.index(place, 0), flag)
    held, top = [one.id for one in panel.chosen], panel.view.verticalScrollBar().value()
    edit(lambda held: rows.remove(held, "reference", ["INTC.US"]))
    assert [one.id for one in panel.chosen] == held
    assert (panel.current.id, panel.view.verticalScrollBar().value()) == ("MSFT.US", top)


def test_a_heading_that_is_current_stays_current_after_an_edit(panel, edit):
    panel.select("NVDA.US")
    panel.view.setCurrentIndex(panel.model.index(panel.model.heading_of("cloud"), 0))
    edit(lambda held: sections.rename(held, "reference", "cloud", "云"))
    assert panel.on_heading
    assert panel.view.sections == ("cloud",)
    assert panel.view.selectionModel().hasSelection()


def test_when_the_current_line_goes_the_next_one_takes_its_place(panel, edit):
    panel.select("AMD.US")
    place = panel.view.currentIndex().row()
    edit(lambda held: rows.remove(held, "reference", ["AMD.US"]))
    assert panel.view.currentIndex().row() == place
    assert panel.chosen[0].id == lines(panel)[place]


def test_an_edit_does_not_choose_the_current_instrument_anew(panel, edit, qtbot):
    """A guest in the chart would have to go."""
    panel.select("NVDA.US")
    with qtbot.assertNotEmitted(panel.selected):
        edit(lambda held: rows.remove(held, "reference", ["INTC.US"]))


def test_a_pinned_line_stays_current_where_it_stands_twice(panel, edit, universe):
    edit(lambda held: marks.pin(held, [universe.instruments["AMD.US"]]))
    panel.view.setCurrentIndex(panel.model.index(1, 0))
    edit(lambda held: rows.remove(held, "reference", ["INTC.US"]))
    assert panel.view.currentIndex().row() == 1


def test_other_columns_keep_selection_and_line(panel, edit):
    panel.choose(("AMD.US", "00700.HK"))
    edit(lambda held: columns.show_set(held, "reference", "weekly"))
    assert [one.id for one in panel.chosen] == ["AMD.US", "00700.HK"]


# select


def test_selecting_a_folded_row_unfolds_its_section_for_good(panel, edit, parts, saved):
    edit(lambda held: sections.fold_all(held, "reference", folded=True))
    assert panel.model.place_of("00700.HK") is None
    panel.select("00700.HK")
    saved()
    assert panel.current.id == "00700.HK"
    assert [one.folded for one in parts.lists.lists.lists[0].sections] == [True, False, True, True]
    edit(lambda held: rows.remove(held, "reference", ["NVDA.US"]))
    assert panel.model.place_of("00700.HK") is not None


def test_selecting_what_a_filter_hides_folds_nothing(panel):
    panel.filtering.bar.open("NVDA")
    before = lines(panel)
    panel.select("AMD.US")
    panel.select("00700.HK")
    assert lines(panel) == before


# an empty place


def test_an_empty_list_says_what_would_be_here_and_how_to_get_it(panel, edit, zh, settle):
    assert not panel.empty.isVisible()
    edit(lambda held: tabs.new(held, "空"))
    panel.tabs.go(4)
    assert panel.empty.isVisible()
    assert panel.empty.text() == zh["lists.empty"]
    middle = panel.empty.geometry().center()
    assert abs(middle.y() - panel.view.viewport().geometry().center().y()) <= 1
    panel.tabs.go(1)
    assert not panel.empty.isVisible()


def test_a_filter_that_nothing_passes_says_so(panel, zh):
    panel.filtering.bar.open("zzzz")
    assert panel.empty.isVisible()
    assert panel.empty.text() == zh["lists.none_pass"]
    panel.filtering.bar.clear()
    assert not panel.empty.isVisible()


def test_on_screen_are_the_lines_that_can_be_seen(panel):
    panel.resize(900, 300)
    seen = panel.on_screen()
    assert seen
    assert set(seen) < set(panel.list.members)
    assert seen[0] == "NVDA.US"


def test_what_is_said_of_several_rows_names_two(panel, universe, qtbot):
    three = [universe.instruments[name] for name in ("NVDA.US", "AMD.US", "INTC.US")]
    for count, about in ((1, "英伟达"), (2, "英伟达, AMD"), (3, "英伟达, AMD 等 3 个")):
        with qtbot.waitSignal(panel.edited) as told:
            panel.edit("edit.moved", lambda lists: lists, three[:count])
        assert told.args[2] == about


def test_who_cannot_see_hears_the_name_of_whatever_has_the_keyboard(whole, panel, lists, qapp):
    assert panel.view.accessibleName() == panel.list.name("zh")
    panel.show_lists(lists, "cloud_names")
    assert panel.view.accessibleName() == panel.list.name("zh")
    silent = (QListView, QPushButton)  # the lists of combo boxes; buttons that have no candidate yet
    for one in panel.findChildren(QWidget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(one, silent):
            assert QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name), one


def test_flags_and_markets_are_said_in_the_readers_language(panel, parts, saved, universe):
    one = universe.instruments["NVDA.US"]
    parts.lists.edit("x", lambda lists: marks.flag(lists, [one], "red"))
    saved()
    panel.select("NVDA.US")
    assert (panel.sample("flag"), panel.sample("market"), panel.sample("code")) == ("红旗", "美股", "NVDA.US")
    panel.select("AMD.US")
    assert panel.sample("flag") in ("", "--")
