"""Similarweb: what is asked, what its refusals mean, its answers in two shapes; the key is in a header only."""

import datetime as dt
import json
import logging
from dataclasses import replace

import httpx  # noqa: TID253 - its own fake transport is used
import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends.fail import Keyring as NoKeyring

from data_sources import keys, redaction
from data_sources.adapters import similarweb
from data_sources.protocol import QuotaWanted, QuotesWanted, SeriesWanted
from data_sources.transports import jobs
from models.errors import AppError, NoSuchData, RateLimited, Refused, Unreachable, Unreadable
from models.products.values import Asset, Kind
from models.traffic.values import ASSUMED, PARTIAL, Granularity, Metric
from tests.data_sources.samples import context, day

KEY = "sw-0123456789"
NOW = dt.datetime(2024, 10, 9, 12, tzinfo=dt.UTC).timestamp()
WANT = SeriesWanted(
    product="ChatGPT", asset=Asset(kind=Kind.SITE, name="chatgpt.com"), metric=Metric.VISITS,
    granularity=Granularity.DAY, start=day("2024-09-13"), end=day("2024-09-19"),
)  # fmt: skip
WEEKS = replace(WANT, granularity=Granularity.WEEK)
MONTHS = replace(WANT, granularity=Granularity.MONTH, start=day("2024-08-15"))


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch):
    monkeypatch.setattr(redaction, "_known", ())
    monkeypatch.delenv("SUANLI_KEY_SIMILARWEB", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def source(tmp_path, upstream):
    """``source(answer, key)``: the source on a host that answers so, and what was asked."""
    opened = []

    def make(answer, key=KEY):
        if key:
            keys.keep(tmp_path, "similarweb", key)
        asked = upstream(lambda _: answer)
        opened.append(similarweb.open_source(context(tmp_path / "own", profile=str(tmp_path))))
        return opened[-1], asked

    yield make
    for one in opened:
        one.close()


def answer(rows, *, name="data", request=None, **meta):
    told = {"granularity": "daily", "domain": "chatgpt.com", "country": "world"} | (request or {})
    return {"meta": {"request": told, "status": "Success", "last_updated": "2024-09-30"} | meta, name: rows}


def row(date, visits=1000.25):
    return {"date": date, "visits": visits}


def refused(source, want=WANT):
    with pytest.raises(AppError) as caught:
        source.parse(source.download(want), want, NOW)
    assert KEY not in f"{caught.value!r} {caught.value.payload} {caught.value.__cause__!r}"
    return type(caught.value), caught.value.detail


# what is asked


def test_a_question_names_the_site_and_hides_the_key(source):
    one, asked = source(json.dumps(answer([row("2024-09-13")])).encode())
    one.download(WANT)
    assert dict(asked[0].url.params) == {
        "domain": "chatgpt.com", "metrics": "visits", "granularity": "daily", "start_date": "2024-09-13",
        "end_date": "2024-09-19", "country": "ww", "web_source": "total", "main_domain_only": "false", "format": "json",
    }  # fmt: skip
    assert (asked[0].url.path, asked[0].headers["api-key"]) == (
        "/v5/website-analysis/websites/traffic-and-engagement", KEY,
    )  # fmt: skip
    assert KEY not in str(asked[0].url)


def test_months_are_asked_for_as_months_of_a_country_and_device():
    url = similarweb.address(replace(MONTHS, geo="CN", device="desktop"))
    assert "start_date=2024-08&end_date=2024-09&country=cn&web_source=desktop" in url


@pytest.mark.parametrize(
    "want",
    [
        replace(WANT, metric=Metric.RANK), replace(WANT, device="ios"),
        replace(WANT, asset=Asset(kind=Kind.APP, name="ChatGPT")), QuotesWanted(instruments=()),
    ],
)  # fmt: skip
def test_what_it_does_not_give_is_not_asked_for(source, want):
    one, asked = source(b"{}")
    assert refused(one, want) == (NoSuchData, similarweb.GIVES_VISITS)
    assert asked == []
    with pytest.raises(NoSuchData):
        one.parse({}, QuotesWanted(instruments=()), NOW)


# the key


def test_without_a_key_nothing_is_asked(source):
    one, asked = source(b"{}", key="")
    assert (refused(one), asked) == ((Refused, keys.NO_KEY), [])


@pytest.mark.parametrize("key", ["schlüssel", "two words", "a\nb: c"])
def test_a_key_that_no_header_holds_is_not_sent(source, key):
    one, asked = source(b"{}", key=key)
    assert (refused(one), asked) == ((Refused, similarweb.NOT_ACCEPTED), [])


def test_a_key_put_in_later_is_used_at_once(source, tmp_path):
    one, asked = source(json.dumps(answer([row("2024-09-13")])).encode(), key="")
    refused(one)
    keys.keep(tmp_path, "similarweb", "another-key")
    one.download(WANT)
    assert asked[0].headers["api-key"] == "another-key"


# what its refusals mean


@pytest.mark.parametrize(
    ("status", "body", "kind", "detail"),
    [
        (401, '{"meta": {"status": "Error", "error_code": 401, "error_message": "Invalid API key"}}', Refused, "key"),
        (401, "invalid API key", Refused, "key"),
        (401, '{"code": 401, "message": "Data not found"}', NoSuchData, similarweb.NO_NUMBERS),
        (401, "", Refused, "key"),
        (403, "error", Refused, similarweb.NOT_IN_PLAN),
        (403, "The API key is invalid", Refused, "key"),
        (403, "Your account has no data credits left", Refused, similarweb.NO_CREDITS),
        (403, '{"meta": {"error_code": 103, "error_message": "x"}}', NoSuchData, similarweb.NOT_THIS_COUNTRY),
        (404, '{"meta": {"error_message": "Data not found"}}', NoSuchData, similarweb.NO_NUMBERS),
        (400, '{"meta": {"error_code": 101, "error_message": "Dates not in range"}}', NoSuchData, "days"),
        (400, "granularity is not supported", NoSuchData, similarweb.NOT_THIS_LENGTH),
        (400, "[1]", Unreachable, "HTTP 400"),
        (403, "<html>blocked by the proxy</html>", Unreachable, "HTTP 403"),
        (429, "", RateLimited, "HTTP 429"),
        (500, "invalid API key", Unreachable, "HTTP 500"),
    ],
)
def test_a_refusal_is_read_by_its_words_where_its_status_says_two_things(source, status, body, kind, detail):
    one, _ = source(httpx.Response(status, text=body))
    found, said = refused(one)
    assert found is kind
    assert detail in said


@pytest.mark.parametrize(
    ("code", "words", "kind"),
    [
        (401, "Invalid API key", Refused), (404, "", NoSuchData), (429, "Too many requests", RateLimited),
        (102, "", NoSuchData), (0, f"out of order {KEY}", Unreadable),
    ],
)  # fmt: skip
def test_an_error_may_come_as_a_success(source, code, words, kind):
    told = {"meta": {"status": "Error", "error_code": code, "error_message": words}, "data": []}
    one, _ = source(json.dumps(told).encode())
    assert refused(one)[0] is kind


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<html>", "web page"), (b"", "empty"), (b"{}", "empty"), (b'{"meta": {', "cut off"),
        (b'{"meta": {}}', "no field"),
        (b'{"data": 3}', "no list"), (b'{"data": [3]}', "no object"), (b'{"data": [{"date": "2024-09-13"}]}', "visits"),
        (b'{"data": [{"date": "soon", "visits": 1}]}', "no day"), (b"[1]", "no object"),
        (b'{"data": [{"date": "2024-09-13", "visits": "many"}]}', "no number"),
        (b'{"data": [{"date": "2024-09-13", "visits": -1}]}', "below zero"),
    ],
)  # fmt: skip
def test_what_is_not_as_agreed_is_unreadable(source, body, says):
    one, _ = source(body)
    kind, detail = refused(one)
    assert kind is Unreadable
    assert says in detail


# its answers


def test_days():
    found = similarweb.parse_series(answer([row("2024-09-14", 9.5e7), row("2024-09-13", "1e8")]), WANT, NOW)
    assert found.start.astype(str).tolist() == found.end.astype(str).tolist() == ["2024-09-13", "2024-09-14"]
    assert found.value.tolist() == [1e8, 9.5e7]
    assert (found.step.tolist(), found.flags.tolist(), found.known_at.tolist()) == ([0.0] * 2, [0] * 2, [NOW] * 2)
    key = found.key
    assert (key.product, key.source, key.asset, key.geo, key.day_cut, key.week_start) == (
        "ChatGPT", "Similarweb", "chatgpt.com", "ww", "EST", None,
    )  # fmt: skip


def test_weeks_are_as_the_answer_cuts_them():
    rows = [row("2024-09-09"), row("2024-09-16")]
    found = similarweb.parse_series(answer(rows, request={"granularity": "weekly"}), WEEKS, NOW)
    assert found.end.astype(str).tolist() == ["2024-09-15", "2024-09-22"]
    assert (found.key.week_start, found.flags.tolist()) == (0, [ASSUMED] * 2)


def test_months_overlap_the_days_asked_for_and_the_running_one_is_partial():
    rows = [row(f"2024-{month:02}-01") for month in (7, 8, 9, 10)]
    found = similarweb.parse_series(
        answer(rows, request={"granularity": "monthly"}, last_updated="2024-09-20"), MONTHS, NOW
    )
    assert found.end.astype(str).tolist() == ["2024-08-31", "2024-09-30"]
    assert found.flags.tolist() == [0, PARTIAL]


def test_today_is_never_whole():
    late = dt.datetime(2024, 9, 14, 23, tzinfo=dt.UTC).timestamp()
    found = similarweb.parse_series(answer([row("2024-09-13"), row("2024-09-14")]), WANT, late)
    assert found.flags.tolist() == [0, PARTIAL]


@pytest.mark.parametrize("missing", [None, 0, 0.0, "-"])
def test_a_day_without_a_number_is_a_gap(missing):
    found = similarweb.parse_series(answer([row("2024-09-13", missing), row("2024-09-15")]), WANT, NOW)
    assert found.start.astype(str).tolist() == ["2024-09-15"]


@pytest.mark.parametrize("rows", [[], None, [row("2024-09-12")], [row("2024-09-13", 0)]])
def test_nothing_in_the_days_is_no_data(rows):
    with pytest.raises(NoSuchData, match="no numbers of this site"):
        similarweb.parse_series(answer(rows), WANT, NOW)


def test_the_shape_of_version_1():
    found = similarweb.parse_series(answer([row("2024-09-13")], name="visits"), WANT, NOW)
    assert found.value.tolist() == [1000.25]


@pytest.mark.parametrize(
    "request_",
    [{"domain": "openai.com"}, {"granularity": "weekly"}, {"country": "us"}],
    ids=lambda told: next(iter(told)),
)
def test_the_answer_to_another_question_is_refused(request_):
    with pytest.raises(Unreadable, match="another"):
        similarweb.parse_series(answer([row("2024-09-13")], request=request_), WANT, NOW)


@pytest.mark.parametrize(
    ("rows", "want", "says"),
    [
        ([row("2024-09-13"), row("2024-09-13", 7)], WANT, "twice"),
        ([row("2024-09-09"), row("2024-09-17")], WEEKS, "different days"),
        ([row("2024-09-02")], MONTHS, "first day"),
    ],
)
def test_periods_that_cannot_be(rows, want, says):
    told = answer(rows, request={"granularity": similarweb.SPELLED[want.granularity]})
    with pytest.raises(Unreadable, match=says):
        similarweb.parse_series(told, want, NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["meta", "data", "status", "request", "date", "visits", "error_code"]), inner)
    ),
    max_leaves=12,
)


@given(JSON)
def test_whatever_comes_is_a_series_or_an_error_of_ours(told):
    for parse in (lambda: similarweb.parse_series(told, WANT, NOW), lambda: similarweb.parse_quota(told)):
        try:
            parse()
        except AppError as error:
            assert error.source == "similarweb"


# the allowance


@pytest.mark.parametrize(
    ("body", "left", "unit"),
    [
        (b'{"allowance": 10000, "user_remaining": 4989}', 4989.0, "credits"),
        (b'{"remaining_hits": 120}', 120.0, "hits"),
        (b'{"allowance": null, "user_remaining": null}', None, ""),
        (b"[1]", None, ""),
        (httpx.Response(404, text="not served here"), None, ""),
    ],
)
def test_what_is_left(source, body, left, unit):
    one, asked = source(body)
    want = QuotaWanted(source="similarweb")
    found = one.parse(one.download(want), want, NOW)
    assert (found.source, found.left, found.unit) == ("similarweb", left, unit)
    assert (str(asked[0].url), asked[0].headers["api-key"]) == (similarweb.CAPABILITIES, KEY)


def test_the_days_it_lets_be_asked_for():
    span = {"start_date": "2023-01", "end_date": "2024-09"}
    found = similarweb.parse_quota({"remaining_hits": 5, "web_desktop_data": {"snapshot_interval": span}})
    assert (found.first, found.last) == (day("2023-01-01"), day("2024-09-30"))


def test_a_wrong_key_has_no_allowance(source):
    one, _ = source(httpx.Response(401, text="invalid API key"))
    assert refused(one, QuotaWanted(source="similarweb")) == (Refused, similarweb.NOT_ACCEPTED)


# X2


@pytest.mark.logs
def test_the_key_is_in_no_log_and_no_kept_body(source, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(redaction.Redaction())
    one, _ = source(json.dumps({"meta": {"request": {"api_key": KEY}}}).encode())
    with jobs.running(lambda: None, 5.0):
        refused(one)
        assert KEY not in redaction.redacted(jobs.last_body())
    assert KEY not in caplog.text
    held = [file for file in tmp_path.rglob("*") if file.is_file() and KEY in file.read_text(errors="replace")]
    assert held == [tmp_path / "keys" / "similarweb"]
