"""The columns of the live table: what a cell says, what colours it, what it sorts by. By value, never by text.

``Column.by`` names a column of the QuoteStore. To add one: its key in ``models/lists/columns.py``, a line in DECLARED,
and its texts ``table.<key>`` and ``table.<key>.tip``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cache

from gui.look import numbers
from models.freshness import Freshness
from models.frozen import frozen
from models.instruments import Instrument
from models.lists.columns import period_of
from models.store import QuoteStore


class Ink(IntEnum):
    """What colours a cell: TEXT and MUTED are the same for all, DIRECTION follows the sign of the value."""

    TEXT = 0
    MUTED = 1
    DIRECTION = 2


class Form(IntEnum):
    """How a cell is painted: a number at the right, words at the left, the line of closes, a place within a range."""

    NUMBER = 0
    WORDS = 1
    SPARK = 2
    RANGE = 3
    NAME = 4
    FLAG = 5


@dataclass(slots=True, kw_only=True)
class Ground:
    """What cells are written from beside their value. ``now``: UTC seconds; texts: every sentence by key.

    marks: instrument id -> Mark. states: how far a row's quote may be trusted.
    """

    store: QuoteStore
    texts: Mapping[str, str]
    lang: str
    now: float = 0.0
    marks: Mapping[str, object] = field(default_factory=dict)
    freshness: Callable[[int], Freshness] = lambda row: Freshness.NONE
    state: Callable[[int], str] = lambda row: ""


A_TICK = 2.0  # percent: half of one is no more of any share
Writer = Callable[[float, int, Ground], str]


@frozen(kw_only=True)
class Column:
    """One column. write: its text from the value (NaN: missing) and the store's row.

    aggregates: whether a section's heading shows the mean of its members. tint: the column of the store whose sign
    colours it, "" for its own: room to a limit is no direction, being at one is.
    """

    key: str
    width: int
    by: str
    write: Writer
    ink: Ink = Ink.TEXT
    form: Form = Form.NUMBER
    aggregates: bool = False
    tint: str = ""

    @property
    def left(self) -> bool:
        """Whether its cells stand at the left."""
        return self.form in (Form.WORDS, Form.NAME)


def _plain(write: Callable[[float], str]) -> Writer:
    """Written the same for every instrument."""
    return lambda value, row, ground: write(value)


def _of(say: Callable[[Instrument], str]) -> Writer:
    """Something about the instrument itself."""
    return lambda value, row, ground: say(ground.store.instruments[row])


def _money(currency: str) -> Writer:
    return lambda value, row, ground: numbers.money(value, currency, ground.lang)


def _mark(part: str) -> Writer:
    return lambda value, row, ground: _marked(getattr(ground.marks.get(ground.store.instruments[row].id), part, ""))


def _marked(said: str | tuple[str, ...]) -> str:
    return said if isinstance(said, str) else " ".join(said)


def _price(value: float, row: int, ground: Ground) -> str:
    return numbers.price(value, ground.store.decimals[row])


def _change(value: float, row: int, ground: Ground) -> str:
    return numbers.signed(value, ground.store.decimals[row])


def _own_money(value: float, row: int, ground: Ground) -> str:
    return numbers.money(value, ground.store.instruments[row].currency, ground.lang)


def _time(value: float, row: int, ground: Ground) -> str:
    return numbers.clock(value, ground.store.instruments[row].zone, ground.now)


def _age(value: float, row: int, ground: Ground) -> str:
    if ground.store.value(row, "suspended") and ground.freshness(row) is Freshness.SUSPENDED:
        return ground.texts["review.suspended"]  # it has no age worth reading; the short word, for a narrow cell
    return numbers.age(ground.now - value, ground.lang)


def _limit(value: float, row: int, ground: Ground) -> str:
    """The state at a limit in words, else how far the nearer one is."""
    state = ground.store.value(row, "limit_state") if abs(value) < A_TICK else None  # few are near enough to be asked
    if state:
        return ground.texts["table.limit.up" if state > 0 else "table.limit.down"]
    return numbers.percent(value)


def _named(row: int, ground: Ground) -> str:
    name = ground.store.sources[row]
    return ground.texts.get(f"source.{name}", name)


_percent, _points, _share = _plain(numbers.percent), _plain(numbers.signed), _plain(numbers.part)
_times = _plain(numbers.ratio)
_big: Writer = lambda value, row, ground: numbers.big(value, ground.lang)  # noqa: E731
_delay: Writer = lambda value, row, ground: numbers.age(value or None, ground.lang)  # noqa: E731
_state: Writer = lambda value, row, ground: ground.state(row)  # noqa: E731
_name: Writer = lambda value, row, ground: ground.store.instruments[row].name(ground.lang)  # noqa: E731
_nothing: Writer = lambda value, row, ground: ""  # noqa: E731


def _number(key: str, width: int, write: Writer, ink: Ink = Ink.TEXT, by: str = "", **more: bool) -> Column:
    return Column(key=key, width=width, by=by or key, write=write, ink=ink, **more)


def _words(key: str, width: int, write: Writer) -> Column:
    return Column(key=key, width=width, by="", write=write, ink=Ink.MUTED, form=Form.WORDS)


NAME = Column(key="name", width=178, by="", write=_name, form=Form.NAME)
CHANGE = Column(key="pct", width=66, by="", write=_percent, ink=Ink.DIRECTION, aggregates=True)
SINCE = 84  # its title holds a date
MUTED, DIRECTION = Ink.MUTED, Ink.DIRECTION
DECLARED: dict[str, Column] = {
    one.key: one
    for one in (
        NAME,
        _words("code", 82, _of(lambda one: one.id)),
        _words("market", 56, lambda value, row, ground: ground.texts[f"market.{ground.store.instruments[row].market}"]),
        _words("currency", 48, _of(lambda one: one.currency)),
        Column(key="flag", width=28, by="flag", write=_mark("flag"), form=Form.FLAG),
        _words("tags", 90, _mark("tags")),
        _words("note", 140, _mark("note")),
        _number("last", 76, _price),
        _number("change_pct", 66, _percent, DIRECTION, aggregates=True),
        _number("change", 70, _change, DIRECTION),
        _number("open", 76, _price),
        _number("high", 76, _price),
        _number("low", 76, _price),
        _number("previous_close", 76, _price, MUTED),
        _number("amplitude", 62, _share, MUTED),
        _number("volume", 72, _big, MUTED),
        _number("turnover", 76, _big, MUTED),
        _number("turnover_rate", 62, _share, MUTED),
        _number("volume_ratio", 60, _times, MUTED),
        _number("speed", 62, _percent, DIRECTION),
        replace(_number("limit", 74, _limit, DIRECTION, by="limit_room"), tint="limit_state"),
        _number("limit_room", 68, _percent, MUTED),
        _number("limit_up", 76, _price, MUTED, by="ceiling"),
        _number("limit_down", 76, _price, MUTED, by="floor"),
        _number("ext_last", 76, _price, by="extended_last"),
        _number("ext_pct", 66, _percent, DIRECTION, by="extended_pct"),
        _number("indicative", 80, _price, MUTED),
        _number("cap", 88, _own_money, MUTED, by="market_cap"),
        _number("cap_cny", 88, _money("CNY"), MUTED),
        _number("cap_usd", 88, _money("USD"), MUTED),
        _number("pe", 62, _times, MUTED),
        _number("pb", 56, _times, MUTED),
        _number("mtd", 66, _percent, DIRECTION, aggregates=True),
        _number("ytd", 66, _percent, DIRECTION, aggregates=True),
        _number("window", 72, _percent, DIRECTION, aggregates=True),
        _number("excess", 64, _points, DIRECTION, aggregates=True),
        _number("excess_window", 64, _points, DIRECTION, aggregates=True),
        Column(key="range52", width=80, by="range52", write=_share, form=Form.RANGE),
        _number("to_high", 68, _percent, MUTED),
        Column(key="spark_day", width=76, by="change_pct", write=_nothing, form=Form.SPARK),
        Column(key="spark", width=76, by="", write=_nothing, form=Form.SPARK),
        _number("time", 66, _time, MUTED, by="exchange_time"),
        _number("age", 46, _age, MUTED, by="exchange_time"),
        _words("state", 96, _state),
        _words("source", 66, lambda value, row, ground: _named(row, ground)),
        _number("delay", 48, _delay, MUTED, by="delay_s"),
    )
}


@cache
def column(key: str) -> Column:
    """The column of a key. Raises KeyError when there is none of that name."""
    period = period_of(key)
    if period is not None:
        return replace(CHANGE, key=key, by=key, width=CHANGE.width if isinstance(period, int) else SINCE)
    return DECLARED[key]
