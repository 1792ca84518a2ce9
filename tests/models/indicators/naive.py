"""A second implementation of every indicator: loops over rows as the definitions read, no numpy, no TA-Lib.

Each takes rows (mappings of numbers, all known) and the parameters, and gives lists by output.
"""

import itertools
import math

NAN = math.nan


def mean(values):
    return math.fsum(values) / len(values)


def window(values, place, length):
    """The last ``length`` values up to ``place``; None before there are so many."""
    return values[place - length + 1 : place + 1] if place >= length - 1 else None


def rolled(values, length, made):
    return [NAN if (held := window(values, place, length)) is None else made(held) for place in range(len(values))]


def moving(name, prefix):
    def lines(rows, params):
        values = [row[name] for row in rows]
        return {prefix + key[len("period") :]: rolled(values, int(n), mean) for key, n in params.items() if n}

    return lines


def exponential(values, length):
    held = []
    for value in values:
        held.append(value if not held else (2 * value + (length - 1) * held[-1]) / (length + 1))
    return held


def ema(rows, params):
    closes = [row["close"] for row in rows]
    return {"ema" + key[len("period") :]: exponential(closes, int(n)) for key, n in params.items() if n}


def boll(rows, params):
    n, closes = int(params["period"]), [row["close"] for row in rows]

    def deviation(held):
        return math.sqrt(math.fsum((one - mean(held)) ** 2 for one in held) / (n - 1))

    mid, off = rolled(closes, n, mean), [params["width"] * one for one in rolled(closes, n, deviation)]
    return {
        "upper": [a + b for a, b in zip(mid, off, strict=True)],
        "mid": mid,
        "lower": [a - b for a, b in zip(mid, off, strict=True)],
    }


def macd(rows, params):
    closes = [row["close"] for row in rows]
    fast, slow = (exponential(closes, int(params[key])) for key in ("fast", "slow"))
    dif = [a - b for a, b in zip(fast, slow, strict=True)]
    dea = exponential(dif, int(params["signal"]))
    return {"dif": dif, "dea": dea, "macd": [2 * (a - b) for a, b in zip(dif, dea, strict=True)]}


def kdj(rows, params):
    n, k, d, made = int(params["period"]), 50.0, 50.0, {"k": [], "d": [], "j": []}
    for place, row in enumerate(rows):
        if (held := window(rows, place, n)) is None:
            for line in made.values():
                line.append(NAN)
            continue
        top, bottom = max(one["high"] for one in held), min(one["low"] for one in held)
        if top > bottom:
            rsv = 100 * (row["close"] - bottom) / (top - bottom)
            k = k * (1 - 1 / params["k"]) + rsv / params["k"]
        d = d * (1 - 1 / params["d"]) + k / params["d"]
        for key, value in (("k", k), ("d", d), ("j", 3 * k - 2 * d)):
            made[key].append(value)
    return made


def wilder(values, n):
    """Averages from the n-th value on, NaN before."""
    held = [NAN] * min(n - 1, len(values))
    for place in range(n - 1, len(values)):
        held.append(mean(values[:n]) if place == n - 1 else (held[-1] * (n - 1) + values[place]) / n)
    return held


def rsi(rows, params):
    closes = [row["close"] for row in rows]
    changes = [b - a for a, b in itertools.pairwise(closes)]
    made = {}
    for key, n in params.items():
        if n:
            ups, downs = (wilder([max(sign * one, 0.0) for one in changes], int(n)) for sign in (1, -1))
            line = [100 * up / (up + down) if up + down else NAN for up, down in zip(ups, downs, strict=True)]
            made["rsi" + key[len("period") :]] = [NAN, *line] if rows else []
    return made


def atr(rows, params):
    ranges = [
        max(row["high"] - row["low"], abs(row["high"] - before["close"]), abs(row["low"] - before["close"]))
        for before, row in itertools.pairwise(rows)
    ]
    return {"atr": [NAN, *wilder(ranges, int(params["period"]))] if rows else []}


def weighted(rows):
    volume = math.fsum(row["volume"] for row in rows)
    paid = math.fsum((row["high"] + row["low"] + row["close"]) / 3 * row["volume"] for row in rows)
    return paid / volume if volume else NAN


def vwap_of_days(rows, params):
    return {"vwap": rolled(rows, int(params["period"]), weighted)}


def vwap_intraday(rows, params):
    line = []
    for place, row in enumerate(rows):
        line.append(weighted([one for one in rows[: place + 1] if one["date"] == row["date"]]))
    return {"vwap": line}


def rel(rows, params):
    line, base = [], None
    for row in rows:
        if row["close"] <= 0 or row["benchmark"] <= 0:
            line.append(NAN)
            continue
        base = base or row["close"] / row["benchmark"]
        line.append(100 * row["close"] / row["benchmark"] / base)
    return {"rel": line}


NAIVE = {
    "ma": moving("close", "ma"), "volma": moving("volume", "volma"), "ema": ema, "boll": boll, "macd": macd,
    "kdj": kdj, "rsi": rsi, "atr": atr, "vwap": vwap_of_days, "rel": rel,
}  # fmt: skip
