"""Level breaks: many of one source's products move at once, since its method has changed and not their use. Pure.

In July 2024 Similarweb's monthly visits of Civitai, Perplexity and Poe fell by a third to a half together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from models.traffic.changes import changes
from models.traffic.panel import Break
from models.traffic.values import Flags
from models.values import Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_PRODUCTS = 3
LEAST_PERCENT = 30.0
MOST_TIMES = 3.0
LEAST_PART = 0.25  # of the products with a number in both periods
_ROUNDING = 1e-9


def breaks_of(value: Floats, flags: Flags, sources: Sequence[str], products: Sequence[str]) -> tuple[Break, ...]:
    """The level breaks of each source, by place and then source.

    value, flags: n x T of weeks or months without holes. sources, products: of the n rows; a row without a source ("")
    counts nowhere. A break is a period in which at least LEAST_PRODUCTS of a source's products moved by LEAST_PERCENT
    or more against the period before, all the same way and alike: in logarithms none more than MOST_TIMES as far as
    their median, or less than its MOST_TIMES-th part. They are at least LEAST_PART of those with both numbers whole.
    A method moves many by much the same; one that starts (+4,000 %) beside one that grows (+30 %) is use.
    Not for days: those move as much between a Friday and a Saturday.
    """
    percent = changes(value, np.zeros(value.shape), flags).percent
    found: list[Break] = []
    for source in sorted({one for one in sources if one}):
        rows = [row for row, one in enumerate(sources) if one == source]
        found += _of_source(percent[rows], source, [products[row] for row in rows])
    return tuple(sorted(found, key=lambda one: (one.place, one.source)))


def _of_source(percent: Floats, source: str, products: Sequence[str]) -> list[Break]:
    both = np.isfinite(percent).sum(axis=0)
    ways = (percent <= -LEAST_PERCENT + _ROUNDING, percent >= LEAST_PERCENT - _ROUNDING)
    found = []
    for moved in ways:
        for place in np.flatnonzero(_many(moved.sum(axis=0), both)).tolist():
            rows = _alike(percent[:, place], np.flatnonzero(moved[:, place]))
            if len(rows) >= LEAST_PRODUCTS and len(rows) >= LEAST_PART * both[place]:
                found.append(_broken(place, percent[rows, place], source, [products[row] for row in rows]))
    return found


def _many(count: NDArray[np.int_], both: NDArray[np.int_]) -> NDArray[np.bool_]:
    made: NDArray[np.bool_] = (count >= LEAST_PRODUCTS) & (count >= LEAST_PART * both)
    return made


def _alike(percent: Floats, rows: NDArray[np.intp]) -> list[int]:
    """Those of ``rows`` that moved about as far as most of them."""
    far = np.abs(np.log1p(np.maximum(percent[rows], -99.99) / 100))
    middle = float(np.median(far))
    return [int(row) for row in rows[(far <= MOST_TIMES * middle) & (far >= middle / MOST_TIMES)]]


def _broken(place: int, percent: Floats, source: str, products: Sequence[str]) -> Break:
    return Break(place=place, source=source, products=tuple(products), middle=float(np.median(percent)))
