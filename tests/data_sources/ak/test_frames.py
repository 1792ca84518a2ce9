"""Eastmoney's frames to our values: columns by name, lots told from shares, damage named."""

import json
from functools import partial

import numpy as np
import pandas as pd  # noqa: TID253 - frames are what is tested
import pytest

from data_sources.adapters import akshare_cn
from data_sources.ak import frames as ak
from data_sources.ak import safety
from models import spellings, symbols
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from models.values import Adjust
from tests.data_sources.samples import AFTER, CN, CSI, ETF, HK, HSI, STAR, US, close_of, quotes_of, want

CHINESE = ["日期", "股票代码", "开盘", "收盘", "最高", "最低", "成交量", "成交额", "振幅", "涨跌幅", "涨跌额", "换手率"]
ROWS = [  # 日期 开 收 高 低, then lots and yuan with their VWAP inside the day
    ("2024-09-20", 18.9, 18.86, 19.1, 18.7, 1000, 1.88e6),
    ("2024-09-23", 18.8, 19.2, 19.3, 18.7, 2000, 3.82e6),
]


def frame(rows=ROWS, lot=1):
    held = [(d, "600000", o, c, h, low, v / lot, t, 1.0, 1.0, 0.1, 0.5) for d, o, c, h, low, v, t in rows]
    return pd.DataFrame(held, columns=CHINESE)


def parsed(made, one=CN, now=AFTER):
    return ak.parse_bars(made, want(one), now)


def test_close_stands_before_high_and_is_taken_by_name():
    found = parsed(frame())
    assert close_of(found) == {"2024-09-20": 18.86, "2024-09-23": 19.2}
    assert found.high.tolist() == [19.1, 19.3]
    assert (found.source, found.currency, found.actions, found.adjust) == ("akshare", "CNY", None, Adjust.NONE)


def test_columns_in_another_order_mean_the_same():
    assert close_of(parsed(frame()[list(reversed(CHINESE))])) == close_of(parsed(frame()))


@pytest.mark.parametrize("one", [CN, STAR])
def test_lots_become_shares_wherever_they_come(one):
    assert parsed(frame(), one).volume.tolist() == [100_000.0, 200_000.0]


def test_shares_stay_shares():
    shares = [(d, o, c, h, low, v * 100, t) for d, o, c, h, low, v, t in ROWS]
    assert parsed(frame(shares), STAR).volume.tolist() == [100_000.0, 200_000.0]


def test_units_that_fit_neither_are_refused():
    with pytest.raises(Unreadable, match="unknown units"):
        parsed(frame([(d, o, c, h, low, v * 7, t) for d, o, c, h, low, v, t in ROWS]))


def test_a_suspended_span_has_no_vwap_and_no_complaint():
    assert parsed(frame([("2024-09-20", 18.9, 18.9, 18.9, 18.9, 0, 0.0)])).volume.tolist() == [0.0]


def test_an_index_counts_in_lots_and_is_not_judged_by_vwap():
    made = pd.DataFrame(
        [("2024-09-20", 3200.0, 3201.05, 3210.0, 3190.0, 1000, 5e9)],
        columns=["date", "open", "close", "high", "low", "volume", "amount"],
    )
    found = parsed(made, CSI)
    assert (found.volume[0], found.turnover[0], found.close[0]) == (100_000.0, 5e9, 3201.05)


@pytest.mark.parametrize("one", [HK, US])
def test_other_markets_count_in_shares(one):
    found = parsed(frame(), one)
    assert found.volume.tolist() == [1000.0, 2000.0]
    assert found.currency == one.currency


@pytest.mark.parametrize("name", ak.CHINESE.values())
def test_a_missing_column_is_named(name):
    with pytest.raises(Unreadable, match=f"no column {name}"):
        parsed(frame().drop(columns=name))


@pytest.mark.parametrize("name", [name for key, name in ak.CHINESE.items() if key != "date"])
def test_a_column_without_numbers_is_named(name):
    with pytest.raises(Unreadable, match=f"no numbers in column {name}"):
        parsed(frame().assign(**{name: "-"}))


@pytest.mark.parametrize("text", ["-", "", "n/a", None])
def test_a_number_that_is_none_is_missing(text):
    made = frame().astype(object)
    made.loc[1, "收盘"] = text
    assert np.isnan(parsed(made).close[1])


def test_a_date_may_be_a_date_or_a_text():
    made = frame()
    made["日期"] = pd.to_datetime(made["日期"]).dt.date
    assert close_of(parsed(made)) == close_of(parsed(frame()))


def test_quotes_are_not_its_business():
    with pytest.raises(NoSuchData):
        akshare_cn.AkshareCn.parse(object.__new__(akshare_cn.AkshareCn), None, quotes_of(CN), AFTER)


class Library(dict):
    """Stands in for akshare's calls: notes each, answers with what it was given."""

    def __init__(self, *answers):
        self.answers, self.calls = list(answers), []
        super().__init__({name: partial(self._called, name) for name in safety.REVIEWED})

    def _called(self, name, **named):
        self.calls.append((name, named))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def adapter(*answers):
    made = object.__new__(akshare_cn.AkshareCn)
    made._calls = Library(*answers)
    return made


@pytest.mark.parametrize(
    ("one", "name", "symbol"),
    [
        (CN, "stock_zh_a_hist", "600000"),
        (HK, "stock_hk_hist", "00700"),
        (US, "stock_us_hist", "105.NVDA"),
        (CSI, "stock_zh_index_daily_em", "sh000300"),
    ],
)
def test_which_call_is_made_and_never_an_adjusted_one(one, name, symbol):
    source = adapter(frame())
    source.download(want(one))
    ((called, named),) = source._calls.calls
    assert (called, named["symbol"]) == (name, symbol)
    assert named.get("adjust", "") == ""
    assert (named["start_date"], named["end_date"]) == ("20240920", "20240925")


@pytest.mark.parametrize("adjust", [Adjust.QFQ, Adjust.HFQ])
def test_an_adjusted_series_is_never_asked_for(adjust):
    source = adapter(frame())
    with pytest.raises(NoSuchData, match="derived here"):
        source.download(want(adjust=adjust))
    assert source._calls.calls == []


def test_a_foreign_index_is_not_carried():
    with pytest.raises(NoSuchData):
        adapter(frame()).download(want(HSI))


def test_a_us_share_of_unknown_listing_is_looked_for_on_every_exchange():

    source = adapter(pd.DataFrame(), pd.DataFrame(), frame())
    assert len(source.download(want(symbols.instrument("IBM.US")))) == 2
    assert [named["symbol"] for _, named in source._calls.calls] == ["105.IBM", "106.IBM", "107.IBM"]


def test_an_empty_frame_is_a_failure_not_no_data():
    with pytest.raises(Unreadable, match="empty answer"):
        adapter(pd.DataFrame()).download(want())


@pytest.mark.parametrize(
    ("accident", "kind", "says"),
    [
        (TypeError("'NoneType' object is not subscriptable"), Unreadable, "empty answer"),
        (TypeError("unexpected"), Unreadable, "agreed shape"),
        (json.JSONDecodeError("x", "", 0), Unreadable, "no JSON"),
        (ValueError("Length mismatch: Expected axis has 11 elements"), Unreadable, "Length mismatch"),
        (KeyError("klines"), Unreadable, "klines"),
        (ConnectionResetError("reset by peer"), Unreachable, "cut off"),
        (RateLimited("wait", wait_s=9.0), RateLimited, "wait"),
    ],
)
def test_its_accidents_in_our_terms(accident, kind, says):
    with pytest.raises(kind, match=says):
        adapter(accident).download(want())


def test_a_shanghai_fund_is_asked_for_in_shanghai():

    assert spellings.eastmoney_secids(ETF) == ("1.510300",)
    assert spellings.eastmoney_secids(STAR) == ("1.688256",)
