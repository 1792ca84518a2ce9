"""Columns that follow from what a quote states: changes, amplitude, excess. In percent unless said.

Each is a function of some rows of a store; NaN where a part is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from models.values import Floats

if TYPE_CHECKING:
    from models.store import Picked


def _divided(part: Floats, whole: Floats) -> Floats:
    """Nothing over nothing or over zero is missing. (An errstate block costs more than the division.)"""
    made: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole != 0)
    return made


def _change(rows: Picked) -> Floats:
    """Last less previous close, in price units."""
    return rows.values("last") - rows.values("previous_close")


def _change_pct(rows: Picked) -> Floats:
    """The day's change over the previous close: the same arithmetic as Quote.change_pct, to the last bit."""
    return (_divided(rows.values("last"), rows.values("previous_close")) - 1.0) * 100.0


def _amplitude(rows: Picked) -> Floats:
    """振幅: high less low over the previous close."""
    return _divided(rows.values("high") - rows.values("low"), rows.values("previous_close")) * 100.0


def _extended_pct(rows: Picked) -> Floats:
    """The newest trade outside the session over the last of it; the day's change knows nothing of it."""
    return (_divided(rows.values("extended_last"), rows.values("last")) - 1.0) * 100.0


DERIVED: Mapping[str, Callable[[Picked], Floats]] = {
    "change": _change,
    "change_pct": _change_pct,
    "amplitude": _amplitude,
    "extended_pct": _extended_pct,
}
