"""Market capitalisation of a date: shares outstanding on that date times the traded close of that date.

Never today's shares for a past date: a number of shares is good from its own date until the next one, and across a
split only when the split is known. Otherwise the cap is unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum

from models import sessions
from models.facts import Dated, Facts, Override, Said, held_on
from models.frozen import frozen
from models.instruments import Market
from models.overrides import MANUAL, newest, of
from models.values import Action, ActionKind, Bars, Quote


class Way(StrEnum):
    """How a cap was come by."""

    SHARES = "shares"  # dated shares times the close
    STATED = "stated"  # somebody states it for this very date
    LIVE = "live"  # the quote's own, today


@frozen(kw_only=True)
class Cap:
    """A market cap in currency units. source: who says it, or who says the shares; "manual" for an override.

    shares: outstanding on the date, shares_date: since when that number holds; split: what it was multiplied by for
    known splits since. manual: the override it rests on.
    """

    value: float
    way: Way
    source: str
    shares: float | None = None
    shares_date: dt.date | None = None
    split: float = 1.0
    manual: Override | None = None


@frozen(kw_only=True)
class Beside:
    """What is known of one instrument beside its bars."""

    facts: Facts | None = None
    overrides: tuple[Override, ...] = ()
    quote: Quote | None = None


def beside_of(
    facts: Mapping[str, Facts], overrides: Iterable[Override], quotes: Iterable[Quote] = ()
) -> dict[str, Beside]:
    """Everything that is known, by instrument id."""
    said, live = tuple(overrides), {quote.instrument: quote for quote in quotes}
    names = dict.fromkeys((*facts, *live, *(one.instrument for one in said)))
    return {
        name: Beside(
            facts=facts.get(name), overrides=tuple(o for o in said if o.instrument == name), quote=live.get(name)
        )
        for name in names
    }


def cap_on(date: dt.date, close: float | None, beside: Beside, bars: Bars | None, market: Market) -> Cap | None:
    """The cap of ``date``, whose traded close is ``close``; None when nobody can know it.

    A cap stated for that very date comes first: an override, then a table the user imported. Then dated shares
    times close; the quote's own only when it is of that date. ``bars`` tell of splits when the facts do not.
    """
    return _stated(date, beside) or _from_shares(date, close, beside, bars) or _live(date, beside.quote, market)


def _stated(date: dt.date, beside: Beside) -> Cap | None:
    manual = newest(of(beside.overrides, Said.MARKET_CAP), date)
    if manual is not None:
        return Cap(value=manual.value, way=Way.STATED, source=MANUAL, manual=manual)
    told = beside.facts.caps if beside.facts is not None else ()
    found = next((one for one in told if one.date == date), None)
    return None if found is None else Cap(value=found.value, way=Way.STATED, source=found.source)


def _from_shares(date: dt.date, close: float | None, beside: Beside, bars: Bars | None) -> Cap | None:
    manual = {one.date: one for one in of(beside.overrides, Said.SHARES)}  # the newest said of a date comes last
    said = [Dated(date=day, value=one.value, source=MANUAL) for day, one in manual.items()]
    told = [one for one in (beside.facts.shares if beside.facts is not None else ()) if one.date not in manual]
    held = held_on((*told, *said), date)
    if held is None or close is None:
        return None
    split = split_between(held.date, date, beside.facts, bars)
    if split is None:
        return None
    shares = held.value * split
    return Cap(
        value=shares * close, way=Way.SHARES, source=held.source, shares=shares, shares_date=held.date, split=split,
        manual=manual.get(held.date),
    )  # fmt: skip


def split_between(after: dt.date, until: dt.date, facts: Facts | None, bars: Bars | None) -> float | None:
    """New shares for one old by the splits that go ex in (after, until]; None when nobody knows of splits."""
    if after == until:
        return 1.0
    known = _known_actions(after, facts, bars)
    if known is None:
        return None
    product = 1.0
    for action in known:
        if action.kind is ActionKind.SPLIT and after < action.ex_date <= until:
            product *= action.value
    return product


def _known_actions(after: dt.date, facts: Facts | None, bars: Bars | None) -> Iterable[Action] | None:
    """The facts' own splits, or those of bars that reach back to ``after``."""
    if facts is not None and facts.actions is not None:
        return facts.actions
    if bars is None or bars.actions is None or not len(bars):
        return None
    first: dt.date = bars.date[0].astype(dt.date)
    return bars.actions if first <= after else None


def _live(date: dt.date, quote: Quote | None, market: Market) -> Cap | None:
    if quote is None or quote.market_cap is None or sessions.local_date(market, quote.exchange_time) != date:
        return None
    return Cap(value=quote.market_cap, way=Way.LIVE, source=quote.source)
