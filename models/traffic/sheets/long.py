"""Columns of long sheets, made a column at a time: a row at a time a year of two hundred products takes seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from models.values import Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray


def worded(codes: NDArray[Any], say: Callable[[int], str]) -> list[str]:
    """What ``say`` says of each of many numbers of which few are different."""
    different, which = np.unique(codes, return_inverse=True)
    said = [say(int(one)) for one in different.tolist()]
    return [said[at] for at in which.reshape(-1).tolist()]


def moments(seconds: Floats, known: NDArray[np.bool_]) -> NDArray[np.datetime64]:
    """UTC seconds as moments; NaT of what was known always, and where nothing is ``known``."""
    there = known & np.isfinite(seconds) & (seconds > 0)
    whole = np.where(there, seconds, 0.0).astype(np.int64).astype("datetime64[s]")
    return np.where(there, whole, np.datetime64("NaT", "s"))


def bounded(values: Floats) -> Floats:
    """Numbers; what is without bounds is missing."""
    return np.where(np.isfinite(values), values, np.nan)
