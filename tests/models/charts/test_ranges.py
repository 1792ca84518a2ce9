"""Measured ranges side by side."""

import datetime as dt

import numpy as np
import pytest

from models.charts.ranges import as_json, as_sheet, range_of
from models.sheet_text import as_text
from models.values import Adjust, Interval
from tests.models.samples import EN, INDEX, SHARE, ZH, bars, cash, day

CLOSES = {"0919": 10.0, "0920": 11.0, "0923": 12.0, "0924": 9.0}


def ranged(closes=CLOSES, one=SHARE, first="0920", last="0923", **changes):
    return range_of(one, bars(closes, name=one.id, **changes), day(first), day(last))


def test_the_change_is_from_the_close_before_the_first_day():
    made = ranged()
    assert (made.held.base, made.held.close, made.held.bars) == (10.0, 12.0, 2)
    assert made.held.change_pct == pytest.approx(20.0)


@pytest.mark.parametrize(("first", "last"), [("0921", "0922"), ("0925", "0930"), ("0801", "0802")])
def test_days_without_a_session_are_no_range(first, last):
    assert ranged(first=first, last=last) is None
    assert range_of(SHARE, bars({}), day(first), day(last)) is None


def test_flat_rows_of_a_suspension_are_no_sessions():
    volume = np.array([1e3, 1e3, 0.0, 1e3])
    assert ranged(first="0923", last="0923", volume=volume) is None
    assert ranged(volume=volume).held.bars == 1


def test_prices_as_traded_say_what_went_ex_and_adjusted_ones_do_not():
    actions = (cash("0923", 0.1),)
    assert ranged(actions=actions).held.ex_dates == (day("0923"),)
    made = ranged(actions=actions, adjust=Adjust.QFQ)
    assert (made.held.ex_dates, made.held.average) == ((), None)


def test_a_column_an_instrument_and_a_row_a_number():
    both = [ranged(actions=(cash("0923", 0.1),)), ranged(one=INDEX, currency="CNY")]
    sheet = as_sheet([both[1], both[0]], "measured", EN, "en")
    assert [column.title for column in sheet.columns] == [
        EN["measure.heading"],
        INDEX.titled("en"),
        "SPD Bank 600000.SH",
    ]
    rows = {line.values[0]: line.values[1:] for line in sheet.lines}
    assert rows[EN["measure.change_pct"]] == ("+20.00%", "+20.00%")
    assert rows[EN["measure.ex"]] == (None, "2024-09-23")
    labels = list(rows)
    assert labels.index(EN["measure.ex"]) == labels.index(EN["measure.change"]) + 1
    assert sheet.under[0].startswith("000300.SH: source sample")


def test_the_table_of_a_terminal_says_what_one_has_and_the_other_lacks():
    text = as_text(as_sheet([ranged(actions=(cash("0923", 0.1),)), ranged(one=INDEX)], "区间", ZH, "zh"), "zh")
    (ex,) = [line for line in text.splitlines() if ZH["measure.ex"] in line]
    assert [cell.strip() for cell in ex.split("|")[2:4]] == ["2024-09-23", "--"]


def test_plain_data_has_every_number_and_no_nan():
    made = as_json(ranged(volume=np.array([1.0, np.nan, 1.0, 1.0])))
    assert (made["from"], made["to"], made["base_kind"], made["volume"]) == (
        "2024-09-20", "2024-09-23", "previous_close", None,
    )  # fmt: skip
    assert made["high"] == {"value": 12.0, "at": "2024-09-23"}
    assert made["source"] == "sample"


def test_minutes_have_their_moment():
    opened = int(dt.datetime(2024, 9, 23, 1, 30, tzinfo=dt.UTC).timestamp())
    held = bars({"0923": 5.0, "0924": 6.0}, interval=Interval.MIN5, time=np.array([opened, opened + 86400]))
    made = range_of(SHARE, held, day("0924"), day("0924"))
    assert as_json(made)["from"] == "2024-09-24T01:30:00+00:00"
    sheet = as_sheet([made], "measured", EN, "en")
    assert sheet.lines[0].values[1] == "2024-09-24 09:30 to 2024-09-24 09:30"
