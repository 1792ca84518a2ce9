"""Traffic for programs, checked by hand against the bundled months."""

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest

import resources
from models.products.reading import products_from
from models.products.strangers import with_strangers
from models.products.universe import Products
from models.traffic.bundled import bundled_series
from models.traffic.chosen import EVER, View
from models.traffic.published import traffic_from
from models.traffic.told import anything, as_csv, as_json, panels_of
from models.traffic.values import Granularity, Point, series_of
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


def test_places_are_told_apart_and_one_that_is_asked_for_is_alone(held):
    series, products = held
    usa = tuple(replace(one, key=replace(one.key, geo="US")) for one in series if one.key.product == "Kimi")
    both = ((*series, *usa), products)
    assert {(one["geo"]) for one in as_json(told(both))["series"] if one["product"] == "Kimi"} == {"ww", "US"}
    alone = [one for one in as_json(told(both, geo="US"))["series"] if one["geo"]]
    assert [(one["product"], one["geo"], one["device"]) for one in alone] == [("Kimi", "US", "all")]


def test_a_window_without_a_number_has_none(held):
    assert anything(told(held))
    assert not anything(told(held, first=dt.date(2030, 1, 1), last=dt.date(2030, 2, 28)))
    assert not anything(told(held, geo="US"))


def test_what_adding_up_leaves_behind_is_not_told(held):
    key = replace(held[0][0].key, granularity=Granularity.DAY)
    days = [dt.date(2024, 8, 13), dt.date(2024, 8, 14), dt.date(2024, 8, 15)]
    one = series_of(
        key,
        [Point(start=day, end=day, value=value) for day, value in zip(days, (0.1, 0.2, 0.3), strict=True)],
        known_at=0.0,
    )
    made = panels_of(View(category="", granularity=Granularity.WEEK, first=days[0], last=days[2]), [one], held[1])
    assert [p["value"] for (p,) in points(as_json(made), key.product)] == [0.6]


def test_a_name_that_a_spreadsheet_would_run_is_quoted_in_csv(held):
    series, products = held
    name = "=cmd|'/C calc'!A0"
    risky = tuple(
        replace(one, key=replace(one.key, product=name, source="@SUM(A1)"))
        for one in series
        if one.key.product == "Kimi"
    )
    view = View(category="", products=(name,), first=dt.date(2024, 9, 1), last=dt.date(2024, 9, 30))
    made = panels_of(view, risky, with_strangers(products, [(name, "image")]))
    (row,) = csv.DictReader(io.StringIO(as_csv(made)))
    assert (row["product"], row["source"]) == (f"'{name}", "'@SUM(A1)")
    assert as_json(made)["series"][0]["product"] == name  # a program reads what it is
