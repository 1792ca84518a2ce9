"""Closes put in by hand: laid over traded daily bars, named, and nowhere else."""

import numpy as np
import pytest

from models.facts import Override, Said
from models.instruments import Market
from models.overrides import MANUAL, bars_of, laid_over, with_overrides
from models.values import Adjust, Basis, Interval
from tests.models.samples import ASKED, SHARE, bars, day

CLOSES = {"0920": 10.0, "0924": 12.0, "0925": 13.0}


def put(date, value, what=Said.CLOSE, name="600000.SH", made_at=ASKED, number=0):
    return Override(
        instrument=name, date=day(date), what=what, value=value, author="Li", reason="r", made_at=made_at, number=number
    )


def laid(*overrides, **changes):
    return with_overrides(bars(CLOSES, **changes), overrides, Market.CN)


def closes(made):
    return dict(zip((f"{date.astype(object):%m%d}" for date in made.date), made.close, strict=True))


def test_a_close_is_replaced_and_its_date_named():
    made = laid(put("0924", 12.5))
    assert closes(made) == {"0920": 10.0, "0924": 12.5, "0925": 13.0}
    assert made.manual == (day("0924"),)
    assert (made.high[1], made.low[1], made.open[1], made.volume[1]) == (12.5, 12.0, 12.0, 1000.0)


def test_a_day_that_is_missing_becomes_a_close_alone():
    made = laid(put("0923", 11.0))
    assert closes(made) == {"0920": 10.0, "0923": 11.0, "0924": 12.0, "0925": 13.0}
    assert np.isnan([made.open[1], made.high[1], made.low[1], made.volume[1]]).all()
    assert (np.diff(made.date).astype(int) > 0).all()


def test_days_before_and_after_the_bars():
    assert list(closes(laid(put("0919", 9.0), put("0926", 14.0)))) == ["0919", "0920", "0924", "0925", "0926"]


def test_the_last_word_counts():
    first, second = put("0924", 1.0, made_at=ASKED + 5), put("0924", 2.0, made_at=ASKED + 5, number=2)
    assert closes(laid(second, first))["0924"] == 2.0


@pytest.mark.parametrize(
    "other", [put("0924", 1.0, what=Said.SHARES), put("0924", 1.0, what=Said.MARKET_CAP), put("0924", 1.0, name="X.US")]
)
def test_what_is_no_close_of_this_share_changes_nothing(other):
    raw = bars(CLOSES)
    assert with_overrides(raw, [other], Market.CN) is raw


@pytest.mark.parametrize(
    "changes", [{"basis": Basis.DIVIDEND_ADJUSTED}, {"adjust": Adjust.QFQ}, {"interval": Interval.WEEK}]
)
def test_a_traded_close_is_not_mixed_with_what_is_none(changes):
    raw = bars(CLOSES, **changes)
    assert with_overrides(raw, [put("0924", 1.0)], Market.CN) is raw


def test_twice_is_once():
    once = laid(put("0923", 11.0))
    again = with_overrides(once, [put("0923", 11.0)], Market.CN)
    assert closes(again) == closes(once)


def test_a_share_nobody_knows_has_the_closes_put_in():
    made = bars_of(SHARE, [put("0925", 11.0), put("0920", 10.0)])
    assert (closes(made), made.source, made.currency) == ({"0920": 10.0, "0925": 11.0}, MANUAL, "CNY")
    assert bars_of(SHARE, [put("0925", 1e9, what=Said.SHARES)]) is None


def test_over_many_only_those_meant_change():
    held = {"600000.SH": bars(CLOSES), "600001.SH": bars(CLOSES, name="600001.SH")}
    made = laid_over(held, [put("0924", 1.0), put("0924", 1.0, name="unknown")], {"600000.SH": SHARE})
    assert made["600001.SH"] is held["600001.SH"]
    assert closes(made["600000.SH"])["0924"] == 1.0
    assert set(laid_over({}, [put("0924", 1.0)], {"600000.SH": SHARE})) == {"600000.SH"}
