"""Alerts, firings and the digest as sentences in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from math import nan
from typing import NamedTuple

from models.alerts.digest import Digest, Ex, Gap, Move
from models.alerts.values import Alert, Fired, What
from models.instruments import Instrument
from models.values import ActionKind

MISSING = "--"
Texts = Mapping[str, str]
Known = Mapping[str, Instrument]


def number(what: What, value: float, texts: Texts, one: Instrument | None = None) -> str:
    """A value or a level in the unit of ``what``; a price with the decimals of its instrument."""
    if what is What.PRICE:
        return price(value, one)
    if value != value:
        return MISSING
    written = f"{value:+.2f}" if what in (What.CHANGE, What.WINDOW, What.EXCESS) else f"{value:.2f}"
    return texts[f"alert.unit.{what}"].format(value=f"{value:.0f}" if what is What.AGE else written)


def price(value: float, one: Instrument | None = None) -> str:
    """A price with the decimals of its instrument; what a level on many is not rounded to."""
    if value != value:
        return MISSING
    return f"{value:,.{one.decimals}f}" if one is not None else f"{value:,.10g}"


def condition(alert: Alert | Fired, texts: Texts, one: Instrument | None = None) -> str:
    """What is crossed, and which way: "last crosses up 150.00", or "crossed" by one that fired."""
    family = "crossing" if isinstance(alert, Alert) else "crossed"
    what, way = texts[f"alert.what.{alert.what}"], texts[f"alert.{family}.{alert.crossing}"]
    return texts["alert.condition"].format(what=what, way=way, level=number(alert.what, alert.level, texts, one))


def of_fired(fired: Fired, known: Known, texts: Texts, lang: str) -> str:
    """Who crossed which level, at what: "NVDA.US NVIDIA last crossed up 150.00 at 150.12"."""
    one = known.get(fired.instrument)
    return texts["alert.fired"].format(
        name=called(fired.instrument, known, lang),
        what=texts[f"alert.what.{fired.what}"],
        way=texts[f"alert.crossed.{fired.crossing}"],
        level=number(fired.what, fired.level, texts, one),
        value=number(fired.what, fired.value, texts, one),
    )


def called(instrument: str, known: Known, lang: str) -> str:
    """Code and name; the code alone of what is not known, or has no other name."""
    one = known.get(instrument)
    name = one.name(lang) if one is not None else ""
    return instrument if one is None or name in ("", one.code) else f"{instrument} {name}"


class Entry(NamedTuple):
    """One sentence of a digest. kind: level, move, gap, ex or event. change: percent, NaN where there is none."""

    kind: str
    instrument: str
    text: str
    change: float = nan


def entries(told: Digest, known: Known, texts: Texts, lang: str) -> tuple[Entry, ...]:
    """A digest, a sentence an entry: levels, moves, gaps, ex-dates, events."""
    crossed = (Entry("level", one.instrument, of_fired(one, known, texts, lang)) for one in told.crossed)
    moves = (Entry("move", one.instrument, _move(one, known, texts, lang), one.change) for one in told.moves)
    gaps = (Entry("gap", one.instrument, _gap(one, known, texts, lang), one.change) for one in told.gaps)
    exes = (Entry("ex", one.instrument, _ex(one, known, texts, lang)) for one in told.ex)
    events = (
        Entry("event", "", texts["digest.event"].format(date=_day(one.date), text=one.text(lang)))
        for one in told.events
    )
    return (*crossed, *moves, *gaps, *exes, *events)


def _move(move: Move, known: Known, texts: Texts, lang: str) -> str:
    one = known.get(move.instrument)
    return texts["digest.move"].format(
        name=called(move.instrument, known, lang), before=price(move.before, one), last=price(move.last, one)
    )


def _gap(gap: Gap, known: Known, texts: Texts, lang: str) -> str:
    one = known.get(gap.instrument)
    return texts["digest.gap"].format(
        name=called(gap.instrument, known, lang), close=price(gap.previous_close, one), open=price(gap.open, one)
    )


def _ex(ex: Ex, known: Known, texts: Texts, lang: str) -> str:
    one, action = known.get(ex.instrument), ex.action
    key = "digest.split" if action.kind is ActionKind.SPLIT else "digest.dividend"
    currency = one.currency if one is not None else ""
    return texts[key].format(
        name=called(ex.instrument, known, lang), date=_day(action.ex_date), value=f"{action.value:g}", currency=currency
    )


def _day(date: dt.date) -> str:
    return f"{date:%m-%d}"
