"""What a note of the window's week is made of: the week's bars, and beside them what is asked for when it is wanted."""

import datetime as dt

import pytest

from data_sources.protocol import Held
from gui.start import Backstage
from gui.wires.inputs import MOST, NoteInputs
from main import library
from models.errors import Unreachable
from models.review.values import Window
from models.review.windows import REFERENCE_WEEK
from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of
from tests.gui.samples import NOW, of_market
from tests.models.samples import day

PAST = Window(first=dt.date(2024, 9, 16), last=dt.date(2024, 9, 20))
SERIES = series_of(
    SeriesKey(product="Newcomer", metric=Metric.VISITS, granularity=Granularity.WEEK, source="Similarweb"),
    [Point(start=day("0916"), end=day("0922"), value=7.0)],
    known_at=0.0,
)


@pytest.fixture
def inputs(client, bridge, week, products, universe, clock):
    made = NoteInputs(client, bridge, week, products, universe, Backstage(library=library), clock)
    yield made
    made.retire()


@pytest.fixture
def finish(client, universe, week, inputs, settle, qtbot):
    """Answer everything: the week, what stands beside it, traffic, and every second source."""

    def run(lost=()):
        every = {one.id: one for one in (*universe.instruments.values(), *universe.strip)}
        while inputs.busy or week.busy or client.open:
            for one in client.open:
                client.answer(one.name, of_market(every[one.name]))
            answer(client.traffic_asked, Held(series=(SERIES,), strangers=(("Newcomer", "text"),)))
            for one in open_of(client.witnessed):
                name = one.want.instrument.id
                if name in lost:
                    one.future.set_exception(Unreachable("offline"))
                else:
                    one.future.set_result(of_market(every[name]).with_columns(source="akshare"))
            qtbot.wait(1)
            settle()

    return run


def open_of(asked):
    return [one for one in asked if not one.future.done()]


def answer(asked, value):
    for one in open_of(asked):
        one.future.set_result(value)


def names(asked):
    return [one.want.instrument.id for one in asked]


def test_nothing_is_asked_for_before_it_is_wanted(inputs, week, client, finish):
    week.refresh()
    finish()
    assert (client.witnessed, client.traffic_asked, inputs.busy) == ([], [], False)
    held = inputs.inputs()
    assert (set(held.bars) == set(week.bars), held.witnesses, held.series) == (True, {}, ())


def test_prices_go_first(inputs, week, client, settle):
    week.refresh()
    inputs.want()
    settle()
    assert client.witnessed == []


def test_what_is_wanted_comes_and_is_told(inputs, week, client, universe, finish):
    seen = []
    inputs.changed.connect(lambda: seen.append(inputs.progress))
    week.refresh()
    inputs.want()
    finish()
    held = inputs.inputs()
    rows = {one.id for one in universe.needed(everyone=False)}
    assert set(held.witnesses) == rows
    assert {"SPX", *(one.id for one in universe.members())} <= set(held.bars)
    assert list(held.bars) == sorted(held.bars)
    assert (held.series, held.products[-1].id, held.window) == ((SERIES,), "Newcomer", REFERENCE_WEEK)
    assert (held.now, len(held.events.events) > 100, bool(held.printed)) == (NOW, True, True)
    assert seen[-1] == (len(rows), len(rows))
    assert len(seen) < len(rows)  # answers that come together make one note


def test_second_sources_are_asked_a_few_at_once(inputs, week, client, universe, settle, qtbot):
    week.refresh()
    inputs.want(everyone=True)
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    qtbot.waitUntil(lambda: bool(client.witnessed))
    assert len(client.witnessed) == MOST
    client.witnessed[0].future.set_result(of_market(universe.instruments["NVDA.US"]))
    settle()
    assert len(client.witnessed) == MOST + 1


def test_currencies_are_asked_for_where_caps_are_converted(inputs, week, client, finish):
    week.refresh()
    inputs.want(currency="CNY")
    finish()
    assert {"USDCNY", "USDHKD"} <= set(inputs.inputs().bars)


def test_another_window_drops_what_was_of_the_last(inputs, week, client, finish, settle):
    week.refresh()
    inputs.want()
    finish()
    week.look_at(PAST)
    settle()
    assert (inputs.inputs().witnesses, inputs.inputs().bars) == ({}, {})
    before = len(client.witnessed)
    finish()
    assert {one.want.end for one in client.witnessed[before:]} == {PAST.last}
    assert inputs.inputs().window == PAST


def test_what_failed_is_asked_again_only_when_somebody_says_so(inputs, week, client, finish):
    week.refresh()
    inputs.want()
    finish(lost={"NVDA.US"})
    assert "NVDA.US" not in inputs.inputs().witnesses
    week.refresh()
    finish()
    assert names(client.witnessed).count("NVDA.US") == 1
    inputs.again()
    finish()
    assert names(client.witnessed).count("NVDA.US") == 2
    assert names(client.witnessed).count("AMD.US") == 1
    assert "NVDA.US" in inputs.inputs().witnesses
    assert len(client.traffic_asked) == 2


def test_a_witness_of_a_running_day_is_asked_again_when_the_first_source_was(
    inputs, week, client, universe, finish, settle, qtbot
):
    """At noon the day is not over: what the second source said then is not its last word."""
    week.refresh()
    inputs.want()
    finish()
    before = names(client.witnessed).count("688256.SH")
    week.refresh()
    client.answer_all(lambda name: of_market(universe.instruments[name]).with_columns(fetched_at=NOW + 3600))
    qtbot.waitUntil(lambda: bool(open_of(client.witnessed)))
    finish()
    assert names(client.witnessed).count("688256.SH") == before + 1


def test_a_retired_one_waits_for_nothing(week, client, bridge, products, universe, clock, qtbot):
    inputs = NoteInputs(client, bridge, week, products, universe, Backstage(library=library), clock)
    week.refresh()
    inputs.want()
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    qtbot.waitUntil(lambda: bool(client.witnessed))
    inputs.retire()
    assert all(one.future.cancelled() for one in (*client.witnessed, *client.traffic_asked))
    assert not inputs.busy
