"""Market caps of a date: only from shares of that date, a cap stated for it, or today's own quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.caps import Beside, Way, beside_of, cap_on
from models.facts import Dated, Facts, Override, Said
from models.instruments import Market
from models.overrides import MANUAL
from tests.models.samples import ASKED, bars, cash, day, quote, split

DAY = day("0925")
CN = Market.CN


def facts(*shares, actions=(), caps=()):
    return Facts(
        instrument="600000.SH", currency="CNY", actions=actions, source="sample", fetched_at=ASKED,
        shares=tuple(Dated(date=day(date), value=value, source="sample") for date, value in shares),
        caps=tuple(Dated(date=day(date), value=value, source="imported: Wind") for date, value in caps),
    )  # fmt: skip


def said(what, value, date="0925", **changes):
    held = {"author": "Li", "reason": "annual report", "made_at": ASKED}
    return Override(instrument="600000.SH", date=day(date), what=what, value=value, **(held | changes))


def cap(*shares, close=10.0, series=None, live=None, overrides=(), date=DAY, **changes):
    held = Beside(facts=facts(*shares, **changes), overrides=tuple(overrides), quote=live)
    return cap_on(date, close, held, series, CN)


def test_shares_of_the_date_times_its_close():
    found = cap(("0925", 1e9))
    assert (found.value, found.way, found.source, found.shares_date) == (1e10, Way.SHARES, "sample", DAY)


def test_the_newest_number_of_shares_before_the_date_holds():
    assert cap(("2023-12-31", 8e8), ("2024-06-30", 9e8), ("2025-05-28", 1.4e9)).value == 9e9


def test_todays_shares_are_never_those_of_a_past_date():
    """300502.SZ: only a number of after the bonus issue of 2025-05-28 is known: wrong by 40 % for 2024-09-25."""
    assert cap(("2025-06-01", 9.93e8), actions=(split("2025-05-28", 1.4),)) is None


def test_a_known_split_since_the_number_scales_it():
    found = cap(("2024-06-30", 1e9), actions=(split("0920", 1.4), cash("0920", 0.2)))
    assert (found.value, found.split) == (pytest.approx(1.4e10), 1.4)


@pytest.mark.parametrize("date", ["2024-06-30", "0926"])
def test_a_split_on_the_numbers_own_day_or_after_the_date_does_not(date):
    assert cap(("2024-06-30", 1e9), actions=(split(date, 2.0),)).value == 1e10


def test_where_nobody_knows_of_splits_an_older_number_is_unknown():
    assert cap(("2024-06-30", 1e9), actions=None) is None
    assert cap(("0925", 1e9), actions=None).value == 1e10  # nothing can lie between


def test_bars_that_reach_back_to_the_number_know_of_the_splits():
    far = bars({"2024-06-28": 10.0, "0925": 5.0}, actions=(split("0920", 2.0),))
    near = far.rows(slice(1, 2))
    assert cap(("2024-06-30", 1e9), actions=None, series=far).value == 2e10
    assert cap(("2024-06-30", 1e9), actions=None, series=near) is None
    assert cap(("2024-06-30", 1e9), actions=None, series=far.with_columns(actions=None)) is None


def test_without_a_traded_close_there_is_no_cap_unless_one_is_stated():
    assert cap(("0925", 1e9), close=None) is None
    found = cap(close=None, caps=(("0925", 5e9),))
    assert (found.value, found.way, found.source) == (5e9, Way.STATED, "imported: Wind")


def test_a_stated_cap_is_good_for_its_very_date_only():
    assert cap(caps=(("0924", 5e9),)) is None
    assert cap(("0925", 1e9), caps=(("0925", 5e9),)).value == 5e9


def test_an_override_goes_before_everything_and_the_newest_before_the_others():
    old, new = said(Said.MARKET_CAP, 7e9), said(Said.MARKET_CAP, 8e9, made_at=ASKED + 1)
    found = cap(("0925", 1e9), caps=(("0925", 5e9),), overrides=(new, old))
    assert (found.value, found.source, found.manual) == (8e9, MANUAL, new)


def test_overridden_shares_are_shares_of_their_date():
    mine = said(Said.SHARES, 2e9, date="0924")
    found = cap(("0924", 1e9), overrides=(mine,))
    assert (found.value, found.source, found.manual) == (2e10, MANUAL, mine)
    assert cap(("0925", 1e9), overrides=(mine,)).manual is None


def test_the_quotes_own_cap_counts_today_only():
    live = quote(market_cap=3e11, exchange_time=ASKED, source="tencent")  # the 26th in China
    assert cap(live=live) is None
    found = cap(live=live, date=day("0926"))
    assert (found.value, found.way, found.source) == (3e11, Way.LIVE, "tencent")


def test_nothing_known_is_nothing():
    assert cap_on(DAY, 10.0, Beside(), None, CN) is None


def test_everything_beside_is_sorted_by_instrument():
    held = beside_of({"600000.SH": facts()}, [said(Said.CLOSE, 1.0)], [quote("NVDA.US")])
    assert (held["600000.SH"].overrides[0].value, held["NVDA.US"].quote.instrument) == (1.0, "NVDA.US")
    assert held["NVDA.US"].facts is None


dates = st.sampled_from(["0916", "0918", "0920", "0923", "0925", "0926"])


@given(
    st.dictionaries(dates, st.floats(1e6, 1e10)),
    st.lists(st.builds(split, dates, st.floats(0.1, 10)), max_size=3),
    dates,
)
def test_no_number_of_a_later_date_is_ever_used(shares, splits, date):
    found = cap(*shares.items(), actions=tuple(splits), date=day(date))
    if found is not None:
        assert found.shares_date <= day(date)
        assert found.value == pytest.approx(found.shares * 10.0)
    else:
        assert not any(day(one) <= day(date) for one in shares)
