"""One series of a product across the move of its site and the renaming of its app.

A site is valid on its own days: chatgpt.com in 2023 was not ChatGPT. A renamed app is the same app: a store's list
writes its whole history under the new name, so a number under the other name counts where the valid one has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from models.frozen import frozen
from models.products.naming import asset_key, key_of
from models.products.turns import Overlap
from models.products.values import Asset, Kind, Product
from models.traffic.values import COLUMNS, MOVED, PARTIAL, SUMMED, Series, SeriesKey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]

UNSAID = ("asset", "definition", "day_cut")  # in which the parts of a product may differ
EMPTY = {"value": np.nan, "end": "NaT"}  # of a period without a point; the other columns are 0


@frozen(kw_only=True, eq=False)
class Joined:
    """series: one for the product, flagged MOVED where several assets add up. overlaps: where they did."""

    series: Series
    overlaps: tuple[Overlap, ...] = ()


@frozen(kw_only=True, eq=False)
class Part:
    """One asset's points. asset: None where the product does not have it; its numbers then count on every day."""

    series: Series
    asset: Asset | None

    @property
    def renamed(self) -> bool:
        """Whether it is one of several names of an app."""
        return self.asset is not None and self.asset.kind is Kind.APP

    def valid(self, start: Any, end: Any) -> Bools:
        """In which periods it is valid on any day."""
        keep = np.ones(len(start), np.bool_)
        if self.asset is not None and self.asset.first is not None:
            keep &= end >= np.datetime64(self.asset.first, "D")
        if self.asset is not None and self.asset.last is not None:
            keep &= start <= np.datetime64(self.asset.last, "D")
        return keep


def joined(product: Product, series: Sequence[Series]) -> Joined:
    """The series of a product's assets as one: the same metric, source, place, device and length of period.

    Where several valid assets have a number of one period the counts add up (their steps too); of ranks and ratings
    the newest asset's is taken. A series of the product itself (asset "") counts before those of its assets. A period
    in which an asset is valid and leaves out a number within its own span is PARTIAL. Raises ValueError when the keys
    differ in more than UNSAID, or an asset is there twice.
    """
    # most products have one series: two hundred of them are a tenth of a second otherwise
    if len(series) == 1 and not any(one.first or one.last for one in product.assets):
        return Joined(series=series[0])
    parts = _parts(product, series)
    if len(parts) == 1 and parts[0].valid(parts[0].series.start, parts[0].series.end).all():
        return Joined(series=parts[0].series)
    starts = np.unique(np.concatenate([one.series.start for one in parts]))
    held = {name: np.stack([_laid(one.series, name, starts) for one in parts]) for name in COLUMNS if name != "start"}
    end = _ends(held["end"], held["value"])
    able = np.isfinite(held["value"]) & (held["end"] == end)
    valid = np.stack([one.valid(starts, end) for one in parts])
    counted = _counted(parts, able, valid, held["value"])
    listed = counted.any(axis=0) | (~np.isnat(held["end"]) & valid).any(axis=0)
    lacking = _lacking(parts, able, valid, starts) & counted.any(axis=0)
    made = _added(held, counted)
    made["flags"] |= np.where(lacking, PARTIAL | MOVED, 0).astype(np.uint8)
    whole = Series(key=_key(parts, counted), start=starts, end=end, **made).taken(listed)
    return Joined(series=whole, overlaps=_overlaps(product, parts, counted, held["value"], (starts, end)))


def _parts(product: Product, series: Sequence[Series]) -> list[Part]:
    """In the order of the product's assets: the newest last, before strangers and the product itself."""
    known = {(one.kind, asset_key(one)): place for place, one in enumerate(product.assets)}
    found = []
    for one in series:
        places = [at for kind in Kind if (at := known.get((kind, key_of(one.key.asset, kind)))) is not None]
        place = places[0] if places and one.key.asset else len(known) + (not one.key.asset)
        found.append((place, Part(series=one, asset=product.assets[place] if place < len(known) else None)))
    if len({_shared_key(one.key) for one in series}) != 1 or len({one.key.asset for one in series}) != len(series):
        raise ValueError(f"{product.id}: no series, or not of one kind: {[one.key for one in series]}")
    return [part for _, part in sorted(found, key=lambda one: one[0])]


def _shared_key(key: SeriesKey) -> tuple[Any, ...]:
    return tuple(getattr(key, one.name) for one in fields(key) if one.name not in UNSAID)


def _laid(series: Series, name: str, starts: Any) -> Any:
    """A column on a row of starts."""
    column = np.full(len(starts), EMPTY.get(name, 0), COLUMNS[name])
    column[np.searchsorted(starts, series.start)] = getattr(series, name)
    return column


def _ends(end: Any, value: Any) -> Any:
    """Where each period ends: the longest that has a number, else the longest that is listed."""
    longest = np.fmax.reduce(np.where(np.isfinite(value), end, np.datetime64("NaT")), axis=0)
    return np.where(np.isnat(longest), np.fmax.reduce(end, axis=0), longest)


def _counted(parts: Sequence[Part], able: Bools, valid: Bools, value: Any) -> Bools:
    """Which asset's number counts in which period (asset, period)."""
    counted = able & valid
    apps = np.array([one.renamed for one in parts])
    for row in np.flatnonzero(apps)[::-1]:  # the newest name first
        counted[row] |= able[row] & ~counted.any(axis=0)
    for row, other in combinations(np.flatnonzero(apps), 2):  # one number told under both names is one
        counted[row] &= ~(counted[other] & (value[row] == value[other]))
    for row, one in enumerate(parts):
        alone = able[row] if not one.series.key.asset else np.zeros(able.shape[1], np.bool_)
        if one.series.key.metric not in SUMMED:
            alone = counted[row]
        counted[:row] &= ~alone
    return counted


def _lacking(parts: Sequence[Part], able: Bools, valid: Bools, starts: Any) -> Bools:
    """In which periods a valid asset leaves out a number that it has before and after."""
    none = np.zeros(able.shape[1], np.bool_)
    if any(not one.series.key.asset for one in parts) or parts[0].series.key.metric not in SUMMED:
        return none
    seen = np.maximum.accumulate(able, axis=1) & np.maximum.accumulate(able[:, ::-1], axis=1)[:, ::-1]
    whole = np.stack([none if one.renamed else np.ones(len(starts), np.bool_) for one in parts])
    return np.asarray((seen & ~able & valid & whole).any(axis=0))


def _added(held: dict[str, Any], counted: Bools) -> dict[str, Any]:
    """The columns of the product: sums where something counts, NaN where nothing does."""
    some = counted.any(axis=0)
    value = np.where(counted, held["value"], 0.0).sum(axis=0)
    flags = np.bitwise_or.reduce(np.where(counted, held["flags"], 0), axis=0)
    return {
        "value": np.where(some, value, np.nan),
        "step": np.where(counted, held["step"], 0.0).sum(axis=0),
        "flags": (flags | np.where(counted.sum(axis=0) > 1, MOVED, 0)).astype(np.uint8),
        "known_at": np.where(counted | ~some, held["known_at"], 0.0).max(axis=0),
        "batch": np.where(counted | ~some, held["batch"], 0).max(axis=0),
    }


def _key(parts: Sequence[Part], counted: Bools) -> SeriesKey:
    """The key of the newest asset, with every asset that counts: "chat.openai.com+chatgpt.com"."""
    names = [one.series.key.asset for one, row in zip(parts, counted, strict=True) if row.any()]
    last = parts[-1].series.key
    cut = next(filter(None, (one.series.key.day_cut for one in reversed(parts))), "")
    return replace(last, asset="+".join(filter(None, names)) or last.asset, day_cut=cut)


def _overlaps(
    product: Product, parts: Sequence[Part], counted: Bools, value: Any, days: tuple[Any, Any]
) -> tuple[Overlap, ...]:
    found = []
    for row, other in combinations(range(len(parts)), 2):
        both = np.flatnonzero(counted[row] & counted[other])
        if len(both):
            found.append(
                Overlap(
                    product=product.id,
                    old=parts[row].series.key.asset,
                    new=parts[other].series.key.asset,
                    first=days[0][both[0]].astype(object),
                    last=days[1][both[-1]].astype(object),
                    periods=len(both),
                    old_value=float(value[row, both].sum()),
                    new_value=float(value[other, both].sum()),
                )
            )
    return tuple(found)
