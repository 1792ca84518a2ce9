"""One value of a source's answer as a number. What is no number is missing: never 0, never an exception."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from models.values import Floats

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
LONGEST = 64  # of a number's text; int() and float() take time that grows with it
MARKS = frozenset(("", "-", "--", "---", "none", "null", "nan", "n/a", "inf", "+inf", "-inf", "infinity", "-infinity"))


def number(value: object) -> float | None:
    """``value`` as a finite float; None for "-", "", None, NaN, inf, 1e999, True and whatever else is no number."""
    if isinstance(value, str):
        text = value.strip()
        if len(text) > LONGEST or not NUMBER.fullmatch(text):
            return None
        value = text
    elif isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:  # an integer of over 308 digits
        return None
    return None if not math.isfinite(found) or (found == 0.0 and _too_small(value)) else found


def _too_small(value: object) -> bool:
    """Whether a text that reads as 0 says something else: 1e-999 is not nothing."""
    return isinstance(value, str) and bool(value.lower().partition("e")[0].strip("+-0."))


def positive(value: object) -> float | None:
    """A price or a size; 0.000 is how sources write that there is none, and below zero is none either."""
    found = number(value)
    return found if found is not None and found > 0 else None


def missing(value: object) -> bool:
    """Whether ``value`` is one of the ways to say "no number", as opposed to something of another type."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return True
    if not isinstance(value, str):
        return False
    text = value.strip().lower()
    return text in MARKS or (len(text) <= LONGEST and number(text) is None and bool(NUMBER.fullmatch(text)))


def column(values: Iterable[Any]) -> Floats:
    """Numbers in a column, NaN where one is missing."""
    return np.array([np.nan if (found := number(value)) is None else found for value in values], float)
