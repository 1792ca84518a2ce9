"""Levels of the indices abroad from Eastmoney's own history: the shape, and everything that is not of it."""

import copy
import datetime as dt

import numpy as np
import pytest

from data_sources.adapters import eastmoney
from data_sources.eastmoney.indices import parse_bars, url_of
from models import symbols
from models.errors import NoSuchData, Unreadable
from models.values import Adjust, Interval
from tests.data_sources.samples import AFTER, US, close_of, context, day, want

IXIC, HSI = symbols.instrument("IXIC"), symbols.instrument("HSI")
ANSWER = {
    "rc": 0,
    "data": {
        "code": "NDX", "market": 100, "name": "纳斯达克", "decimal": 2,
        "klines": [
            "2024-09-20,17999.31,17948.32,18024.30,17835.61,99144800,-",
            "2024-09-23,17994.90,17974.27,18021.64,17936.40,52373100,-",
            "2024-09-24,18046.40,18074.52,18092.04,17863.39,53475800,-",
            "2024-09-25,18050.40,18082.21,18154.98,18040.57,48580600,-",
        ],
    },
}  # fmt: skip


def changed(**changes):
    answer = copy.deepcopy(ANSWER)
    answer["data"] |= changes
    return answer


def test_the_close_stands_before_high_and_low():
    bars = parse_bars(ANSWER, want(IXIC), AFTER)
    assert close_of(bars)["2024-09-25"] == 18082.21
    assert [float(getattr(bars, name)[-1]) for name in ("open", "high", "low")] == [18050.40, 18154.98, 18040.57]
    assert (bars.source, bars.currency, bars.actions, bars.last_is_final) == ("eastmoney", "USD", None, True)
    assert np.isnan(bars.volume).all()
    assert dt.datetime.fromtimestamp(int(bars.time[0]), dt.UTC).isoformat() == "2024-09-20T13:30:00+00:00"


def test_days_in_the_wrong_order_are_put_right():
    rows = ANSWER["data"]["klines"]
    bars = parse_bars(changed(klines=[*rows[2:], *rows[:2]]), want(IXIC), AFTER)
    assert list(close_of(bars)) == ["2024-09-20", "2024-09-23", "2024-09-24", "2024-09-25"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"rc": 0, "data": None}, "no field data.klines"),
        ({}, "no field data"),
        (changed(klines=[]), "an empty answer"),
        (changed(code="DJIA"), "answered DJIA instead of IXIC"),
        (changed(klines=["2024-09-20,1,2"]), "fewer than five fields"),
        (changed(klines=["20.09.2024,1,2,3,4,5"]), "which is no date"),
        (changed(klines=["2024-09-20,a,2,3,4,5"]), "which is no number"),
        (changed(klines=[7]), "fewer than five fields"),
    ],
)
def test_what_is_not_as_agreed_is_named(answer, why):
    with pytest.raises(Unreadable, match=why):
        parse_bars(answer, want(IXIC), AFTER)


def test_only_days_of_the_indices_it_carries_are_asked_for():
    for one in (want(US), want(symbols.instrument("000300.SH")), want(IXIC, interval=Interval.MIN5)):
        with pytest.raises(NoSuchData):
            url_of(one)
    with pytest.raises(NoSuchData):
        url_of(want(HSI, adjust=Adjust.QFQ))


def test_the_span_and_the_code_stand_in_the_request(tmp_path, monkeypatch):
    asked = []
    source = eastmoney.open_source(context(tmp_path))
    monkeypatch.setattr(source, "_json", lambda url: asked.append(url) or ANSWER)
    found = source.parse(source.download(want(IXIC)), want(IXIC), AFTER)
    source.close()
    assert "secid=100.NDX&klt=101&fqt=0&beg=20240920&end=20240925" in asked[0]
    assert found.date[-1] == np.datetime64(day("2024-09-25"))
