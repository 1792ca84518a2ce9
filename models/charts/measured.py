"""A measured range and a ruler in words: label and value, as the panel shows them and the export writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models import numbers
from models.charts.measure import Extreme, Measure, Ruler
from models.instruments import Instrument

Texts = Mapping[str, str]


class Told(NamedTuple):
    """One line. change: what its colour follows, 0 for none."""

    label: str
    value: str
    change: float = 0.0


def lines(held: Measure, one: Instrument, texts: Texts, lang: str, *, intraday: bool = False) -> tuple[Told, ...]:
    """A range, line by line; what could not be computed is "--", what is never known for such a thing is left out.

    intraday: moments carry the hour, by the exchange's clock.
    """
    return (
        *_span(held, one, texts, intraday),
        *_prices(held, one, texts, intraday),
        *_trades(held, one, texts, lang),
    )


def of_ruler(ruler: Ruler, decimals: int, texts: Texts) -> str:
    """A ruler in one line: "+12.50 +6.47% · 8 bars · 12 days"."""
    change = f"{numbers.signed(ruler.change, decimals)} {numbers.percent(ruler.change_pct)}"
    bars, days = counted(ruler.bars, "bars", texts), counted(ruler.days, "days", texts)
    return texts["measure.ruler"].format(change=change, bars=bars, days=days)


def counted(count: int | None, what: str, texts: Texts) -> str:
    """How many bars, sessions or days, as one says it: "1 bar", "2 bars", "-- days"."""
    one = ".one" if abs(count or 0) == 1 else ""
    return texts[f"measure.{what}{one}"].format(count=numbers.MISSING if count is None else count)


def _span(held: Measure, one: Instrument, texts: Texts, intraday: bool) -> list[Told]:
    first, last = (
        _moment(date, time, one, intraday)
        for date, time in ((held.first_date, held.first_time), (held.last_date, held.last_time))
    )
    key = "measure.length.value" if held.sessions is not None else "measure.length.long"
    told = {"bars": held.bars, "sessions": held.sessions, "days": held.days}
    length = texts[key].format(**{what: counted(count, what, texts) for what, count in told.items()})
    return [
        Told(texts["measure.span"], texts["measure.span.value"].format(first=first, last=last)),
        Told(texts["measure.length"], length),
    ]


def _prices(held: Measure, one: Instrument, texts: Texts, intraday: bool) -> list[Told]:
    change, decimals = held.change or 0.0, one.decimals
    ex = ", ".join(map(str, held.ex_dates))
    return [
        Told(texts["measure.change_pct"], numbers.percent(held.change_pct), change),
        Told(texts["measure.change"], numbers.signed(held.change, decimals), change),
        *([Told(texts["measure.ex"], ex)] if ex else ()),
        Told(texts[f"measure.base.{held.base_kind}"], numbers.price(held.base, decimals)),
        Told(texts["measure.close"], numbers.price(held.close, decimals)),
        Told(texts["measure.high"], _extreme(held.high, one, texts, intraday)),
        Told(texts["measure.low"], _extreme(held.low, one, texts, intraday)),
        Told(texts["measure.amplitude"], numbers.part(held.amplitude_pct)),
        Told(texts["measure.drawdown"], numbers.percent(held.drawdown_pct)),
        Told(
            texts["measure.directions"],
            texts["measure.directions.value"].format(up=held.up, down=held.down, flat=held.flat),
        ),
    ]


def _trades(held: Measure, one: Instrument, texts: Texts, lang: str) -> list[Told]:
    told = [
        Told(texts["measure.volume"], numbers.big(held.volume, lang)),
        Told(texts["measure.turnover"], numbers.money(held.turnover, one.currency, lang)),
    ]
    if held.average is not None:
        told.append(Told(texts["measure.average"], numbers.price(held.average, one.decimals)))
    if held.turnover_rate is not None:
        told.append(Told(texts["measure.turnover_rate"], numbers.part(held.turnover_rate)))
    return told


def _extreme(held: Extreme | None, one: Instrument, texts: Texts, intraday: bool) -> str:
    if held is None:
        return numbers.MISSING
    when = _moment(held.date, held.time, one, intraday)
    return texts["measure.extreme"].format(price=numbers.price(held.value, one.decimals), when=when)


def _moment(date: dt.date, time: float, one: Instrument, intraday: bool) -> str:
    if not intraday:
        return date.isoformat()
    return f"{dt.datetime.fromtimestamp(time, ZoneInfo(one.zone)):%Y-%m-%d %H:%M}"
