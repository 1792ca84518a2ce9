"""D1: each field of each shape dropped, renamed, retyped, doubled: named, left out or harmless, never mis-assigned."""

import pytest

from data_sources.adapters import eastmoney, sina, tencent
from tests.data_sources import shapes as of
from tests.data_sources.mutants import bars_by, days_by, line_of, mis_assigned, quotes_by


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


@pytest.mark.parametrize("name", SHAPES)
def test_the_shape_is_understood_unchanged(name):
    answer, read = SHAPES[name]
    assert read(answer)


@pytest.mark.parametrize("name", SHAPES)
def test_no_mutant_is_mis_assigned(name):
    count, bad = mis_assigned(*SHAPES[name])
    assert count > 10
    assert bad == []
