"""Minutes for the tests of charts: bars on every place of their sessions, wandering; and frames of a chart."""

from __future__ import annotations

import datetime as dt

import numpy as np

import resources
from gui.charts.layers.minutes import MinuteWords
from gui.charts.minute import MinuteChart
from gui.charts.price import Look
from gui.look.theme import theme
from models import periods
from models.charts.minute_line import minute_line
from models.charts.values import ChartSpec
from models.instruments import Instrument, Kind, Market
from models.values import Interval
from tests.gui.samples import bars

SHARE = Instrument(id="600000.SH", market=Market.CN)
HK = Instrument(id="00700.HK", market=Market.HK)
US = Instrument(id="NVDA.US", market=Market.US)
INDEX = Instrument(id="000300.SH", kind=Kind.INDEX, market=Market.CN)
DAY = dt.date(2024, 9, 25)
WEEK = tuple(dt.date(2024, 9, day) for day in (19, 20, 23, 24, 25))


def of_days(days=(DAY,), one=SHARE, *, interval=Interval.MIN1, count=None, extended=False, seed=1, **changes):
    """Bars on each place of the sessions of ``days``, only the first ``count`` of them."""
    grids = [periods.grid(interval, one.market, day, extended=extended) for day in days]
    time = np.concatenate(grids)[:count]
    date = np.repeat(np.array(days, "datetime64[D]"), [len(grid) for grid in grids])[:count]
    luck = np.random.default_rng(seed)
    close = np.round(10 * np.exp(np.cumsum(luck.normal(0, 0.001, len(time)))), 2)
    volume = luck.integers(100, 10_000, len(time)).astype(float)
    held = {
        "time": time, "date": date, "open": close, "close": close, "high": close + 0.01, "low": close - 0.01,
        "volume": volume, "turnover": volume * close, "interval": interval,
    }  # fmt: skip
    return bars(max(1, len(time)), name=one.id, currency=one.currency, **(held | changes)) if len(time) else None


def daily(last="2024-09-24", close=10.0, one=SHARE, count=5):
    """Days up to the one before, whose close is ``close``."""
    return bars(count, name=one.id, last=last, close=np.full(count, close), currency=one.currency)


def line(days=(DAY,), one=SHARE, *, count=None, extended=False, before=10.0, keep=None, **changes):
    """A line of ``days`` of which the first ``count`` minutes are known; ``keep``: the numbers of those that are."""
    held = of_days(days, one, count=count, extended=extended, **changes)
    if held is not None and keep is not None:
        held = held.rows(np.isin(np.arange(len(held)), keep))
    return minute_line(held, one, days, previous_close=before, extended=extended)


def chart(made=None, one=SHARE, *, look="dark", lang="en", zone="", **spec):
    """The chart of a line."""
    made = line(one=one) if made is None else made
    shown = Look(theme=theme(look), lang=lang, zone=zone)
    return MinuteChart(made, one, ChartSpec(minute_days=len(made.blocks), **spec), shown)


def frames(made, width=900, height=500, *, scale=1.0, look="dark", lang="en", cursor=None):
    """Its frames in a picture, newest window."""
    made.chart.x0, made.chart.x1 = made.chart.newest()
    return made.chart.frames(width, height, scale, theme(look), resources.texts(lang), lang, cursor)


def said(made, bar):
    """What the legend says of a minute."""
    frame = frames(made)[0]
    layer = MinuteWords(made.lines)
    return [f"{word.title} {word.text}".strip() for word in layer.words(frame, bar)]
