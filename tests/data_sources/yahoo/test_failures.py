"""What Yahoo's refusals and its library's accidents mean: the right kind for each, and no word taken for more."""

import json
from types import SimpleNamespace

import pytest

from data_sources.yahoo import failures
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable

CHART = "https://query2.finance.yahoo.com/v8/finance/chart/NVDA?interval=1d"
CRUMB = "https://query1.finance.yahoo.com/v1/test/getcrumb"


def answer(status=200, text="{}", url=CHART, **headers):
    return SimpleNamespace(status_code=status, text=text, url=url, headers=headers)


def explained(code, description, part="chart"):
    return json.dumps({part: {"result": None, "error": {"code": code, "description": description}}})


NOT_FOUND = explained("Not Found", "No data found, symbol may be delisted")
TOO_OLD = "1m data not available for startTime=1 and endTime=2. Only 8 days worth of 1m granularity data are allowed"


@pytest.mark.parametrize(
    ("refused", "kind", "says"),
    [
        (answer(404, NOT_FOUND), NoSuchData, failures.UNKNOWN),
        (answer(404, explained("Not Found", "Quote not found", "quoteSummary")), NoSuchData, failures.UNKNOWN),
        (answer(404, "<html>Not Found</html>"), Unreachable, "HTTP 404"),
        (answer(404, '{"message": "Not Found"}'), Unreachable, "HTTP 404"),
        (answer(404, ""), Unreachable, "HTTP 404"),
        (answer(400, explained("Bad Request", "Data doesn't exist for startDate = 1")), NoSuchData, "no sessions"),
        (answer(422, explained("Unprocessable Entity", TOO_OLD)), NoSuchData, "no bars that old"),
        (answer(500, explained("Internal Server Error", "x")), Unreachable, "HTTP 500"),
        (answer(502, "<html>"), Unreachable, "HTTP 502"),
        (answer(403, "Forbidden"), Unreachable, "HTTP 403"),  # a ban: asking again makes it longer
        (answer(429, "Too Many Requests"), RateLimited, "429"),
    ],
)
def test_a_refusal_is_what_yahoo_itself_says_it_is(refused, kind, says):
    with pytest.raises(kind, match=says):
        failures.Answers().check(refused)


@pytest.mark.parametrize(("told", "wait"), [("120", 120.0), ("1", 1.0), ("soon", 60.0), ("9999999", 86400.0)])
def test_the_wait_is_the_one_it_asks_for_within_reason(told, wait):
    with pytest.raises(RateLimited) as caught:
        failures.Answers().check(answer(429, "", **{"Retry-After": told}))
    assert caught.value.wait_s == wait


def test_what_is_no_refusal_passes():
    failures.Answers().check(answer())
    failures.Answers().check(answer(text="Ab1cD2.eF3", url=CRUMB))


@pytest.mark.library
def test_without_a_crumb_the_reason_is_the_crumbs():
    answers = failures.Answers()
    with pytest.raises(failures.StaleCrumb):
        answers.check(answer(401))
    with pytest.raises(Exception, match="no crumb"):
        answers.check(answer(429, "Too Many Requests\r\n", CRUMB))
    with pytest.raises(RateLimited):
        answers.check(answer(401))
    answers.begin()
    with pytest.raises(failures.StaleCrumb):
        answers.check(answer(401))


@pytest.mark.library
@pytest.mark.parametrize("text", ["Too Many Requests\r\n", "<html>sign in</html>", "x" * 33, "", "a b"])
def test_a_bad_crumb_never_reaches_the_library(text):
    with pytest.raises(Exception, match="no crumb") as caught:
        failures.Answers().check(answer(text=text, url=CRUMB))
    assert type(caught.value).__name__ == "ConnectionError"  # by which yfinance knows that it may go on without


@pytest.mark.library
@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (0, "YFRateLimitError", RateLimited),
        (401, "StaleCrumb", Unreachable),
        (200, "JSONDecodeError", Unreadable),
        (200, "KeyError", Unreadable),
        (404, "Timeout", Unreachable),  # the status is the cookie's, which is always 404
        (0, "ConnectionError", Unreachable),
        (200, "OverflowError", Unreadable),
        (200, "RuntimeError", Unreadable),
    ],
)
def test_the_librarys_errors_in_our_terms(status, error, kind, monkeypatch):
    from curl_cffi.requests import exceptions as curl
    from yfinance import exceptions as yfe

    made = {
        "YFRateLimitError": yfe.YFRateLimitError, "JSONDecodeError": lambda: json.JSONDecodeError("x", "", 0),
        "Timeout": lambda: curl.Timeout("late"), "ConnectionError": lambda: curl.ConnectionError("gone"),
        "StaleCrumb": failures.StaleCrumb, "KeyError": lambda: KeyError("close"), "RuntimeError": RuntimeError,
        "OverflowError": OverflowError,
    }  # fmt: skip
    monkeypatch.setattr(failures.jobs, "last_status", lambda: status)
    assert type(failures.ours(made[error]())) is kind


@pytest.mark.library
@pytest.mark.parametrize(
    ("reason", "status", "kind"),
    [
        (None, 200, NoSuchData),  # a chart without rows; whose chart it is, is checked by the adapter
        (None, 502, Unreachable),
        ("No data found, symbol may be delisted", 200, NoSuchData),
        ("Internal Server Error", 200, Unreachable),
        ("", 200, Unreachable),
    ],
)
def test_possibly_delisted_proves_nothing_by_itself(reason, status, kind, monkeypatch):
    from yfinance.exceptions import YFPricesMissingError

    monkeypatch.setattr(failures.jobs, "last_status", lambda: status)
    error = YFPricesMissingError("X", "(1d 2024)", yahoo_reason=reason)
    assert ("possibly delisted" in str(error)) is (reason is None)
    assert type(failures.missing(error)) is kind
