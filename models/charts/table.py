"""A chart's data as a sheet: a row a bar, with indicators or the lines of a comparison beside, and where it is from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from models.reasons import said
from models.review.paper import source_name
from models.values import Bars, Days, Floats, Ints
from models.workbook import PAPER_COLOURS, Book, Cells, Column, Columns, Format, Sheet

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """One column: its heading, its numbers (NaN is missing) and what they are. A percentage is in percent."""

    title: str
    values: Floats
    format: Format = Format.PRICE


_HOUR = 3600  # seconds
_CLOCK = tuple(f"{at // 60:02}:{at % 60:02}" for at in range(24 * 60))
PRICES = ("open", "high", "low", "close")


def of_bars(bars: Bars, texts: Texts) -> tuple[Series, ...]:
    """Open, high, low, close, volume (shares) and turnover (currency units); of closes alone what there is."""
    prices = ("close",) if bars.close_only else PRICES
    made = [(name, Format.PRICE) for name in prices] + [(name, Format.BIG) for name in ("volume", "turnover")]
    held = ((name, kind, getattr(bars, name)) for name, kind in made)
    return tuple(
        Series(title=texts[f"chartfile.{name}"], values=values, format=kind)
        for name, kind, values in held
        if not np.isnan(values).all() or name == "close"
    )


def origin(bars: Bars, texts: Texts) -> tuple[str, ...]:
    """What stands under a table of ``bars``: source, adjustment, currency, when it was asked for, doubts."""
    asked = dt.datetime.fromtimestamp(bars.fetched_at, dt.UTC)
    told = [
        texts["chartfile.source"].format(
            name=bars.instrument, source=source_name(bars.source, texts), adjust=texts[f"chart.adjust.{bars.adjust}"],
            currency=bars.currency, at=f"{asked:%Y-%m-%d %H:%M}",
        )
    ]  # fmt: skip
    if bars.doubt:
        told.append(texts["chartfile.doubt"].format(name=bars.instrument, why=said(bars.doubt, texts)))
    if not bars.last_is_final:
        told.append(texts["chartfile.not_final"].format(name=bars.instrument))
    return (*told, bars.remark) if bars.remark else tuple(told)


def sheet(
    title: str,
    date: Days,
    columns: Sequence[Series],
    texts: Texts,
    *,
    time: Ints | None = None,
    zone: str = "",
    above: Iterable[str] = (),
    under: Iterable[str] = (),
) -> Sheet:
    """A row a bar, oldest first. Raises ValueError when a column is not as long as ``date``.

    date: exchange-local days. time: UTC seconds of intraday bars, written as the clock of ``zone`` (IANA), which the
    heading names; None of days and longer. under: origin() of each instrument, and footnotes.
    """
    heads = [Column(title=texts["chartfile.date"], format=Format.DATE)]
    cells: list[Cells] = [date.astype("datetime64[D]")]
    if time is not None:
        heads.append(Column(title=texts["chartfile.time"].format(zone=zone), width=20))
        cells.append(_clocks(time, zone))
    heads += [Column(title=one.title, format=one.format, width=16) for one in columns]
    return Sheet(
        title=title,
        above=(title, *above),
        columns=tuple(heads),
        lines=Columns([*cells, *(one.values.copy() for one in columns)]),
        under=tuple(under),
    )


def book(title: str, sheets: Iterable[Sheet], now: float, convention: str) -> Book:
    """The sheets as one file. now: UTC seconds. convention: of PAPER_COLOURS."""
    up, down = PAPER_COLOURS[convention]
    return Book(sheets=tuple(sheets), title=title, created=dt.datetime.fromtimestamp(now, dt.UTC), up=up, down=down)


def _clocks(time: Ints, zone: str) -> tuple[str, ...]:
    """HH:MM of each; a zone's clock is asked once an hour of the data, as it changes on the hour alone."""
    there = ZoneInfo(zone)
    hours, which = np.unique(time // _HOUR, return_inverse=True)
    ahead = [dt.datetime.fromtimestamp(at * _HOUR, there).utcoffset() for at in hours.tolist()]
    seconds = np.array([one.total_seconds() if one is not None else 0.0 for one in ahead], np.int64)
    minutes = (time + seconds[which]) // 60 % len(_CLOCK)
    return tuple(map(_CLOCK.__getitem__, minutes.tolist()))
