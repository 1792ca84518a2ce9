"""What a figure shows of a panel: its members with their names and colours, and how their numbers are written."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from gui.look.numbers import MISSING, signed
from gui.look.theme import Theme, mixed
from models.traffic.panel import Panel
from models.traffic.units import Unit
from models.traffic.values import BELOW, PARTIAL, Flags, Metric
from models.values import Floats

REST, INK_REST = 0.30, 0.6  # how much colour others keep beside one that stands out: bars and lines, and names
UNSURE = PARTIAL | BELOW
ABOUT, TENTHS = 0.5, 0.05  # half the range of a change, in points: from which on it is about so much; has one decimal
Inked = Callable[[str], QColor]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """A member as it is drawn. key: the product's id. values: plain counts, NaN is missing; see Member."""

    key: str
    title: str
    ink: QColor
    values: Floats
    step: Floats
    flags: Flags
    ranked: bool = False

    @property
    def known(self) -> bool:
        """Whether it has any number."""
        return bool(np.isfinite(self.values).any())

    @property
    def open(self) -> Floats:
        """Where the number is not the whole period's, or only a bound."""
        return (self.flags & UNSURE) > 0

    def text(self, bar: int, unit: Unit, coarse: float = 0.0) -> str:
        """Its number in a period: "<" in front of a bound, "--" where it is missing.

        coarse: digits under this are left out, unless none would be left.
        """
        value = float(self.values[bar])
        if not math.isfinite(value):
            return MISSING
        step = float(self.step[bar])
        said = unit.text(value, max(step, coarse) if value >= coarse else step)
        return f"<{said}" if self.flags[bar] & BELOW else said

    def change(self, bar: int) -> str:
        """The change on the period before; "" where one of the two is unsure. Of a rank in places, up is positive.

        "≈" where the digits that were printed leave it open by half a point or more, either way.
        """
        if bar < 1 or (self.flags[[bar - 1, bar]] & UNSURE).any():
            return ""
        before, now = float(self.values[bar - 1]), float(self.values[bar])
        if not (math.isfinite(now) and before > 0):
            return ""
        if self.ranked:
            return signed(before - now, 0 if (before - now).is_integer() else 1)
        half = (self.step[bar] / 2 + self.step[bar - 1] / 2 * now / before) / before * 100.0
        said = signed((now / before - 1.0) * 100.0, 1 if half >= TENTHS else 2) + "%"
        return f"≈{said}" if half >= ABOUT else said


def shown_of(panel: Panel, which: Sequence[int], inked: Inked, lang: str) -> tuple[Shown, ...]:
    """The members of some numbers, in that order."""
    chosen = [panel.members[place] for place in which]
    return tuple(
        Shown(
            key=one.product.id, title=one.product.name(lang), ink=inked(one.product.id), values=one.value,
            step=one.step, flags=one.flags, ranked=panel.view.metric is Metric.RANK,
        )
        for one in chosen
    )  # fmt: skip


def columns(shown: Sequence[Shown], count: int) -> tuple[Floats, Flags]:
    """Values and flags of members over ``count`` periods, a row a member."""
    shape = len(shown), count
    values, flags = [one.values for one in shown], [one.flags for one in shown]
    return np.array(values, np.float64).reshape(shape), np.array(flags, np.uint8).reshape(shape)


def newest(values: Floats, first: int, stop: int) -> int:
    """The last place of first..stop-1 that has a number; -1 without any."""
    known = np.flatnonzero(np.isfinite(values[max(0, first) : max(0, stop)]))
    return max(0, first) + int(known[-1]) if len(known) else -1


def by_size(shown: Sequence[Shown], first: int, stop: int) -> tuple[Shown, ...]:
    """Those with numbers in first..stop-1, the largest newest one first; of ranks the first."""
    held = [(one, newest(one.values, first, stop)) for one in shown]
    kept = [(one, float(one.values[place])) for one, place in held if place >= 0]
    return tuple(one for one, _ in sorted(kept, key=lambda pair: pair[1] if pair[0].ranked else -pair[1]))


def beside(theme: Theme, ink: QColor, key: str, focus: str, part: float = REST) -> QColor:
    """A colour, paler where another member stands out."""
    return ink if focus in ("", key) else mixed(theme.panel, ink, part)


def unit_words(unit: Unit, metric: str, texts: Mapping[str, str]) -> str:
    """What the numbers are counted in: 万次 or M visits."""
    scale = texts[f"traffic.scale.{unit.scale}"] if unit.scale else ""
    return texts[f"traffic.unit.{metric}"].format(scale=scale).strip()
