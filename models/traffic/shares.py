"""Shares of a total, and ranks, among products of one source and metric. Pure.

A total is of the products that are shown and have a number, never of a market: who is missing is counted.
"""

from __future__ import annotations

import numpy as np

from models.frozen import frozen
from models.traffic.changes import sure
from models.traffic.values import Flags
from models.values import Floats, Ints


@frozen(kw_only=True, eq=False)
class Shares:
    """Of n products in T periods. percent: n x T, NaN where a product has no share; a period's add up to 100.

    total: T, what the percentages are of, NaN where there is none. covered: T, how many products it is made of.
    """

    percent: Floats
    total: Floats
    covered: Ints


def shares(value: Floats, flags: Flags) -> Shares:
    """The share of every product in the period's total, n x T.

    A number that is PARTIAL or BELOW is in no total: some days of one beside whole weeks of others are no share.
    Where ``covered`` differs between two periods, their shares are of different totals and must say so.
    """
    known = sure(value, flags)
    there = np.isfinite(known)
    total = np.where(there, known, 0.0).sum(axis=0)
    total = np.where(total > 0, total, np.nan)
    return Shares(percent=known / total * 100.0, total=total, covered=there.sum(axis=0))


def ranks(value: Floats, flags: Flags, *, lowest: bool = False) -> Floats:
    """The rank of every product in the period, n x T: 1 is the largest (``lowest``: the least); NaN without one.

    Equal numbers share the better rank, and the ranks behind them are left out (1, 2, 2, 4). Numbers that are PARTIAL
    or BELOW have none. Those of one period only: a product that was missing before pushes others down when it comes.
    """
    known = sure(value, flags).T  # sorting is faster along rows
    known = known if lowest else -known
    order = np.argsort(known, axis=1, kind="stable")  # NaN come last
    ordered = np.take_along_axis(known, order, axis=1)
    first = np.ones(ordered.shape, np.bool_)
    first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    place = np.maximum.accumulate(np.where(first, np.arange(1, ordered.shape[1] + 1), 0), axis=1)
    made = np.empty(known.shape)
    np.put_along_axis(made, order, place.astype(np.float64), axis=1)
    made[np.isnan(known)] = np.nan
    return np.ascontiguousarray(made.T)


def rank_changes(rank: Floats) -> Floats:
    """Places gained since the period before, n x T: 2 is from third to first. NaN without a rank in both."""
    made = np.full(rank.shape, np.nan)
    made[:, 1:] = rank[:, :-1] - rank[:, 1:]
    return made
