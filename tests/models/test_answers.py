"""Quotes and bars for other programs: numbers unrounded, missing is null or empty, source and as-of on each."""

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import numpy as np
import pytest

from models.answers import bars_csv, bars_json, failure_json, moment, quote_json
from models.arguments import INTERVALS
from models.errors import Failure
from models.indicators.chosen import Made
from models.values import Interval
from tests.models.samples import SHARE, bars, quote

NOW = dt.datetime(2024, 9, 26, 1, tzinfo=dt.UTC).timestamp()
CLOSES = {"0920": 10.0, "0923": 10.123456789012345}


def test_a_quote_has_every_key_and_null_where_nothing_is_known():
    made = quote_json(quote(last=10.5, previous_close=10.0), SHARE, NOW)
    assert list(made) == [
        "id", "name_zh", "name_en", "currency", "last", "previous_close", "change", "change_pct", "open", "high", "low",
        "volume", "turnover", "market_cap", "limit_up", "limit_down", "volume_ratio", "turnover_rate", "indicative",
        "shares", "extended_last", "extended_pct", "pe", "pb", "high_52w", "low_52w", "extended_time",
        "suspended", "state", "exchange_time", "age_s",
        "delay_s", "source", "as_of",
    ]  # fmt: skip
    assert (made["change_pct"], made["open"], made["name_zh"]) == (pytest.approx(5.0), None, "浦发银行")
    assert made["as_of"] == "2024-09-26T01:00:00+00:00"
    assert {made[key] for key in made if key.startswith(("limit", "extended"))} == {None}


def test_a_quote_says_how_fresh_it_is_and_how_old():
    at = dt.datetime(2024, 9, 26, 2, tzinfo=dt.UTC).timestamp()  # ten in Shanghai
    live = quote(last=10.5, exchange_time=at - 3.25, received_at=at - 1)
    assert (quote_json(live, SHARE, at)["state"], quote_json(live, SHARE, at)["age_s"]) == ("live", 3.25)
    late = replace(live, delay_s=900.0)
    assert quote_json(late, SHARE, at)["state"] == "delayed"
    assert quote_json(live, SHARE, at + 120)["state"] == "stale"
    halted = quote_json(replace(live, suspended=True), SHARE, at)
    assert (halted["state"], halted["suspended"]) == ("suspended", True)
    assert quote_json(live, SHARE, at - 86400)["age_s"] == 0.0  # the computer's clock was set back


def test_a_trade_after_the_close_is_beside_the_last_price_with_its_own_time():
    made = quote_json(quote(last=10.0, extended_last=10.5, extended_time=1727308800.0, limit_up=11.0), SHARE, NOW)
    assert (made["last"], made["extended_last"], made["extended_pct"]) == (10.0, 10.5, pytest.approx(5.0))
    assert (made["extended_time"], made["limit_up"]) == ("2024-09-26T00:00:00+00:00", 11.0)


def test_bars_name_their_source_basis_and_adjustment_once():
    made = bars_json(bars(CLOSES, doubt="offline"))
    head = {key: made[key] for key in ("id", "interval", "adjust", "basis", "currency", "source", "doubt")}
    assert head == {"id": "600000.SH", "interval": "1d", "adjust": "none", "basis": "raw", "currency": "CNY",
                    "source": "sample", "doubt": "offline"}  # fmt: skip


def test_a_bar_is_unrounded_with_an_iso_date():
    first, last = bars_json(bars(CLOSES))["bars"]
    assert list(first) == ["date", "open", "high", "low", "close", "volume", "turnover"]
    assert (first["date"], last["close"]) == ("2024-09-20", 10.123456789012345)


def test_a_missing_number_is_null_in_json_and_empty_in_csv():
    held = bars(CLOSES, open=np.full(2, np.nan))
    assert [bar["open"] for bar in bars_json(held)["bars"]] == [None, None]
    json.dumps(bars_json(held), allow_nan=False)
    assert [row["open"] for row in csv.DictReader(io.StringIO(bars_csv(held)))] == ["", ""]


def test_every_line_of_csv_stands_alone():
    rows = list(csv.DictReader(io.StringIO(bars_csv(bars(CLOSES)))))
    assert [row["date"] for row in rows] == ["2024-09-20", "2024-09-23"]
    assert float(rows[1]["close"]) == 10.123456789012345
    assert {(row["id"], row["source"], row["adjust"], row["currency"]) for row in rows} == {
        ("600000.SH", "sample", "none", "CNY")
    }


def test_indicators_stand_beside_each_bar_under_their_headings():
    lines = (Made(title="MA2", values=np.array([np.nan, 10.5]), volume=False),)
    held = bars_json(bars(CLOSES), lines)["bars"]
    assert [bar["indicators"] for bar in held] == [{"MA2": None}, {"MA2": 10.5}]
    rows = list(csv.DictReader(io.StringIO(bars_csv(bars(CLOSES), lines))))
    assert [row["MA2"] for row in rows] == ["", "10.5"]
    assert [row["source"] for row in rows] == ["sample"] * 2


def test_csv_of_nothing_is_a_header():
    empty = bars(CLOSES).rows(slice(0, 0))
    assert bars_csv(empty).count("\n") == 1


def test_a_failure_names_each_source_tried():
    tried = (Failure(kind="Unreachable", source="yahoo", detail="refused"),)
    made = failure_json("AMD.US", Failure(kind="Unreachable", detail="yahoo: refused", tried=tried))
    assert made == {
        "id": "AMD.US",
        "why": "yahoo: refused",
        "tried": [{"source": "yahoo", "kind": "Unreachable", "why": "refused"}],
    }


def test_never_is_null():
    assert moment(0.0) is None


def test_a_minute_says_when_it_begins_and_a_day_does_not():
    made = bars({"0925": 10.0})
    minute = made.with_columns(interval=Interval.MIN1)
    assert bars_json(minute)["bars"][0]["time"] == moment(float(made.time[0]))
    assert "time" not in bars_json(made)["bars"][0]
    assert bars_csv(minute).splitlines()[0].startswith("id,date,time,open")


def test_the_words_of_the_command_line_are_the_intervals_there_are():
    assert tuple(INTERVALS) == tuple(Interval)
