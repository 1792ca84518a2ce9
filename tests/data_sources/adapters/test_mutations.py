"""D1: each field of each shape dropped, renamed, retyped, doubled: named, left out or harmless, never mis-assigned."""

import copy
import math
from dataclasses import fields

import numpy as np
import pytest

from data_sources.adapters import eastmoney, sina, tencent
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


def em_quotes(asked):
    parse = quotes_by(eastmoney.parse_quotes, "eastmoney", asked)
    return lambda raw: parse(eastmoney.contract.rows_at(raw, "data.diff", "eastmoney"))


def facts(raw):
    held = eastmoney.parse_facts(raw, of.CN, of.NOW)
    return {name: getattr(held, name) for name in ("instrument", "name_zh", "listed", "shares", "lot")}


def suggested(raw):
    return {one.id: one.market for one in eastmoney.parse_suggestions(raw)}


def listed(raw):
    rows, _ = eastmoney.page_of(raw, 0, of.Market.CN)
    text = eastmoney.parse_listing({of.Market.CN: rows}, of.NOW).text
    return {line.split("\t")[0]: line.split("\t")[1:4] for line in text.splitlines()}


def line_of(make, parse, source, code, asked):
    found = quotes_by(parse, source, asked)
    return lambda held: found(make(code, held))


def days_by(asked, code):
    parse = bars_by(tencent.parse_days, of.days(asked))
    return lambda raw: parse(tencent.days_of(tencent.path_of(raw, f"data.{code}")))


MINUTE_WANT = of.days(of.CN, interval=of.Interval.MIN1)
SHAPES = {
    "eastmoney A-share": (of.em_quotes(of.em_row()), em_quotes(of.CN)),
    "eastmoney Hong Kong": (of.em_quotes(of.em_row("00700", 116, lot=1)), em_quotes(of.HK)),
    "eastmoney US": (of.em_quotes(of.em_row("NVDA", 105, lot=1)), em_quotes(of.US)),
    "eastmoney index": (of.em_quotes(of.em_row("000300", 1, f20="-", f10="-")), em_quotes(of.CSI)),
    "eastmoney facts": (of.EM_FACTS, facts),
    "eastmoney search": (of.EM_SUGGEST, suggested),
    "eastmoney list": (of.em_page(["600000", "600004"], 2), listed),
    "tencent A-share": (
        of.tencent_fields(of.CN), line_of(of.tencent_line, tencent.parse_quotes, "tencent", "sh600000", of.CN),
    ),
    "tencent STAR": (
        of.tencent_fields(of.STAR), line_of(of.tencent_line, tencent.parse_quotes, "tencent", "sh688256", of.STAR),
    ),
    "tencent Hong Kong": (
        of.tencent_fields(of.HK), line_of(of.tencent_line, tencent.parse_quotes, "tencent", "r_hk00700", of.HK),
    ),
    "tencent US": (
        of.tencent_fields(of.US), line_of(of.tencent_line, tencent.parse_quotes, "tencent", "usNVDA", of.US),
    ),
    "tencent days": (of.tencent_days(of.DAYS_CN), days_by(of.CN, "sh600000")),
    "tencent days of Hong Kong": (of.tencent_days(of.DAYS_HK, "hk00700"), days_by(of.HK, "hk00700")),
    "tencent minutes": (of.MINUTES, bars_by(tencent.parse_minutes, MINUTE_WANT)),
    "sina A-share": (of.SINA_CN, line_of(of.sina_line, sina.parse_quotes, "sina", "sh600000", of.CN)),
    "sina Hong Kong": (of.SINA_HK, line_of(of.sina_line, sina.parse_quotes, "sina", "rt_hk00700", of.HK)),
    "sina US": (of.SINA_US, line_of(of.sina_line, sina.parse_quotes, "sina", "gb_nvda", of.US)),
    "sina currency": (of.SINA_FX, line_of(of.sina_line, sina.parse_quotes, "sina", "fx_susdcny", of.FX)),
}  # fmt: skip


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
        return math.isclose(before, after, rel_tol=1e-9)
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


@pytest.mark.parametrize("name", SHAPES)
def test_the_shape_is_understood_unchanged(name):
    answer, read = SHAPES[name]
    assert read(answer)


@pytest.mark.parametrize("name", SHAPES)
def test_no_mutant_is_mis_assigned(name):
    answer, read = SHAPES[name]
    right, bad, count = read(answer), [], 0
    for done, changed in mutants(answer):
        count += 1
        try:
            after = read(changed)
        except AppError:
            continue
        if found := wrong(right, after):
            bad.append((done, {field: after[field] for field in found}))
    assert count > 10
    assert bad == []
