"""Market caps in CNY and USD: what one unit of a currency is worth in another, of which day, and who says so.

Rates come from the quotes of dollar pairs (USDCNY: how many CNY a USD costs). Hong Kong crosses over the dollar. The
onshore rate counts for CNY; the offshore one (USDCNH) stands in when there is no onshore one of the last week.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping

from models import sessions
from models.frozen import frozen
from models.instruments import Market
from models.values import Quote

PAIRS = {"CNY": ("USDCNY", "USDCNH"), "HKD": ("USDHKD",)}  # in order of preference
TARGETS = ("CNY", "USD")
LONGEST_S = 7 * 86400.0  # an older rate is not used


@frozen(kw_only=True)
class Rate:
    """How many units of the one a unit of the other costs. date: the older one of a crossed rate, London's day.

    source: who says it, two of them joined by "+". pairs: what it is made of ("USDHKD", "USDCNY").
    """

    value: float
    date: dt.date
    source: str
    pairs: tuple[str, ...]


def rates(quotes: Iterable[Quote], now: float) -> dict[tuple[str, str], Rate]:
    """``{("HKD", "CNY"): Rate}`` into CNY and USD, as far as quotes of the last seven days tell. now: UTC seconds."""
    held = {quote.instrument: quote for quote in quotes}
    a_dollar = {currency: rate for currency in PAIRS if (rate := _of_a_dollar(held, currency, now)) is not None}
    found = dict[tuple[str, str], Rate]()
    for currency, rate in a_dollar.items():
        found[currency, "USD"] = _turned(rate)
        if currency in TARGETS:
            found["USD", currency] = rate
    for one, other in ((one, other) for one in a_dollar for other in a_dollar if one != other and other in TARGETS):
        found[one, other] = _crossed(a_dollar[one], a_dollar[other])
    return found


def _of_a_dollar(held: Mapping[str, Quote], currency: str, now: float) -> Rate | None:
    for pair in PAIRS[currency]:
        quote = held.get(pair)
        if quote is None or quote.last is None or not 0 < quote.last < math.inf:
            continue
        if now - quote.exchange_time <= LONGEST_S:
            date = sessions.local_date(Market.FX, quote.exchange_time)
            return Rate(value=quote.last, date=date, source=quote.source, pairs=(pair,))
    return None


def _turned(rate: Rate) -> Rate:
    return Rate(value=1.0 / rate.value, date=rate.date, source=rate.source, pairs=rate.pairs)


def _crossed(one: Rate, other: Rate) -> Rate:
    """From the currency of ``one`` over the dollar into that of ``other``."""
    return Rate(
        value=other.value / one.value,
        date=min(one.date, other.date),
        source="+".join(dict.fromkeys((one.source, other.source))),
        pairs=one.pairs + other.pairs,
    )
