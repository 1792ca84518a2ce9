"""Sources compared by what they say a share did over a window, never by the level of a close.

Two sources may show different closes of one day and both be right: traded, split-adjusted or dividend-adjusted.
What must agree is the return over a window once each basis is brought to the same ground: traded closes are
multiplied by the factors of what goes ex inside, adjusted closes have them inside already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.adjustment import window_factor
from models.review.values import Window
from models.values import Action, Adjust, Bars, Basis

EVER = dt.date(1900, 1, 1)
TOLERANCE_PP = 0.01  # what two decimals print differently


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one source says of the window. return_pct in percent, None with the reason in ``why``.

    base, last: its own closes on base_date and last_date, on its own basis. actions_from: "" or the source whose
    splits and dividends were taken because this one carries none. agrees: within the tolerance of the others;
    None when that cannot be said.
    """

    source: str
    basis: str = ""
    base_date: dt.date | None = None
    base: float | None = None
    last_date: dt.date | None = None
    last: float | None = None
    return_pct: float | None = None
    ex_dates: tuple[dt.date, ...] = ()
    actions_from: str = ""
    agrees: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Every source's word, the widest difference of two in percentage points, and who stands alone.

    odd: sources outside the tolerance of a majority; empty when all agree or when nobody has one.
    """

    rows: tuple[Told, ...]
    spread_pp: float | None
    tolerance_pp: float
    odd: tuple[str, ...]

    @property
    def agree(self) -> bool | None:
        """Whether all who have a return agree; None when fewer than two have."""
        said = [row for row in self.rows if row.return_pct is not None]
        return None if len(said) < 2 else self.spread_pp is not None and self.spread_pp <= self.tolerance_pp


def compared(
    bars: Mapping[str, Bars], window: Window, failures: Mapping[str, str], tolerance_pp: float = TOLERANCE_PP
) -> Comparison:
    """The sources of ``bars`` (by source id, in order) over ``window``; ``failures`` says why others have none.

    The return is the review's: last close in the window over the last close before it. A source whose dates of
    the two differ from the most common ones measured another span: it is told so and left out of the spread.
    """
    told = [_told(name, series, _actions_for(series, bars), window) for name, series in bars.items()]
    told += [Told(source=name, why=why) for name, why in failures.items() if name not in bars]
    told = _same_span(told)
    said = [row.return_pct for row in told if row.return_pct is not None]
    middle = _agreed(said, tolerance_pp)
    rows = tuple(replace(row, agrees=_agrees(row, middle, tolerance_pp)) for row in told)
    return Comparison(
        rows=rows,
        spread_pp=max(said) - min(said) if len(said) > 1 else None,
        tolerance_pp=tolerance_pp,
        odd=tuple(row.source for row in rows if row.agrees is False),
    )


def _actions_for(series: Bars, others: Mapping[str, Bars]) -> tuple[str, tuple[Action, ...] | None]:
    """The series' own splits and dividends, or those of the first source that carries any, with its name."""
    if series.actions is not None or series.basis is not Basis.RAW:
        return "", series.actions
    return next(((name, one.actions) for name, one in others.items() if one.actions is not None), ("", None))


def _told(name: str, series: Bars, known: tuple[str, tuple[Action, ...] | None], window: Window) -> Told:
    before = series.between(EVER, window.first - dt.timedelta(days=1))
    inside = series.between(window.first, window.last)
    made = Told(source=name, basis=basis_of(series), actions_from=known[0], why=series.doubt or series.remark)
    if not len(before) or not len(inside):
        return replace(made, why="no close before the window" if len(inside) else "no close in the window")
    base_date, last_date = _day(before), _day(inside)
    base, last = float(before.close[-1]), float(inside.close[-1])
    factor, ex_dates = _factor(series.with_columns(actions=known[1]), base_date, last_date)
    return replace(
        made, base_date=base_date, base=base, last_date=last_date, last=last, ex_dates=ex_dates,
        return_pct=(last / base * factor - 1.0) * 100.0,
    )  # fmt: skip


def _factor(series: Bars, base: dt.date, last: dt.date) -> tuple[float, tuple[dt.date, ...]]:
    return (1.0, ()) if series.adjust is not Adjust.NONE else window_factor(series, base, last)


def basis_of(bars: Bars) -> str:
    """What the closes are: "raw", "dividend-adjusted", or "qfq (ratio)" where they were adjusted here."""
    return str(bars.basis) if bars.adjust is Adjust.NONE else f"{bars.adjust} (ratio)"


def _same_span(told: list[Told]) -> list[Told]:
    spans = [(row.base_date, row.last_date) for row in told if row.return_pct is not None]
    if not spans:
        return told
    usual = max(dict.fromkeys(spans), key=spans.count)
    return [
        replace(row, return_pct=None, why="its closes are of other days")
        if row.return_pct is not None and (row.base_date, row.last_date) != usual
        else row
        for row in told
    ]


def _agreed(said: Iterable[float], tolerance_pp: float) -> float | None:
    """The return that most sources say within the tolerance; None when nobody or no majority says the same."""
    listed = list(said)
    if len(listed) < 2:
        return None
    votes = {one: sum(abs(other - one) <= tolerance_pp for other in listed) for one in listed}
    best = max(votes, key=lambda one: votes[one])
    return best if votes[best] * 2 > len(listed) else None


def _agrees(row: Told, middle: float | None, tolerance_pp: float) -> bool | None:
    if middle is None or row.return_pct is None:
        return None
    return abs(row.return_pct - middle) <= tolerance_pp


def _day(bars: Bars) -> dt.date:
    day: dt.date = bars.date[-1].astype(dt.date)
    return day
