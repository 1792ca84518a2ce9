"""Rows N9, N10, N11, N17, N24, D8 and X4 of the fault list, against the real yfinance."""

import datetime as dt
import json
import sqlite3

import pytest

from data_sources.protocol import FactsWanted
from data_sources.yahoo import memory
from models import symbols
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from models.values import Interval
from tests.data_sources.samples import US, quotes_of, want
from tests.data_sources.yahoo.fake import UNKNOWN, Answer, asked, chart

pytestmark = [pytest.mark.library, pytest.mark.filterwarnings("ignore:.*inplace.*")]
RECENT = (dt.datetime.now(dt.UTC) - dt.timedelta(days=2)).date().isoformat()
WANTS = {
    "days": want(US),
    "minutes": want(US, RECENT, RECENT, interval=Interval.MIN5),
    "quotes": quotes_of(US),
    "facts": FactsWanted(instrument=US),
}
PORTAL = "<html><body>please sign in to the network</body></html>"
QUOTE = {"symbol": "NVDA", "currency": "USD", "regularMarketPrice": 120.0, "regularMarketTime": 1727208000,
         "sharesOutstanding": 24_500_000_000}  # fmt: skip
DELISTED = {"chart": {"result": None, "error": {"code": "Internal Error", "description": "try again later"}}}


def curl_error(name):
    from curl_cffi.requests import exceptions

    return getattr(exceptions, name)(f"Failed to perform, {name}")


FAULTS = {  # id: what every data path answers, and the kind it must be called
    "500": (lambda: Answer("", 500), Unreachable),
    "502 page": (lambda: Answer("<html>502 Bad Gateway</html>", 502), Unreachable),
    "503": (lambda: Answer("{}", 503), Unreachable),
    "404 page": (lambda: Answer("<html>Not Found</html>", 404), Unreachable),
    "429": (lambda: Answer("Too Many Requests", 429), RateLimited),
    "401": (lambda: Answer('{"finance": {"error": {"code": "Unauthorized", "description": "Invalid Crumb"}}}', 401),
            Unreachable),
    "portal": (lambda: Answer(PORTAL), Unreadable),
    "empty": (lambda: Answer(""), Unreadable),
    "cut": (lambda: Answer(json.dumps(chart())[:200]), Unreadable),
    "list": (lambda: Answer("[]"), Unreadable),
    "null": (lambda: Answer("null"), Unreadable),
    "silence": (lambda: curl_error("Timeout"), Unreachable),
    "reset": (lambda: curl_error("ConnectionError"), Unreachable),
    "no name": (lambda: curl_error("DNSError"), Unreachable),
}  # fmt: skip


def break_all(host, fault):
    for part in ("chart", "finance/quote", "timeseries"):
        host.rules[part] = fault()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind_of_want", WANTS)
def test_each_fault_has_the_right_kind(source, host, fault, kind_of_want):
    made, kind = FAULTS[fault]
    break_all(host, made)
    with pytest.raises((Unreachable, Unreadable, RateLimited, NoSuchData)) as caught:
        asked(source, WANTS[kind_of_want])
    assert caught.type is kind
    assert "delisted" not in caught.value.detail


@pytest.mark.parametrize("kind_of_want", ["days", "minutes", "facts"])
def test_only_yahoos_own_words_make_a_symbol_unknown(source, host, kind_of_want):
    host.rules["chart"] = Answer(DELISTED)
    with pytest.raises(Unreachable, match="try again later"):
        asked(source, WANTS[kind_of_want])
    host.rules["chart"] = Answer(UNKNOWN, 404)
    with pytest.raises(NoSuchData, match="does not know this symbol"):
        asked(source, WANTS[kind_of_want])


def test_an_empty_chart_of_another_instrument_is_not_no_sessions(source, host):
    answer = chart(meta={"symbol": "EVIL"})
    del answer["chart"]["result"][0]["timestamp"]
    answer["chart"]["result"][0]["indicators"] = {"quote": [{}]}
    host.rules["chart"] = answer
    with pytest.raises(Unreadable, match="EVIL"):
        asked(source)


@pytest.mark.parametrize("wrong", [{"symbol": "EVIL"}, {"currency": "GBp"}, {"currency": None}])
def test_a_quote_of_another_symbol_or_currency_is_left_out(source, host, wrong):
    host.rules["finance/quote"] = {"quoteResponse": {"result": [QUOTE | wrong]}}
    assert asked(source, quotes_of(US)) == ()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind_of_want", ["days", "minutes", "quotes"])
def test_a_failure_costs_no_more_than_twice_the_healthy_requests(source, host, fault, kind_of_want):
    healthy = 3  # cookie, crumb, data
    break_all(host, FAULTS[fault][0])
    with pytest.raises((Unreachable, Unreadable, RateLimited)):
        asked(source, WANTS[kind_of_want])
    assert len(host.asked) <= (2 * healthy if fault == "401" else healthy)


def test_after_a_captive_portal_every_ticker_recovers_at_once(source, host):
    tickers = [symbols.instrument(f"{600000 + place}.SH") for place in range(20)]
    kept, host.rules = dict(host.rules), {"": Answer(PORTAL)}
    for one in tickers:
        with pytest.raises(Unreadable):
            asked(source, want(one))
    host.rules = kept
    recovered = 0
    for one in tickers:
        host.rules["chart"] = chart(f"{one.code}.SS", meta={"currency": "CNY", "exchangeTimezoneName": "Asia/Shanghai"})
        recovered += len(asked(source, want(one))) == 2
    assert recovered == len(tickers)
    assert not [path for path, params, _ in host.asked if "<" in params.get("crumb", "")]


def test_a_stale_crumb_is_renewed_once(source, host):
    host.rules["getcrumb"] = [Answer("Old1"), Answer("New2")]
    host.rules["finance/quote"] = [Answer("", 401), {"quoteResponse": {"result": [QUOTE]}}]
    assert asked(source, quotes_of(US))[0].last == 120.0
    assert [params["crumb"] for params in host.paths("finance/quote")] == ["Old1", "New2"]


def test_quotes_without_a_crumb_say_why(source, host):
    host.rules["getcrumb"] = Answer("Too Many Requests", 429)
    host.rules["finance/quote"] = Answer("", 401)
    with pytest.raises(RateLimited, match="asks us to wait"):
        asked(source, quotes_of(US))
    assert len(host.asked) == 2  # a cookie and the crumb: who says "too often" is asked for nothing more


def test_a_crumb_refused_in_words_alone_is_a_refusal_too(source, host):
    """With HTTP 200 the library goes on without a crumb; what comes of that is no news."""
    host.rules["getcrumb"] = Answer("Too Many Requests")
    host.rules["finance/quote"] = Answer("", 401)
    with pytest.raises(RateLimited, match="asks us to wait"):
        asked(source, quotes_of(US))
    assert len(host.asked) == 3


def attack(mark):
    """A pickle that makes the file ``mark``."""
    return f"cbuiltins\nopen\n(S'{mark}'\nS'w'\ntR.".encode()


@pytest.fixture
def planted(tmp_path):
    """Yfinance's files as somebody else left them: an attack, garbage, and one that is locked."""
    with sqlite3.connect(tmp_path / "cookies.db") as made:
        made.execute("create table _cookieschema (strategy text primary key, fetch_date text, cookie_bytes blob)")
        made.execute("insert into _cookieschema values ('curlCffi', '2026-11-24T00:00:00', ?)",
                     (attack(tmp_path / "ran"),))  # fmt: skip
    made.close()
    (tmp_path / "isin-tkr.db").write_bytes(b"garbage" * 1000)
    locked = sqlite3.connect(tmp_path / "tkr-tz.db", isolation_level=None)
    locked.execute("create table held (x)")
    locked.execute("begin exclusive")
    yield tmp_path
    locked.close()


def test_its_files_are_never_opened_whatever_is_in_them(planted, source, host):
    assert len(asked(source)) == 2
    host.rules |= {
        "timeseries": {"timeseries": {"result": []}},
        "finance/quote": {"quoteResponse": {"result": [QUOTE]}},
    }
    assert asked(source, FactsWanted(instrument=US)).shares[0].value == 24.5e9
    assert not (planted / "ran").exists()
    from yfinance import cache

    cache._pkl.loads(attack(planted / "ran")).close()  # what its own store would do
    assert (planted / "ran").exists()
    assert (planted / "isin-tkr.db").read_bytes() == b"garbage" * 1000


def test_no_store_of_the_library_is_left_in_place(source):
    from yfinance import cache

    assert isinstance(cache.get_cookie_cache(), memory.Cookies)
    assert cache.get_tz_cache().tz_db is None
    assert cache.get_isin_cache().tz_db is None


def test_the_library_does_not_repeat_by_itself(source):
    import yfinance

    assert yfinance.config.network.retries == 0
