"""Printed columns as what they are: nothing is guessed of a cell, and nothing that is a code becomes a number."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exports.typed import typed
from models.workbook import Format

DAY = dt.date(2024, 9, 25)


@pytest.mark.parametrize(
    ("texts", "kind", "values"),
    [
        (("1,234", "--", "0.5"), Format.PLAIN, (1234.0, None, 0.5)),
        (("+1.20", "-0.30", ""), Format.POINTS, (1.2, -0.3, None)),
        (("+6.47%", "0.00%", "--"), Format.PERCENT, (6.47, 0.0, None)),
        (("12.50%", "3.00%"), Format.PART, (12.5, 3.0)),
        (("2024-09-25", "--"), Format.DATE, (DAY, None)),
        (("2024-02-31",), Format.DATE, ("2024-02-31",)),
        (("000001", "600000"), Format.TEXT, ("000001", "600000")),
        (("1.2亿", "3亿"), Format.TEXT, ("1.2亿", "3亿")),
        (("57 / 60", "1"), Format.TEXT, ("57 / 60", "1")),
        (("1", "停牌"), Format.TEXT, ("1", "停牌")),
        (("1234567890123456",), Format.TEXT, ("1234567890123456",)),  # more digits than a number holds
        (("=1+1", "+1+1"), Format.TEXT, ("=1+1", "+1+1")),
        (("--", ""), Format.TEXT, ("--", "")),
        ((), Format.TEXT, ()),
    ],
    ids=str,
)  # fmt: skip
def test_a_column_by_hand(texts, kind, values):
    assert typed(texts) == (kind, values)


def test_the_exact_value_is_taken_where_one_is_known():
    assert typed(("+0.65%", "--"), (0.649473, None)) == (Format.PERCENT, (0.649473, None))
    assert typed(("19,123.40",), (19_123.4,)) == (Format.PLAIN, (19_123.4,))
    assert typed(("6 分前", "--"), (dt.datetime(2024, 9, 25, tzinfo=dt.UTC), None))[0] is Format.MOMENT
    assert typed(("09-25",), (DAY,)) == (Format.DATE, (DAY,))


def test_a_word_stays_where_nobody_knows_a_value():
    assert typed(("+1.00%", "停牌", "--"), (1.0, None, float("nan"))) == (Format.PERCENT, (1.0, "停牌", None))


@given(st.lists(st.text()))
def test_no_text_breaks_it_and_texts_stay_as_they_are(texts):
    kind, values = typed(texts)
    assert len(values) == len(texts)
    if kind is Format.TEXT:
        assert values == tuple(texts)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1))
def test_printed_numbers_come_back(numbers):
    kind, values = typed([f"{one:,.2f}" for one in numbers])
    assert kind is Format.PLAIN
    assert values == pytest.approx(tuple(float(f"{one:.2f}") for one in numbers))
