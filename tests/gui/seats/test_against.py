"""The benchmark beside a chart: asked for when it is needed, never older than the bars it stands beside."""

import numpy as np
import pytest

from gui.seats.seat import Seat
from models.charts.values import ChartSpec, IndicatorChoice
from models.values import Interval
from tests.gui.samples import NOW, bars, fresh

RELATIVE = ChartSpec(indicators=(IndicatorChoice(key="rel"),))
MINUTES = ChartSpec(interval=Interval.MIN5, indicators=RELATIVE.indicators)


@pytest.fixture
def share(universe):
    return universe.instruments["NVDA.US"]


@pytest.fixture
def mark(universe, share):
    """The id of the market's benchmark."""
    return universe.benchmarks[share.market]


@pytest.fixture
def seat_of(parts, clock, shown, share):
    made = []

    def build(spec):
        made.append(shown(Seat(parts, spec, clock), 700, 500))
        made[-1].show_instrument(share)
        return made[-1]

    yield build
    for one in made:
        one.retire()


@pytest.fixture
def answered(client, settle):
    def run(name, held):
        for one in [one for one in client.open if one.name == name]:
            one.future.set_result(held)
        settle()

    return run


def fives(name, count, seed=1):
    """Five minutes each, the newest of them under way at NOW."""
    time = int(NOW) // 300 * 300 + np.arange(-count + 1, 1) * 300
    date = time.astype("datetime64[s]").astype("datetime64[D]")
    return bars(count, name=name, seed=seed, interval=Interval.MIN5, time=time, date=date)


def line(seat):
    (study,) = seat.panel.price.studies
    return study.lines[0].curve


def names(client):
    return [one.name for one in client.open]


def test_it_is_asked_for_with_the_bars_days_and_laid_on_them(seat_of, answered, client, share, mark):
    seat = seat_of(RELATIVE)
    held, other = bars(100), bars(100, name=mark, seed=2)
    answered(share.id, held)
    (asked,) = client.open
    assert (asked.name, asked.want.start, asked.want.end) == (mark, held.date[0], held.date[-1])
    answered(mark, other)
    want = held.close / other.close * other.close[0] / held.close[0] * 100.0
    np.testing.assert_allclose(line(seat).part(0, 100), want)


def test_without_an_indicator_that_needs_it_nobody_asks(seat_of, answered, client, share):
    seat_of(ChartSpec())
    answered(share.id, bars(100))
    assert client.open == []


def test_the_minute_line_has_no_use_for_it(seat_of, answered, client, share, mark):
    seat = seat_of(ChartSpec(minute_days=1, indicators=RELATIVE.indicators))
    answered(share.id, fives(share.id, 10).with_columns(interval=Interval.MIN1))
    assert seat.panel.minute is not None
    assert mark not in names(client)


def test_minutes_that_are_asked_for_again_have_a_benchmark_as_new_as_they_are(seat_of, answered, client, share, mark):
    seat = seat_of(MINUTES)
    early = fives(share.id, 40).rows(slice(0, 30))
    answered(share.id, early)
    answered(mark, fives(mark, 40, seed=2).rows(slice(0, 30)))
    seat.panel.show_bars(fives(share.id, 40), share, "", late=False)
    assert names(client) == [mark]
    assert np.isfinite(line(seat).at(39))  # carried, until then
    answered(mark, fives(mark, 40, seed=2))
    held, other = fives(share.id, 40).close, fives(mark, 40, seed=2).close
    assert line(seat).at(39) == pytest.approx(held[39] / other[39] * other[0] / held[0] * 100.0)


def test_the_newest_bar_is_measured_against_what_the_benchmark_is_now(seat_of, answered, share, mark):
    seat = seat_of(RELATIVE)
    held, other = bars(100), bars(100, name=mark, seed=2)
    answered(share.id, held)
    answered(mark, other)
    seat.apply((fresh(mark, 70.0), fresh(share.id, 140.0)))
    want = 140.0 / 70.0 * other.close[0] / held.close[0] * 100.0
    assert line(seat).at(99) == pytest.approx(want)
    seat.panel.set_spec(ChartSpec(indicators=RELATIVE.indicators, volume=False))  # made anew, it is the same
    assert line(seat).at(99) == pytest.approx(want)


def test_a_quote_of_another_day_says_nothing_of_the_newest_bar(seat_of, answered, share, mark):
    seat = seat_of(RELATIVE)
    held, other = bars(100), bars(100, name=mark, seed=2)
    answered(share.id, held)
    answered(mark, other)
    seat.apply((fresh(mark, 70.0, exchange_time=NOW - 3 * 86_400), fresh(share.id, 140.0)))
    assert line(seat).at(99) == pytest.approx(140.0 / other.close[99] * other.close[0] / held.close[0] * 100.0)


def test_what_failed_is_asked_for_with_the_next_bars(seat_of, answered, client, settle, share, mark):
    seat = seat_of(RELATIVE)
    answered(share.id, bars(100))
    client.fail(mark)
    settle()
    assert client.open == []
    seat.panel.show_bars(bars(100), share, "", late=False)
    assert names(client) == [mark]
