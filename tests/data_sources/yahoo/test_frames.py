"""Frames of the stream to quotes: never an exception, never a quote without its instrument, price and time."""

import base64
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.yahoo import frames
from models.instruments import Instrument, Kind, Market
from tests.data_sources.samples import AFTER, HK, US

YUAN = Instrument(id="USDCNY", kind=Kind.FX, market=Market.FX)
ASKED = {"NVDA": US, "0700.HK": HK, "USDCNY=X": YUAN}
MS = str(int(AFTER * 1000) - 5000)
FRAME = {"id": "NVDA", "price": 123.51000213623047, "time": MS, "currency": "USD", "market_hours": 1, "price_hint": "2",
         "change": 2.630000114440918, "day_volume": "228812345", "day_high": 124.94000244140625, "open_price": 122.0,
         "day_low": 121.61}  # fmt: skip


def quote(**changes):
    return frames.quote_of({key: value for key, value in (FRAME | changes).items() if value is not None}, ASKED, AFTER)


def test_a_price_loses_the_noise_of_float32_and_a_count_comes_as_text():
    found = quote()
    assert (found.instrument, found.last, found.previous_close, found.high) == ("NVDA.US", 123.51, 120.88, 124.94)
    assert (found.volume, found.exchange_time, found.received_at) == (228812345.0, AFTER - 5, AFTER)
    assert (found.extended_last, found.source, found.currency, found.delay_s) == (None, "yahoo", "USD", 0.0)


def test_the_hint_says_how_many_decimals_count():
    assert quote(price=0.12345678, price_hint="4").last == 0.1235
    assert quote(id="0700.HK", currency="HKD", price=17.123456, price_hint="3").last == 17.123
    assert quote(id="USDCNY=X", currency="CNY", price=7.0312, price_hint="4").last == 7.0312


@pytest.mark.parametrize("hours", [None, 0, 2, 3, 4])
def test_outside_the_hours_the_price_is_never_the_last(hours):
    found = quote(market_hours=hours)
    assert (found.last, found.extended_last, found.extended_time) == (None, 123.51, AFTER - 5)
    assert quote(market_hours=hours, id="0700.HK", currency="HKD") is None  # an auction's number is no trade


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None}, {"id": "AAPL"}, {"id": ""}, {"price": None}, {"price": 0.0}, {"price": -1.0},
        {"price": float("nan")}, {"price": float("inf")}, {"price": "123.5"}, {"time": None}, {"time": "0"},
        {"time": "soon"}, {"time": str(int(AFTER * 1000) + 10**6)}, {"time": "1000000"}, {"currency": "GBp"},
        {"price": True}, {"price": 1e-9},
    ],
)  # fmt: skip
def test_a_frame_that_does_not_say_enough_is_dropped(changes):
    assert quote(**changes) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(list(ASKED)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(list(FRAME)) | st.text(max_size=6), anything))
def test_junk_never_raises_and_a_quote_always_has_its_three(changes):
    for held in (changes, FRAME | changes):
        found = frames.quote_of(held, ASKED, AFTER)
        if found is not None:
            assert found.instrument in {one.id for one in ASKED.values()}
            assert (found.last or found.extended_last) > 0
            assert abs(found.exchange_time - AFTER) <= frames.OLDEST_S


@pytest.mark.library
@given(st.binary(max_size=60))
def test_the_bytes_of_a_frame_may_be_anything(noise):
    from google.protobuf.json_format import MessageToDict
    from google.protobuf.message import DecodeError
    from yfinance.pricing_pb2 import PricingData

    whole = PricingData(id="NVDA", price=1.5, time=int(MS), market_hours=1).SerializeToString()
    for damaged in (noise, whole + noise, noise + whole, whole[: len(noise)]):
        try:
            decoded = MessageToDict(PricingData.FromString(base64.b64decode(base64.b64encode(damaged))),
                                    preserving_proto_field_name=True)  # fmt: skip
        except (DecodeError, UnicodeDecodeError, ValueError, struct.error):
            continue
        frames.quote_of(decoded, ASKED, AFTER)
