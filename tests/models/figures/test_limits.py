"""The limits of the day: golden prices by hand, by board, by date, and what has none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.figures.limits import Limits, limit_room, limit_state, limits_of, price_limits
from models.instruments import Instrument, Kind, Market

NOW, OLD = dt.date(2026, 11, 25), dt.date(2010, 1, 4)


def share(name="600000.SH", **changes):
    market = {"HK": Market.HK, "US": Market.US}.get(name.rpartition(".")[2], Market.CN)
    return Instrument(id=name, market=market, **changes)


def limits(before, name="600000.SH", *, called="样本股份", listed=OLD, date=NOW):
    return price_limits(share(name), before, name=called, listed=listed, date=date)


def prices(*args, **named):
    made = limits(*args, **named)
    return None if made is None else (made.up, made.down)


@pytest.mark.parametrize(
    ("before", "name", "expected"),
    [
        (10.05, "600000.SH", (11.06, 9.05)),  # 11.055 and 9.045, half up; binary floats say 11.05
        (10.0, "000001.SZ", (11.0, 9.0)),
        (3.35, "600107.SH", (3.69, 3.02)),  # 3.685 and 3.015; a recorded limit-up closed at 3.69
        (1237.0, "600519.SH", (1360.70, 1113.30)),  # as Tencent states them
        (11.30, "000001.SZ", (12.43, 10.17)),
        (116.56, "688981.SH", (139.87, 93.25)),  # 139.872, 93.248
        (100.01, "300308.SZ", (120.01, 80.01)),  # 120.012, 80.008
        (23.45, "920002.BJ", (30.49, 16.42)),  # 30.485, 16.415
        (0.05, "600000.SH", (0.06, 0.04)),  # 0.055 and 0.045: less than a cent away, so a cent
        (0.01, "600000.SH", (0.02, 0.01)),
    ],
)
def test_by_board_to_the_cent(before, name, expected):
    assert prices(before, name) == expected


@pytest.mark.parametrize(
    ("name", "called", "date", "percent"),
    [
        ("600001.SH", "ST样本", dt.date(2026, 7, 3), 5),
        ("600001.SH", "*ST样本", dt.date(2026, 7, 3), 5),
        ("600001.SH", "XDST样本", dt.date(2026, 7, 3), 5),
        ("600001.SH", "S*ST样本", dt.date(2026, 7, 3), 5),
        ("600001.SH", "ST样本", dt.date(2026, 7, 6), 10),
        ("600001.SH", "样本退", dt.date(2026, 7, 3), 10),
        ("600001.SH", "BEST股份", dt.date(2026, 7, 3), 10),
        ("300001.SZ", "ST样本", dt.date(2026, 7, 3), 20),
        ("300001.SZ", "样本", dt.date(2020, 8, 21), 10),
        ("300001.SZ", "ST样本", dt.date(2020, 8, 21), 5),
        ("300001.SZ", "样本", dt.date(2020, 8, 24), 20),
        ("302132.SZ", "样本", NOW, 20),
        ("689009.SH", "样本", NOW, 20),
        ("830799.BJ", "ST样本", dt.date(2026, 7, 3), 30),
        ("430047.BJ", "样本", NOW, 30),
    ],
)
def test_special_treatment_and_reforms(name, called, date, percent):
    assert limits(10.0, name, called=called, date=date).percent == percent


def test_a_treated_share_of_the_main_board_before_and_after_july_2026():
    assert prices(2.30, called="*ST样本", date=dt.date(2026, 7, 3)) == (2.42, 2.19)  # 2.415, 2.185
    assert prices(2.30, called="*ST样本", date=dt.date(2026, 7, 6)) == (2.53, 2.07)


@pytest.mark.parametrize(
    ("name", "listed", "last_free", "first_limited"),
    [
        ("603400.SH", dt.date(2024, 9, 27), dt.date(2024, 10, 10), dt.date(2024, 10, 11)),  # National Day between
        ("301600.SZ", dt.date(2024, 9, 18), dt.date(2024, 9, 24), dt.date(2024, 9, 25)),
        ("688001.SH", dt.date(2019, 7, 22), dt.date(2019, 7, 26), dt.date(2019, 7, 29)),
        ("600000.SH", dt.date(2023, 3, 1), dt.date(2023, 3, 1), dt.date(2023, 3, 2)),  # before the reform
        ("920002.BJ", dt.date(2024, 9, 18), dt.date(2024, 9, 18), dt.date(2024, 9, 19)),
    ],
)
def test_the_first_sessions_have_no_limit(name, listed, last_free, first_limited):
    assert limits(10.0, name, listed=listed, date=listed) is None
    assert limits(10.0, name, listed=listed, date=last_free) is None
    assert limits(10.0, name, listed=listed, date=first_limited) is not None


def test_without_a_listing_date_the_name_tells_a_new_share():
    assert limits(10.0, called="N样本", listed=None) is None
    assert limits(10.0, called="C样本", listed=None) is None
    assert limits(10.0, called="TCL科技", listed=None).percent == 10
    assert limits(10.0, called="C样本").percent == 10  # an old name of a share that was listed years ago


@pytest.mark.parametrize(
    "name", ["510300.SH", "159995.SZ", "900901.SH", "200002.SZ", "00700.HK", "NVDA.US", "113001.SH"]
)
def test_what_has_no_limit_or_one_that_is_not_known(name):
    assert limits(10.0, name) is None


def test_an_index_and_a_missing_close_have_none():
    index = Instrument(id="000300.SH", kind=Kind.INDEX, market=Market.CN)
    assert price_limits(index, 4000.0, name="沪深300", listed=None, date=NOW) is None
    assert [limits(before) for before in (None, 0.0, -1.0, float("nan"), float("inf"))] == [None] * 5


HELD = Limits(up=11.06, down=9.05, percent=10)


@pytest.mark.parametrize(
    ("last", "state"),
    [(11.06, 1), (11.05, 0), (11.2, 1), (10.05, 0), (9.06, 0), (9.05, -1), (None, None), (float("nan"), None)],
)
def test_the_state(last, state):
    assert limit_state(last, HELD) == state
    assert limit_state(last, None) is None


@pytest.mark.parametrize(
    ("last", "room"),
    [(10.05, (11.06 / 10.05 - 1) * 100), (10.5, 5.333333), (11.06, 0.0), (10.0, -9.5), (9.05, 0.0), (None, None)],
)
def test_the_room_lies_the_way_the_day_has_gone(last, room):
    found = limit_room(last, 10.05, HELD)
    assert found == (None if room is None else pytest.approx(room, abs=1e-5))


def stated(name, up, down, *, before=10.0, called="样本", listed=None, date=NOW):
    made = limits_of(share(name), before, (up, down), name=called, listed=listed, date=date)
    return None if made is None else (made.up, made.down, made.percent)


@pytest.mark.parametrize(
    ("name", "up", "down", "expected"),
    [
        ("600000.SH", None, None, (11.0, 9.0, 10)),
        ("600000.SH", 11.0, None, (11.0, 9.0, 10)),
        ("600000.SH", 11.0, 9.0, (11.0, 9.0, 10)),
        ("600000.SH", 10.5, 9.5, (10.5, 9.5, 5)),  # a treatment that the name does not tell
        ("600000.SH", 10.99, 9.01, (10.99, 9.01, 10)),  # rounded another way
        ("600000.SH", 10.98, 9.0, (11.0, 9.0, 10)),
        ("600000.SH", 12.0, 8.0, (11.0, 9.0, 10)),
        ("600000.SH", 11.0, 9.5, (11.0, 9.0, 10)),  # neither the one nor the other
        ("600000.SH", -1.0, -1.0, (11.0, 9.0, 10)),
        ("688256.SH", 11.0, 9.0, (12.0, 8.0, 20)),  # the source takes it for a share of the main board
        ("300308.SZ", 11.0, 9.0, (12.0, 8.0, 20)),
        ("300308.SZ", 10.5, 9.5, (12.0, 8.0, 20)),
        ("300308.SZ", 12.01, 8.0, (12.01, 8.0, 20)),
        ("830799.BJ", 12.0, 8.0, (13.0, 7.0, 30)),
        ("830799.BJ", 13.0, 7.0, (13.0, 7.0, 30)),
        ("510300.SH", 11.0, 9.0, (11.0, 9.0, 0)),  # a fund: nothing to hold it against
        ("00700.HK", 11.0, 9.0, None),
        ("NVDA.US", 11.0, 9.0, None),
    ],
)
def test_what_a_source_states_is_believed_where_the_board_allows_it(name, up, down, expected):
    assert stated(name, up, down) == expected


def test_what_is_stated_is_held_against_the_rule_of_its_day():
    treated = {"called": "*ST样本", "date": dt.date(2026, 7, 3)}
    assert stated("600000.SH", 10.5, 9.5, **treated) == (10.5, 9.5, 5)
    assert stated("600000.SH", 11.0, 9.0, **treated) == (11.0, 9.0, 10)
    assert stated("600000.SH", 12.0, 8.0, **treated) == (10.5, 9.5, 5)
    assert stated("300308.SZ", 11.0, 9.0, date=dt.date(2020, 8, 21)) == (11.0, 9.0, 10)
    assert stated("300308.SZ", 12.0, 8.0, date=dt.date(2020, 8, 21)) == (11.0, 9.0, 10)


def test_in_the_first_sessions_only_an_old_name_is_overruled():
    assert stated("600000.SH", 14.4, 6.4, called="N样本") is None
    assert stated("600000.SH", 11.0, 9.0, called="N样本") == (11.0, 9.0, 10)  # its name was kept too long
    assert stated("688256.SH", 11.0, 9.0, called="C样本") is None
    assert stated("600000.SH", 11.0, 9.0, listed=NOW) is None
    assert stated("600000.SH", 11.0, 9.0, before=None) is None
    index = Instrument(id="000300.SH", kind=Kind.INDEX, market=Market.CN)
    assert limits_of(index, 10.0, (11.0, 9.0), name="沪深300", listed=None, date=NOW) is None


@given(st.integers(10, 500_000), st.sampled_from(["600000.SH", "300001.SZ", "688001.SH", "830799.BJ"]))
def test_limits_are_whole_cents_about_the_close(cents, name):
    """Exact in integers: half up of cents * (100 ± p) / 100."""
    made = limits(cents / 100, name)
    up, down = ((2 * cents * (100 + way * made.percent) + 100) // 200 for way in (1, -1))
    assert (made.up, made.down) == (up / 100, down / 100)
