"""Values for the tests of the window: bars of any length, quotes, and ways to look at what was painted."""

from __future__ import annotations

import datetime as dt

import numpy as np
from PySide6.QtGui import QImage

from models.instruments import Market
from models.values import Bars
from models.watchlist import Section, Watchlist
from tests.models.samples import ASKED, quote, small_universe

NOW = dt.datetime(2024, 9, 25, 3, tzinfo=dt.UTC).timestamp()  # 11:00 in Shanghai and Hong Kong, a Wednesday
FIRST, SECOND = "NVDA.US", "00700.HK"
NAMES = ("600000.SH", "600001.SH", "00700.HK", "NVDA.US", "AMD.US")
CURRENCY = {"US": "USD", "HK": "HKD", "SH": "CNY", "SZ": "CNY"}


def bars(count=300, *, name=FIRST, seed=1, last="2024-09-24", currency="", **changes):
    """Weekday bars up to a day, wandering; the same ones for the same seed."""
    luck = np.random.default_rng(seed)
    date = np.busday_offset(np.datetime64(last, "D"), np.arange(-count + 1, 1), roll="backward")
    close = np.round(100 * np.exp(np.cumsum(luck.normal(0, 0.02, count))), 2)
    open_ = np.round(close * (1 + luck.normal(0, 0.01, count)), 2)
    spread = np.abs(luck.normal(0, 0.01, (2, count))) * close
    held = {
        "instrument": name, "date": date, "time": np.arange(count), "open": open_, "close": close,
        "high": np.maximum(open_, close) + spread[0], "low": np.minimum(open_, close) - spread[1],
        "volume": luck.integers(1000, 1_000_000, count).astype(float), "turnover": np.full(count, np.nan),
        "currency": currency or CURRENCY.get(name.rpartition(".")[2], "USD"), "source": "yahoo",
        "fetched_at": NOW - 60, "actions": (),
    }  # fmt: skip
    return Bars(**(held | changes))


def closes_only(count=300, **changes):
    """Bars of a source that holds closes and nothing else."""
    nothing = np.full(count, np.nan)
    return bars(count, open=nothing, high=nothing, low=nothing, volume=nothing, **changes)


def of_market(instrument):
    """Bars for an instrument of the universe, in its currency."""
    return bars(name=instrument.id, currency=instrument.currency, seed=len(instrument.id))


def fresh(name=FIRST, last=100.0, **changes):
    """A quote of this second."""
    held = {"currency": CURRENCY.get(name.rpartition(".")[2], "USD"), "exchange_time": NOW - 1, "received_at": NOW - 1,
            "source": "yahoo"}  # fmt: skip
    return quote(name, last, **(held | changes))


def two_sections():
    """A watchlist of the five ``NAMES``: three under Alpha, two under Beta."""
    held = small_universe(*NAMES).instruments
    return Watchlist(
        sections=(
            Section(id="a", name_zh="甲", name_en="Alpha", members=tuple(held[name] for name in NAMES[:3])),
            Section(id="b", name_zh="乙", name_en="Beta", members=tuple(held[name] for name in NAMES[3:])),
        )
    )


def pixels(widget_or_image):
    """Height x width x (blue, green, red) of a widget or picture, in device pixels."""
    image = widget_or_image if isinstance(widget_or_image, QImage) else widget_or_image.grab().toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)[:, :, :3].astype(int).copy()


def is_colour(picture, colour, within=12):
    """Where a picture has a colour, about."""
    wanted = np.array([colour.blue(), colour.green(), colour.red()])
    return (np.abs(picture - wanted) <= within).all(axis=2)


def ink(picture, ground, within=12):
    """Where a picture is something else than its ground."""
    return ~is_colour(picture, ground, within)


__all__ = [
    "ASKED", "FIRST", "NAMES", "NOW", "SECOND", "Market", "bars", "closes_only", "fresh", "ink", "is_colour",
    "of_market", "pixels", "quote", "two_sections",
]  # fmt: skip
