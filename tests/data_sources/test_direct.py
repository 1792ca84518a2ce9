"""The client of our own adapters: whole answers of reviewed hosts over https, or a failure with its name."""

import dataclasses

import httpx  # noqa: TID253 - its own fake transport is used
import pytest

from data_sources.transports import direct, jobs
from models.errors import RateLimited, Refused, Unreachable, Unreadable
from tests.data_sources.samples import context


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(direct.time, "monotonic", made)
    return made


def fetched(handler):
    with httpx.Client(transport=httpx.MockTransport(handler), follow_redirects=False) as client:
        return direct.fetch(client, "https://qt.gtimg.cn/q=sh600000", "tencent")


def raises(error):
    def handler(request):
        raise error

    return handler


def test_a_body_is_a_body():
    assert fetched(lambda request: httpx.Response(200, content=b"v_a")) == b"v_a"


@pytest.mark.parametrize(
    ("handler", "kind", "says"),
    [
        (lambda request: httpx.Response(429), RateLimited, "429"),
        (lambda request: httpx.Response(500), Unreachable, "500"),
        (lambda request: httpx.Response(302, headers={"location": "http://elsewhere"}), Unreachable, "302"),
        (lambda request: httpx.Response(200, content=b" <html>"), Unreadable, "web page"),
        (lambda request: httpx.Response(200, content=b"x" * (direct.LARGEST + 1)), Unreadable, "32 MB"),
        (raises(httpx.ReadTimeout("slow")), Unreachable, "in time"),
        (raises(httpx.ConnectError("[Errno 111] Connection refused")), Unreachable, "refused"),
        (raises(httpx.RemoteProtocolError("Server disconnected")), Unreachable, "cut off"),
    ],
)
def test_failures_of_our_own_client(handler, kind, says):
    with pytest.raises(kind, match=says):
        fetched(handler)


def explained(status, text=""):
    def explains(code, body):
        return Refused(body) if code == 403 else None

    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(status, text=text))) as client:
        return direct.fetch(client, "https://api.similarweb.com/", "similarweb", explains=explains)


@pytest.mark.parametrize(
    ("status", "text", "kind", "says"),
    [
        (403, "not in the plan", Refused, "not in the plan"), (404, "gone", Unreachable, "HTTP 404"),
        (403, " <html>blocked", Unreachable, "HTTP 403"), (429, "wait", RateLimited, "429"),
        (500, "broken", Unreachable, "HTTP 500"),
    ],
)  # fmt: skip
def test_a_source_may_know_what_a_client_error_means(status, text, kind, says):
    with pytest.raises(kind, match=says):
        explained(status, text)


def test_without_words_of_the_source_a_client_error_is_a_number():
    with pytest.raises(Unreachable, match="HTTP 403"):
        fetched(lambda request: httpx.Response(403, text="not in the plan"))


def test_a_steady_drip_is_cut_off(clock):
    def drip():
        for _ in range(1000):
            clock.now += 1.0
            yield b"x"
        pytest.fail("read to the end")

    with pytest.raises(Unreachable, match="in time"):
        fetched(lambda request: httpx.Response(200, content=drip()))


# N10, N12, N13, N22, N23


@pytest.mark.parametrize("body", [b"", b" \n", b"null", b"[]", b" {} "])
def test_nothing_in_a_body_is_a_failure(body):
    with pytest.raises(Unreadable, match="an empty answer"):
        fetched(lambda request: httpx.Response(200, content=body))


@pytest.mark.parametrize(
    "error",
    [
        httpx.RemoteProtocolError("peer closed connection without sending complete message body (received 3 bytes)"),
        httpx.RemoteProtocolError(
            "peer closed connection without sending complete message body (incomplete chunked read)"
        ),
        httpx.DecodingError("Error -5 while decompressing data: incomplete or truncated stream"),
    ],
)
def test_a_body_that_ends_too_early_is_unreadable(error):
    with pytest.raises(Unreadable, match="cut off"):
        fetched(raises(error))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(status):
    asked = []

    def handler(request):
        asked.append(request.url)
        return httpx.Response(status, headers={"location": "https://elsewhere.example/"})

    with pytest.raises(Unreachable, match="a redirect"):
        fetched(handler)
    assert len(asked) == 1


def test_an_answer_that_announces_too_much_is_not_read(clock):
    def endless():
        pytest.fail("read")
        yield b""

    announced = {"Content-Length": str(direct.LARGEST + 1)}
    with pytest.raises(Unreadable, match="32 MB"):
        fetched(lambda request: httpx.Response(200, headers=announced, content=endless()))


def test_an_endless_answer_is_cut_at_32_mb():
    read = []

    def endless():
        for _ in range(1000):
            read.append(1)
            yield b"x" * 1_000_000

    with pytest.raises(Unreadable, match="32 MB"):
        fetched(lambda request: httpx.Response(200, content=endless()))
    assert len(read) <= 35


# N7: how long to leave a host alone


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("", 60.0), ("120", 120.0), (" 5 ", 5.0), ("0", 1.0), ("999999999", 86_400.0), ("soon", 60.0), ("-5", 60.0),
        ("Wed, 25 Sep 2024 12:05:00 GMT", 300.0), ("Wed, 25 Sep 2024 11:00:00 GMT", 1.0), ("Wed, 99 Sep", 60.0),
    ],
)  # fmt: skip
def test_a_retry_after_is_a_number_or_a_date(said, seconds):
    assert jobs.wait_of(said, 1727265600.0) == seconds


def test_a_refusal_says_how_long_it_lasts():
    with pytest.raises(RateLimited) as refused:
        fetched(lambda request: httpx.Response(429, headers={"Retry-After": "90"}))
    assert refused.value.wait_s == 90.0


# the line


@pytest.fixture
def line(monkeypatch, tmp_path):
    """``line(wall, clock)`` to a host that answers "v_a"; ``line.opened`` counts the clients."""
    opened = []

    def client(_):
        opened.append(httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, content=b"v_a"))))
        return opened[-1]

    monkeypatch.setattr(direct, "open_client", client)

    def make(**clocks):
        return direct.Line(context(tmp_path), "tencent", ("gtimg.cn",), **clocks)

    make.opened = opened
    yield make
    for one in opened:
        one.close()


@pytest.mark.parametrize("url", ["http://qt.gtimg.cn/q=a", "https://gtimg.cn.evil.example/", "https://hq.sinajs.cn/"])
def test_only_reviewed_hosts_over_https(line, url):
    with pytest.raises(Unreadable, match="would ask"):
        line().get(url)


def test_connections_are_dropped_after_a_sleep(line):
    wall, clock = Clock(), Clock()
    one = line(wall=wall, clock=clock)
    for awake, asleep, clients in ((5.0, 0.0, 1), (3600.0, 0.0, 1), (5.0, 3600.0, 2), (5.0, 1.0, 2), (5.0, -3600.0, 2)):
        clock.now += awake
        wall.now += awake + asleep
        assert one.get("https://qt.gtimg.cn/q=a") == b"v_a"
        assert len(line.opened) == clients
    assert [client.is_closed for client in line.opened] == [True, False]
    one.close()
    assert line.opened[-1].is_closed


def test_a_line_sends_what_its_source_wants(monkeypatch, tmp_path):
    seen = []

    def handler(request):
        seen.append(request.headers)
        return httpx.Response(200, content=b"v_a")

    monkeypatch.setattr(direct, "open_client", lambda _: httpx.Client(transport=httpx.MockTransport(handler)))
    one = direct.Line(context(tmp_path), "sina", ("sinajs.cn",), {"Referer": "https://finance.sina.com.cn"})
    one.get("https://hq.sinajs.cn/list=sh600000")
    one.close()
    assert seen[0]["referer"] == "https://finance.sina.com.cn"


def test_a_secret_is_sent_once_and_held_nowhere(monkeypatch, tmp_path):
    seen = []

    def handler(request):
        seen.append(request.headers.get("api-key"))
        return httpx.Response(200, content=b"v_a")

    monkeypatch.setattr(direct, "open_client", lambda _: httpx.Client(transport=httpx.MockTransport(handler)))
    one = direct.Line(context(tmp_path), "similarweb", ("api.similarweb.com",))
    one.get("https://api.similarweb.com/", {"api-key": "sw-0123456789"})
    one.get("https://api.similarweb.com/")
    one.close()
    assert seen == ["sw-0123456789", None]


def test_a_client_has_the_patience_of_its_context(tmp_path):
    with direct.open_client(dataclasses.replace(context(tmp_path), first_answer_s=3.0)) as client:
        assert (client.timeout.connect, client.timeout.read, client.follow_redirects) == (3.0, 3.0, False)
