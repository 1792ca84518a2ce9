"""Tencent's rows to our bars: close before high, extra columns, pages, and the minute line's running totals."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from data_sources.adapters import tencent
from data_sources.guards import checked_bars
from models import spellings, symbols
from models.errors import NoSuchData, Unreadable
from models.values import Adjust, Interval
from tests.data_sources import shapes as of
from tests.data_sources.samples import close_of, context

MINUTES = of.days(of.CN, interval=Interval.MIN1)


def days(rows, one=of.CN):
    return tencent.parse_days(rows, of.days(one), of.NOW)


def test_a_row_is_date_open_close_high_low_volume():
    found = days(of.DAYS_CN)
    first = {name: float(getattr(found, name)[0]) for name in ("open", "close", "high", "low", "volume")}
    assert first == {"open": 10.1, "close": 10.0, "high": 10.2, "low": 9.9, "volume": 15_000_000.0}
    assert close_of(found) == {"2024-09-20": 10.0, "2024-09-23": 10.4, "2024-09-24": 10.6, "2024-09-25": 10.3}
    assert (found.actions, found.adjust, np.isnan(found.turnover).all(), found.last_is_final) == (
        None,
        Adjust.NONE,
        True,
        True,
    )
    assert len(checked_bars(found, of.days(of.CN), "tencent", dt.date(2024, 9, 25))) == 4


def test_a_star_share_comes_in_shares():
    assert days(of.DAYS_CN, of.STAR).volume[0] == 150_000.0


def test_hong_kong_tells_its_turnover_which_tells_its_unit():
    found = days(of.DAYS_HK, of.HK)
    assert found.turnover.tolist() == [6.0e9, 6.5e9, 6.34e9]
    assert found.volume[0] == 15_000_000.0
    assert checked_bars(found, of.days(of.HK), "tencent", dt.date(2024, 9, 25)).remark == ""
    in_lots = [[*row[:5], f"{float(row[5]) / 100:.3f}", *row[6:]] for row in of.DAYS_HK]
    assert days(in_lots, of.HK).volume[0] == 15_000_000.0


def test_rows_out_of_order_and_twice():
    again = [of.DAYS_CN[2], of.DAYS_CN[0], of.DAYS_CN[2], of.DAYS_CN[1]]
    assert [str(date) for date in days(again).date] == ["2024-09-20", "2024-09-23", "2024-09-24"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["2024-09-20", "10.1", "10.0", "10.2", "9.9"], "fewer than six"),
        ({"date": "2024-09-20"}, "fewer than six"),
        (["20240920", "10.1", "10.0", "10.2", "9.9", "1"], "no date"),
        (["2024-13-20", "10.1", "10.0", "10.2", "9.9", "1"], "no date"),
        (["2024-09-20", "10.1", {}, "10.2", "9.9", "1"], r"field 2 \(close\)"),
        (["2024-09-20", "10.1", "10.0", "10.2", "9.9", "1", "0.17"], "field 6"),
        (["2024-09-20", "-", "-", "-", "-", "-"], "no numbers in field 1"),
    ],
)
def test_damage_is_named(row, says):
    with pytest.raises(Unreadable, match=says):
        days([row])


# asking


def source(folder):
    return tencent.open_source(context(folder))


def history(first, count):
    """``count`` rows of weekdays that end on 2024-09-25, filtered and cut as the endpoint does."""
    dates = np.arange(np.datetime64("2010-01-04"), np.datetime64("2024-09-26"))
    dates = [str(date) for date in dates[np.is_busday(dates)]][-count:]

    def answer(url):
        code, _, start, end, most, _ = url.partition("param=")[2].split(",")
        held = [date for date in dates if start <= date <= end][-int(most) :]
        rows = [[date, "10.1", "10.0", "10.2", "9.9", "1500.000"] for date in held]
        return of.body(of.tencent_days(rows, code))

    return answer


@pytest.mark.parametrize(("count", "pages"), [(5, 1), (639, 1), (641, 2), (1300, 3)])
def test_a_long_history_is_asked_in_pages(upstream, tmp_path, count, pages):
    asked = upstream(history("2010-01-04", count))
    want = dataclasses.replace(of.days(of.CN), start=dt.date(2010, 1, 4))
    one = source(tmp_path)
    found = one.parse(one.download(want), want, of.NOW)
    assert (len(found), len(asked)) == (count, pages)
    assert all(request.url.params["param"].endswith(",640,") for request in asked)  # nothing after it: unadjusted


@pytest.mark.parametrize(
    ("one", "call", "code"),
    [(of.CN, "fqkline", "sh600000"), (of.HK, "hkfqkline", "hk00700"), (of.US, "usfqkline", "usNVDA.OQ")],
)
def test_each_market_has_its_call_and_its_code(upstream, tmp_path, one, call, code):
    asked = upstream(lambda url: of.body(of.tencent_days(of.DAYS_CN, code)))
    assert len(source(tmp_path).download(of.days(one))) == 4
    assert asked[0].url.path == f"/appstock/app/{call}/get"
    assert asked[0].url.params["param"] == f"{code},day,2024-09-01,2024-09-25,640,"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (of.tencent_days(of.DAYS_CN, key="qfqday"), "adjusted series"),
        (of.tencent_days([]), "empty"),
        ({"code": 0, "data": []}, "empty"),
        ({"code": -1, "msg": "bad params", "data": {}}, "bad params"),
        (of.tencent_days(of.DAYS_CN, "sh600001"), "instead of sh600000"),
        ({"code": 0}, "no field data"),
    ],
)
def test_an_answer_that_is_not_as_agreed_is_refused(upstream, tmp_path, answer, says):
    upstream(lambda url: of.body(answer))
    with pytest.raises(Unreadable, match=says):
        source(tmp_path).download(of.days(of.CN))


def test_what_it_does_not_carry(upstream, tmp_path):
    upstream(lambda url: b"")
    unlisted = symbols.instrument("NVDA.US")
    wants = [
        of.days(of.CN, adjust=Adjust.QFQ), of.days(of.HK, interval=Interval.MIN5), of.days(of.FX), of.days(unlisted),
        of.days(of.HK, interval=Interval.MIN1), of.days(symbols.instrument("SPX")),
    ]  # fmt: skip
    for want in wants:
        with pytest.raises(NoSuchData):
            source(tmp_path).download(want)


def test_its_spelling_of_histories():
    assert spellings.tencent_history(symbols.instrument("BRK.B.US", "XNYS")) == "usBRK.B.N"
    assert spellings.tencent_history(symbols.instrument("HSI")) == "hkHSI"


# the minute line


def minutes(session=of.MINUTES, want=MINUTES):
    return tencent.parse_minutes(session, want, of.NOW)


def clock(bars):
    return [
        dt.datetime.fromtimestamp(int(time), dt.timezone(dt.timedelta(hours=8))).strftime("%H:%M") for time in bars.time
    ]


def test_totals_become_differences_and_ends_become_starts():
    found = minutes()
    assert clock(found) == ["09:30", "09:31", "11:29", "13:00", "13:01"]
    assert found.close.tolist() == [10.25, 10.22, 10.3, 10.35, 10.36]
    assert found.volume.tolist() == [190_000.0, 50_000.0, 260_000.0, 60_000.0, 30_000.0]
    assert float(found.turnover.sum()) == 6_060_000.0
    assert (found.interval, found.close_only) == (Interval.MIN1, True)


def test_the_auction_stands_for_its_minute_until_that_has_a_row():
    found = minutes({"date": "20240925", "data": of.MINUTES["data"][:1]})
    assert (clock(found), found.volume.tolist()) == (["09:30"], [90_000.0])


@pytest.mark.parametrize(
    ("session", "says"),
    [
        (
            {
                "date": "20240925",
                "data": ["0930 10.20 900 918000.00", "0931 10.25 1900 1942000.00", "0932 10.2 1800 1840000.00"],
            },
            "shrinks",
        ),
        ({"date": "20240925", "data": ["0930 10.20 900 18000.00"]}, "unknown units"),
        ({"date": "20240925", "data": ["2460 10.20 900 918000.00"]}, "minute"),
        ({"date": "20240925", "data": ["0930 10.20 900"]}, "four fields"),
        ({"date": "2024", "data": of.MINUTES["data"]}, "no date"),
        ({"data": of.MINUTES["data"]}, "no field date"),
    ],
)
def test_a_minute_line_that_cannot_be_is_refused(session, says):
    with pytest.raises(Unreadable, match=says):
        minutes(session)


def test_another_day_is_not_there():
    with pytest.raises(NoSuchData):
        minutes(want=dataclasses.replace(MINUTES, end=dt.date(2024, 9, 24)))


def test_the_minute_line_is_asked_and_read(upstream, tmp_path):
    asked = upstream(lambda url: of.body({"code": 0, "msg": "", "data": {"sh600000": {"data": of.MINUTES, "qt": {}}}}))
    one = source(tmp_path)
    assert len(one.parse(one.download(MINUTES), MINUTES, of.NOW)) == 5
    assert str(asked[0].url).endswith("minute/query?code=sh600000")
