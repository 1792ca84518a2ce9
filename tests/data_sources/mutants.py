"""Answers with one field wrong, and what is still taken of them."""

from __future__ import annotations

import copy
import math
from dataclasses import fields

import numpy as np

from data_sources.adapters import tencent
from data_sources.guards import checked_bars, sifted_quotes
from models.errors import AppError
from models.values import COLUMNS, Quote
from tests.data_sources import shapes as of

ELSE = "another name"
# A row without f124 is dated to when its market last traded, the latest moment it can be of; see eastmoney._time
LAST_TRADED = {of.CLOSED_CN, of.CLOSED_CN + 3600, of.NOW - 16 * 3600}


def quotes_by(parse, source, asked):
    """The good quotes of an answer, as a dict of their fields; {} when nothing of it is taken."""

    def found(raw):
        sifted = sifted_quotes(parse(raw, of.quotes(asked), of.NOW), (asked,), source, of.NOW)
        return {f.name: getattr(one, f.name) for one in sifted.good for f in fields(Quote)}

    return found


def bars_by(parse, want):
    """Every number of a series by its time: a row that was left out is missing, not wrong.

    Volume and turnover of minutes as running totals: what a lost minute traded is in the next one.
    """

    def found(raw):
        bars = checked_bars(parse(raw, want, of.NOW), want, "tencent", want.end)
        columns = {name: getattr(bars, name) for name in COLUMNS}
        if want.interval.intraday:
            columns |= {name: np.nancumsum(columns[name]) for name in ("volume", "turnover")}
        numbers = {
            (int(time), name): float(column[row])
            for name, column in columns.items()
            for row, time in enumerate(bars.time)
            if np.isfinite(column[row])
        }
        return numbers | {"instrument": bars.instrument, "currency": bars.currency}

    return found


def line_of(make, parse, source, code, asked):
    found = quotes_by(parse, source, asked)
    return lambda held: found(make(code, held))


def days_by(asked, code):
    parse = bars_by(tencent.parse_days, of.days(asked))
    return lambda raw: parse(tencent.days_of(tencent.path_of(raw, f"data.{code}")))


def places(value, path=()):
    """Every place in an answer: paths of keys and indices."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inner:
        yield (*path, key)
        yield from places(held, (*path, key))


def mutants(answer):
    """``(what was done, the answer so changed)`` for each place."""
    textual = isinstance(answer, list) and all(isinstance(one, str) for one in answer)
    for path in places(answer):
        for done, change in CHANGES.items():
            if textual and done in ("a list", "an object"):
                continue  # fields of a line are text
            made = copy.deepcopy(answer)
            holder = made
            for key in path[:-1]:
                holder = holder[key]
            if change(holder, path[-1]):
                yield f"{done} at {path}", made


def dropped(holder, key):
    del holder[key]
    return True


def renamed(holder, key):
    if isinstance(holder, dict):
        holder[ELSE] = holder.pop(key)
    return isinstance(holder, dict)


def doubled(holder, key):
    if isinstance(holder, list):
        holder.insert(key, holder[key])
    return isinstance(holder, list)


def put(value):
    def change(holder, key):
        holder[key] = value
        return True

    return change


CHANGES = {
    "dropped": dropped, "renamed": renamed, "doubled": doubled, "letters": put("abc"), "a list": put(["x"]),
    "an object": put({"x": 1}), "nothing": put(""), "a dash": put("-"),
}  # fmt: skip


def same(before, after):
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=1e-6)
    return before == after


HARMLESS = {"suspended", "name_zh"}  # the one says that a price is missing, the other is shown and never compared


def wrong(before, after):
    """What holds another value than before: neither the same nor missing."""
    return [
        name
        for name, value in after.items()
        if name not in HARMLESS
        and value not in (None, (), "")
        and not same(before.get(name), value)
        and not (name == "exchange_time" and value in LAST_TRADED)
    ]


def mis_assigned(answer, read):
    """How many mutants there are, and those of which something is taken that is not what it was."""
    right, bad, count = read(answer), [], 0
    for done, changed in mutants(answer):
        count += 1
        try:
            after = read(changed)
        except AppError:
            continue
        if found := wrong(right, after):
            bad.append((done, {field: after[field] for field in found}))
    return count, bad
