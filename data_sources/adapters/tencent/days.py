"""Daily bars as traded. A row: date, open, CLOSE, high, low, volume, and in Hong Kong more."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import numpy as np

from data_sources.adapters.tencent.units import SOURCE, WAN, lot_of
from data_sources.guards import contract, in_order, units
from data_sources.guards.scalars import column
from data_sources.protocol import BarsWanted
from models import sessions
from models.errors import Unreadable
from models.instruments import Instrument, Kind
from models.values import Bars, Floats

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def path_of(answer: Any, path: str) -> Any:
    """What stands at ``data.usNVDA.OQ``: the code is one step, though it may hold a dot."""
    first, _, rest = path.partition(".")
    code, tail = (rest.removesuffix(".data"), "data") if rest.endswith(".data") else (rest, "")
    held = contract.at(answer, first, SOURCE)
    if not isinstance(held, dict) or not held:
        raise Unreadable("an empty answer: throttled, or an unknown code", source=SOURCE)
    if code not in held:
        raise Unreadable(f"answered {', '.join(held)[:40]} instead of {code}", source=SOURCE)
    return contract.at(held[code], tail, SOURCE) if tail else held[code]


def days_of(series: Any) -> list[Any]:
    """The rows of one answer. An adjusted series in the place of the traded one is refused."""
    if isinstance(series, dict) and "day" not in series and any(name.endswith("day") for name in series):
        raise Unreadable("an adjusted series instead of traded prices", source=SOURCE)
    return contract.rows_at(series, "day", SOURCE)


def parse_days(rows: list[Any], want: BarsWanted, now: float) -> Bars:
    """Bars as traded, in shares and currency units. Turnover is known of Hong Kong only.

    A row: date, open, CLOSE, high, low, volume; on days of note an object with what went ex, and after that in Hong
    Kong the turnover rate and the turnover in 万. The object tells nothing of splits that can be counted on, so
    ``actions`` stays unknown. Raises Unreadable naming the place that is not as agreed.
    """
    one = want.instrument
    dates = np.array([date_of(row) for row in rows], "datetime64[D]")
    order = in_order(dates)
    held = [rows[place] for place in order.tolist()]
    names = ("open", "close", "high", "low", "volume")
    columns: dict[str, Any] = {name: _column(held, place, name) for place, name in enumerate(names, start=1)}
    turnover = column(_turnover(row) for row in held)
    columns["volume"] = _share_volume(columns["volume"], turnover, columns["low"], columns["high"], one)
    return Bars(
        instrument=one.id,
        date=dates[order],
        time=np.array([int(sessions.open_time(one.market, date_of(row))) for row in held]),
        **columns,
        turnover=turnover,
        currency=one.currency,
        source=SOURCE,
        fetched_at=now,
        last_is_final=sessions.is_final(one.market, date_of(held[-1]), now),
    )


def date_of(row: Any) -> dt.date:
    """The date, the first of a row, which must have six."""
    if not isinstance(row, list) or len(row) < 6:
        raise Unreadable("a row of fewer than six fields", source=SOURCE)
    if len(row) > 6 and not isinstance(row[6], dict) and row[6] != "":
        raise Unreadable("field 6 of a row is neither an object nor empty: fields moved?", source=SOURCE)
    if not isinstance(row[0], str) or not DAY.fullmatch(row[0]):
        raise Unreadable(f"field 0 of a row holds {str(row[0])[:20]!r}, which is no date", source=SOURCE)
    return day_of(row[0])


def day_of(text: str) -> dt.date:
    """``2024-09-25``. Raises Unreadable for what is no date."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(f"{text!r} is no date", source=SOURCE) from error


def _column(rows: list[Any], place: int, name: str) -> Floats:
    numbers = column(contract.figure(row[place], f"{place} ({name})", SOURCE) for row in rows)
    if np.isnan(numbers).all():
        raise Unreadable(f"no numbers in field {place} ({name})", source=SOURCE)
    return numbers


def _turnover(row: list[Any]) -> float | None:
    """The ninth field, in 万, where the seventh is the object and the eighth the turnover rate."""
    if len(row) < 9:
        return None
    found = contract.price(row[8], "8 (turnover)", SOURCE)
    return None if found is None else found * WAN


def _share_volume(volume: Floats, turnover: Floats, low: Floats, high: Floats, one: Instrument) -> Floats:
    """Volume in shares: by turnover where that is known, else by what is in lots by the board's rule."""
    ruled = volume * lot_of(one)
    if one.kind is not Kind.STOCK:
        return ruled
    k = units.lots(low, high, volume, turnover)
    told: Floats = np.where((turnover > 0) & ~np.isnan(k), volume * k, ruled)
    return told
