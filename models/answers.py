"""Quotes and bars as plain data for JSON and CSV: numbers unrounded, dates ISO, a source and an as-of on each."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable
from typing import Any

from models.adjustment import method
from models.comparison import Comparison
from models.errors import Failure
from models.freshness import age, freshness_of
from models.imports.values import Preview
from models.indicators.chosen import Made
from models.instruments import Instrument
from models.review.values import Window
from models.values import COLUMNS, Bars, Quote

EXTRAS = (
    "limit_up", "limit_down", "volume_ratio", "turnover_rate", "indicative", "shares", "extended_last", "extended_pct",
    "pe", "pb", "high_52w", "low_52w",
)  # fmt: skip


def moment(seconds: float) -> str | None:
    """UTC seconds as ISO 8601; None for never."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds") if seconds else None


def quote_json(quote: Quote, instrument: Instrument, now: float) -> dict[str, Any]:
    """One quote as of ``now`` (UTC seconds).

    Percentages and turnover_rate are in percent, volume and shares in shares, turnover and market_cap in currency
    units. state: live, delayed, stale, closed, suspended or none; age_s: seconds since exchange_time.
    """
    return {
        "id": quote.instrument,
        "name_zh": instrument.name_zh or None,
        "name_en": instrument.name_en or None,
        "currency": quote.currency,
        "last": quote.last,
        "previous_close": quote.previous_close,
        "change": quote.change,
        "change_pct": quote.change_pct,
        "open": quote.open,
        "high": quote.high,
        "low": quote.low,
        "volume": quote.volume,
        "turnover": quote.turnover,
        "market_cap": quote.market_cap,
        **{name: getattr(quote, name) for name in EXTRAS},
        "extended_time": moment(quote.extended_time or 0.0),
        "suspended": quote.suspended,
        "state": str(freshness_of(quote, instrument.market, now)),
        "exchange_time": moment(quote.exchange_time),
        "age_s": round(age(quote.exchange_time, now), 3),
        "delay_s": quote.delay_s,
        "source": quote.source,
        "as_of": moment(quote.received_at),
    }


def failure_json(name: str, failure: Failure) -> dict[str, Any]:
    """Why an instrument is missing: each source tried, in order."""
    tried = [{"source": one.source, "kind": one.kind, "why": one.detail} for one in failure.tried]
    return {"id": name, "why": failure.detail, "tried": tried}


def bars_json(bars: Bars, lines: Iterable[Made] = ()) -> dict[str, Any]:
    """The bars of one answer, oldest first; ``lines`` are indicators over them, under their headings in each bar."""
    held = tuple(lines)
    return {
        "id": bars.instrument,
        "interval": str(bars.interval),
        "extended": bars.extended,
        "adjust": str(bars.adjust),
        "adjust_method": method(bars.adjust) or None,
        "basis": str(bars.basis),
        "currency": bars.currency,
        "source": bars.source,
        "as_of": moment(bars.fetched_at),
        "last_is_final": bars.last_is_final,
        "doubt": bars.doubt or None,
        "remark": bars.remark or None,
        "bars": [_bar(bars, place) | _indicators(held, place) for place in range(len(bars))],
    }


def _indicators(lines: Iterable[Made], place: int) -> dict[str, Any]:
    held = {one.title: _or_none(float(one.values[place])) for one in lines}
    return {"indicators": held} if held else {}


def bars_csv(bars: Bars, lines: Iterable[Made] = ()) -> str:
    """The same as CSV with a header line; source, adjustment and as-of stand on every line, behind the indicators."""
    held = tuple(lines)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    stamps = ["date", "time"] if bars.interval.intraday else ["date"]
    heads = ["id", *stamps, *COLUMNS, *(one.title for one in held)]
    writer.writerow([*heads, "adjust", "adjust_method", "basis", "currency", "source", "as_of"])
    tail = [str(bars.adjust), method(bars.adjust), str(bars.basis), bars.currency, bars.source, moment(bars.fetched_at)]
    for place in range(len(bars)):
        values = [*_bar(bars, place).values(), *(_or_none(float(one.values[place])) for one in held)]
        writer.writerow([bars.instrument, *("" if value is None else value for value in values), *tail])
    return out.getvalue()


def _bar(bars: Bars, place: int) -> dict[str, Any]:
    numbers = {name: float(getattr(bars, name)[place]) for name in COLUMNS}
    held = {name: _or_none(value) for name, value in numbers.items()}
    begins = {"time": moment(float(bars.time[place]))} if bars.interval.intraday else {}
    return {"date": str(bars.date[place]), **begins, **held}


def _or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None


def comparison_json(instrument: Instrument, window: Window, made: Comparison) -> dict[str, Any]:
    """What each source says of the window. Returns in percent, spread and tolerance in percentage points."""
    rows = [
        {
            "source": row.source,
            "basis": row.basis or None,
            "base_date": row.base_date.isoformat() if row.base_date else None,
            "base_close": row.base,
            "end_date": row.last_date.isoformat() if row.last_date else None,
            "end_close": row.last,
            "return_pct": row.return_pct,
            "ex_dates": [day.isoformat() for day in row.ex_dates],
            "actions_from": row.actions_from or None,
            "agrees": row.agrees,
            "why": row.why or None,
        }
        for row in made.rows
    ]
    return {
        "id": instrument.id,
        "from": window.first.isoformat(),
        "to": window.last.isoformat(),
        "spread_pp": made.spread_pp,
        "tolerance_pp": made.tolerance_pp,
        "agree": made.agree,
        "odd": list(made.odd),
        "sources": rows,
    }


def preview_json(made: Preview) -> dict[str, Any]:
    """What an import of prices, caps or shares would take, or has taken, and what it leaves.

    taken: how many numbers. series: by kind, of all instruments; they are in currency units or shares.
    """
    first, last = (day.isoformat() if day else None for day in (made.first, made.last))
    sample = [
        {
            "id": row.instrument, "date": row.date.isoformat(), "what": str(row.what), "value": row.value,
            "currency": row.currency or None,
        }
        for row in made.sample
    ]  # fmt: skip
    return {
        "file": made.name,
        "encoding": made.encoding or None,
        "vendor": made.vendor,
        "layout": "market",
        "unit": None,
        "taken": sum(count for _, count in made.counts),
        "series": [{"metric": str(what), "first": first, "last": last, "count": count} for what, count in made.counts],
        "counts": {str(what): count for what, count in made.counts},
        "instruments": made.instruments,
        "from": first,
        "to": last,
        "currencies": list(made.currencies),
        "sample": sample,
        "refused": [{"sheet": one.sheet, "row": one.row, "why": one.reason} for one in made.refused],
        "refused_count": made.refused_count,
        "remarks": list(made.remarks),
        "committed": made.committed,
    }
