"""Bars as one compressed blob of columns: how the cache writes them down. Lossless.

Prices of up to four decimals are whole numbers; each is written as what it differs from a guess: the close from the
one before, the open from the close before, the high from the greater and the low from the lesser of the two, the
turnover from volume times the mean price. What is no such number is written as the bits of its float32 or float64. The
differences are laid out in byte planes: the low ones are noise and stay as they are, the high ones, nearly empty, are
deflated.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np

from models.values import COLUMNS, Bars, Days, Floats, Ints

Columns = dict[str, Floats | Ints | Days]
ORDER = ("date", "time", "close", "open", "high", "low", "volume", "turnover")
HEAD = struct.Struct("<BIIB")  # format, rows, bytes of the low planes as they lie in the blob, whether deflated
PART = struct.Struct("<bBIq")  # per column: kind, planes, holes, first value
FORMAT = 1
HUNDREDS, FLOAT32, FLOAT64, MISSING = -1, 5, 6, 7  # kinds beside 0-4, the number of decimals
EXACT = 2.0**53
DAY_S = 86400


def pack(bars: Bars) -> bytes:
    """The blob. Which series and which bars it holds is not in it: that belongs into the checksum beside it."""
    kinds, numbers, holes = _numbers(bars)
    parts, low, high = [], [], []
    for name in ORDER:
        values, first = numbers[name]
        planes = _planes(values)
        parts.append(PART.pack(kinds[name], len(planes), len(holes[name]), first))
        low += planes[:1] if len(planes) > 1 else []
        high += planes[1:] if len(planes) > 1 else planes
    high += [holes[name].astype("<u4").tobytes() for name in ORDER]
    noise = b"".join(low)
    small = zlib.compress(noise, 1)
    deflated = len(small) < 0.9 * len(noise)
    noise = small if deflated else noise
    return (
        HEAD.pack(FORMAT, len(bars), len(noise), deflated) + b"".join(parts) + noise + zlib.compress(b"".join(high), 1)
    )


def unpack(blob: bytes) -> Columns:
    """Columns date, time, open..turnover. Raises ValueError when the blob cannot be one of ours."""
    try:
        return _unpacked(blob)
    except (struct.error, zlib.error, IndexError, OverflowError) as error:
        raise ValueError(str(error)) from error


def _unpacked(blob: bytes) -> Columns:
    form, rows, size, deflated = HEAD.unpack_from(blob)
    if form != FORMAT:
        raise ValueError(f"format {form}")
    parts = [PART.unpack_from(blob, HEAD.size + place * PART.size) for place in range(len(ORDER))]
    at = HEAD.size + len(ORDER) * PART.size
    low = blob[at : at + size]
    planes = _Planes(zlib.decompress(low) if deflated else low, zlib.decompress(blob[at + size :]), rows)
    values = {name: planes.values(part[1]) for name, part in zip(ORDER, parts, strict=True)}
    holes = {name: planes.holes(part[2]) for name, part in zip(ORDER, parts, strict=True)}
    kinds = {name: part[0] for name, part in zip(ORDER, parts, strict=True)}
    firsts = {name: part[3] for name, part in zip(ORDER, parts, strict=True)}
    return _columns(kinds, firsts, values, holes)


# columns as whole numbers and back


def _numbers(bars: Bars) -> tuple[dict[str, int], dict[str, tuple[Ints, int]], dict[str, Ints]]:
    """Each column's kind, its differences from the guess with the first value apart, and where it is missing."""
    none = np.zeros(0, np.int64)
    kinds, holes = dict.fromkeys(ORDER, 0), dict.fromkeys(ORDER, none)
    days = bars.date.astype(np.int64)
    numbers = {"date": _differences(days), "time": _differences(bars.time - days * DAY_S)}
    _put_prices(bars, kinds, numbers, holes)
    kinds["volume"], volume, holes["volume"] = _whole(bars.volume, (HUNDREDS, 0, 1, 2, 3, 4, FLOAT32))
    numbers["volume"] = (volume, 0)
    kinds["turnover"], turnover, holes["turnover"] = _whole(bars.turnover, (0, 1, 2, 3, 4, FLOAT32))
    if 0 <= kinds["turnover"] <= 4:
        guess = _turnover_guess(bars.open, bars.high, bars.low, bars.close, bars.volume, kinds["turnover"])
        turnover = turnover - guess
        turnover[holes["turnover"]] = 0
    numbers["turnover"] = (turnover, 0)
    return kinds, numbers, holes


def _put_prices(
    bars: Bars, kinds: dict[str, int], numbers: dict[str, tuple[Ints, int]], holes: dict[str, Ints]
) -> None:
    kind = _price_kind(bars)
    close = _as_whole(bars.close, kind)
    numbers["close"], kinds["close"] = _differences(close), kind
    before = np.concatenate([close[:1], close[:-1]])
    opened = _filled(bars.open, kind, before, holes, "open")
    high = _filled(bars.high, kind, np.maximum(opened, close), holes, "high")
    low = _filled(bars.low, kind, np.minimum(opened, close), holes, "low")
    numbers["open"] = (opened - before, 0)
    numbers["high"] = (high - np.maximum(opened, close), 0)
    numbers["low"] = (np.minimum(opened, close) - low, 0)
    for name in ("open", "high", "low"):
        kinds[name] = MISSING if len(holes[name]) == len(bars) else kind
        holes[name] = holes[name][:0] if kinds[name] == MISSING else holes[name]


def _price_kind(bars: Bars) -> int:
    """The kind that fits all four prices: fewest decimals, else float32, else float64."""
    if np.isnan(bars.close).any():
        return FLOAT64
    every = np.concatenate([bars.close, bars.open, bars.high, bars.low])
    every = every[~np.isnan(every)]
    return next((kind for kind in (2, 3, 4, FLOAT32) if _fits(every, kind)), FLOAT64)


def _whole(column: Floats, kinds: tuple[int, ...]) -> tuple[int, Ints, Ints]:
    """Kind, whole numbers and holes of a column that stands alone."""
    missing = np.isnan(column)
    if missing.all():
        return MISSING, np.zeros(len(column), np.int64), np.zeros(0, np.int64)
    plain = np.where(missing, 0.0, column)
    kind = next((kind for kind in kinds if _fits(plain, kind)), FLOAT64)
    return kind, _as_whole(plain, kind), np.flatnonzero(missing)


def _filled(column: Floats, kind: int, guess: Ints, holes: dict[str, Ints], name: str) -> Ints:
    """The whole numbers of a price, the guess where it is missing. Float64 keeps a NaN as it is."""
    missing = np.isnan(column)
    holes[name] = np.flatnonzero(missing)
    return np.where(missing, guess, _as_whole(np.where(missing, 0.0, column), kind))


def _fits(column: Floats, kind: int) -> bool:
    """True when ``kind`` gives back the very same numbers."""
    if kind == FLOAT32:
        with np.errstate(over="ignore"):
            return bool((column.astype(np.float32).astype(np.float64) == column).all())
    if kind == HUNDREDS:
        return bool((np.abs(column) < EXACT).all()) and not np.fmod(column, 100.0).any()
    scale = _scale(kind)
    return bool((np.abs(column) < EXACT / scale).all()) and bool((np.rint(column * scale) / scale == column).all())


def _scale(kind: int) -> float:
    return 0.01 if kind == HUNDREDS else 10.0**kind


def _as_whole(column: Floats, kind: int) -> Ints:
    if kind == FLOAT64:
        return column.view(np.int64)
    if kind == FLOAT32:
        return column.astype(np.float32).view(np.int32).astype(np.int64)
    return np.rint(column * _scale(kind)).astype(np.int64)


def _as_floats(values: Ints, kind: int) -> Floats:
    if kind == FLOAT64:
        return values.view(np.float64)
    if kind == FLOAT32:
        return values.astype(np.int32).view(np.float32).astype(np.float64)
    return np.multiply(values, 100.0) if kind == HUNDREDS else np.true_divide(values, _scale(kind))


def _differences(values: Ints) -> tuple[Ints, int]:
    """Each from the one before, and the first."""
    return np.diff(values, prepend=values[:1]), int(values[0]) if len(values) else 0


def _turnover_guess(opened: Floats, high: Floats, low: Floats, close: Floats, volume: Floats, kind: int) -> Ints:
    """Volume times the mean price in the turnover's own unit; 0 where that is not known."""
    mean = (opened + high + low + close) * 0.25
    with np.errstate(invalid="ignore", over="ignore"):
        guess = np.rint(np.where(np.isnan(mean), close, mean) * volume * _scale(kind))
    return np.where(np.abs(guess) < EXACT, guess, 0.0).astype(np.int64)  # a NaN is not less either


def _columns(kinds: dict[str, int], firsts: dict[str, int], values: dict[str, Ints], holes: dict[str, Ints]) -> Columns:
    days = np.cumsum(values["date"]) + firsts["date"]
    close = np.cumsum(values["close"]) + firsts["close"]
    before = np.concatenate([close[:1], close[:-1]])
    opened = before + values["open"]
    whole = {
        "open": opened,
        "high": np.maximum(opened, close) + values["high"],
        "low": np.minimum(opened, close) - values["low"],
        "close": close,
        "volume": values["volume"],
    }
    made: dict[str, Any] = {
        "date": days.view("datetime64[D]"),
        "time": np.cumsum(values["time"]) + firsts["time"] + days * DAY_S,
    }
    for name, numbers in whole.items():
        made[name] = _restored(numbers, kinds[name], holes[name])
    turnover = values["turnover"]
    priced = made["open"], made["high"], made["low"], made["close"], made["volume"]
    if 0 <= kinds["turnover"] <= 4:
        turnover = turnover + _turnover_guess(*priced, kinds["turnover"])
    made["turnover"] = _restored(turnover, kinds["turnover"], holes["turnover"])
    return made


def _restored(numbers: Ints, kind: int, holes: Ints) -> Floats:
    if kind == MISSING:
        return np.full(len(numbers), np.nan)
    floats = _as_floats(numbers, kind)
    if len(holes):
        floats[holes] = np.nan
    return floats


# byte planes


def _planes(values: Ints) -> list[bytes]:
    """As many byte planes as the widest of ``values`` needs, the lowest first; none when all are 0."""
    if not values.any():
        return []
    widest = max(int(values.max()), -int(values.min()) - 1)
    count = widest.bit_length() // 8 + 1
    laid = np.ascontiguousarray(values, "<i8").view(np.uint8).reshape(len(values), 8)
    return [laid[:, place].tobytes() for place in range(count)]


class _Planes:
    """Reads planes back in the order they were written."""

    def __init__(self, low: bytes, high: bytes, rows: int) -> None:
        self._low, self._high, self._rows = low, high, rows
        self._low_at = self._high_at = 0

    def values(self, count: int) -> Ints:
        """The next column, from ``count`` planes."""
        if not count:
            return np.zeros(self._rows, np.int64)
        wide = 4 if count <= 4 else 8
        laid = np.zeros((self._rows, wide), np.uint8)
        for place in range(count):  # at the upper end: shifting back down brings the sign along
            laid[:, wide - count + place] = self._plane(low=place == 0 and count > 1)
        numbers = laid.view(f"<i{wide}").ravel() >> (8 * (wide - count))
        return numbers.astype(np.int64, copy=False)

    def _plane(self, *, low: bool) -> Any:
        if low:
            self._low_at += self._rows
            return np.frombuffer(self._low, np.uint8, self._rows, self._low_at - self._rows)
        self._high_at += self._rows
        return np.frombuffer(self._high, np.uint8, self._rows, self._high_at - self._rows)

    def holes(self, count: int) -> Ints:
        """The next column's missing places."""
        self._high_at += 4 * count
        return np.frombuffer(self._high, "<u4", count, self._high_at - 4 * count).astype(np.int64)


# bars against bars


def joined(parts: list[Columns]) -> Columns:
    """One set of columns from several, in their order."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def key(bars: Bars) -> Ints | Days:
    """What tells one bar from another: the time within a session, else the date."""
    return bars.time if bars.interval.intraday else bars.date


def merged(old: Bars, new: Bars) -> Bars:
    """``old`` with the bars of ``new`` put over it; both of one series."""
    keep = old.rows(~np.isin(key(old), key(new)))
    rank = np.argsort(np.concatenate([key(keep), key(new)]), kind="stable")
    columns = {
        name: np.concatenate([getattr(keep, name), getattr(new, name)])[rank] for name in ("date", "time", *COLUMNS)
    }
    return new.with_columns(**columns)


def differing(old: Bars, new: Bars, tolerance: float = 1e-4) -> int:
    """How many common bars differ in their close: a correction or two, or all of another basis."""
    _, left, right = np.intersect1d(key(old), key(new), assume_unique=True, return_indices=True)
    return int(np.count_nonzero(np.abs(old.close[left] / new.close[right] - 1.0) > tolerance))
