"""The real yfinance behind a fake transport: minutes, currencies and facts."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from data_sources.protocol import FactsWanted
from models.errors import NoSuchData, Unreadable
from models.facts import Dated
from models.instruments import Instrument, Kind, Market
from models.values import Interval
from tests.data_sources.samples import HK, US, cash, context, day, quotes_of, split, want
from tests.data_sources.yahoo.fake import UNKNOWN, Answer, asked, chart

pytestmark = [pytest.mark.library, pytest.mark.filterwarnings("ignore:.*inplace.*")]
YUAN = Instrument(id="USDCNY", kind=Kind.FX, market=Market.FX)
NOW = dt.datetime(2024, 9, 25, 20, 30, tzinfo=dt.UTC).timestamp()
NEW_YORK, HONG_KONG = ZoneInfo("America/New_York"), ZoneInfo("Asia/Hong_Kong")
LONDON = ZoneInfo("Europe/London")
TENCENT = {"currency": "HKD", "exchangeTimezoneName": "Asia/Hong_Kong"}


@pytest.fixture
def source(host, tmp_path):
    from data_sources.adapters.yahoo import Yahoo

    made = Yahoo(context(tmp_path), clock=lambda: NOW)
    yield made
    made.close()


def stamp(date, clock, zone=NEW_YORK):
    return int(dt.datetime.fromisoformat(f"{date}T{clock}").replace(tzinfo=zone).timestamp())


def minutes(symbol, rows, zone=NEW_YORK, **meta):
    """A chart of ``(date, clock, price, volume)``."""
    stamps = [stamp(date, clock, zone) for date, clock, _, _ in rows]
    days = dict.fromkeys(date for date, *_ in rows)
    hours = [{"start": stamp(date, "09:30", zone), "end": stamp(date, "16:00", zone)} for date in days]
    periods = [[one | {"timezone": "X", "gmtoffset": 0}] for one in hours]
    meta = {"dataGranularity": "1m", "tradingPeriods": periods} | meta
    prices = tuple(price for _, _, price, _ in rows)
    return chart(symbol, prices, meta=meta, timestamp=stamps, columns={"volume": [volume for *_, volume in rows]})


def clocks(bars, zone=NEW_YORK):
    return [dt.datetime.fromtimestamp(at, zone).strftime("%H:%M") for at in bars.time.tolist()]


def minute_want(one=US, start="2024-09-24", end="2024-09-24", interval=Interval.MIN1):
    return want(one, start, end, interval=interval)


def test_minutes_are_labelled_by_their_start_and_the_tick_of_the_close_is_no_bar(source, host):
    rows = [("2024-09-24", "09:30", 116.5, 10), ("2024-09-24", "15:59", 120.875, 5), ("2024-09-24", "16:00", 120.87, 0)]
    host.rules["chart"] = minutes("NVDA", rows)
    found = asked(source, minute_want())
    assert (clocks(found), found.close.tolist(), found.volume.tolist()) == (
        ["09:30", "15:59"],
        [116.5, 120.875],
        [10, 5],
    )
    assert (found.interval, set(map(str, found.date))) == (Interval.MIN1, {"2024-09-24"})
    (params,) = host.paths("chart")
    assert (params["interval"], params["includePrePost"]) == ("1m", False)


def test_the_closing_auction_of_hong_kong_belongs_to_the_last_bar(source, host):
    rows = [("2024-09-24", "11:59", 400.0, 7), ("2024-09-24", "13:00", 401.0, 8),
            ("2024-09-24", "15:59", 402.0, 9), ("2024-09-24", "16:08", 403.2, 1000)]  # fmt: skip
    host.rules["chart"] = minutes("0700.HK", rows, HONG_KONG, **TENCENT)
    found = asked(source, minute_want(HK))
    assert clocks(found, HONG_KONG) == ["11:59", "13:00", "15:59"]
    assert (found.close[-1], found.high[-1], found.open[-1], found.volume[-1]) == (403.2, 403.2, 402.0, 1009.0)


def test_a_split_inside_the_span_is_undone_in_minutes_too(source, host):
    rows = [("2024-09-23", "09:30", 10.0, 40), ("2024-09-24", "09:30", 11.0, 40), ("2024-09-24", "09:35", 12.0, 40)]
    answer = minutes("NVDA", rows)
    at = stamp("2024-09-24", "09:30")
    answer["chart"]["result"][0]["events"] = {
        "splits": {str(at): {"date": at, "numerator": 4, "denominator": 1, "splitRatio": "4:1"}},
        "dividends": {"1": {"date": stamp("2024-09-23", "09:30"), "amount": 0.1}},
    }
    host.rules["chart"] = answer
    found = asked(source, minute_want(start="2024-09-23", interval=Interval.MIN5))
    assert (found.close.tolist(), found.volume.tolist()) == ([40.0, 11.0, 12.0], [10.0, 40.0, 40.0])
    assert found.actions == (cash("2024-09-23", 0.4), split("2024-09-24", 4.0))


def test_old_minutes_come_a_week_a_request_and_later_splits_from_the_days_since(source, host):
    events = {"splits": {"1": {"date": stamp("2024-09-10", "09:30"), "numerator": 10, "denominator": 1}}}
    days = chart(first="2024-09-10", events=events)
    host.rules["chart"] = [minutes("NVDA", [("2024-09-03", "09:30", 10.0, 100)]), days]
    found = asked(source, minute_want(start="2024-09-03", end="2024-09-03"))
    assert (found.close.tolist(), found.volume.tolist()) == ([100.0], [10.0])
    assert [params["interval"] for params in host.paths("chart")] == ["1m", "1d"]


@pytest.mark.parametrize(
    ("interval", "days"),
    [(Interval.MIN1, 29), (Interval.MIN5, 59), (Interval.MIN15, 59), (Interval.MIN30, 59), (Interval.HOUR, 729)],
)
def test_beyond_its_reach_nothing_is_asked(source, host, interval, days):
    old = (dt.date(2024, 9, 25) - dt.timedelta(days=days + 1)).isoformat()
    with pytest.raises(NoSuchData, match=f"keeps no bars that old: {interval.minutes}-minute ones for {days} days"):
        asked(source, minute_want(start=old, end=old, interval=interval))
    assert host.asked == []


@pytest.mark.parametrize("interval", [Interval.WEEK, Interval.MONTH])
def test_weeks_and_months_are_never_downloaded(source, host, interval):
    with pytest.raises(NoSuchData, match="made from days"):
        asked(source, minute_want(interval=interval))


def test_half_hours_and_hours(source, host):
    rows = [("2024-09-24", clock, 100.0 + at, 1) for at, clock in enumerate(("09:30", "09:45", "10:00", "10:15"))]
    host.rules["chart"] = minutes("NVDA", rows)
    found = asked(source, minute_want(interval=Interval.MIN30))
    assert (clocks(found), found.open.tolist(), found.close.tolist()) == (
        ["09:30", "10:00"],
        [100.0, 102.0],
        [101.0, 103.0],
    )
    host.rules["chart"] = minutes("NVDA", rows[::2])
    asked(source, minute_want(interval=Interval.HOUR))
    assert [params["interval"] for params in host.paths("chart")] == ["15m", "60m"]


def test_a_span_of_the_future_costs_nothing(source, host):
    with pytest.raises(NoSuchData, match="no sessions"):
        asked(source, want(US, "2024-10-01", "2024-10-02"))
    assert host.asked == []


IN_LONDON = {"currency": "CNY", "exchangeTimezoneName": "Europe/London", "instrumentType": "CURRENCY"}


@pytest.mark.parametrize("named", ["USDCNY=X", "CNY=X"])
def test_a_currency_pair_has_days_and_no_volume(source, host, named):
    host.rules["chart"] = chart(named, (7.0523, 7.0312345), meta=IN_LONDON)
    found = asked(source, want(YUAN))
    assert (found.close.tolist(), found.currency) == ([7.0523, 7.03123], "CNY")
    assert all(volume != volume for volume in found.volume)
    assert host.paths("chart/USDCNY=X")


def test_a_currency_pair_has_minutes_around_the_clock(source, host):
    rows = [("2024-09-24", clock, 7.05, 0) for clock in ("00:00", "05:31", "23:59")]
    hours = {"start": stamp("2024-09-24", "00:00", LONDON), "end": stamp("2024-09-25", "00:00", LONDON)}
    meta = IN_LONDON | {"tradingPeriods": [[hours | {"timezone": "X", "gmtoffset": 0}]]}
    host.rules["chart"] = minutes("USDCNY=X", rows, LONDON, **meta)
    assert clocks(asked(source, minute_want(YUAN)), LONDON) == ["00:00", "05:31", "23:59"]


def test_a_currency_pair_has_a_quote(source, host):
    item = {"symbol": "USDCNY=X", "currency": "CNY", "regularMarketPrice": 7.0312, "regularMarketTime": 1727208000,
            "regularMarketVolume": 0}  # fmt: skip
    host.rules["quote"] = {"quoteResponse": {"result": [item], "error": None}}
    (found,) = asked(source, quotes_of(YUAN))
    assert (found.instrument, found.last, found.volume, found.currency) == ("USDCNY", 7.0312, None, "CNY")


SHARES = {"timeseries": {"result": [{
    "shares_out": [24.5e9, 24.5e9, 24.6e9, 24.4e9],
    "timestamp": [stamp("2024-06-10", "00:00", dt.UTC) + 86400 * at for at in (0, 1, 2, 2)],
}], "error": None}}  # fmt: skip


def facts(source, one=US):
    return asked(source, FactsWanted(instrument=one))


def test_facts_are_dated_and_carry_every_split_and_dividend(source, host):
    answer = chart(closes=(10.0, 11.0), first="2024-05-01", meta={"longName": "NVIDIA Corporation"})
    answer["chart"]["result"][0]["events"] = {
        "splits": {"1": {"date": stamp("2024-06-10", "09:30"), "numerator": 10, "denominator": 1}},
        "dividends": {"1": {"date": stamp("2024-03-05", "09:30"), "amount": 0.004}},
    }
    host.rules |= {"chart": answer, "timeseries": SHARES}
    found = facts(source)
    assert (found.name_en, found.currency, found.listed) == ("NVIDIA Corporation", "USD", day("1999-01-22"))
    assert found.shares == (
        Dated(date=day("2024-06-10"), value=24.5e9, source="yahoo"),
        Dated(date=day("2024-06-12"), value=24.4e9, source="yahoo"),
    )
    assert found.actions == (cash("2024-03-05", 0.04), split("2024-06-10", 10.0))
    assert [params.get("interval") for params in host.paths("chart")] == ["1mo"]
    assert len(host.asked) == 4  # cookie, crumb, chart, shares


@pytest.mark.parametrize(
    "none", [{"timeseries": {"result": [], "error": None}}, {"timeseries": {"result": [{"meta": {}}]}}]
)
def test_shares_known_only_now_are_dated_today(source, host, none):
    item = {"symbol": "NVDA", "currency": "USD", "sharesOutstanding": 24_500_000_000}
    host.rules |= {"timeseries": none, "finance/quote": {"quoteResponse": {"result": [item]}}}
    (only,) = facts(source).shares
    assert (only.value, only.source) == (24.5e9, "yahoo")


def test_no_shares_at_all_are_no_zero(source, host):
    host.rules |= {"timeseries": {"timeseries": {"result": []}}, "finance/quote": {"quoteResponse": {"result": []}}}
    assert facts(source).shares == ()


def test_facts_of_another_are_refused(source, host):
    host.rules["chart"] = chart(meta={"symbol": "EVIL"})
    with pytest.raises(Unreadable):
        facts(source)


def test_an_unknown_symbol_is_not_asked_for_again_for_an_hour(source, host):
    host.rules["chart"] = Answer(UNKNOWN, 404)
    clock = [0.0]
    source._unknown._clock = lambda: clock[0]
    for _ in range(3):
        for wanted in (want(US), minute_want(), FactsWanted(instrument=US)):
            with pytest.raises(NoSuchData, match="does not know this symbol"):
                asked(source, wanted)
        assert asked(source, quotes_of(US)) == ()
    assert len(host.asked) == 3  # cookie, crumb, chart; left to itself the library makes 11 for one call
    clock[0] += 3601
    host.rules["chart"] = chart()
    assert len(asked(source)) == 2


def test_the_night_of_new_york_comes_on_request(source, host):
    rows = [("2024-09-24", "03:59", 1.0, 0), ("2024-09-24", "04:00", 115.0, 0), ("2024-09-24", "09:30", 116.5, 10),
            ("2024-09-24", "16:00", 120.87, 0), ("2024-09-24", "19:59", 121.0, 0)]  # fmt: skip
    host.rules["chart"] = minutes("NVDA", rows)
    found = asked(source, want(US, "2024-09-24", "2024-09-24", interval=Interval.MIN1, extended=True))
    assert (clocks(found), found.extended) == (["04:00", "09:30", "16:00", "19:59"], True)
    (params,) = host.paths("chart")
    assert params["includePrePost"] is True
