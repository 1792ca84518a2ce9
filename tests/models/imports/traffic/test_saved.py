"""Answers of Similarweb that somebody saved: v5 and v1 as documented, the older ones and the extension's as recorded."""

# ruff: noqa: E501 - a table is easier to read with a row a line

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ImportRejected
from models.imports.traffic.reading import is_traffic
from models.imports.traffic.saved import grids_of
from tests.models.imports.traffic.parts import PRODUCTS, asked, read, taken, told


def saved(value, name="answer.json"):
    return read(json.dumps(value).encode(), name)


def v5(granularity, *points, **request):
    asked_ = {"domain": "chatgpt.com", "granularity": granularity, "country": "ww", "web_source": "total", **request}
    return {"meta": {"request": asked_, "status": "Success", "last_updated": "2025-01-15"}, "data": list(points)}


def test_v5_by_day():
    found = taken(saved(v5("daily", {"date": "2024-09-13", "visits": 89234567, "bounce_rate": 0.28, "page_views": 3e8},
                           {"date": "2024-09-14", "visits": 90234567.5, "bounce_rate": 0.29})))  # fmt: skip
    assert told(found) == [
        "ChatGPT visits 2024-09-13/2024-09-13 89234567", "ChatGPT visits 2024-09-14/2024-09-14 90234567.5",
        "ChatGPT page_views 2024-09-13/2024-09-13 300000000",
    ]  # fmt: skip
    one = found.series[0].key
    assert (one.source, one.asset, one.day_cut, one.geo, one.device) == (
        "Similarweb",
        "chatgpt.com",
        "EST",
        "ww",
        "all",
    )
    assert (found.layout, found.unit, asked(found)) == ("json", 1.0, [])


def test_v5_by_month_even_of_one_month():
    found = taken(saved(v5("monthly", {"date": "2024-08-01", "visits": 12}, country="us", web_source="mobile_web")))
    assert told(found) == ["ChatGPT visits 2024-08-01/2024-08-31 12"]
    assert (found.series[0].key.geo, found.series[0].key.device) == ("US", "mobile_web")


def test_v1_by_week_from_the_first_day_of_each():
    meta = {"request": {"granularity": "Weekly", "domain": "poe.com", "country": "world"}, "status": "Success"}
    points = [{"date": "2024-09-02", "visits": 1.2e7}, {"date": "2024-09-09", "visits": 1.25e7}]
    found = taken(saved({"meta": meta, "visits": points}))
    assert told(found) == ["Poe visits 2024-09-02/2024-09-08 12000000", "Poe visits 2024-09-09/2024-09-15 12500000"]
    assert found.series[0].key.week_start == 0


def test_the_extensions_answer_states_its_last_month_twice_and_is_taken_once():
    answer = {
        "SiteName": "poe.com", "Engagments": {"Month": "01", "Year": "2020", "Visits": "9.756941889301659E7"},
        "EstimatedMonthlyVisits": {"2019-12-01": 105287460, "2020-01-01": 97569418}, "GlobalRank": {"Rank": 329},
    }  # fmt: skip
    assert told(taken(saved(answer))) == [
        "Poe visits 2019-12-01/2019-12-31 105287460", "Poe visits 2020-01-01/2020-01-31 97569418",
    ]  # fmt: skip
    del answer["EstimatedMonthlyVisits"]
    assert told(taken(saved(answer))) == ["Poe visits 2020-01-01/2020-01-31 97569418.89"]


def test_the_older_answer_says_neither_site_nor_metric_its_files_name_does():
    values = {"Values": [{"Date": "2014-01-01", "Value": 1399842129.0}, {"Date": "2014-02-01", "Value": 1128812098.0}]}
    assert told(taken(saved(values, "visits_poe.com.json")))[0] == "Poe visits 2014-01-01/2014-01-31 1399842129"
    found = taken(saved(values, "visits.json"))
    assert (told(found), found.refused[0].reason.partition(":")[0]) == ([], "no product is named")


def test_several_answers_in_one_file():
    two = [v5("daily", {"date": "2024-09-13", "visits": 5}), v5("monthly", {"date": "2024-08-01", "visits": 6})]
    assert told(taken(saved(two))) == [
        "ChatGPT visits 2024-09-13/2024-09-13 5",
        "ChatGPT visits 2024-08-01/2024-08-31 6",
    ]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"meta": {"status": "Error", "error_message": "Data not found"}}, "Similarweb answered: Error Data not found"),
        ({"Values": [{"Date": "2014-08-01", "Value": 0.36}]}, "no answer of Similarweb"), ({"a": 1}, "no answer of Similarweb"),
        ([], "no answer of Similarweb"), ([[[]]], "no answer of Similarweb"),
        ({"TrafficReach": [{"Date": "30/12/2013", "Value": 0.12}]}, "no answer of Similarweb"),
    ],
)  # fmt: skip
def test_other_json_is_refused_with_the_reason(value, why):
    with pytest.raises(ImportRejected, match=why):
        saved(value, "bounce_visits.json")


@pytest.mark.parametrize("content", [b"[x] note,1\n", b"{", b"[" * 100_000, b"{} trailing"])
def test_text_that_only_begins_like_json_is_a_table(content):
    assert read(content, "x.csv").form == ""


def test_a_saved_answer_is_traffic():
    assert is_traffic(saved(v5("daily", {"date": "2024-09-13", "visits": 5})), PRODUCTS)


keys = st.sampled_from(["meta", "request", "data", "visits", "date", "Values", "Value", "Date", "SiteName", "Engagments",
                        "EstimatedMonthlyVisits", "Year", "Month", "Visits", "domain", "status", "granularity"])  # fmt: skip
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.just("2024-09-13"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5), max_leaves=20,
)  # fmt: skip


@given(json_values)
def test_no_answer_makes_an_accident(value):
    try:
        grids = grids_of(value, "visits poe.com.json")
    except ValueError:
        return
    assert all(len(row) <= 6 for grid in grids for row in grid.rows)
