"""Two panels of different magnitude: the few large products apart, as the note's figures 2 and 3 set ChatGPT apart."""

from __future__ import annotations

import math

import numpy as np

from models.values import Floats

LEAST_TIMES = 5.0  # as often must the smallest of the large be the largest of the rest
MOST_LARGE = 3
_ROUNDING = 1e-9

Indices = tuple[int, ...]


def split(newest: Floats) -> tuple[Indices, Indices]:
    """The places of the large products and of the rest, each in their order, by their ``newest`` values.

    They are parted where the quotient between neighbours is largest, if it is LEAST_TIMES or more and MOST_LARGE
    products or fewer lie above it. Otherwise all are in the first, and the second is empty. A product without a number
    (NaN) or with 0 is of the rest.
    """
    everyone = tuple(range(len(newest)))
    counted = np.where(newest > 0, newest, 0.0)
    order = np.argsort(-counted, kind="stable")
    ordered = counted[order][: MOST_LARGE + 1]
    ordered = ordered[ordered > 0]
    if len(ordered) < 2:
        return everyone, ()
    gaps = -np.diff(np.log(ordered))
    cut = int(np.argmax(gaps))
    if gaps[cut] < math.log(LEAST_TIMES) - _ROUNDING:
        return everyone, ()
    large = set(order[: cut + 1].tolist())
    return tuple(sorted(large)), tuple(place for place in everyone if place not in large)


def newest(value: Floats) -> Floats:
    """The last number of every row of n x T, NaN of a row without any."""
    if not value.shape[1]:
        return np.full(len(value), np.nan)
    there = np.isfinite(value)
    last = value.shape[1] - 1 - np.argmax(there[:, ::-1], axis=1)
    made: Floats = value[np.arange(len(value)), last]
    return made
