"""A view goes to disk and comes back; what is bad there costs only itself."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.traffic.chosen import AUTO, SPANS, Shape, View
from models.traffic.paper import read, written
from models.traffic.values import Granularity, Metric

days = st.dates(dt.date(2019, 1, 1), dt.date(2030, 1, 1))
names = st.text(min_size=1, max_size=20)
views = st.builds(
    View,
    category=st.sampled_from(["text", "image", ""]), products=st.lists(names, max_size=4, unique=True).map(tuple),
    metric=st.sampled_from(Metric), granularity=st.sampled_from(Granularity), source=st.text(max_size=20),
    geo=st.sampled_from(["ww", "CN"]), device=st.sampled_from(["all", "ios"]), week_end=st.integers(AUTO, 6),
    shape=st.sampled_from(Shape), by_product=st.booleans(), days=st.sampled_from(SPANS), base=st.none() | days,
    align=st.sampled_from(["", "launch", "2024-09-12"]), log=st.booleans(), split=st.booleans(),
    events=st.booleans(), left_out=st.lists(names, max_size=3, unique=True).map(tuple), known_on=st.none() | days,
    prices=st.booleans(),
)  # fmt: skip


@given(views)
def test_what_is_written_is_read_again(view):
    assert read(json.loads(json.dumps(written(view)))) == view


def test_a_window_of_ones_own_is_kept():
    view = View(first=dt.date(2024, 8, 1), last=dt.date(2024, 9, 30))
    assert read(written(view)) == view


@pytest.mark.parametrize("said", [None, [], "text", 3])
def test_what_says_no_view_is_none(said):
    assert read(said) is None


@pytest.mark.parametrize(
    ("key", "bad"),
    [("metric", "clicks"), ("granularity", 7), ("week_end", 9), ("week_end", True), ("shape", None), ("days", 17),
     ("products", "ChatGPT"), ("base", "yesterday"), ("log", 1), ("source", ["a"]), ("category", "x" * 1000),
     ("left_out", {"a": 1}), ("known_on", 20240901), ("align", None)],
)  # fmt: skip
def test_one_bad_entry_falls_back_alone(key, bad):
    held = read({**written(View(category="video", prices=True)), key: bad})
    usual = View(category="video", prices=True)
    assert held == (View(prices=True) if key == "category" else usual)


def test_a_list_keeps_what_can_be_read():
    assert read({"products": ["Kimi", 3, "", "Kimi", "豆包"]}).products == ("Kimi", "豆包")


def test_a_window_that_ends_before_it_begins_is_none():
    held = read({"first": "2024-09-30", "last": "2024-08-01"})
    assert (held.first, held.last) == (None, None)


def test_the_week_of_ones_own_choice_of_before_is_the_automatic_one():
    assert read({}).week_end == AUTO
