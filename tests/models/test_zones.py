"""A date is the exchange's own, whatever the clocks of the world do: no bar moves across a session (D9, D10)."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from models import sessions
from models.answers import quote_json
from models.freshness import freshness
from models.instruments import EXCHANGES, ZONES, Market
from tests.models.samples import SHARE, bars, quote

DAYS = [dt.date(2000, 1, 1) + dt.timedelta(days=n) for n in range(36 * 365 + 9)]  # to the last day of 2035
MOMENTS = (dt.time(0), dt.time(0, 30), dt.time(2, 30), dt.time(9, 30), dt.time(15), dt.time(23, 59))
WORLD = ("Asia/Shanghai", "Asia/Hong_Kong", "America/New_York", "Europe/London", "Asia/Tokyo", "Asia/Kolkata",
         "Australia/Sydney", "Pacific/Auckland", "America/Sao_Paulo", "Africa/Cairo")  # fmt: skip


def test_the_days_end_with_2035():
    assert DAYS[-1] == dt.date(2035, 12, 31)


@pytest.mark.parametrize("zone", WORLD)
def test_a_moment_of_a_day_stays_in_that_day(zone):
    """Also where clocks skip it, at night or (Sao Paulo, Cairo) at midnight; the hours that occur twice included."""
    here = ZoneInfo(zone)
    moved = [
        (day, at)
        for day in DAYS
        for at in MOMENTS
        if dt.datetime.fromtimestamp(sessions.moment(zone, day, at), here).date() != day
    ]
    assert moved == []


@pytest.mark.parametrize("market", list(Market))
def test_no_bar_moves_across_a_session(market):
    days = sessions.sessions_between(market, DAYS[0], DAYS[-1])
    opens = [sessions.open_time(market, day) for day in days]
    closes = [sessions.close_time(market, day) for day in days]
    assert [sessions.local_date(market, at) for at in opens] == days
    assert [sessions.local_date(market, at) for at in closes] == days
    assert all(before < after for before, after in zip(closes, opens[1:], strict=False))
    held = bars(dict.fromkeys(map(str, days), 10.0), time=np.array(opens, np.int64))
    zone = ZoneInfo(ZONES[market])  # a bar stores UTC; its date is that of the exchange's zone
    again = [dt.datetime.fromtimestamp(at, zone).date() for at in held.time.tolist()]
    assert again == held.date.astype(object).tolist()


def test_new_york_changes_its_clocks_on_the_sundays_of_the_law():
    """From 2007: second Sunday of March to first of November; before: first of April to last of October."""

    def sunday(year, month, number):
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))

    def last_of_october(year):
        return max(day for n in (4, 5) if (day := sunday(year, 10, n)).month == 10)

    for day in sessions.sessions_between(Market.US, DAYS[0], DAYS[-1]):
        new = day.year >= 2007
        begins = sunday(day.year, 3, 2) if new else sunday(day.year, 4, 1)
        ends = sunday(day.year, 11, 1) if new else last_of_october(day.year)
        hour = 13 if begins <= day < ends else 14
        opens = dt.datetime.fromtimestamp(sessions.open_time(Market.US, day), dt.UTC)
        assert (opens.date(), opens.hour, opens.minute) == (day, hour, 30), day


def test_shanghai_and_hong_kong_never_change_theirs():
    for market in (Market.CN, Market.HK):
        for day in sessions.sessions_between(market, DAYS[0], DAYS[-1]):
            early = market is Market.HK and day < dt.date(2011, 3, 7)
            opens = dt.datetime.fromtimestamp(sessions.open_time(market, day), dt.UTC)
            assert (opens.date(), opens.hour) == (day, 2 if early else 1)


def seen(now):
    """All that depends on a clock, as of ``now``."""
    held = quote(last=10.0, exchange_time=now - 5, received_at=now - 1)
    markets = [
        (
            sessions.local(market, now).isoformat(), sessions.state(market, now), sessions.stretch(market, now),
            sessions.next_open(market, now), sessions.last_final_date(market, now), sessions.in_auction(market, now),
            freshness(market, now - 5, now - 1, 0.0, now),
        )
        for market in Market
    ]  # fmt: skip
    return markets, quote_json(held, SHARE, now)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running program cannot be changed here")
def test_the_computers_zone_changes_nothing(monkeypatch):
    moments = [1.72e9 + n * 43_211.0 for n in range(60)]
    results = []
    try:
        for zone in ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Auckland"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            for cached in (sessions._state, sessions._stretch, sessions._in_auction):
                cached.cache_clear()
            results.append([seen(now) for now in moments])
    finally:
        monkeypatch.undo()
        time.tzset()
    assert all(result == results[0] for result in results)


def test_every_exchange_has_a_zone_of_its_own_law():
    assert {ZONES[market] for market in EXCHANGES} == {"Asia/Shanghai", "Asia/Hong_Kong", "America/New_York"}
