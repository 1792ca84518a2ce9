"""An indicator on a chart: its lines, names and colours."""

import numpy as np
import pytest

from gui.charts.layers.curves import Curves, Histogram
from gui.charts.studies import Study, studies
from models.charts.values import IndicatorChoice
from models.indicators.values import Bar, Columns
from tests.gui.samples import bars

HELD = Columns.of(bars(200))


def titles(study):
    return [line.title for line in study.lines]


def test_lines_are_named_with_their_parameters_and_those_that_are_off_are_left_out(dark):
    made = Study(IndicatorChoice(key="ma", params=(5.0, 10.0, 0.0, 60.0, 0.0, 0.0)), HELD, dark, 0)
    assert titles(made) == ["MA5", "MA10", "MA60"]
    assert np.isnan(made.lines[0].curve.at(3))
    assert made.lines[0].curve.at(4) == pytest.approx(HELD.close[:5].mean())


def test_signed_bars_lie_under_the_lines(dark):
    made = Study(IndicatorChoice(key="macd"), HELD, dark, 0)
    kinds = [type(layer) for layer in made.layers()]
    assert kinds == [Histogram, Curves]
    assert len(made.drawn()) == 2


def test_lines_over_the_price_share_one_run_of_colours_and_a_pane_begins_anew(dark):
    chosen = [IndicatorChoice(key=key) for key in ("ma", "boll", "kdj")]
    ma, boll, kdj = studies(chosen, HELD, dark)
    over = [line.colour for line in (*ma.lines, *boll.lines)]
    assert over == [dark.ramp[place % len(dark.ramp)] for place in range(len(over))]
    assert kdj.lines[0].colour == dark.ramp[0]
    (own,) = studies([IndicatorChoice(key="ma", colour=3)], HELD, dark)
    assert own.lines[0].colour == dark.ramp[3]


def test_an_unknown_indicator_is_left_out(dark):
    assert list(studies([IndicatorChoice(key="quantum")], HELD, dark)) == []


def test_the_newest_number_follows_the_bar_and_stays_when_the_next_begins(dark):
    made = Study(IndicatorChoice(key="ma", params=(2.0, 0.0, 0.0, 0.0, 0.0, 0.0)), HELD, dark, 0)
    (line,) = made.lines
    made.put(199, Bar(date=bars(1).date[0], close=50.0))
    assert line.curve.at(199) == pytest.approx((HELD.close[198] + 50.0) / 2)
    made.advance(Bar(date=bars(1).date[0], close=50.0))
    made.put(200, Bar(date=bars(1).date[0], close=70.0))
    assert (line.curve.count, line.curve.at(199), line.curve.at(200)) == (201, pytest.approx(
        (HELD.close[198] + 50.0) / 2), pytest.approx(60.0))  # fmt: skip


def test_without_bars_a_study_has_empty_lines_and_hears_nothing(dark):
    made = Study(IndicatorChoice(key="kdj"), HELD.rows(slice(0, 0)), dark, 0)
    made.put(0, Bar(date=bars(1).date[0], close=1.0, high=1.0, low=1.0))
    assert all(line.curve.count == 0 for line in made.lines)
