"""What a note is made of is asked for at once; whatever fails leaves a gap, and Ctrl+C ends it."""

import argparse
from concurrent.futures import Future

import pytest

import main
from data_sources.protocol import Held
from gui.terminal.gathering import inputs_of
from models.errors import Unreachable
from models.review.windows import REFERENCE_WEEK
from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of
from tests.gui.terminal.answers import done
from tests.models.samples import bars, day

SERIES = series_of(
    SeriesKey(product="Newcomer", metric=Metric.VISITS, granularity=Granularity.WEEK, source="Similarweb"),
    [Point(start=day("0916"), end=day("0922"), value=7.0)],
    known_at=0.0,
)
CLOSES = {"0902": 99.0, "0920": 100.0, "0923": 101.0, "0925": 103.0}


class Client:
    """Answers at once. without: ids that nobody knows. asked: witnesses that were wanted; forgotten: futures."""

    def __init__(self, without=(), alone=(), traffic=None):
        self.without, self.alone, self.held = without, alone, traffic or Held()
        self.asked, self.wanted, self.forgotten = {}, [], []

    def bars(self, want):
        one = want.instrument
        self.wanted.append(one.id)
        if one.id in self.without:
            return done(Unreachable("offline"))
        return done(bars(CLOSES, name=one.id, currency=one.currency, source="yahoo"))

    def witness(self, want):
        self.asked[want.instrument.id] = want
        lost = want.instrument.id in self.alone
        return done(Unreachable("offline") if lost else bars(CLOSES, name=want.instrument.id, source="akshare"))

    def facts(self, want):
        return done(Unreachable("offline"))

    def overrides(self):
        return done(())

    def quotes(self, want):
        raise AssertionError("the window is over")

    def traffic(self, want):
        return done(self.held)

    def papers(self, kind):
        return done({})

    def forget(self, future):
        self.forgotten.append(future)


@pytest.fixture
def desk(tmp_path):
    words = argparse.Namespace(profile=tmp_path, offline=True, simulated=False, lang="en", command="note")
    return main.Desk(words)


def test_every_row_has_bars_and_a_second_source(desk):
    client = Client()
    made = inputs_of(desk, client, REFERENCE_WEEK)
    rows = {one.id for one in desk.universe.needed(everyone=False)}
    assert set(made.bars) == rows | {"SPX"}
    assert set(made.witnesses) == rows
    assert (made.window, made.offline, made.simulated, made.failures) == (REFERENCE_WEEK, True, False, {})
    assert len(made.events.events) > 100
    assert made.printed


def test_everyone_the_users_own_featured_and_currencies(desk):
    made = inputs_of(desk, Client(), REFERENCE_WEEK, everyone=True, currency="CNY", witnesses=False)
    assert {one.id for one in desk.universe.members()} <= set(made.bars)
    assert {"USDCNY", "USDHKD"} <= set(made.bars)
    assert made.witnesses == {}
    also = inputs_of(desk, Client(), REFERENCE_WEEK, also=["300502.SZ", "NOBODY"])
    assert ("300502.SZ" in also.bars, "300502.SZ" in also.witnesses, "NOBODY" in also.bars) == (True, True, False)


def test_a_witness_is_asked_against_the_source_from_before_the_base_close(desk):
    client = Client()
    inputs_of(desk, client, REFERENCE_WEEK)
    want = client.asked["NVDA.US"]
    assert (want.against, want.start, want.end, want.reaching) == ("yahoo", day("0906"), day("0925"), day("0925"))


def test_what_fails_leaves_a_gap_and_its_reason(desk):
    client = Client(without=["NVDA.US", "SPX"], alone=["AMD.US"])
    made = inputs_of(desk, client, REFERENCE_WEEK)
    assert made.failures == {"NVDA.US": "offline", "SPX": "offline"}
    assert not {"NVDA.US", "AMD.US"} & set(made.witnesses)
    assert "NVDA.US" not in client.asked  # nothing to confirm


def test_traffic_brings_products_that_only_tables_name(desk):
    held = Held(series=(SERIES,), strangers=(("Newcomer", "text"),))
    made = inputs_of(desk, Client(traffic=held), REFERENCE_WEEK)
    assert made.series == (SERIES,)
    assert made.products[-1].id == "Newcomer"


def test_progress_ends_when_all_is_answered(desk):
    told = []
    inputs_of(desk, Client(), REFERENCE_WEEK, progress=lambda done, asked: told.append((done, asked)))
    assert told[-1][0] == told[-1][1] > 40
    assert [one for one, _ in told] == sorted(one for one, _ in told)
    assert len({asked for _, asked in told}) == 1


def test_an_interruption_waits_for_nothing_any_more(desk):
    class Slow(Client):
        def bars(self, want):
            return Future() if want.instrument.id == "NVDA.US" else super().bars(want)

    def interrupted(done, asked):
        raise KeyboardInterrupt

    client = Slow()
    with pytest.raises(KeyboardInterrupt):
        inputs_of(desk, client, REFERENCE_WEEK, progress=interrupted)
    assert any(not future.done() for future in client.forgotten)
