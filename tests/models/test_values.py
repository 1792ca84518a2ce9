"""Bars and quotes: read-only columns of one length and in order, also after a trip through a pipe."""

import datetime as dt
import multiprocessing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import COLUMNS, Adjust, Bars
from tests.models.samples import bars, cash, day, quote

CLOSES = {"0920": 10.0, "0923": 11.0, "0924": 12.0}


@pytest.mark.parametrize("name", ["date", "time", *COLUMNS])
def test_a_column_is_read_only(name):
    with pytest.raises(ValueError, match="read-only"):
        getattr(bars(CLOSES), name)[0] = 1


def piped(value):
    """``value`` as another process would get it."""
    ours, theirs = multiprocessing.Pipe()
    with ours, theirs:
        ours.send(value)
        return theirs.recv()


def test_columns_are_still_read_only_behind_a_pipe():
    """A pickle forgets the flag; the constructor restores it."""
    arrived = piped(bars(CLOSES))
    assert not any(getattr(arrived, name).flags.writeable for name in ("date", "time", *COLUMNS))


def test_a_pipe_carries_everything():
    sent = bars(CLOSES, actions=(cash("0923", 0.1),), doubt="offline", adjust=Adjust.QFQ, last_is_final=False)
    arrived = piped(sent)
    for name in Bars.__slots__:
        assert np.array_equal(getattr(arrived, name), getattr(sent, name)), name


def test_bars_keep_their_own_copy_of_what_they_were_given():
    close = np.array([1.0, 2.0, 3.0])
    held = bars(CLOSES, close=close)
    close[0] = 99.0
    assert held.close[0] == 1.0


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_of_different_lengths_are_refused(name):
    with pytest.raises(ValueError, match="different lengths"):
        bars(CLOSES, **{name: np.array([1.0])})


@pytest.mark.parametrize(
    "closes", [{"0924": 1.0, "0923": 1.0}, {"0924": 1.0, "2024-09-24": 1.0}], ids=["falling", "twice"]
)
def test_dates_that_do_not_rise_are_refused(closes):
    with pytest.raises(ValueError, match="strictly increasing"):
        bars(closes)


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("0920", "0924", [10.0, 11.0, 12.0]), ("0921", "0923", [11.0]), ("0923", "0923", [11.0]),
        ("0901", "0919", []), ("0925", "0930", []), ("0924", "0920", []),
    ],
)  # fmt: skip
def test_between_takes_both_ends(start, end, kept):
    assert bars(CLOSES).between(day(start), day(end)).close.tolist() == kept


@given(st.dates(dt.date(2024, 9, 10), dt.date(2024, 9, 30)), st.dates(dt.date(2024, 9, 10), dt.date(2024, 9, 30)))
def test_between_is_the_same_as_looking_at_every_date(start, end):
    held = bars(CLOSES)
    expected = [close for date, close in zip(held.date.astype(object), held.close, strict=True) if start <= date <= end]
    assert held.between(start, end).close.tolist() == expected


def test_a_part_of_bars_keeps_source_and_doubt():
    part = bars(CLOSES, doubt="offline").between(day("0923"), day("0923"))
    assert (part.source, part.doubt, part.instrument) == ("sample", "offline", "600000.SH")


@pytest.mark.parametrize(("end", "final"), [("0924", False), ("0930", False), ("0923", True), ("0901", True)])
def test_the_last_bar_is_final_when_a_newer_one_is_left_out(end, final):
    held = bars(CLOSES, last_is_final=False)
    assert held.between(day("0920"), day(end)).last_is_final is final


def test_no_bars_at_all_are_bars():
    empty = bars(CLOSES).between(day("0901"), day("0902"))
    assert (len(empty), empty.close_only) == (0, False)


def test_bars_without_open_are_close_only():
    nothing = np.full(3, np.nan)
    assert bars(CLOSES, open=nothing).close_only
    assert not bars(CLOSES).close_only


def test_a_quotes_change_is_over_the_previous_close():
    held = quote(last=10.5, previous_close=10.0)
    assert held.change == pytest.approx(0.5)
    assert held.change_pct == pytest.approx(5.0)


@pytest.mark.parametrize(("last", "previous"), [(None, 10.0), (10.0, None), (10.0, 0.0)])
def test_a_quote_without_a_base_has_no_change(last, previous):
    assert quote(last=last, previous_close=previous).change_pct is None
