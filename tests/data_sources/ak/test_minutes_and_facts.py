"""Minutes and facts as akshare gives them: labels by the end, Beijing's clock, lots, and pairs of item and value."""

import datetime as dt
from zoneinfo import ZoneInfo

import pandas as pd  # noqa: TID253 - frames are what is tested
import pytest

from data_sources.ak import frames
from data_sources.protocol import FactsWanted
from models import symbols
from models.errors import NoSuchData, Unreadable
from models.facts import Dated
from models.values import Interval
from tests.data_sources.ak.test_frames import adapter
from tests.data_sources.samples import AFTER, CN, CSI, ETF, HK, HSI, STAR, US, day, want

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
LATER = dt.datetime(2024, 12, 1, tzinfo=dt.UTC).timestamp()
NAMES = ["时间", "开盘", "收盘", "最高", "最低", "成交量", "成交额", "均价"]


def frame(*rows):
    """``(label, price, lots)``, or with an opening price of its own as fourth."""
    held = []
    for label, price, lots, *opening in rows:
        held.append((f"{label}:00", *(opening or [price]), price, price, price, lots, lots * 100 * price, price))
    return pd.DataFrame(held, columns=NAMES)


def parsed(made, one=CN, interval=Interval.MIN1, start="2024-09-24", end="2024-09-24", now=LATER):
    return frames.parse_minutes(made, want(one, start, end, interval=interval), now)


def clocks(bars, zone=SHANGHAI):
    return [dt.datetime.fromtimestamp(at, zone).strftime("%H:%M") for at in bars.time.tolist()]


def test_labels_of_the_end_become_starts_and_the_auctions_join_the_first_and_last_minute():
    rows = (("09:30", 10.0, 900), ("09:31", 10.1, 50), ("09:32", 10.2, 40), ("11:30", 10.3, 30), ("13:01", 10.4, 20),
            ("15:00", 10.5, 500))  # fmt: skip
    found = parsed(frame(*((f"2024-09-24 {label}", price, lots) for label, price, lots in rows)))
    assert clocks(found) == ["09:30", "09:31", "11:29", "13:00", "14:59"]
    assert (found.open[0], found.close[0], found.low[0], found.high[0]) == (10.0, 10.1, 10.0, 10.1)
    assert found.volume.tolist() == [95_000, 4_000, 3_000, 2_000, 50_000]
    assert found.turnover[0] == pytest.approx(900 * 100 * 10.0 + 50 * 100 * 10.1)
    assert (found.interval, found.source, found.actions) == (Interval.MIN1, "akshare", None)


@pytest.mark.parametrize(
    ("interval", "labels", "starts"),
    [
        (Interval.MIN5, ("09:35", "11:30", "13:05", "15:00"), ["09:30", "11:25", "13:00", "14:55"]),
        (Interval.MIN30, ("10:00", "11:30", "13:30", "15:00"), ["09:30", "11:00", "13:00", "14:30"]),
        (Interval.HOUR, ("10:30", "11:30", "14:00", "15:00"), ["09:30", "10:30", "13:00", "14:00"]),
    ],
)
def test_longer_bars_begin_anew_after_lunch(interval, labels, starts):
    made = frame(*((f"2024-09-24 {label}", 10.0, 10) for label in labels))
    assert clocks(parsed(made, interval=interval)) == starts


def test_hong_kongs_half_hour_before_lunch_and_its_auction():
    made = frame(
        *((f"2024-09-24 {label}", 400.0, 10) for label in ("10:30", "11:30", "12:00", "14:00", "16:00", "16:08"))
    )
    found = parsed(made, HK, Interval.HOUR)
    assert clocks(found) == ["09:30", "10:30", "11:30", "13:00", "15:00"]
    assert found.volume.tolist() == [10, 10, 10, 10, 20]  # shares already


@pytest.mark.parametrize(
    ("labels", "date"),
    [
        (("2024-09-24 21:31", "2024-09-25 04:00"), "2024-09-24"),  # summer time
        (("2024-11-25 22:31", "2024-11-26 05:00"), "2024-11-25"),  # winter time
    ],
)
def test_new_yorks_minutes_are_on_beijings_clock(labels, date):
    found = parsed(frame(*((label, 120.0, 10) for label in labels)), US, start=date, end=date)
    assert clocks(found, NEW_YORK) == ["09:30", "15:59"]
    assert set(map(str, found.date)) == {date}


def test_longer_us_bars_are_made_of_minutes():
    made = frame(*((f"2024-09-24 21:{minute}", 120.0 + minute, 10) for minute in (31, 32, 35, 36)))
    found = parsed(made, US, Interval.MIN5)
    assert (clocks(found, NEW_YORK), found.close.tolist(), found.volume.tolist()) == (
        ["09:30", "09:35"], [155.0, 156.0], [30, 10],
    )  # fmt: skip


def test_labels_that_turn_out_to_be_starts_move_no_bar():
    made = frame(*((f"2024-09-24 {label}", 10.0, 10) for label in ("09:30", "10:30", "13:00", "14:00")))
    assert clocks(parsed(made, interval=Interval.HOUR)) == ["09:30", "10:30", "13:00", "14:00"]
    halves = frame(*((f"2024-09-24 {label}", 10.0, 10) for label in ("09:30", "11:30", "15:00")))
    assert clocks(parsed(halves, HK, Interval.HOUR)) == ["09:30", "11:30", "15:00"]
    minute = frame(*((f"2024-09-24 {label}", 10.0, 10) for label in ("09:30", "11:29", "13:00", "14:59")))
    assert clocks(parsed(minute)) == ["09:30", "11:29", "13:00", "14:59"]


def test_minutes_that_turn_out_to_be_on_new_yorks_clock_move_no_bar():
    made = frame(*((f"2024-09-24 {label}", 120.0, 10) for label in ("09:30", "12:00", "15:59")))
    assert clocks(parsed(made, US), NEW_YORK) == ["09:30", "12:00", "15:59"]
    assert clocks(parsed(made, US, Interval.HOUR), NEW_YORK) == ["09:30", "11:30", "15:30"]


def test_an_opening_price_of_zero_is_the_close_before_kept_between_low_and_high():
    made = frame(("2024-09-24 09:31", 10.0, 10, 0.0), ("2024-09-24 09:32", 10.2, 10, 0.0))
    assert parsed(made).open.tolist() == [10.0, 10.2]


def test_what_has_not_happened_is_no_bar():
    noon = dt.datetime(2024, 9, 24, 12, tzinfo=SHANGHAI).timestamp()
    found = parsed(frame(("2024-09-24 11:30", 10.0, 10), ("2024-09-24 15:00", 10.0, 10)), now=noon)
    assert clocks(found) == ["11:29"]


def test_only_the_days_asked_for_and_no_row_of_the_night():
    made = frame(("2024-09-23 15:00", 9.9, 10), ("2024-09-24 09:31", 10.0, 10), ("2024-09-24 18:00", 10.0, 10),
                 ("2024-09-25 09:31", 10.1, 10))  # fmt: skip
    assert parsed(made).close.tolist() == [10.0]


@pytest.mark.parametrize(("date", "says"), [("2024-09-10", "keeps no bars that old"), ("2024-09-29", "no sessions")])
def test_a_span_it_does_not_reach_is_said(date, says):
    with pytest.raises(NoSuchData, match=says):
        parsed(frame(("2024-09-24 09:31", 10.0, 10)), start=date, end=date)


def test_a_label_that_is_no_time_and_a_missing_column_are_named():
    made = frame(("2024-09-24 09:31", 10.0, 10))
    with pytest.raises(Unreadable, match="no times in column 时间"):
        parsed(made.assign(时间="soon"))
    for name in frames.MINUTES.values():
        with pytest.raises(Unreadable, match=f"no column {name}"):
            parsed(made.drop(columns=name))


@pytest.mark.parametrize(
    ("one", "interval", "name", "named"),
    [
        (CN, Interval.MIN1, "stock_zh_a_hist_min_em", {"symbol": "600000", "period": "1", "adjust": ""}),
        (STAR, Interval.HOUR, "stock_zh_a_hist_min_em", {"symbol": "688256", "period": "60", "adjust": ""}),
        (ETF, Interval.MIN5, "fund_etf_hist_min_em", {"symbol": "510300", "period": "5", "adjust": ""}),
        (HK, Interval.MIN15, "stock_hk_hist_min_em", {"symbol": "00700", "period": "15", "adjust": ""}),
        (US, Interval.MIN30, "stock_us_hist_min_em", {"symbol": "105.NVDA"}),
    ],
)
def test_which_call_is_made(one, interval, name, named):
    source = adapter(frame(("2024-09-24 09:31", 10.0, 10)))
    source.download(want(one, interval=interval))
    assert source._calls.calls == [(name, named)]


@pytest.mark.parametrize("one", [CSI, HSI])
def test_minutes_of_an_index_are_not_asked_for(one):
    with pytest.raises(NoSuchData):
        adapter().download(want(one, interval=Interval.MIN1))


@pytest.mark.parametrize("interval", [Interval.WEEK, Interval.MONTH])
def test_weeks_and_months_are_not_asked_for(interval):
    with pytest.raises(NoSuchData, match="made from days"):
        adapter().download(want(interval=interval))


PAIRS = {"股票代码": "600000", "股票简称": "浦发银行", "总股本": 29352168006.0, "上市时间": 19991110, "最新": 8.8}


def facts(changes=None, one=CN):
    pairs = PAIRS | (changes or {})
    made = pd.DataFrame({"item": list(pairs), "value": list(pairs.values())})
    return frames.parse_facts(made, FactsWanted(instrument=one), AFTER)


def test_shares_are_dated_at_the_day_they_were_fetched():
    found = facts()
    assert found.shares == (Dated(date=day("2024-09-27"), value=29352168006.0, source="akshare"),)
    assert (found.name_zh, found.listed, found.currency, found.lot) == ("浦发银行", day("1999-11-10"), "CNY", None)


@pytest.mark.parametrize("none", ["-", None, 0, "", float("nan")])
def test_a_fact_that_is_none_is_missing(none):
    found = facts({"总股本": none, "上市时间": none})
    assert (found.shares, found.listed) == ((), None)


def test_facts_of_another_share_are_refused():
    with pytest.raises(Unreadable, match="000001"):
        facts({"股票代码": "000001"})


def test_facts_are_asked_for_where_the_library_guesses_the_right_exchange():
    source = adapter(frame(("2024-09-24 09:31", 10.0, 10)))
    source.download(FactsWanted(instrument=STAR))
    assert source._calls.calls == [("stock_individual_info_em", {"symbol": "688256"})]
    for one in (ETF, HK, US, CSI, symbols.instrument("900901.SH")):
        with pytest.raises(NoSuchData):
            source.download(FactsWanted(instrument=one))


def test_an_empty_frame_of_facts_is_a_failure():
    with pytest.raises(Unreadable, match="throttled"):
        adapter(pd.DataFrame()).download(FactsWanted(instrument=CN))


def test_the_night_of_new_york_is_not_among_its_minutes():
    with pytest.raises(NoSuchData, match="outside the hours"):
        adapter(None).download(want(US, interval=Interval.MIN1, extended=True))
