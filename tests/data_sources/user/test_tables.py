"""Overrides and imported rows: what stands, what gave way, and all or nothing."""

import datetime as dt
from contextlib import closing
from dataclasses import replace

import pytest

from data_sources.user import UserData
from data_sources.user.imported import Batch, Row
from models.errors import CacheError
from models.facts import Dated, Override, Said

DAY = dt.date(2024, 9, 20)
WIND = Batch(file="wind.xlsx", hash="ab", vendor="Wind", imported_at=5.0)


@pytest.fixture
def user():
    with closing(UserData(None, 1.0)) as made:
        yield made


def override(value=10.5, **changes):
    held = {
        "instrument": "600000.SH",
        "date": DAY,
        "what": Said.CLOSE,
        "author": "李",
        "reason": "报表",
        "made_at": 3.0,
    }
    return Override(value=value, **(held | changes))


def test_an_override_is_kept_with_who_and_why(user):
    kept = user.overrides.keep(override())
    assert kept == replace(override(), number=1)
    assert user.overrides.all() == (kept,)


def test_the_same_number_once_more_takes_its_place(user):
    user.overrides.keep(override())
    second = user.overrides.keep(override(11.0))
    shares = user.overrides.keep(override(2.9e10, what=Said.SHARES))
    assert user.overrides.all() == (second, shares)


def test_a_dropped_one_stands_no_more_but_stays_in_the_file(user):
    kept = user.overrides.keep(override())
    assert user.overrides.drop(kept.number, 4.0)
    assert not user.overrides.drop(kept.number, 5.0)
    assert user.overrides.all() == ()
    with user.reading() as db:
        assert db.execute("select value, dropped_at from override").fetchall() == [(10.5, 4.0)]
    assert [entry.kind for entry in user.journal.replay()] == ["override.kept", "override.dropped"]


def row(value=10.5, **changes):
    held = {"instrument": "600000.SH", "date": DAY, "what": Said.CLOSE, "currency": "CNY"}
    return Row(value=value, **(held | changes))


def test_imported_numbers_come_by_kind_with_their_vendor(user):
    later = DAY + dt.timedelta(days=3)
    rows = [row(11.0, date=later), row(), row(2.9e10, what=Said.SHARES, currency=""), row(3e11, what=Said.MARKET_CAP)]
    user.imported.take(WIND, rows)
    assert user.imported.closes("600000.SH", "CNY") == (
        Dated(date=DAY, value=10.5, source="Wind"), Dated(date=later, value=11.0, source="Wind"),
    )  # fmt: skip
    assert user.imported.shares("600000.SH") == (Dated(date=DAY, value=2.9e10, source="Wind"),)
    assert user.imported.caps("600000.SH", "CNY") == (Dated(date=DAY, value=3e11, source="Wind"),)
    assert user.imported.closes("600000.SH", "USD") == ()
    assert user.imported.closes("00700.HK", "HKD") == ()


def test_the_newest_batch_wins_and_can_be_taken_out_again(user):
    user.imported.take(WIND, [row(10.5)])
    user.imported.take(replace(WIND, vendor="iFinD", file="ths.csv", hash="cd"), [row(10.6), row(9.9, instrument="X")])
    assert user.imported.closes("600000.SH", "CNY")[0].source == "iFinD"
    assert [(one.number, one.file, one.rows) for one in user.imported.batches()] == [
        (2, "ths.csv", 2),
        (1, "wind.xlsx", 1),
    ]
    assert user.imported.undo() == 2
    assert user.imported.closes("600000.SH", "CNY") == (Dated(date=DAY, value=10.5, source="Wind"),)
    assert (user.imported.undo(), user.imported.undo()) == (1, 0)


def test_a_row_that_does_not_fit_leaves_nothing_of_its_file(user):
    with pytest.raises(CacheError):
        user.imported.take(WIND, [row(), row(11.0)])  # the same close twice
    assert user.imported.batches() == ()
    assert user.imported.closes("600000.SH", "CNY") == ()


def test_a_close_is_as_old_as_the_import_it_came_with(user):
    later = Batch(file="next.xlsx", hash="cd", vendor="Wind", imported_at=9.0)
    user.imported.take(WIND, [row(), row(date=DAY + dt.timedelta(days=1))])
    user.imported.take(later, [row(11.0, date=DAY + dt.timedelta(days=1))])
    ages = [user.imported.taken_at("600000.SH", "CNY", DAY + dt.timedelta(days=count)) for count in (-1, 0, 1, 5)]
    assert ages == [0.0, 5.0, 9.0, 9.0]
    assert user.imported.taken_at("600000.SH", "HKD", DAY) == 0.0
