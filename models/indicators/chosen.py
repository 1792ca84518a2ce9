"""Indicators as a line of text asks for them, "ma:5,20;macd;kdj:9,3,3", and the columns they make beside bars.

Numbers are given in the order of ``Indicator.parameters``. One that is not given has its usual value; but where some
are given, the optional ones behind them are off: "ma:5,20" is two lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.indicators import INDICATORS
from models.indicators.values import Columns, Indicator, Output, Parameter
from models.values import Floats


class NotAnIndicator(ValueError):
    """What was asked for is none. why: unknown, numbers (others are taken) or none (no numbers are)."""

    def __init__(self, why: str, text: str, takes: str) -> None:
        super().__init__(f"{text}: {why}; {takes}")
        self.why, self.text, self.takes = why, text, takes


@dataclass(frozen=True, slots=True)
class Chosen:
    """An indicator with every parameter."""

    of: Indicator
    params: dict[str, float]

    @property
    def needs_benchmark(self) -> bool:
        """Whether it is a comparison."""
        return "benchmark" in self.of.needs

    def title(self, output: Output) -> str:
        """A line's heading, by which it can be told from every other: "MA5", "MACD(12,26,9) DIF"."""
        key, line = self.of.key.upper(), self.of.title(output, self.params)
        if output.of:
            return line if output.label == key else f"{key} {line}"
        numbers = ",".join(f"{value:g}" for value in self.params.values())
        head = f"{key}({numbers})" if numbers else key
        return head if len(self.of.outputs) == 1 else f"{head} {line}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Made:
    """One line over bars: its heading, and one number a bar, NaN where there is none. volume: it is in shares."""

    title: str
    values: Floats
    volume: bool


def chosen(text: str) -> tuple[Chosen, ...]:
    """What ``text`` asks for, each once, in its order. Raises NotAnIndicator for the first part that is none."""
    made = [_chosen(part.strip()) for part in text.split(";") if part.strip()]
    return tuple(one for place, one in enumerate(made) if one not in made[:place])


def over(which: Iterable[Chosen], columns: Columns, rows: slice) -> tuple[Made, ...]:
    """The lines at ``rows``, each heading once, computed over all ``columns``.

    A comparison with the benchmark is computed over ``rows`` alone: it is 100 where what is written begins.
    """
    held = dict[str, Made]()
    for one in which:
        part, shown = (columns.rows(rows), slice(None)) if one.needs_benchmark else (columns, rows)
        lines = one.of.compute(part, one.params)
        for output in one.of.shown(one.params):
            title = one.title(output)
            held.setdefault(title, Made(title=title, values=lines[output.key][shown], volume=one.of.volume))
    return tuple(held.values())


def offered() -> str:
    """Every indicator's name, as a sentence lists them."""
    return ", ".join(INDICATORS)


def _chosen(part: str) -> Chosen:
    key, _, written = part.partition(":")
    of = INDICATORS.get(key.strip().lower())
    if of is None:
        raise NotAnIndicator("unknown", part, offered())
    numbers = [one.strip() for one in written.split(",")] if written.strip() else []
    if numbers and not of.parameters:
        raise NotAnIndicator("none", part, of.key)
    values = [_number(text, one) for text, one in zip(numbers, of.parameters, strict=False)]
    if None in values or len(numbers) > len(of.parameters):
        raise NotAnIndicator("numbers", part, ", ".join(map(_bounds, of.parameters)))
    return Chosen(of, _all(of.parameters, values))


def _all(parameters: Sequence[Parameter], values: Sequence[float | None]) -> dict[str, float]:
    held = {one.key: one.default for one in parameters}
    held |= {one.key: 0 for one in parameters[len(values) :] if values and one.optional}
    return held | {one.key: value for one, value in zip(parameters, values, strict=False) if value is not None}


def _number(text: str, of: Parameter) -> float | None:
    """The number, if the parameter may have it just so."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and of.within(value) == value else None


def _bounds(one: Parameter) -> str:
    return f"{one.key} {0 if one.optional else one.least:g}-{one.most:g}"
