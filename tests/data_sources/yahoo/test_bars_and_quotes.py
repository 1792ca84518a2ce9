"""Yahoo's answers to our values: splits undone, dividends rescaled, and nothing taken that was not asked for."""

import numpy as np
import pandas as pd  # noqa: TID253 - frames are what is tested
import pytest

from data_sources.yahoo import bars as yahoo
from data_sources.yahoo import names, quotes
from models import symbols
from models.errors import NoSuchData, Unreadable
from models.values import Basis
from tests.data_sources.samples import AFTER, HK, US, cash, close_of, quotes_of, split, want

META = {"symbol": "NVDA", "currency": "USD"}
COLUMNS = ("Open", "High", "Low", "Close", "Adj Close", "Volume", "Dividends", "Stock Splits")


def frame(rows, zone="America/New_York"):
    """Rows ``date: (open, high, low, close, volume, dividend, split)`` as yfinance gives them."""
    index = pd.DatetimeIndex(list(rows)).tz_localize(zone).as_unit("s")
    values = [(o, h, low, c, c, v, d, s) for o, h, low, c, v, d, s in rows.values()]
    return pd.DataFrame(values, index=index.rename("Date"), columns=list(COLUMNS))


ROWS = {
    "2024-09-20": (117.06, 118.62, 115.39, 116.0, 382462400, 0.0, 0.0),
    "2024-09-23": (116.55, 116.99, 114.86, 116.26000213623047, 206228500, 0.0, 0.0),
    "2024-09-24": (116.52, 121.8, 115.38, 120.87, 354966800, 0.0, 0.0),
}


def parsed(rows=ROWS, one=US, meta=META, zone="America/New_York", now=AFTER):
    return yahoo.parse_bars(frame(rows, zone), meta, want(one), now)


def test_traded_closes_without_float_noise():
    found = parsed()
    assert close_of(found) == {"2024-09-20": 116.0, "2024-09-23": 116.26, "2024-09-24": 120.87}
    assert (found.source, found.currency, found.basis, found.fetched_at) == ("yahoo", "USD", Basis.RAW, AFTER)
    assert np.isnan(found.turnover).all()  # Yahoo has none: missing, not zero


def test_dates_are_the_exchanges_own_in_every_zone():
    rows = dict.fromkeys(ROWS, (1.2, 1.3, 1.1, 1.25, 100, 0.0, 0.0))
    found = parsed(rows, HK, {"symbol": "0700.HK", "currency": "HKD"}, "Asia/Hong_Kong")
    assert [str(d) for d in found.date] == list(ROWS)


def test_later_splits_are_undone_in_price_and_volume():
    rows = {
        "2024-09-24": (10.0, 10.0, 10.0, 10.0, 400, 0.0, 0.0),
        "2024-09-25": (20.0, 20.0, 20.0, 20.0, 400, 0.0, 2.0),  # two for one
        "2024-09-26": (30.0, 30.0, 30.0, 30.0, 400, 0.0, 0.0),
        "2024-09-27": (31.0, 31.0, 31.0, 31.0, 400, 0.0, 1.5),
    }
    found = parsed(rows)
    assert found.close.tolist() == [30.0, 30.0, 45.0, 31.0]
    assert found.volume.tolist() == pytest.approx([400 / 3, 400 / 1.5, 400 / 1.5, 400])
    assert found.actions == (split("2024-09-25", 2.0), split("2024-09-27", 1.5))


def test_a_bonus_issue_gives_back_the_price_on_the_tape():
    rows = {
        "2024-09-20": (70.4929, 71.0, 68.0, 68.4, 1.4e7, 0.0, 0.0),
        "2025-05-28": (84.0, 86.0, 83.0, 84.96, 1e7, 0.0, 1.4),
    }
    eoptolink = symbols.instrument("300502.SZ")
    found = parsed(rows, eoptolink, {"symbol": "300502.SZ", "currency": "CNY"}, "Asia/Shanghai")
    assert found.close[0] == 95.76


def test_dividends_are_as_paid_on_the_shares_of_their_day():
    rows = {
        "2024-09-20": (10.0, 10.0, 10.0, 10.0, 1, 0.25, 0.0),
        "2024-09-25": (20.0, 20.0, 20.0, 20.0, 1, 0.5, 4.0),
    }
    assert parsed(rows).actions == (cash("2024-09-20", 1.0), cash("2024-09-25", 0.5), split("2024-09-25", 4.0))


def test_a_fraction_of_a_cent_is_a_price_in_new_york():
    rows = {"2024-09-20": (0.5123, 0.5123, 0.5123, 0.5123, 1, 0.0, 0.0)}
    assert parsed(rows).close[0] == 0.5123


def test_the_running_bar_is_not_final():
    during = pd.Timestamp("2024-09-24 12:00", tz="America/New_York").timestamp()
    assert not parsed(now=during).last_is_final
    assert parsed(now=AFTER).last_is_final


def test_null_rows_stay_missing():
    rows = ROWS | {"2024-09-25": (np.nan, np.nan, np.nan, np.nan, 0, 0.0, 0.0)}
    assert np.isnan(parsed(rows).close[-1])  # the guard drops it; zero it never becomes


@pytest.mark.parametrize("name", yahoo.NEEDED)
def test_a_missing_column_is_named(name):
    with pytest.raises(Unreadable, match=f"no column {name}"):
        yahoo.parse_bars(frame(ROWS).drop(columns=name), META, want(US), AFTER)


@pytest.mark.parametrize(
    "meta", [{"symbol": "NVDX", "currency": "USD"}, {"symbol": "NVDA", "currency": "GBp"}, {}, {"symbol": "NVDA"}]
)
def test_another_symbol_or_currency_is_refused(meta):
    with pytest.raises(Unreadable):
        parsed(meta=meta)


def test_an_empty_span_is_no_data():
    with pytest.raises(NoSuchData):
        yahoo.parse_bars(frame(ROWS).iloc[:0], META, want(US), AFTER)


def test_columns_in_another_order_mean_the_same():
    shuffled = frame(ROWS)[list(reversed(COLUMNS))]
    assert close_of(yahoo.parse_bars(shuffled, META, want(US), AFTER)) == close_of(parsed())


QUOTE = {
    "symbol": "0700.HK", "currency": "HKD", "regularMarketPrice": 908.5, "regularMarketPreviousClose": 900.0,
    "regularMarketOpen": 901.0, "regularMarketDayHigh": 910.0, "regularMarketDayLow": 899.0,
    "regularMarketVolume": 12345600, "regularMarketTime": 1727409600, "marketCap": 8.4e12, "exchangeDataDelayedBy": 15,
}  # fmt: skip


def test_a_quote_says_how_late_it_is():
    (found,) = quotes.parse_quotes([QUOTE], quotes_of(HK), AFTER)
    assert (found.instrument, found.last, found.delay_s, found.volume) == ("00700.HK", 908.5, 900.0, 12345600.0)
    assert (found.exchange_time, found.received_at, found.market_cap) == (1727409600.0, AFTER, 8.4e12)


VALUED = {"trailingPE": 38.76, "priceToBook": 55.11, "fiftyTwoWeekHigh": 950.0, "fiftyTwoWeekLow": 700.0}


def test_price_to_book_is_taken_only_where_both_are_in_one_currency():
    (found,) = quotes.parse_quotes([QUOTE | VALUED | {"financialCurrency": "HKD"}], quotes_of(HK), AFTER)
    assert (found.pe, found.pb, found.high_52w, found.low_52w) == (38.76, 55.11, 950.0, 700.0)
    (mixed,) = quotes.parse_quotes([QUOTE | VALUED | {"financialCurrency": "CNY"}], quotes_of(HK), AFTER)
    assert (mixed.pe, mixed.pb) == (38.76, None)


def test_unknown_unasked_and_timeless_quotes_are_left_out():
    timeless = {key: value for key, value in QUOTE.items() if key != "regularMarketTime"}
    assert quotes.parse_quotes([QUOTE | {"symbol": "AAPL"}, timeless], quotes_of(HK, US), AFTER) == ()


@pytest.mark.parametrize("value", ["908.5", None, True])
def test_a_number_that_is_none_is_missing(value):
    (found,) = quotes.parse_quotes([QUOTE | {"regularMarketPrice": value}], quotes_of(HK), AFTER)
    assert found.last is None


def test_beijing_is_not_asked_for():
    with pytest.raises(NoSuchData):
        names.symbol(symbols.instrument("830799.BJ"))
