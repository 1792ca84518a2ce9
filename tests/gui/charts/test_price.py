"""The chart of one instrument: its panes as the spec asks, what a quote changes, and sense whatever the bars are."""

import datetime as dt
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

import resources
from gui.charts.frame import Fill, Label, Line
from gui.charts.picture import live, paint_whole, still
from gui.look.theme import theme
from models.charts.values import IndicatorChoice, Scale, Style
from models.indicators import INDICATORS
from models.live_bar import Tail, tail_of
from models.values import Adjust, Interval
from tests.gui.samples import bars, closes_only

EVERY = tuple(IndicatorChoice(key=key) for key in INDICATORS)
SIZE = 900, 700


def gappy(count=300):
    """Bars with days that nobody told, one after another and alone, at both ends too."""
    held = bars(count)
    holes = np.zeros(count, bool)
    holes[[0, 1, 50, count - 1]] = True
    holes[100:140] = True
    names = ("open", "high", "low", "close", "volume")
    return held.with_columns(**{name: np.where(holes, np.nan, getattr(held, name)) for name in names})


def far_back(count=300):
    """Prices adjusted backward below nothing, as hfq by difference can make them."""
    held = bars(count, adjust=Adjust.HFQ)
    return held.with_columns(**{name: getattr(held, name) - 100.0 for name in ("open", "high", "low", "close")})


def frozen(count=50):
    still_at = np.full(count, 7.0)
    return bars(count, open=still_at, high=still_at, low=still_at, close=still_at)


def minutes(count=400, interval=Interval.MIN5):
    time = np.datetime64("2024-09-23T13:30", "s").astype(np.int64) + np.arange(count) * interval.minutes * 60
    return bars(count, interval=interval, time=time, date=time.astype("datetime64[s]").astype("datetime64[D]"))


HELD = {
    "none": bars(1).rows(slice(0, 0)), "one": bars(1), "two": bars(2), "some": bars(40), "many": bars(3000),
    "gaps": gappy(), "nothing known": bars(30, **{name: np.full(30, np.nan) for name in ("open", "high", "low", "close",
                                                                                         "volume")}),
    "no volume": bars(100, volume=np.zeros(100)), "volume untold": bars(100, volume=np.full(100, np.nan)),
    "closes only": closes_only(100), "negative": far_back(), "frozen": frozen(),
    "zeros": frozen().with_columns(**{name: np.zeros(50) for name in ("open", "high", "low", "close")}),
    "minutes": minutes(), "tiny": bars(50).with_columns(**{
        name: getattr(bars(50), name) * 1e-9 for name in ("open", "high", "low", "close")}),
    "huge": bars(50).with_columns(**{
        name: getattr(bars(50), name) * 1e12 for name in ("open", "high", "low", "close", "volume")}),
}  # fmt: skip


def painted(made, window=None, cursor=(300.0, 100.0), size=SIZE):
    """The picture and every mark in it."""
    chart = made.chart
    chart.x0, chart.x1 = window or chart.newest()
    frames = chart.frames(*size, 1.0, theme("dark"), resources.texts("zh"), "zh", cursor)
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.fill(theme("dark").panel)
    with QPainter(picture) as painter:
        paint_whole(painter, chart, frames)
    return picture, [*still(chart, frames), *live(chart, frames)]


def sensible(marks, size=SIZE):
    """No mark is where it cannot be: rectangles are upright, points are numbers, texts say something."""
    for mark in marks:
        if isinstance(mark, Fill) and len(mark.rects):
            assert (mark.rects[:, 0] <= mark.rects[:, 2] + 1).all()
            assert (np.abs(mark.rects) < 1_000_000).all()
        if isinstance(mark, Line):
            assert np.isfinite(mark.points).all()
        if isinstance(mark, Label):
            assert np.isfinite([mark.x, mark.y]).all()
            assert "nan" not in mark.text.lower()
            assert "inf" not in mark.text.lower()


@pytest.mark.parametrize("name", HELD)
@pytest.mark.parametrize(("style", "scale"), list(product(Style, Scale)))
def test_any_bars_in_any_style_on_any_scale_make_sense(make, qapp, name, style, scale):
    made = make(HELD[name], style=style, scale=scale, indicators=EVERY[:2])
    count = len(HELD[name])
    for window in (None, (-4.0, count + 4.0), (count - 3.0, count + 9.0), (-50.0, -10.0), (count + 5.0, count + 50.0)):
        _, marks = painted(made, window)
        sensible(marks)


@pytest.mark.parametrize("name", HELD)
def test_every_indicator_makes_sense_over_any_bars_and_goes_on_with_quotes(make, qapp, name):
    made = make(HELD[name], indicators=EVERY)
    sensible(painted(made)[1])
    if (last := tail_of(HELD[name])) is None:
        last = Tail(date=dt.date(2024, 9, 23), open=1.0, high=2.0, low=1.0, close=1.5, volume=np.nan)
    for day in range(3):
        later = replace(last, date=last.date + dt.timedelta(days=day), time=last.time + 300 * day, close=2.0, high=3.0)
        made.put(later)
        sensible(painted(made)[1])


@pytest.mark.parametrize("style", Style)
def test_every_style_is_seen(make, qapp, style, dark):
    picture, _ = painted(make(bars(60), style=style, volume=False), cursor=None)
    without, _ = painted(make(bars(1).rows(slice(0, 0)), style=style, volume=False), cursor=None)
    assert picture != without


def test_bars_with_holes_are_drawn_where_there_are_any(make, qapp, dark):
    held = gappy()
    made = make(held, volume=False)
    _, marks = painted(made, (0.0, 300.0), cursor=None)
    columns = {rect[0] for mark in marks if isinstance(mark, Fill) and mark.colour in (dark.up, dark.down)
               for rect in mark.rects.tolist() if 0 <= rect[1] <= SIZE[1]}  # fmt: skip
    per = (SIZE[0] - made.chart.axis_px) / 300
    hole = range(int(101 * per), int(139 * per))
    assert len(columns) > 200
    assert not columns & set(hole)


# panes


def panes(made):
    return [pane.key for pane in made.chart.panes]


def test_indicators_over_the_price_share_its_pane_and_others_have_their_own(make):
    made = make(indicators=tuple(IndicatorChoice(key=key) for key in ("ma", "boll", "volma", "macd", "kdj")))
    assert panes(made) == ["price", "MACD(12,26,9)", "KDJ(9,3,3)"]
    assert made.chart.panes[0].foot > 0
    assert panes(make()) == ["price"]
    assert make(volume=False).chart.panes[0].foot == 0
    assert make(closes_only(50)).chart.panes[0].foot == 0


def test_an_indicator_of_a_later_version_is_left_out(make):
    assert panes(make(indicators=(IndicatorChoice(key="quantum"), IndicatorChoice(key="rsi"))))[1:] == ["RSI(6,12,24)"]


def test_the_scale_is_the_specs(make):
    scales = {name: make(scale=name).chart.panes[0].scale for name in Scale}
    assert scales[Scale.LOG].log
    assert [scales[name].reading.value for name in Scale] == ["price", "price", "percent", "index"]


def test_the_readers_clock_is_for_bars_inside_a_day(make):
    assert make(minutes(), zone="Asia/Shanghai", local_time=True).chart.axis.zone == "Asia/Shanghai"
    assert make(minutes(), zone="Asia/Shanghai").chart.axis.zone == "America/New_York"
    assert make(bars(9), zone="Asia/Shanghai", local_time=True).chart.axis.zone == "America/New_York"


# quotes


@pytest.mark.parametrize("held", [bars(200), minutes(200)], ids=["days", "minutes"])
def test_after_quotes_every_line_is_as_if_computed_anew(make, held):
    """Bar by bar the newest moves and the next begins; in the end nothing differs from a chart of all bars."""
    made = make(held.rows(slice(0, 150)), indicators=EVERY)
    for place in range(149, 200):
        whole = tail_of(held.rows(slice(0, place + 1)))
        for share in (0.2, 0.7):
            at = whole.open + share * (whole.close - whole.open)
            made.put(replace(whole, close=at, high=max(whole.open, at), low=min(whole.open, at)))
        assert made.put(whole) == 0
    assert made.stack.count == 200
    fresh = make(held, indicators=EVERY)
    for one, other in zip(made.studies, fresh.studies, strict=True):
        for line, wanted in zip(one.lines, other.lines, strict=True):
            if one.of.key in ("rel", "vwap"):  # need a benchmark, a turnover: a quote brings neither
                continue
            assert line.curve.count == 200
            found = line.curve.part(0, 200)
            assert np.allclose(found, wanted.curve.part(0, 200), rtol=1e-9, atol=1e-9, equal_nan=True), line.title


def test_a_put_says_how_many_bars_began(make):
    made = make(bars(20))
    last = tail_of(bars(20))
    assert made.put(replace(last, close=last.high)) == 0
    assert made.put(replace(last, date=last.date + dt.timedelta(days=1))) == 1
    assert made.stack.count == 21


def test_a_bar_that_a_quote_moves_is_not_over(make):
    made = make(bars(20))
    assert not made.candles.partial
    made.put(tail_of(bars(20)))
    assert made.candles.partial
    assert make(bars(20, last_is_final=False)).candles.partial


def test_the_line_of_closes_follows_the_quotes(make):
    made = make(bars(20), style=Style.LINE)
    last = tail_of(bars(20))
    made.put(replace(last, close=123.0, high=200.0))
    made.put(replace(last, date=last.date + dt.timedelta(days=1), close=150.0))
    assert made._closes.part(19, 21).tolist() == [123.0, 150.0]


def test_differences_of_prices_have_a_decimal_more_than_prices(make):
    choices = tuple(IndicatorChoice(key=key) for key in ("macd", "atr", "kdj", "rsi", "rel"))
    made = make(bars(60), indicators=choices)
    assert [pane.scale.decimals for pane in made.chart.panes] == [2, 3, 3, 2, 2, 2]
