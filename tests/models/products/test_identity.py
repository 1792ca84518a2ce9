"""One product, two domains, two names of an app: one series, and what was added up is told."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.products.identity import joined
from models.products.reading import products_from
from models.products.values import Asset, Kind, Product
from models.traffic.values import MOVED, PARTIAL, Metric
from tests.models.products.samples import flags, monthly, told

PRODUCTS = products_from(resources.products())
CHAT, WEN, DEEPSEEK, STABILITY = (PRODUCTS.get(name) for name in ("ChatGPT", "文小言", "DeepSeek", "Stability"))
NAN = math.nan


def test_a_move_is_one_series_and_the_month_of_the_move_adds_up():
    old = monthly("chat.openai.com", {"2024-03": 30.0, "2024-04": 28.0, "2024-05": 4.0, "2024-06": 1.0}, step=1.0)
    new = monthly("chatgpt.com", {"2024-04": 0.5, "2024-05": 23.0, "2024-06": 26.0}, step=0.5, known_at=9.0, batch=3)
    made = joined(CHAT, [new, old])
    assert told(made.series) == {"2024-03": 30, "2024-04": 28, "2024-05": 27, "2024-06": 26}
    assert flags(made.series) == {"2024-03": 0, "2024-04": 0, "2024-05": MOVED, "2024-06": 0}
    assert made.series.step.tolist() == [1.0, 1.0, 1.5, 0.5]
    assert made.series.known_at.tolist() == [0, 0, 9, 9]
    assert made.series.batch.tolist() == [0, 0, 3, 3]
    assert made.series.key.asset == "chat.openai.com+chatgpt.com"
    (one,) = made.overlaps
    assert (one.old, one.new, one.periods, one.old_value, one.new_value) == ("chat.openai.com", "chatgpt.com", 1, 4, 23)
    assert (one.first, one.last) == (dt.date(2024, 5, 1), dt.date(2024, 5, 31))


def test_a_site_alone_counts_on_its_own_days_only():
    made = joined(CHAT, [monthly("chatgpt.com", {"2024-04": 0.5, "2024-05": 23.0})])
    assert told(made.series) == {"2024-05": 23}
    assert made.series.key.asset == "chatgpt.com"
    assert made.overlaps == ()


def test_a_missing_month_stays_missing_and_a_lost_half_is_partial():
    old = monthly("chat.openai.com", {"2024-03": NAN, "2024-04": 28.0})
    new = monthly("chatgpt.com", {"2024-05": 23.0, "2024-06": NAN, "2024-07": 20.0})
    held = told(joined(CHAT, [old, new]).series)
    assert [name for name, value in held.items() if math.isnan(value)] == ["2024-03", "2024-06"]
    two = [
        monthly("stability.ai", {"2024-05": 1.0, "2024-07": 3.0}, product="Stability"),
        monthly("dreamstudio.ai", {"2024-05": 2.0, "2024-06": 2.0, "2024-07": 2.0}, product="Stability"),
    ]
    made = joined(STABILITY, two).series
    assert told(made) == {"2024-05": 3, "2024-06": 2, "2024-07": 5}
    assert flags(made) == {"2024-05": MOVED, "2024-06": MOVED | PARTIAL, "2024-07": MOVED}


def apps(old, new):
    return [
        monthly(name, held, product="文小言", metric=Metric.DOWNLOADS)
        for name, held in (("文心一言", old), ("文小言", new))
    ]


def test_a_list_that_writes_the_whole_history_under_the_new_name_loses_nothing():
    made = joined(WEN, apps({}, {"2024-07": 200.0, "2024-08": 210.0, "2024-09": 190.0})[1:])
    assert told(made.series) == {"2024-07": 200, "2024-08": 210, "2024-09": 190}


def test_where_both_names_have_a_number_the_valid_one_counts_and_the_month_of_the_change_adds_up():
    made = joined(
        WEN,
        apps({"2024-08": 210.0, "2024-09": 20.0, "2024-10": 9.0}, {"2024-08": 1.0, "2024-09": 170.0, "2024-10": 180.0}),
    )
    assert told(made.series) == {"2024-08": 210, "2024-09": 190, "2024-10": 180}
    assert [(one.old_value, one.new_value) for one in made.overlaps] == [(20, 170)]


def test_one_number_told_under_both_names_is_one():
    made = joined(WEN, apps({"2024-08": 210.0, "2024-09": 190.0}, {"2024-09": 190.0}))
    assert told(made.series) == {"2024-08": 210, "2024-09": 190}
    assert made.overlaps == ()


def test_ranks_are_not_added():
    pair = [
        monthly(name, {"2024-09": value}, product="文小言", metric=Metric.RANK)
        for name, value in (("文心一言", 40.0), ("文小言", 12.0))
    ]
    assert told(joined(WEN, pair).series) == {"2024-09": 12}


def test_the_number_of_the_product_itself_counts_before_those_of_its_sites():
    whole = monthly("", {"2024-05": 27.0})
    parts = [monthly("chat.openai.com", {"2024-04": 28.0, "2024-05": 4.0}), monthly("chatgpt.com", {"2024-05": 22.0})]
    made = joined(CHAT, [whole, *parts])
    assert told(made.series) == {"2024-04": 28, "2024-05": 27}
    assert made.overlaps == ()


def test_an_address_nobody_stated_counts_on_every_day():
    made = joined(CHAT, [monthly("chat.example", {"2020-01": 1.0}), monthly("chatgpt.com", {"2024-06": 2.0})])
    assert told(made.series) == {"2020-01": 1, "2024-06": 2}


def test_series_of_two_kinds_are_refused():
    with pytest.raises(ValueError, match="not of one kind"):
        joined(CHAT, [monthly("chatgpt.com", {}), monthly("chat.openai.com", {}, metric=Metric.PAGE_VIEWS)])
    with pytest.raises(ValueError, match="not of one kind"):
        joined(CHAT, [monthly("chatgpt.com", {}), monthly("chatgpt.com", {})])
    with pytest.raises(ValueError):
        joined(CHAT, [])


def test_no_points_at_all():
    assert len(joined(DEEPSEEK, [monthly("deepseek.com", {}, product="DeepSeek")]).series) == 0


MONTHS = [f"2024-{number:02d}" for number in range(1, 13)]
NUMBERS = st.dictionaries(st.sampled_from(MONTHS), st.integers(1, 1000).map(float))


@given(NUMBERS, NUMBERS, st.sampled_from(range(1, 13)), st.integers(-2, 2))
def test_every_period_is_the_sum_of_what_was_valid_then(old, new, turn, over):
    """Against the rule written down a second time, month by month."""
    first = dt.date(2024, turn, 1)
    last = dt.date(2024, min(max(turn + over, 1), 12), 15)
    sites = Asset(kind=Kind.SITE, name="a.com", last=last), Asset(kind=Kind.SITE, name="b.com", first=first)
    one = Product(id="p", name_zh="p", name_en="p", category="text", assets=sites)
    made = joined(one, [monthly("a.com", old, product="p"), monthly("b.com", new, product="p")])
    wanted = {}
    for number, name in enumerate(MONTHS, 1):
        parts = [old[name]] if name in old and number <= last.month else []
        parts += [new[name]] if name in new and number >= first.month else []
        if parts:
            wanted[name] = sum(parts)
    assert told(made.series) == wanted
    added = sum(one.old_value + one.new_value for one in made.overlaps)
    whole = (made.series.flags & (MOVED | PARTIAL)) == MOVED
    assert added == made.series.value[whole].sum()
    assert (np.diff(made.series.start) > np.timedelta64(0, "D")).all()
