"""The traffic tab in a whole program: opened, shown in another language, closed while answers are on their way."""

import resources
from gui.start import Backstage
from models.traffic.chosen import Shape, View
from tests.gui.test_shell import app, changed, make
from tests.gui.traffic.tab.conftest import months

assert app, make  # fixtures


def test_it_is_a_tab_of_the_window(make_window, answered):
    window = make_window()
    window.pages.open("traffic")
    answered(*months())
    tab = window.pages.built("traffic")
    assert tab.figures.alone[0].drawn is not None
    assert window.pages.tabText(window.pages.currentIndex()) == "流量"


def test_another_language_shows_the_same_view(make, answered, qtbot):
    shell = make(tab="traffic", backstage=Backstage(products=resources.products))
    qtbot.waitUntil(lambda: shell._plotting.ready and shell._window.pages.built("traffic") is not None)
    answered(*months())
    shell._traffic.put(View(category="image", shape=Shape.BARS))
    answered(*months())
    changed(shell, "lang", "en")
    answered(*months())
    tab = shell._window.pages.built("traffic")
    qtbot.waitUntil(lambda: tab.figures.alone[0].drawn is not None)
    assert tab.figures.alone[0].title.text() == "Figure 4: Image models: monthly website visits"
    assert tab.book.held.shape is Shape.BARS


def test_a_window_is_closed_while_it_waits(make_window, client, settle):
    window = make_window()
    window.pages.open("traffic")
    window.close()
    settle()
    assert client.traffic_asked[-1].future.cancelled()
