"""What is measured from which close: golden numbers by hand, with what went ex inside the span."""

import datetime as dt

import numpy as np
import pytest

from models.figures.history import figures_of, live_session, reach
from models.instruments import Market
from models.values import Basis
from tests.models.samples import bars, cash, day, split

KEYS = ("pct:1", "pct:2", "pct:5", "mtd", "ytd", "pct:2024-09-24")
CLOSES = {
    "2023-12-29": 8.0, "0830": 9.0, "0918": 10.0, "0919": 10.1, "0920": 10.2, "0923": 10.3, "0924": 10.4, "0925": 10.5,
}  # fmt: skip
WEDNESDAY, THURSDAY = day("0925"), day("0926")


def figures(closes=CLOSES, live=THURSDAY, keys=KEYS, *, until=dt.date.max, halted=False, **changes):
    return figures_of(bars(closes, **changes), keys, live, market=Market.CN, until=until, halted=halted)


def bases(*args, **named):
    return dict(figures(*args, **named).bases)


def test_each_period_is_measured_from_its_close():
    assert bases() == {
        "pct:1": (10.5, day("0925")),
        "pct:2": (10.4, day("0924")),
        "pct:5": (10.1, day("0919")),
        "mtd": (9.0, day("0830")),
        "ytd": (8.0, day("2023-12-29")),
        "pct:2024-09-24": (10.3, day("0923")),
    }


def test_it_makes_no_difference_whether_todays_bar_is_held():
    assert bases(CLOSES | {"0926": 11.0}) == bases()
    assert list(figures(CLOSES | {"0926": 11.0}).closes) == list(figures().closes)


def test_the_evening_after_the_newest_price_is_still_that_of_the_day():
    """Bars hold Wednesday, the newest price is Wednesday's close: 5D is Wednesday over the Wednesday before."""
    assert bases(live=WEDNESDAY)["pct:5"] == (10.0, day("0918"))
    assert bases(live=WEDNESDAY)["pct:1"] == (10.4, day("0924"))


def test_too_few_bars_give_no_base():
    assert set(bases({"0924": 10.4, "0925": 10.5})) == {"pct:1", "pct:2"}
    assert bases({}) == {}
    assert bases(keys=("window", "last", "pct:0", "pct:2025-01-01")) == {}


def test_a_split_of_ten_for_one_inside_the_span():
    """1000 became 100 on the 24th; last 105 over 1010/10 = 101 is +3.96 %, over 103 of the 23rd +1.94 %."""
    closes = {"0919": 1010.0, "0920": 1020.0, "0923": 1030.0, "0924": 104.0, "0925": 104.5}
    found = bases(closes, actions=(split("0924", 10.0),))
    assert found["pct:5"] == (pytest.approx(101.0), day("0919"))
    assert found["pct:2024-09-24"] == (pytest.approx(103.0), day("0923"))
    assert found["pct:1"] == (104.5, day("0925"))
    assert 105 / found["pct:5"][0] - 1 == pytest.approx(0.0396039, abs=1e-7)


def test_a_cash_dividend_inside_the_span():
    """0.5 on a close of 10.0: factor 0.95. 10.1 is measured as 9.595, so 9.8 is +2.14 % though below it."""
    closes = {"0919": 10.1, "0920": 10.0, "0923": 9.6, "0924": 9.7, "0925": 9.75}
    found = bases(closes, actions=(cash("0923", 0.5),))
    assert found["pct:5"] == (pytest.approx(9.595), day("0919"))
    assert found["pct:2"] == (9.7, day("0924"))
    assert 9.8 / found["pct:5"][0] - 1 == pytest.approx(0.0213653, abs=1e-7)


def test_both_in_one_span_multiply():
    """10 for 1 on the 23rd (factor 0.1), then 0.5 on a close of 100 on the 25th (0.995)."""
    closes = {"0919": 1000.0, "0920": 1000.0, "0923": 100.0, "0924": 100.0, "0925": 99.5}
    found = bases(closes, actions=(split("0923", 10.0), cash("0925", 0.5)))
    assert found["pct:5"][0] == pytest.approx(1000 * 0.1 * 0.995)
    assert found["pct:2"][0] == pytest.approx(100 * 0.995)


def test_a_dividend_worth_more_than_the_share_leaves_nothing_to_compare_with():
    found = figures(_year(), actions=(cash("0925", 400.0),))
    assert (set(found.bases), found.high52) == ({"pct:1"}, None)


def test_what_goes_ex_today_counts_and_what_is_announced_does_not():
    assert bases(actions=(split("0926", 2.0),))["pct:1"] == (5.25, day("0925"))
    assert bases(actions=(split("0927", 2.0),))["pct:1"] == (10.5, day("0925"))


def test_adjusted_closes_give_a_line_but_no_base_and_no_range():
    found = figures(_year(), basis=Basis.DIVIDEND_ADJUSTED)
    assert (found.bases, found.high52, found.low52) == ({}, None, None)
    assert len(found.closes) == 60


def test_a_halted_share_counts_its_own_sessions():
    """No trade since the 25th, looked at on 8 October: as 通达信, its last bar over the fifth one before."""
    october = dt.date(2024, 10, 8)
    assert bases(live=october, halted=True)["pct:5"] == (10.0, day("0918"))
    assert bases(live=october, halted=True)["pct:1"] == (10.4, day("0924"))
    assert bases(live=october)["pct:1"] == (10.5, day("0925"))  # trades again: today over its last close
    gap = {"0805": 9.0, "0918": 10.0, "0925": 10.5}
    assert bases(gap)["pct:2"] == (10.0, day("0918"))


def test_bars_that_may_end_too_early_give_only_what_a_newer_one_cannot_change():
    """Held up to Tuesday the 24th; the price is Thursday's: Wednesday is missing."""
    early = {name: close for name, close in CLOSES.items() if name != "0925"}
    assert set(bases(early, until=None)) == {"mtd", "ytd", "pct:2024-09-24"}
    assert set(bases(CLOSES, until=None)) == set(KEYS)
    assert set(bases(early, until=WEDNESDAY)) == set(KEYS)  # it did not trade on Wednesday
    assert set(bases(early, live=WEDNESDAY, until=None)) == set(KEYS)
    assert set(bases({"2023-12-29": 8.0, "0829": 9.0}, until=None)) == {"ytd"}  # the 30th of August is missing


def test_over_a_holiday_the_last_session_is_enough():
    held = {"0927": 10.0, "0930": 11.0}
    assert bases(held, live=dt.date(2024, 10, 8), keys=("pct:1",), until=None) == {"pct:1": (11.0, day("0930"))}


def _year(count=260, last="2024-09-25", first=100.0):
    days = np.busday_offset(np.datetime64(last, "D"), np.arange(-count + 1, 1), roll="backward")
    return {str(one): first + place for place, one in enumerate(days)}


def test_the_years_range_is_that_of_highs_and_lows():
    """Since 29 September 2023, the first day of the last 364; the day before would make the low 49."""
    made = bars(_year(270))
    high, low = np.array(made.close) + 1, np.array(made.close) - 1
    low[10], high[-2] = 49.0, 400.0
    found = figures_of(made.with_columns(high=high, low=low), (), THURSDAY, market=Market.CN)
    assert (found.high52, found.low52) == (400.0, 110.0)


def test_the_years_range_before_a_split_is_divided():
    closes = {name: (close if name < "2024-09-02" else close / 10) for name, close in _year().items()}
    found = figures(closes, actions=(split("2024-09-02", 10.0),))
    assert found.high52 == pytest.approx(35.9)
    assert found.low52 == pytest.approx(10.1)


def test_closes_alone_make_a_range_too():
    made = bars(_year())
    nothing = np.full(len(made), np.nan)
    found = figures_of(
        made.with_columns(open=nothing, high=nothing, low=nothing), (), THURSDAY, market=Market.CN
    )  # fmt: skip
    assert found.high52 == 359.0


def test_twenty_sessions_make_a_range_and_nineteen_do_not():
    assert figures(_year(20)).high52 == 119.0
    assert figures(_year(19)).high52 is None


def test_the_line_is_the_last_sixty_adjusted_closes():
    closes = _year(70)
    found = figures({n: (c if n < "2024-09-25" else c / 10) for n, c in closes.items()}, actions=(split("0925", 10.0),))
    assert len(found.closes) == 60
    assert found.closes[-1] == pytest.approx(16.9)
    assert found.closes[-2] == pytest.approx(16.8)
    assert (found.last_date, found.source) == (WEDNESDAY, "sample")


def test_a_missing_close_is_no_session():
    made = bars({"0923": 10.3, "0924": float("nan"), "0925": 10.5})
    found = figures_of(made, ("pct:2",), THURSDAY, market=Market.CN)
    assert found.bases == {"pct:2": (10.3, day("0923"))}


def utc(text):
    return dt.datetime.fromisoformat(text + "+00:00").timestamp()


@pytest.mark.parametrize(
    ("market", "now", "expected"),
    [
        (Market.CN, "2024-09-25T01:24:00", "2024-09-24"),  # 09:24: the auction still runs
        (Market.CN, "2024-09-25T01:25:00", "2024-09-25"),
        (Market.CN, "2024-09-25T12:00:00", "2024-09-25"),
        (Market.CN, "2024-09-28T04:00:00", "2024-09-27"),  # a Saturday
        (Market.CN, "2024-10-07T04:00:00", "2024-09-30"),  # National Day
        (Market.HK, "2024-09-25T01:10:00", "2024-09-24"),
        (Market.HK, "2024-09-25T01:30:00", "2024-09-25"),
        (Market.US, "2024-09-25T13:29:00", "2024-09-24"),  # a pre-market price is no newest price
        (Market.US, "2024-09-25T13:30:00", "2024-09-25"),
        (Market.US, "2024-09-26T02:00:00", "2024-09-25"),  # ten in the morning in Beijing
    ],
)
def test_the_session_of_the_newest_price(market, now, expected):
    assert live_session(market, utc(now)) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((), "2023-08-23"),
        (("pct:5", "mtd", "ytd", "spark"), "2023-08-23"),
        (("pct:500",), "2022-07-13"),
        (("pct:2022-01-04",), "2020-11-30"),
    ],
)
def test_how_far_back_bars_are_asked_for(keys, expected):
    assert reach(keys, THURSDAY) == dt.date.fromisoformat(expected)
