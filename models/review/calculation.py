"""The weekly review: what each instrument did over a free window, against its market, by sector.

Definition (checked on the closes of 23-25 September 2024): the last close on or before the window's last local
date, divided by the last close before the window's first local date, minus one; times the factors of splits and
distributions that go ex in between, as an exchange's own 涨跌幅 does. Dates are each market's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from models import sessions
from models.adjustment import window_factor
from models.caps import Beside, cap_on
from models.facts import Said
from models.instruments import EXCHANGES, Instrument, Market
from models.overrides import laid_over, newest, of
from models.review.notes import notes
from models.review.values import Review, Row, RowState, SectorReview, Window
from models.universe import Sector, Universe
from models.values import Bars, Basis

EVER = dt.date(1900, 1, 1)


def review(
    universe: Universe,
    window: Window,
    bars: Mapping[str, Bars],
    failures: Mapping[str, str],
    now: float,
    *,
    everyone: bool = False,
    beside: Mapping[str, Beside] | None = None,
) -> Review:
    """The review of ``window``.

    bars: by instrument id, members and benchmarks, reaching back before the window. failures: why an id has none.
    now: UTC seconds. everyone: all members of a sector instead of its featured ones. beside: shares, overrides and
    quotes by instrument id; overridden closes are laid over the bars here.
    """
    beside = beside or {}
    said = [override for one in beside.values() for override in one.overrides]
    whole = laid_over(bars, said, universe.instruments)
    held = {name: series.between(EVER, window.last) for name, series in whole.items()}
    days = market_days(universe, held, window)
    marks = {
        market: _beside(measured(universe.instruments[name], window, held, failures, days), {}, beside)
        for market, name in universe.benchmarks.items()
    }
    sectors = tuple(
        _sector(sector, [
            _beside(_against(measured(universe.instruments[name], window, held, failures, days), marks), whole, beside)
            for name in (sector.members if everyone else sector.featured)
        ])
        for sector in universe.sectors
    )  # fmt: skip
    rows = [row for sector in sectors for row in sector.rows]
    shown = {row.instrument.market for row in rows}
    known = {
        universe.instruments[name].market
        for name, series in held.items()
        if name in universe.instruments and len(series)
    }
    counts = {market: len(days[market]) for market in EXCHANGES if market in shown & known}
    benchmarks = tuple(marks[market] for market in EXCHANGES if market in shown and market in marks)
    unsettled = {row.instrument.market for row in (*rows, *benchmarks) if not _settled(row, window, now)}
    return Review(
        window=window,
        sectors=sectors,
        benchmarks=benchmarks,
        sessions=counts,
        expected={market: len(sessions.sessions_between(market, window.first, window.last)) for market in counts},
        final=not unsettled,
        made_at=now,
        notes=notes(window, rows, benchmarks, counts, [market for market in EXCHANGES if market in unsettled]),
    )


def _settled(row: Row, window: Window, now: float) -> bool:
    """Whether nothing of a row can change any more: its market has closed, and it was asked for after that."""
    market = row.instrument.market
    if not sessions.is_over(market, window.last, now):
        return False
    if row.change_pct is None:
        return row.state is not RowState.MISSING
    return row.as_of is None or sessions.is_over(market, window.last, row.as_of)


def measured(
    instrument: Instrument,
    window: Window,
    bars: Mapping[str, Bars],
    failures: Mapping[str, str],
    days: Mapping[Market, frozenset[dt.date]],
) -> Row:
    """One instrument's row, without its excess."""
    series = bars.get(instrument.id)
    if series is None or not len(series):
        return Row(instrument=instrument, state=RowState.MISSING, doubt=failures.get(instrument.id, ""))
    inside = series.between(window.first, window.last).traded()
    before = series.between(EVER, window.first - dt.timedelta(days=1)).traded()
    known = Row(
        instrument=instrument,
        state=RowState.OK,
        source=series.source,
        as_of=series.fetched_at,
        sessions=len(inside),
        doubt=series.doubt,
        actions_known=series.actions is not None,
    )
    if not len(inside):
        return _untraded(known, before, days[instrument.market])
    if not len(before):  # a series cut short by its source does not prove a listing
        return _changed(known, state=RowState.MISSING if known.doubt else RowState.LISTED, end=inside)
    return _moved(known, series, before, inside)


def _moved(known: Row, series: Bars, before: Bars, inside: Bars) -> Row:
    base_date, end_date = _day(before), _day(inside)
    factor, ex_dates = window_factor(series, base_date, end_date)
    ratio = float(inside.close[-1]) / float(before.close[-1]) * factor
    return _changed(known, end=inside, base=before, change_pct=(ratio - 1.0) * 100.0, ex_dates=ex_dates)


def _untraded(known: Row, before: Bars, days: frozenset[dt.date]) -> Row:
    """No bar in the window: missing if a source failed, otherwise suspended if its market traded."""
    state = RowState.MISSING if known.doubt else RowState.SUSPENDED if days else RowState.CLOSED
    return _changed(known, state=state, base=before)


def _changed(
    row: Row,
    *,
    state: RowState = RowState.OK,
    base: Bars | None = None,
    end: Bars | None = None,
    change_pct: float | None = None,
    ex_dates: tuple[dt.date, ...] = (),
) -> Row:
    """``row`` with the dates and, when they are traded prices, the closes of base and end."""
    return replace(
        row,
        state=state,
        base_date=_day(base) if base is not None and len(base) else None,
        base_close=_price(base),
        end_date=_day(end) if end is not None else None,
        end_close=_price(end),
        change_pct=change_pct,
        ex_dates=ex_dates,
    )


def _price(bars: Bars | None) -> float | None:
    if bars is None or not len(bars) or bars.basis is not Basis.RAW:
        return None
    return float(bars.close[-1])


def _day(bars: Bars) -> dt.date:
    day: dt.date = bars.date[-1].astype(dt.date)
    return day


def _against(row: Row, marks: Mapping[Market, Row]) -> Row:
    """``row`` with its excess over the market's benchmark, in percentage points."""
    mark = marks.get(row.instrument.market)
    if mark is None:
        return row
    both = row.change_pct is not None and mark.change_pct is not None
    excess = row.change_pct - mark.change_pct if both else None  # type: ignore[operator]
    return replace(row, benchmark=mark.instrument.id, excess_pct=excess)


def _beside(row: Row, bars: Mapping[str, Bars], beside: Mapping[str, Beside]) -> Row:
    """``row`` with its market cap, if its bars are given, and the overrides it rests on."""
    name, known = row.instrument.id, beside.get(row.instrument.id)
    if known is None or row.end_date is None:
        return row
    cap = None
    if name in bars:
        cap = cap_on(row.end_date, row.end_close, known, bars[name], row.instrument.market)
    closes = of(known.overrides, Said.CLOSE)
    used = [newest(closes, day) for day in (row.base_date, row.end_date) if day is not None and _price_at(row, day)]
    used.append(cap.manual if cap is not None else None)
    return replace(row, cap=cap, manual=tuple(one for one in used if one is not None))


def _price_at(row: Row, day: dt.date) -> bool:
    """Whether the row shows the traded close of ``day``; an adjusted series takes no overridden close."""
    return (row.base_close if day == row.base_date else row.end_close) is not None


def _sector(sector: Sector, rows: Iterable[Row]) -> SectorReview:
    """Equal-weight mean, median and breadth over the rows with a percentage."""
    import statistics  # brings fractions and decimal: 8 ms that only a review needs

    listed = tuple(rows)
    changes = [row.change_pct for row in listed if row.change_pct is not None]
    return SectorReview(
        sector=sector,
        rows=listed,
        mean_pct=statistics.fmean(changes) if changes else None,
        median_pct=statistics.median(changes) if changes else None,
        up=sum(change > 0 for change in changes),
        down=sum(change < 0 for change in changes),
    )


def market_days(universe: Universe, bars: Mapping[str, Bars], window: Window) -> dict[Market, frozenset[dt.date]]:
    """The days each market traded in the window, as seen in the bars of its benchmark and members."""
    found: dict[Market, set[dt.date]] = {market: set() for market in EXCHANGES}
    for name, series in bars.items():
        if name in universe.instruments:
            inside = series.between(window.first, window.last).traded()
            found[universe.instruments[name].market] |= set(inside.date.astype(object))
    return {market: frozenset(days) for market, days in found.items()}
