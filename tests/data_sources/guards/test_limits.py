"""How far a mainland share may move in a day."""

import datetime as dt

import pytest

from data_sources.guards import limits, states
from models.instruments import Instrument, Market
from tests.data_sources.samples import CN, CSI, HK, quote

DAY = dt.date(2024, 9, 25)
OPEN = dt.datetime(2024, 9, 25, 2, tzinfo=dt.UTC).timestamp()  # ten in the morning
NIGHT = dt.datetime(2024, 9, 25, 14, tzinfo=dt.UTC).timestamp()


def share(name, name_zh=""):
    return Instrument(id=name, market=Market.CN, name_zh=name_zh)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (share("600000.SH"), 0.10), (share("000001.SZ"), 0.10), (share("300308.SZ"), 0.20), (share("301001.SZ"), 0.20),
        (share("688256.SH"), 0.20), (share("830799.BJ"), 0.30), (share("588000.SH"), 0.20),
        (share("600001.SH", "ST 样本"), 0.05), (share("300001.SZ", "ST 样本"), 0.20),
        (share("688001.SH", "N样本"), None), (share("603001.SH", "C样本"), None), (HK, None), (CSI, None),
    ],
)  # fmt: skip
def test_the_limit_of_a_board(one, expected):
    assert limits.limit(one, DAY) == expected


def test_special_treatment_was_widened():
    assert limits.limit(share("600001.SH", "ST 样本"), dt.date(2026, 11, 25)) == 0.10


@pytest.mark.parametrize(
    ("last", "stated", "expected"),
    [
        (11.0, {}, False), (11.01, {}, False), (11.02, {}, True), (8.9, {}, True), (9.0, {}, False),
        (11.0, {"limit_up": 10.5, "limit_down": 9.5}, True), (10.5, {"limit_up": 10.5, "limit_down": 9.5}, False),
        (14.0, {"limit_up": 14.4, "limit_down": 6.4}, False), (9.4, {"limit_up": 10.5, "limit_down": 9.5}, True),
    ],
)  # fmt: skip
def test_a_quote_beyond_the_stated_limits_or_else_the_boards(last, stated, expected):
    assert limits.beyond(quote(CN, last, previous_close=10.0, **stated), CN, DAY) is expected


def test_elsewhere_there_are_none():
    assert not limits.beyond(quote(HK, 100.0, previous_close=10.0), HK, DAY)
    assert not limits.beyond(quote(CN, 100.0), CN, DAY)


@pytest.mark.parametrize(
    ("one", "opened", "volume", "now", "expected"),
    [
        (CN, None, None, OPEN, True),
        (CN, 10.0, None, OPEN, False),
        (CN, None, 5.0, OPEN, False),
        (CN, None, None, NIGHT, False),
        (HK, None, None, OPEN, False),
        (CSI, None, None, OPEN, False),
    ],
)
def test_a_mainland_share_that_is_silent_in_an_open_market_is_halted(one, opened, volume, now, expected):
    assert states.silent_share(one, opened, volume, now) is expected
