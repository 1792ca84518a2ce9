"""The real yfinance behind a fake transport: what it does to its callers, and that our adapter undoes it."""

import datetime as dt
import json

import pytest

from data_sources.transports import jobs
from data_sources.yahoo import memory
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from tests.data_sources.samples import CN, US, close_of, quotes_of, split, want
from tests.data_sources.yahoo.fake import Answer, asked, chart

pytestmark = [
    pytest.mark.library,
    pytest.mark.filterwarnings("ignore:.*inplace.*"),  # yfinance's own, which the worker silences for its process
]


def test_bars_arrive_with_few_requests(source, host):
    assert close_of(asked(source)) == {"2024-09-20": 116.0, "2024-09-21": 116.26}
    assert len(host.paths("/v8/finance/chart/NVDA")) == 1  # no request for the time zone: we know it
    (params,) = host.paths("chart")
    assert "range" not in params
    asked(source)
    assert len([path for path, _, _ in host.asked if "fc.yahoo.com" in path or "getcrumb" in path]) == 2


def test_the_end_is_left_open_so_that_no_failure_is_remembered_and_every_later_split_comes(source, host):
    asked(source, want(US, "2024-09-20", "2024-09-21"))
    (params,) = host.paths("chart")
    assert int(params["period2"]) > dt.datetime(2024, 10, 1, tzinfo=dt.UTC).timestamp()
    assert "splits" in params["events"]


def test_a_later_split_is_undone(source, host):
    events = {"splits": {"1": {"date": 0, "numerator": 14, "denominator": 10, "splitRatio": "14:10"}}}
    answer = chart("600000.SS", (68.4, 74.75, 84.96), first="2024-09-23")
    answer["chart"]["result"][0]["timestamp"] = [
        int(dt.datetime(2024, 9, day, 1, 30, tzinfo=dt.UTC).timestamp()) for day in (23, 24, 25)
    ]
    events["splits"]["1"]["date"] = answer["chart"]["result"][0]["timestamp"][2]
    answer["chart"]["result"][0]["events"] = events
    host.rules["chart"] = answer
    found = asked(source, want(CN))
    assert close_of(found) == {"2024-09-23": 95.76, "2024-09-24": 104.65, "2024-09-25": 84.96}
    assert found.actions == (split("2024-09-25", 1.4),)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (Answer("<html>502</html>", 502), Unreachable),
        (Answer("", 500), Unreachable),
        (Answer("", 200), Unreadable),
        (Answer("<html>please verify you are human</html>"), Unreadable),
        (Answer(json.dumps(chart())[:300]), Unreadable),
        (Answer("null"), Unreadable),
        (chart(meta={"symbol": "EVIL"}), Unreadable),
        (chart(meta={"currency": "GBp"}), Unreadable),
        (Answer("Too Many Requests", 429), RateLimited),
    ],
    ids=("502", "500", "empty", "html", "cut", "null", "symbol", "currency", "429"),
)
def test_a_failure_has_a_name_and_is_not_remembered(source, host, body, kind):
    host.rules["chart"] = body
    with pytest.raises(kind):
        asked(source)
    host.rules["chart"] = chart()
    assert len(asked(source)) == 2


def test_a_span_without_sessions_is_no_data(source, host):
    answer = chart()
    del answer["chart"]["result"][0]["timestamp"]
    answer["chart"]["result"][0]["indicators"] = {"quote": [{}]}
    host.rules["chart"] = answer
    with pytest.raises(NoSuchData, match="no sessions"):
        asked(source)


@pytest.mark.parametrize("column", ["close", "open", "volume"])
def test_a_renamed_field_is_not_guessed(source, host, column):
    answer = chart()
    quote = answer["chart"]["result"][0]["indicators"]["quote"][0]
    quote["px_" + column] = quote.pop(column)
    host.rules["chart"] = answer
    with pytest.raises(Unreadable):
        asked(source)


def test_errors_are_not_hidden_as_empty_frames(source):
    import yfinance

    assert yfinance.config.debug.hide_exceptions is False


@pytest.mark.parametrize("poison", ["Too Many Requests\r\n", "<html>sign in</html>", "x" * 64, ""])
def test_a_poisoned_crumb_is_never_sent(source, host, poison):
    host.rules["getcrumb"] = [Answer(poison), *[Answer("Ab1cD2.eF3")] * 8]
    host.rules["chart"] = [chart(), chart()]
    assert len(asked(source)) == len(asked(source)) == 2
    assert [params.get("crumb") for params in host.paths("chart")] == [None, "Ab1cD2.eF3"]


def test_cookies_are_kept_in_memory_and_no_pickle_is_written(source, host, tmp_path):
    asked(source)
    from yfinance import cache

    assert source._data._cookie is not None
    assert isinstance(cache.get_cookie_cache(), memory.Cookies)
    assert not [file for file in tmp_path.rglob("*") if b"A3" in file.read_bytes()]
    assert not (tmp_path / "cookies.db").exists()


def test_a_cookie_without_an_expiry_does_not_stop_everything(source, host):
    host.expires = None
    assert len(asked(source)) == len(asked(source)) == 2


def test_its_own_files_lie_in_the_folder_it_was_given(source, tmp_path):
    from yfinance import cache

    assert cache._TzDBManager.get_location() == str(tmp_path)


def test_quotes_come_in_batches_of_fifty(source, host):
    from models import symbols

    host.rules["quote"] = {"quoteResponse": {"result": [], "error": None}}
    many = tuple(symbols.instrument(f"{600000 + place}.SH") for place in range(51))
    assert asked(source, quotes_of(*many)) == ()
    assert [params["symbols"].count(",") + 1 for params in host.paths("v7/finance/quote")] == [50, 1]


@pytest.mark.parametrize("body", [{"finance": {"error": "x"}}, {"quoteResponse": None}, "<html>"])
def test_damaged_quotes_are_unreadable(source, host, body):
    host.rules["quote"] = body
    with pytest.raises(Unreadable):
        asked(source, quotes_of(US))


def test_silence_is_cut_short_for_all_hosts_of_a_job_together(source, host, monkeypatch):
    from curl_cffi.requests.exceptions import Timeout

    class Clock:
        now = 100.0

    monkeypatch.setattr(jobs.time, "monotonic", lambda: Clock.now)

    def silent(self, session, method, url, timeout=None, **options):
        Clock.now += min(timeout, 5.0)
        raise Timeout("timed out")

    host.__class__.__call__, kept = silent, host.__class__.__call__
    try:
        with pytest.raises(Unreachable, match="in time"):
            asked(source)
    finally:
        host.__class__.__call__ = kept
    assert Clock.now - 100.0 <= 6.0  # cookie, crumb and chart; left to itself the library waits for 70 s


def test_only_yahoos_hosts_are_asked(source):
    with pytest.raises(Unreadable, match="nobody reviewed"):
        source._session.get("https://markets.businessinsider.com/ajax")
    with pytest.raises(Unreadable, match="without encryption"):
        source._session.get("http://query1.finance.yahoo.com/v7")


def test_what_the_library_remembers_of_a_failure_is_forgotten(source, host):
    url = "https://query2.finance.yahoo.com/v8/finance/chart/NVDA"
    host.rules["chart"] = Answer("<html>sign in</html>")
    assert source._data.cache_get(url).text == source._data.cache_get(url).text
    assert len(host.paths("chart")) == 1  # the second answer came from memory
    with pytest.raises(Unreadable):
        asked(source)
    host.rules["chart"] = chart()
    assert "NVDA" in source._data.cache_get(url).text
