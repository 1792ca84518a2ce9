"""分时: the price of every minute of one session or several on an axis of fixed width, around the close before. Pure.

The average 均价 is turnover over volume since the opening, each day by itself. A source without turnover has only an
estimate of it (typical price times volume), and an index has none; ``Average`` says which it is.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from models import extended as outside
from models import periods, sessions
from models.instruments import Instrument, Kind, Market
from models.live_bar import unopened
from models.values import Bars, Floats, Interval, Ints, Quote

MOST_DAYS = 5
SLACK = 0.005  # an average may lie so far outside the day's low and high: prices are rounded
CLOSES_SLACK = 0.02  # the same where only the minutes' closes are known
LEAST = 0.002  # half the height of a quiet day, as a share of the close before
HOUR, APART = 60, 30  # minutes between the labels of an axis, and at least from a label to an end


class Average(StrEnum):
    """Where the average comes from."""

    TRADED = "traded"  # turnover over volume
    ESTIMATED = "estimated"  # typical price times volume, over volume
    NONE = ""  # an index, a currency, or no volume


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label of the axis at ``place``, the number of a minute (fractions and the end are places too).

    main: of an opening, a lunch, a close or a new day; the others may be left out where it is narrow.
    """

    place: int
    text: str
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One session on the axis: its minutes are ``first <= place < stop``. previous_close: NaN when not known."""

    date: dt.date
    first: int
    stop: int
    previous_close: float
    average: Average


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MinuteLine:
    """Columns over the minutes of the axis, oldest first; NaN where no bar is or may yet be.

    time: UTC seconds of each minute's start. price: its last. volume: shares. amount: what the average is made of,
    currency units. centre: the close before the first day, around which it is drawn; NaN when nothing tells.
    told: the newest day's volume at the newest quote, NaN before any.
    """

    blocks: tuple[Block, ...]
    time: Ints
    price: Floats
    average: Floats
    volume: Floats
    amount: Floats
    centre: float
    marks: tuple[Mark, ...]
    extended: bool = False
    told: float = math.nan

    def __len__(self) -> int:
        return len(self.time)

    @property
    def newest(self) -> int:
        """The place of the newest minute that has a price; -1 when none has."""
        known = np.flatnonzero(np.isfinite(self.price))
        return int(known[-1]) if len(known) else -1

    def reach(self, decimals: int) -> tuple[float, float]:
        """Bottom and top of the picture: as far below the centre as above, and never flat. NaN without a price."""
        seen = np.concatenate([self.price, self.average])
        seen = seen[np.isfinite(seen)]
        if not math.isfinite(self.centre):
            return math.nan, math.nan
        away = float(np.abs(seen - self.centre).max()) if len(seen) else 0.0
        half = max(away, abs(self.centre) * LEAST, 2.0 * 10.0**-decimals)
        return self.centre - half, self.centre + half


def shown_days(market: Market, now: float, count: int = 1, *, extended: bool = False) -> tuple[dt.date, ...]:
    """The newest ``count`` sessions that have begun at ``now``, UTC seconds, oldest first."""
    day = sessions.on_or_before(market, sessions.local_date(market, now))
    times = periods.grid(Interval.MIN1, market, day, extended=extended)
    if now < times[0]:
        day = sessions.on_or_before(market, day - sessions.DAY)
    found = [day]
    while len(found) < min(count, MOST_DAYS):
        found.append(sessions.on_or_before(market, found[-1] - sessions.DAY))
    return tuple(reversed(found))


def minute_line(
    bars: Bars | None,
    instrument: Instrument,
    days: Iterable[dt.date],
    *,
    daily: Bars | None = None,
    previous_close: float | None = None,
    extended: bool = False,
) -> MinuteLine:
    """The line of ``days`` (see ``shown_days``) from one-minute ``bars``, which may be fewer, more, or None.

    The close before a day is that of ``daily`` bars, else of the minutes before it; ``previous_close``, as a quote
    has it, is that of the newest day. Minutes of the axis without a bar stay NaN.
    """
    market, chosen = instrument.market, tuple(days)
    grids = [periods.grid(Interval.MIN1, market, day, extended=extended) for day in chosen]
    time = np.concatenate([*grids, np.zeros(0, np.int64)])
    columns = _placed(bars, time)
    befores = [_close_before(day, bars, daily) for day in chosen]
    if previous_close and befores:
        befores[-1] = previous_close
    stops = np.cumsum([len(each) for each in grids]).tolist()
    spans = [slice(stop - len(grid), stop) for stop, grid in zip(stops, grids, strict=True)]
    paid = [_amounts({name: column[here] for name, column in columns.items()}, instrument.kind) for here in spans]
    amount = np.concatenate([*(each for _, each in paid), np.zeros(0)])
    blocks = tuple(
        Block(date=day, first=here.start, stop=here.stop, previous_close=before, average=kind)
        for day, here, before, (kind, _) in zip(chosen, spans, befores, paid, strict=True)
    )
    return MinuteLine(
        blocks=blocks,
        time=time,
        price=columns["close"],
        average=_averages(amount, columns, spans),
        volume=columns["volume"],
        amount=amount,
        centre=_centre(befores, columns["close"]),
        marks=_marks(market, blocks, extended=extended),
        extended=extended,
    )


def with_close_before(line: MinuteLine, close: float) -> MinuteLine:
    """``line`` with the close before its newest day, which is the middle of a line of one day."""
    newest = replace(line.blocks[-1], previous_close=close)
    centre = close if len(line.blocks) == 1 else line.centre
    return replace(line, blocks=(*line.blocks[:-1], newest), centre=centre)


def _averages(amount: Floats, columns: dict[str, Floats], spans: list[slice]) -> Floats:
    """Each day's by itself; NaN throughout a day whose amounts are not known."""
    made = np.full(len(amount), np.nan)
    for here in spans:
        if np.isfinite(amount[here]).any():
            made[here] = _average(amount[here], columns["volume"][here], columns["close"][here])
    return made


def with_quote(line: MinuteLine, quote: Quote, instrument: Instrument) -> MinuteLine | None:
    """``line`` after ``quote``: its newest minute moves, or the next has a price.

    None when the quote says nothing about it: no price, another currency, older, or of a day that is not on the axis.
    """
    at, price = quote.exchange_time, quote.last
    late = line.extended and quote.extended_last is not None and (quote.extended_time or 0.0) >= at
    if late:
        at, price = quote.extended_time or at, quote.extended_last
    place = _place(line, instrument.market, at, extended=late)
    if price is None or place is None or quote.currency != instrument.currency:
        return None
    if not late and unopened(quote, instrument.market, at):
        return None
    return _moved(line, place, price, None if late else quote, priced=instrument.kind is Kind.STOCK)


def _place(line: MinuteLine, market: Market, at: float, *, extended: bool) -> int | None:
    """The minute of the newest day that ``at`` belongs to; None when it is none of them or before the newest price."""
    found = periods.slot(Interval.MIN1, market, at, extended=extended)
    if found is None or not line.blocks:
        return None
    place = int(np.searchsorted(line.time, found[0]))
    if place >= len(line) or line.time[place] != found[0] or place < max(line.newest, line.blocks[-1].first):
        return None
    return place


def _moved(line: MinuteLine, place: int, price: float, quote: Quote | None, *, priced: bool) -> MinuteLine:
    """``line`` with ``price`` in ``place``; without a ``quote`` of the session there is no volume to be told."""
    block, held = line.blocks[-1], {name: getattr(line, name).copy() for name in ("price", "volume", "average")}
    amount, total = line.amount.copy(), None if quote is None else quote.volume
    came = _came(line, place, total)
    held["price"][place] = price
    if came is not None:
        held["volume"][place] = np.nan_to_num(held["volume"][place]) + came
        amount[place] = np.nan_to_num(amount[place]) + came * price if priced else math.nan
    here = slice(block.first, place + 1)
    if priced:
        told = None if block.average is Average.ESTIMATED else quote
        held["average"][place] = _newest(told, amount[here], held["volume"][here], held["price"][here])
    return replace(line, **held, amount=amount, told=line.told if total is None else total)


def _came(line: MinuteLine, place: int, total: float | None) -> float | None:
    """What was traded since the quote before; None when that is not known. A total that shrank counts anew."""
    begins = place == line.blocks[-1].first and not math.isfinite(line.volume[place])
    before = 0.0 if begins else line.told
    return total - before if total is not None and total >= before else None


def _newest(quote: Quote | None, amount: Floats, volume: Floats, price: Floats) -> float:
    """The average as the quote's turnover has it when that can be, else what the minutes make of it."""
    if quote is not None and quote.turnover and quote.volume:
        low, high = quote.low or float(np.nanmin(price)), quote.high or float(np.nanmax(price))
        average = quote.turnover / quote.volume
        if low * (1 - SLACK) <= average <= high * (1 + SLACK):
            return average
    return float(_average(amount, volume, price)[-1])


# columns


def _placed(bars: Bars | None, time: Ints) -> dict[str, Floats]:
    """The bars' columns on the minutes of the axis; what is of none of its minutes is left out."""
    names = ("high", "low", "close", "volume", "turnover")
    made = {name: np.full(len(time), np.nan) for name in names}
    if bars is None or not len(bars) or not len(time):
        return made
    if bars.interval is not Interval.MIN1:
        raise ValueError(f"a minute line is made of minutes, not of {bars.interval}")
    places = np.minimum(np.searchsorted(time, bars.time), len(time) - 1)
    on = time[places] == bars.time
    for name in names:
        made[name][places[on]] = getattr(bars, name)[on]
    return made


def _amounts(columns: dict[str, Floats], kind: Kind) -> tuple[Average, Floats]:
    """What was paid in each minute, as the turnover says or else estimated, and which of the two."""
    close, volume, nothing = columns["close"], columns["volume"], np.full(len(columns["close"]), np.nan)
    if kind is not Kind.STOCK or not (np.isfinite(close) & (volume > 0)).any():
        return Average.NONE, nothing
    bare = bool(np.isnan(columns["high"]).all())
    high = close if bare else columns["high"]
    low = close if bare else columns["low"]
    turnover = columns["turnover"]
    if not np.isnan(turnover[volume > 0]).any() and _inside(
        _average(turnover, volume, close), low, high, CLOSES_SLACK if bare else SLACK
    ):
        return Average.TRADED, turnover
    return Average.ESTIMATED, volume * (high + low + close) / 3


def _average(amount: Floats, volume: Floats, close: Floats) -> Floats:
    """Amount over volume since the first minute, where there is a price; NaN before anything was traded."""
    shares = np.cumsum(np.nan_to_num(volume))
    known = (shares > 0) & np.isfinite(close)
    made = np.full(len(volume), np.nan)
    made[known] = np.cumsum(np.nan_to_num(amount))[known] / shares[known]
    return made


def _inside(average: Floats, low: Floats, high: Floats, slack: float) -> bool:
    """Whether the average never leaves what the day has reached by then: else the units are not what they seem."""
    known = np.isfinite(average)
    bottom, top = np.fmin.accumulate(low)[known], np.fmax.accumulate(high)[known]
    return bool(((average[known] >= bottom * (1 - slack)) & (average[known] <= top * (1 + slack))).all())


def _close_before(day: dt.date, bars: Bars | None, daily: Bars | None) -> float:
    """The newest close before ``day`` of the daily bars, else of the minutes; NaN when neither reaches back."""
    for held in (daily, bars):
        if held is None:
            continue
        place = int(np.searchsorted(held.date, np.datetime64(day, "D"))) - 1
        if place >= 0 and math.isfinite(held.close[place]):
            return float(held.close[place])
    return math.nan


def _centre(befores: list[float], price: Floats) -> float:
    """The close before the first day, else the first price there is."""
    known = price[np.isfinite(price)]
    if befores and math.isfinite(befores[0]):
        return befores[0]
    return float(known[0]) if len(known) else math.nan


# labels


def _marks(market: Market, blocks: tuple[Block, ...], *, extended: bool) -> tuple[Mark, ...]:
    """The clock of one day; of several, the date at the beginning of each."""
    if len(blocks) != 1:
        return tuple(Mark(place=each.first, text=f"{each.date:%m-%d}", main=True) for each in blocks)
    date = blocks[0].date
    spans = _stretches(outside.hours(market, date) if extended else sessions.hours(market, date))
    found, place = [Mark(place=0, text=_clock(begin), main=True) for begin, _ in spans[:1]], 0
    for number, (begin, end) in enumerate(spans):
        hours = range(HOUR, end - begin - APART + 1, HOUR)
        found += [Mark(place=place + after, text=_clock(begin + after), main=False) for after in hours]
        place += end - begin
        following = spans[number + 1][0] if number + 1 < len(spans) else end
        text = _clock(end) if following == end else f"{_clock(end)}/{_clock(following)}"
        found.append(Mark(place=place, text=text, main=True))
    return tuple(found)


def _stretches(hours: tuple[sessions.Span, ...]) -> list[tuple[int, int]]:
    """Begin and end of each, in minutes of the day."""
    return [(_minute(begin), _minute(end)) for begin, end in hours]


def _minute(at: dt.time) -> int:
    return at.hour * 60 + at.minute + (at.second > 0)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
