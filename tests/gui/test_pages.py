"""The tabs beside the list: built when first seen, and told what they have missed."""

import pytest
from PySide6.QtWidgets import QLabel

from gui.pages import Pages
from gui.tabs import TABS
from gui.tabs.chart import ChartTab
from tests.gui.samples import bars, fresh


@pytest.fixture
def pages(parts, shown):
    made = shown(Pages(parts, QLabel("corner")), 800, 500)
    yield made
    made.retire()


def test_every_tab_has_its_title_and_only_the_first_is_built(pages, zh):
    assert [pages.tabText(place) for place in range(pages.count())] == [zh[f"tab.{name}"] for name in TABS]
    assert [name for name in TABS if pages.built(name)] == ["chart"]
    assert pages.current == "chart"


def test_a_tab_is_built_when_it_is_first_seen_and_stays(pages):
    pages.open("review")
    first = pages.built("review")
    assert pages.current == "review"
    pages.open("chart")
    pages.open("review")
    assert pages.built("review") is first


def test_a_new_tab_hears_the_instrument_and_the_quotes_it_missed(parts, universe, monkeypatch, shown, client, settle):
    monkeypatch.setitem(TABS, "review", ChartTab)  # a tab that listens, in the second place
    pages = shown(Pages(parts, QLabel("")), 800, 500)
    pages.apply((fresh("NVDA.US", 5.0), fresh("NVDA.US", 999.0)))
    pages.show_instrument(universe.instruments["NVDA.US"])
    pages.open("review")
    late = pages.built("review")
    client.answer_all(lambda name: bars(50))
    settle()
    assert late.panel.instrument.id == "NVDA.US"
    assert late.panel.price.stack.close[-1] == 999.0
    pages.retire()


def test_all_built_tabs_are_told_and_ended(pages, universe, client, notes, settle):
    pages.open("review")
    pages.show_instrument(universe.instruments["AMD.US"])
    assert client.charted == []  # a chart that is not in front asks for nothing
    pages.open("chart")
    assert pages.built("chart").panel.instrument.id == "AMD.US"
    pages.open("review")
    pages.retire()
    beside = {one.id for one in notes.inputs._beside}  # what a note speaks of outlives the window
    assert [one.name for one in client.open if one.name not in beside] == []
    pages._built.clear()  # for the fixture's own end


def test_pages_that_follow_others_show_their_tab_and_their_quotes(pages, parts, universe, shown, client, settle):
    pages.apply((fresh("NVDA.US", 999.0),))
    pages.open("review")
    new = shown(Pages(parts, QLabel("")), 800, 500)
    new.inherit(pages)
    assert new.current == "review"
    new.show_instrument(universe.instruments["NVDA.US"])
    new.open("chart")
    client.answer_all(lambda name: bars(50))
    settle()
    assert new.built("chart").panel.price.stack.close[-1] == 999.0
    new.retire()


def test_what_is_new_on_a_tab_behind_is_counted_until_it_is_opened(pages, zh):
    place = list(TABS).index("alerts")
    pages.note("alerts", 2)
    pages.note("alerts", 1)
    assert pages.tabText(place) == f"{zh['tab.alerts']} (3)"
    pages.open("alerts")
    assert pages.tabText(place) == zh["tab.alerts"]
    pages.note("alerts", 1)  # it is in front: everything is seen
    assert pages.tabText(place) == zh["tab.alerts"]
