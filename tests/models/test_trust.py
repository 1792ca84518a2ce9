"""How far a review's row may be trusted: final, as live as when it was asked, suspended, or not at all."""

import datetime as dt
from dataclasses import replace

import pytest

from models.review.trust import trust
from models.review.values import RowState
from tests.models.samples import EN, bars, reviewed

CLOSES = {"0920": 10.0, "0923": 10.5, "0924": 11.0, "0925": 11.5}


def shanghai(text):
    return dt.datetime.fromisoformat(f"2024-09-25T{text}+08:00").timestamp()


@pytest.mark.parametrize(
    ("asked", "made", "words"),
    [
        ("15:30", "20:00", "final close"),
        ("10:00", "10:00:30", "live"),
        ("10:00", "10:05", "stale"),
        ("11:45", "12:30", "lunch"),
        ("14:00", "20:00", "stale"),  # a running day's price, with the close long known elsewhere
    ],
)
def test_a_row_is_as_good_as_when_it_was_asked(asked, made, words):
    review = reviewed([bars(CLOSES, fetched_at=shanghai(asked))], now=shanghai(made))
    assert trust(review.rows[0], review, EN) == words


def test_a_row_without_a_close_says_what_it_is_or_nothing():
    review = reviewed([bars(CLOSES)])
    row = review.rows[0]
    assert trust(replace(row, state=RowState.SUSPENDED), review, EN) == "suspended"
    assert trust(replace(row, state=RowState.MISSING), review, EN) == ""
    assert trust(replace(row, as_of=None), review, EN) == ""
