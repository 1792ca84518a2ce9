"""Traffic for programs, checked by hand against the bundled months."""

import csv
import datetime as dt
import io

import pytest

import resources
from models.products.reading import products_from
from models.products.strangers import with_strangers
from models.products.universe import Products
from models.traffic.bundled import bundled_series
from models.traffic.chosen import EVER, View
from models.traffic.published import traffic_from
from models.traffic.told import as_csv, as_json, panels_of
from tests.models.traffic.made import months

AIPURE = "Similarweb via AIPure"


@pytest.fixture(scope="module")
def held():
    return bundled_series(traffic_from(resources.monthly_visits())), products_from(resources.products())


def told(held, **fields):
    view = View(**{"category": "text", "first": dt.date(2024, 8, 1), "last": dt.date(2024, 9, 30)} | fields)
    return panels_of(view, *held)


def points(said, product):
    return [one["points"] for one in said["series"] if one["product"] == product]


def test_chatgpt_and_doubao_in_september_2024(held):
    said = as_json(told(held))
    ((_, chatgpt),) = points(said, "ChatGPT")
    assert (chatgpt["start"], chatgpt["end"], chatgpt["value"]) == ("2024-09-01", "2024-09-30", 3_100_000_000)
    assert (chatgpt["change_pct"], chatgpt["record"], chatgpt["source"]) == (19.23, True, AIPURE)
    assert chatgpt["change_low"] < 18.7 < chatgpt["change_high"]  # what the publisher made of unrounded figures
    ((_, doubao),) = points(said, "豆包")
    assert (doubao["value"], doubao["change_pct"]) == (13_500_000, 25.0)


def test_what_nobody_holds_is_a_gap_and_not_zero(held):
    ((august, september),) = points(as_json(told(held)), "百川")
    assert [one["value"] for one in (august, september)] == [None, None]
    assert (september["record"], september["change_pct"], september["source"]) == (None, None, None)


def test_two_publishers_are_two_series(held):
    said = as_json(told(held, first=dt.date(2024, 12, 1), last=dt.date(2025, 1, 31)))
    assert {one["source"] for one in said["series"] if one["product"] == "ChatGPT"} == {AIPURE, "Toolify"}
    (_, january) = next(
        one["points"] for one in said["series"] if (one["product"], one["source"]) == ("ChatGPT", "Toolify")
    )
    assert january["change_pct"] is None  # December is another publisher's


def test_the_level_break_is_told(held):
    said = as_json(told(held, category="", first=None, last=None, days=EVER, source=AIPURE))
    assert [(one["start"], one["source"], set(one["products"])) for one in said["breaks"]] == [
        ("2024-07-01", AIPURE, {"Civitai", "Perplexity", "Poe"})
    ]


def test_csv_has_the_same_numbers(held):
    rows = list(csv.DictReader(io.StringIO(as_csv(told(held)))))
    row = next(one for one in rows if one["product"] == "ChatGPT" and one["end"] == "2024-09-30")
    assert (row["value"], row["change_pct"], row["source"]) == ("3100000000", "19.23", AIPURE)
    assert next(one for one in rows if one["product"] == "百川")["value"] == ""


def test_countries_are_apart_and_only_the_one_asked_for_is_told():
    held = [
        months([1000.0], first="2024-08", asset="chatgpt.com"),
        months([90.0, 100.0], first="2024-07", asset="chatgpt.com", geo="US"),
    ]

    def values(**fields):
        panels = panels_of(View(products=("ChatGPT",), days=EVER, **fields), held, products_from(resources.products()))
        return {one["geo"]: [point["value"] for point in one["points"]] for one in as_json(panels)["series"]}

    assert values() == {"US": [90, 100], "ww": [1000]}
    assert values(geo="US") == {"US": [90, 100]}
    assert values(geo="CN") == {None: []}  # never another country's in its place


def test_a_name_like_a_formula_is_a_text():
    name = "=HYPERLINK(1)"
    known = with_strangers(Products(), [(name, "text")])
    text = as_csv(panels_of(View(days=EVER), [months([1.0], product=name, source="@SUM(1)")], known))
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["product"], row["source"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
