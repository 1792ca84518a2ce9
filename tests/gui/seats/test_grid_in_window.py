"""The grid in its window: list and charts follow one another, and windows of charts go and come back with it."""

import pytest

from models.charts.values import ChartSpec, GridSpec
from tests.gui.samples import fresh


@pytest.fixture
def make(make_window):
    return lambda: make_window(1400, 800)


@pytest.fixture
def window(make, grown):
    made = make()
    made.start()
    tab(made).stage.reshape(4)
    grown(tab(made))
    return made


def tab(window):
    return window.pages.built("chart")


def named(window):
    charts = tab(window).stage
    return [charts.instrument_at(place).id for place in range(charts.spec.shape)]


def test_four_charts_show_the_first_rows_of_the_list(window):
    assert named(window) == [one.id for one in window.watchlist.rows()[:4]]


def test_a_line_of_the_list_goes_to_the_active_chart(window):
    tab(window).stage.activate(2)
    window.choose("00700.HK")
    assert named(window)[2] == "00700.HK"
    assert named(window).count("00700.HK") == 1


def test_the_list_goes_to_the_line_of_the_chart_that_becomes_active(window):
    tab(window).stage.activate(3)
    assert window.watchlist.current.id == named(window)[3]
    assert window.guest is None


def test_a_page_key_goes_down_the_list(window):
    before = named(window)
    tab(window).do("next")
    assert window.watchlist.current.id == window.watchlist.rows()[1].id == named(window)[0]
    assert named(window)[1:] == before[1:]


def test_a_chart_of_what_stands_in_no_list_makes_it_the_guest(make, grown, parts):
    parts.layouts.grid = GridSpec(shape=2, charts=(ChartSpec(instrument="NVDA.US"), ChartSpec(instrument="TSM.US")))
    made = make()
    made.start()
    grown(tab(made))
    tab(made).stage.activate(1)
    assert (made.guest.id, named(made)) == ("TSM.US", ["NVDA.US", "TSM.US"])
    tab(made).stage.activate(0)
    assert (made.guest, made.watchlist.current.id, named(made)) == (None, "NVDA.US", ["NVDA.US", "TSM.US"])


def test_what_is_searched_for_is_shown_in_the_active_chart(window, universe):
    tab(window).stage.activate(1)
    window.visit(universe.instruments["MSFT.US"])
    assert named(window)[1] == "MSFT.US"


def test_quotes_of_all_charts_come(make, grown, parts, client):
    parts.layouts.grid = GridSpec(shape=2, charts=(ChartSpec(instrument="NVDA.US"), ChartSpec(instrument="TSM.US")))
    made = make()
    made.start()
    grown(tab(made))
    made.tick()
    assert "TSM.US" in [one.id for one in client.subscribed]
    tab(made).stage.reshape(1)
    made.tick()
    assert "TSM.US" not in [one.id for one in client.subscribed]


def test_a_lost_data_process_is_asked_again_for_every_chart(window, client, inbox):
    client.answer_all(lambda name: None)
    window._flush.timeout.emit()
    before = len(client.charted)
    inbox.lost()
    window.flush()
    assert set(client.charted[before:]) == set(named(window))


def test_windows_of_charts_close_with_it(window):
    tab(window).stage.detach(1)
    apart = tab(window).windows.at(1)
    window.close()
    assert not apart.isVisible()


def test_a_new_window_has_the_same_grid_and_windows(window, make, inbox, grown):
    tab(window).stage.detach(1)
    tab(window).windows.at(1).setGeometry(111, 122, 500, 400)
    tab(window).stage.activate(2)
    inbox.quotes((fresh("AMD.US", 999.0),))
    window.flush()
    before = named(window)
    new = make()
    new.inherit(window)
    window.close()
    grown(tab(new))
    assert named(new) == before
    assert tab(new).stage.spec.active == 2
    assert tab(new).windows.at(1).geometry().getRect() == (111, 122, 500, 400)
    assert new.watchlist.current.id == before[2]
