"""The columns of the live table, declared once for view, sorting and copying. Sorted by value, never by text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from gui.look import numbers
from models.store import QuoteStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a cell's text depends on beside its value. ``now``: UTC seconds."""

    lang: str
    now: float


class Ink(IntEnum):
    """What colours a cell: TEXT and MUTED are the same for all, DIRECTION follows the sign of the value."""

    TEXT = 0
    MUTED = 1
    DIRECTION = 2


Writer = Callable[[QuoteStore, int, Look], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its key in the texts, its width in pixels, the store's column it sorts by, how a cell is written."""

    key: str
    width: int
    by: str
    write: Writer
    ink: Ink = Ink.TEXT
    left: bool = False


def _name(store: QuoteStore, row: int, look: Look) -> str:
    return store.instruments[row].name(look.lang)


def _last(store: QuoteStore, row: int, _: Look) -> str:
    return numbers.price(store.value(row, "last"), store.instruments[row].decimals)


def _percent(column: str) -> Writer:
    return lambda store, row, look: numbers.percent(store.value(row, column))


def _volume(store: QuoteStore, row: int, look: Look) -> str:
    return numbers.big(store.value(row, "volume"), look.lang)


def _cap(store: QuoteStore, row: int, look: Look) -> str:
    return numbers.money(store.value(row, "market_cap"), store.instruments[row].currency, look.lang)


def _time(store: QuoteStore, row: int, look: Look) -> str:
    return numbers.clock(store.value(row, "exchange_time"), store.instruments[row].zone, look.now)


def _age(store: QuoteStore, row: int, look: Look) -> str:
    at = store.value(row, "exchange_time")
    return numbers.age(None if at is None else look.now - at, look.lang)


COLUMNS: tuple[Column, ...] = (
    Column(key="name", width=178, by="", write=_name, left=True),
    Column(key="last", width=80, by="last", write=_last),
    Column(key="change", width=70, by="change_pct", write=_percent("change_pct"), ink=Ink.DIRECTION),
    Column(key="window", width=70, by="window_pct", write=_percent("window_pct"), ink=Ink.DIRECTION),
    Column(key="volume", width=72, by="volume", write=_volume, ink=Ink.MUTED),
    Column(key="cap", width=84, by="market_cap", write=_cap, ink=Ink.MUTED),
    Column(key="time", width=66, by="exchange_time", write=_time, ink=Ink.MUTED),
    Column(key="age", width=48, by="exchange_time", write=_age, ink=Ink.MUTED),
)
