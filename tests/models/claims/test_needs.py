"""Whose bars a text needs to be checked, and over which days."""

import datetime as dt

from models.claims import needs
from models.claims.reading import read
from models.review.values import Window
from tests.models.claims.samples import universe, world
from tests.models.samples import WEEK

BACK = dt.timedelta(days=30)
LATER = dt.date(2024, 12, 1)


def ids(text):
    return [one.id for one in needs.instruments(read(text, world(), WEEK), universe())]


def test_those_that_are_named_and_the_benchmarks():
    assert {"NVDA.US", "000300.SH", "IXIC", "HSI"} <= set(ids("英伟达+6.47%。"))
    assert "688256.SH" not in ids("英伟达+6.47%。")


def test_all_that_are_followed_where_a_group_is_spoken_of():
    members = {one.id for one in universe().members()}
    assert members <= set(ids("算力板块普涨。"))
    assert members <= set(ids("中际旭创领涨。"))


def test_a_text_without_claims_needs_nothing():
    assert ids("今天天气不错。") == []


def test_the_days_reach_over_every_window_of_the_text():
    claims = read("8月英伟达上涨3%。", world(), WEEK)
    assert needs.span(claims, WEEK, BACK, LATER) == Window(first=dt.date(2024, 8, 1) - BACK, last=WEEK.last)


def test_the_future_is_not_asked_for():
    assert needs.span((), WEEK, BACK, WEEK.first).last == WEEK.first + dt.timedelta(days=1)


def test_only_claimed_caps_are_asked_for():
    claims = read("英伟达总市值3.03万亿美元，英特尔+7.78%。", world(), WEEK)
    assert [one.id for one in needs.capped(claims, universe())] == ["NVDA.US"]
