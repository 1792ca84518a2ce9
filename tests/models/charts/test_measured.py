"""A measured range in both languages, as the panel shows it."""

import math

import numpy as np
import pytest

from models.charts.measure import Anchor, Ruler, measure, measure_between
from models.charts.measured import lines, of_ruler
from models.instruments import Instrument, Market
from models.values import COLUMNS, Interval
from tests.models.charts.test_measure import WEEK, columns
from tests.models.samples import EN, INDEX, SHARE, ZH, cash


def told(held, texts, lang, one=SHARE, **named):
    return [(line.label, line.value) for line in lines(held, one, texts, lang, **named)]


def test_every_line_in_chinese():
    assert told(measure(WEEK, 1, 4, shares=70_000), ZH, "zh") == [
        ("区间", "2024-09-18 至 2024-09-23"),
        ("长度", "4 根 · 4 个交易日 · 6 个自然日"),
        ("涨跌幅", "-1.00%"),
        ("涨跌额", "-0.10"),
        ("基准：前一根收盘", "10.00"),
        ("区间末收盘", "9.90"),
        ("最高", "12.00（2024-09-18）"),
        ("最低", "8.50（2024-09-19）"),
        ("振幅", "35.00%"),
        ("最大回撤（按收盘）", "-20.00%"),
        ("涨 / 跌 / 平", "2 / 1 / 1"),
        ("成交量（股）", "600"),
        ("成交额", "¥6,140"),
        ("均价", "10.23"),
        ("换手率", "0.86%"),
    ]


def test_what_went_ex_and_which_base_was_used_are_said():
    held = dict(told(measure(WEEK, 0, 1, actions=[cash("0918", 1.0)]), EN, "en"))
    assert held["Went ex inside (prices as traded, the gap is in the change)"] == "2024-09-18"
    assert held["Base: first open (nothing before)"] == "9.80"


def test_gaps_are_two_dashes_and_an_index_has_no_average():
    empty = measure(columns([(math.nan,) * 6]), 0, 0)
    held = dict(told(empty, EN, "en", INDEX))
    assert {held[key] for key in ("Change %", "Change", "High", "Low", "Volume (shares)", "Turnover")} == {"--"}
    assert "Average price" not in held
    assert "Turnover rate" not in held


@pytest.mark.parametrize(("first", "sign"), [(1, -1), (3, 1), (4, 0)])
def test_the_change_has_the_colour_of_its_direction(first, sign):
    held = {line.label: line.change for line in lines(measure(WEEK, first, 4), SHARE, ZH, "zh")}
    assert (np.sign(held["涨跌幅"]), held["区间"]) == (sign, 0)


def test_minutes_carry_the_hour_by_the_exchanges_clock():
    one = Instrument(id="NVDA.US", market=Market.US)
    held = columns([(1, 1, 1, 1, 1, 1)], ["2024-09-19"], [1_726_752_600])  # 13:30 UTC, in summer
    assert told(measure(held, 0, 0), EN, "en", one, intraday=True)[0][1] == "2024-09-19 09:30 to 2024-09-19 09:30"


def test_weeks_do_not_claim_sessions():
    made = measure(WEEK, 1, 4, interval=Interval.WEEK)
    assert "sessions" not in dict(told(made, EN, "en"))["Length"]


def test_a_ruler_in_one_line():
    ruler = measure_between(WEEK.date, Anchor(1, 10.0), Anchor(4, 12.5))
    assert of_ruler(ruler, 2, ZH) == "+2.50 +25.00% · 3 根 · 5 个自然日"
    assert of_ruler(Ruler(-1.0, None, 2, None), 3, EN) == "-1.000 -- · 2 bars · -- days"
    assert of_ruler(Ruler(-1.0, None, 1, 1), 3, EN) == "-1.000 -- · 1 bar · 1 day"


def test_the_columns_are_those_of_bars():
    assert set(COLUMNS) <= set(vars(WEEK))
