"""From the search box to the chart: what the list has is chosen there, anything else is a guest with its quotes."""

import pytest
from PySide6.QtCore import Qt

from gui.menu import ViewMenu
from gui.window import MainWindow
from gui.wires.inbox import Inbox
from models.lists.edits import rows
from tests.gui.samples import bars, fresh
from tests.models.search.samples import known

VIEW = {"theme": "dark", "convention": "red-up", "lang": "zh"}
GUEST = known("600519.SH", "贵州茅台", "Kweichow Moutai").instrument


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def make(parts, inbox, clock, shown):
    made = []

    def build(tab="chart"):
        menu = ViewMenu(parts.texts, VIEW, lambda key, value: None)
        made.append(shown(MainWindow(parts, inbox, menu, clock, tab), 1200, 700))
        made[-1].choose("NVDA.US")
        return made[-1]

    yield build
    for window in made:
        window.close()


@pytest.fixture
def window(make):
    return make()


def charted(window):
    return window.pages.built("chart").panel.instrument


def test_a_member_of_the_list_becomes_its_current_line(window, client, universe):
    window.visit(universe.instruments["AMD.US"])
    assert window.watchlist.current.id == charted(window).id == "AMD.US"
    assert window.guest is None
    assert client.subscribed == ()  # nothing else than before


def test_anything_else_is_charted_and_followed_beside_the_list(window, client, universe):
    window.visit(GUEST)
    assert charted(window) == GUEST
    assert client.charted == ["600519.SH"]
    assert client.subscribed == (*universe.followed(), GUEST)


def test_the_line_of_the_list_is_not_marked_while_a_guest_is_shown(window):
    window.visit(GUEST)
    assert not window.watchlist.view.selectionModel().hasSelection()
    window.choose("NVDA.US")
    assert window.watchlist.view.selectionModel().hasSelection()


def test_its_quotes_move_its_chart(window, client, inbox, settle):
    window.visit(GUEST)
    client.answer("600519.SH", bars(100, name="600519.SH"))
    settle()
    inbox.quotes((fresh("600519.SH", 1234.0),))
    window.flush()
    assert window.pages.built("chart").panel.price.stack.close[-1] == 1234.0


def test_the_chart_comes_to_the_front(make):
    window = make("review")
    window.visit(GUEST)
    assert window.pages.current == "chart"
    assert charted(window) == GUEST


def test_another_line_of_the_list_ends_the_visit(window, client, universe):
    window.visit(GUEST)
    window.choose("AMD.US")
    assert charted(window).id == "AMD.US"
    assert window.guest is None
    assert client.subscribed == universe.followed()


def test_a_click_on_the_line_that_is_current_already_brings_it_back(window, qtbot):
    window.visit(GUEST)
    view = window.watchlist.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.currentIndex()).center())
    assert charted(window).id == "NVDA.US"


def test_searching_for_the_current_line_brings_it_back(window, universe):
    window.visit(GUEST)
    window.visit(universe.instruments["NVDA.US"])
    assert charted(window).id == "NVDA.US"
    assert window.guest is None


def test_a_replaced_data_process_is_asked_for_the_guest(window, client, inbox):
    window.visit(GUEST)
    client.fail("600519.SH", "the data process was replaced")
    inbox.lost()
    window.flush()
    assert client.charted[-1] == "600519.SH"


def test_another_look_keeps_the_guest(window, make):
    window.visit(GUEST)
    new = make()
    new.inherit(window)
    assert (new.guest, charted(new)) == (GUEST, GUEST)


def test_another_look_stays_on_the_tab_that_was_open(window, make):
    window.visit(GUEST)
    window.pages.open("review")
    new = make()
    new.inherit(window)
    assert (new.pages.current, new.guest) == ("review", GUEST)


def test_a_member_whose_section_is_folded_is_shown_there(window, universe):
    model = window.watchlist.model
    model.fold(model.section_of("AMD.US"))
    window.visit(universe.instruments["AMD.US"])
    assert window.watchlist.current.id == charted(window).id == "AMD.US"
    assert window.guest is None
    assert model.place_of("AMD.US") is not None


def test_a_member_that_a_filter_hides_is_a_guest_and_folds_nothing(window, universe):
    window.watchlist.filtering.bar.open("NVDA")
    window.visit(universe.instruments["AMD.US"])
    assert (window.guest.id, charted(window).id) == ("AMD.US", "AMD.US")
    assert window.watchlist.model.rowCount() == 2


def test_an_edit_of_the_lists_does_not_end_the_visit(window, parts, saved):
    parts.lists.begin()
    saved()
    window.visit(GUEST)
    parts.lists.edit("x", lambda lists: rows.remove(lists, "reference", ["AMD.US"]))
    saved()
    assert (window.guest, charted(window)) == (GUEST, GUEST)


def test_a_guest_that_is_added_to_the_list_is_its_current_line(window, parts, saved, qtbot):
    parts.lists.begin()
    saved()
    window.visit(GUEST)
    window.search.added.emit(GUEST)
    saved()
    assert window.guest is None
    assert window.watchlist.current == charted(window) == GUEST


def test_from_a_key_to_the_chart(window, client, qtbot):
    window.search.open()
    qtbot.keyClicks(window.search.line, "0700")
    qtbot.keyClick(window.search.line, Qt.Key.Key_Return)
    assert charted(window).id == "00700.HK"


def test_a_closed_window_waits_for_nothing(window, qtbot):
    window.search.open()
    qtbot.keyClicks(window.search.line, "qqqq")
    window.close()
    assert not window.search._pause.isActive()
