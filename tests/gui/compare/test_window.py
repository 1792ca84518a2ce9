"""From the list to the comparison, and from the search box."""

import pytest
from PySide6.QtCore import QItemSelectionModel

from gui.menu import ViewMenu
from gui.window import MainWindow
from gui.wires.inbox import Inbox

VIEW = {"theme": "dark", "convention": "red-up", "lang": "zh"}


@pytest.fixture
def window(parts, clock, qtbot):
    made = MainWindow(parts, Inbox(), ViewMenu(parts.texts, VIEW, lambda key, value: None), clock)
    qtbot.addWidget(made)
    made.resize(1400, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def select(window, *names):
    """Rows of the list."""
    view = window.watchlist.view
    view.clearSelection()
    for name in names:
        index = view.model().index(window.watchlist.model.place_of(name), 0)
        way = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        view.selectionModel().setCurrentIndex(index, way)


def test_selected_rows_are_compared(window):
    select(window, "NVDA.US", "688256.SH")
    window.lists.hands.acts.actions["compare"].trigger()
    assert window.pages.current == "compare"
    assert [one.key for one in window.pages.built("compare").book.held.members] == ["NVDA.US", "688256.SH"]


def test_what_is_found_in_the_search_box_joins(window, universe):
    window.pages.open("compare")
    tab = window.pages.built("compare")
    tab._find()
    assert tab._search.isVisible()
    tab._search.chosen.emit(universe.instruments["AMD.US"])
    assert tab.book.held.members[-1].key == "AMD.US"
    tab._search.dismiss()


def test_nothing_of_it_is_loaded_or_asked_for_before_it_is_opened(window, client):
    assert window.pages.built("compare") is None
    assert client.papers_asked == []
