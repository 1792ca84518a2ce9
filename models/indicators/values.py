"""What an indicator is: its parameters, its lines, the columns it is made from, and its state for the newest bar."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from models.live_bar import Tail
from models.values import Bars, Days, Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

Params = Mapping[str, float]
NAN = math.nan


class Kind(Enum):
    """How a line is drawn. HISTOGRAM: signed bars about zero. BAND: one of two edges that belong together."""

    LINE = "line"
    HISTOGRAM = "histogram"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number the user may change, between ``least`` and ``most``. It is whole when its default is an ``int``.

    optional: 0 is allowed too and turns its line off.
    """

    key: str
    default: float
    least: float
    most: float
    optional: bool = False

    @property
    def whole(self) -> bool:
        """True for a number of bars."""
        return isinstance(self.default, int)

    def within(self, value: float) -> float:
        """The nearest number it may have; the default for what is no number."""
        if not math.isfinite(value):
            return self.default
        if self.optional and value <= 0:
            return 0
        held = min(max(value, self.least), self.most)
        return round(held) if self.whole else float(held)


@dataclass(frozen=True, slots=True)
class Output:
    """One line. label: as charts write it everywhere ("DIF"). of: the parameter written behind it ("MA" and 5)."""

    key: str
    label: str
    kind: Kind = Kind.LINE
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar in numbers, NaN where unknown. volume: shares; turnover: currency units; benchmark: its close."""

    date: dt.date
    open: float = NAN
    high: float = NAN
    low: float = NAN
    close: float = NAN
    volume: float = NAN
    turnover: float = NAN
    benchmark: float = NAN

    @classmethod
    def of(cls, tail: Tail, benchmark: float = NAN) -> Bar:
        """The newest bar as a quote left it."""
        return cls(
            date=tail.date, open=tail.open, high=tail.high, low=tail.low, close=tail.close, volume=tail.volume,
            benchmark=benchmark,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """What indicators are computed from: columns of one length, oldest bar first, NaN where unknown.

    date: the exchange's day (datetime64[D]). intraday: one day has several bars. benchmark: its closes, aligned by
    date beforehand; None when the chart has none.
    """

    date: Days
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    turnover: Floats
    benchmark: Floats | None = None
    intraday: bool = False
    _least: dict[str, float] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, bars: Bars, benchmark: Floats | None = None) -> Columns:
        """The columns of ``bars``, not copied."""
        return cls(
            date=bars.date, open=bars.open, high=bars.high, low=bars.low, close=bars.close, volume=bars.volume,
            turnover=bars.turnover, benchmark=benchmark, intraday=bars.interval.intraday,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.close)

    def least(self, name: str) -> float:
        """The least number of a column, NaN when one is missing. Found once: several indicators ask for it."""
        if name not in self._least:
            column = getattr(self, name)
            self._least[name] = float(column.min()) if column is not None and len(column) else NAN
        return self._least[name]

    def rows(self, which: slice | NDArray[np.bool_]) -> Columns:
        """The chosen rows, in order; a slice is not copied."""
        held: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self) if one.init}
        held |= {name: one[which] for name, one in held.items() if isinstance(one, np.ndarray)}
        return Columns(**held)

    def settled(self) -> Columns:
        """All bars but the newest: what a live state begins with."""
        return self.rows(slice(0, max(len(self) - 1, 0)))

    def bar(self, place: int) -> Bar:
        """One bar; -1 is the newest."""
        numbers = {name: float(getattr(self, name)[place]) for name in NUMBERS[:-1]}
        benchmark = NAN if self.benchmark is None else float(self.benchmark[place])
        return Bar(date=self.date[place].astype(dt.date), benchmark=benchmark, **numbers)


NUMBERS = ("open", "high", "low", "close", "volume", "turnover", "benchmark")


class State(Protocol):
    """What an indicator remembers of the bars before the newest. It sees only bars whose needs are known."""

    def look(self, bar: Bar) -> Sequence[float]:
        """The lines at ``bar`` if it comes next; nothing is remembered."""

    def take(self, bar: Bar) -> None:
        """``bar`` is final."""


class Live:
    """The lines at the newest bar, quote after quote, without computing the others again."""

    __slots__ = ("_keys", "_needs", "_state")

    def __init__(self, state: State, keys: Sequence[str], needs: Sequence[str]) -> None:
        self._state, self._keys, self._needs = state, tuple(keys), tuple(needs)

    def value(self, bar: Bar) -> dict[str, float]:
        """The lines at the newest bar as it is now; NaN where it lacks what the indicator needs."""
        if not self._known(bar):
            return dict.fromkeys(self._keys, NAN)
        return dict(zip(self._keys, self._state.look(bar), strict=True))

    def advance(self, bar: Bar) -> None:
        """The newest bar is final as ``bar``; the next ``value`` is of the one after it."""
        if self._known(bar):
            self._state.take(bar)

    def _known(self, bar: Bar) -> bool:
        return not any(math.isnan(getattr(bar, name)) for name in self._needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator. overlay: drawn over the prices, else in a pane of its own.

    needs: columns without whose number a bar counts as if it were not there: the line is computed over the others and
    is NaN at it. lines: the lines that are on, of known rows and complete parameters. start: the state after them.
    span: what the pane shows at least, None to fit what is visible. levels: lines across the pane.
    volume: the lines are in shares, not in the price's unit.
    """

    key: str
    overlay: bool
    parameters: tuple[Parameter, ...]
    outputs: tuple[Output, ...]
    needs: tuple[str, ...]
    lines: Callable[[Columns, Params], Sequence[Floats]]
    start: Callable[[Columns, Params], State]
    span: tuple[float, float] | None = None
    levels: tuple[float, ...] = ()
    volume: bool = False

    def complete(self, params: Params) -> dict[str, float]:
        """Every parameter, what is missing or out of bounds put right; unknown ones are left out."""
        return {one.key: one.within(params.get(one.key, one.default)) for one in self.parameters}

    def shown(self, params: Params) -> list[Output]:
        """The lines that are on."""
        held = self.complete(params)
        return [one for one in self.outputs if not one.of or held[one.of]]

    def title(self, output: Output, params: Params) -> str:
        """A line's name with its parameter: "MA5", "DIF"."""
        return f"{output.label}{self.complete(params)[output.of]:g}" if output.of else output.label

    def compute(self, columns: Columns, params: Params) -> dict[str, Floats]:
        """The lines that are on, one number a bar; NaN in the look-back and at bars that lack what is needed."""
        held, keys = self.complete(params), [one.key for one in self.shown(params)]
        known = self._known(columns)
        if known is None:
            return dict(zip(keys, self.lines(columns, held), strict=True))
        made = {key: np.full(len(columns), NAN) for key in keys}
        if known.any():
            for key, line in zip(keys, self.lines(columns.rows(known), held), strict=True):
                made[key][known] = line
        return made

    def live(self, settled: Columns, params: Params) -> Live:
        """The state after ``settled``, which is all bars but the newest (``Columns.settled``)."""
        known = self._known(settled)
        rows = settled if known is None else settled.rows(known)
        keys = [one.key for one in self.shown(params)]
        return Live(self.start(rows, self.complete(params)), keys, self.needs)

    def _known(self, columns: Columns) -> NDArray[np.bool_] | None:
        """Which rows have all that is needed; None when all have, and there are some."""
        if not any(math.isnan(columns.least(name)) for name in self.needs):
            return None
        held = [getattr(columns, name) for name in self.needs]
        if any(one is None for one in held):
            return np.zeros(len(columns), np.bool_)
        known: NDArray[np.bool_] = ~np.logical_or.reduce([np.isnan(one) for one in held])
        return known
