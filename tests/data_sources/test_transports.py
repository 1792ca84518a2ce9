"""How the HTTP libraries are made to behave: silence cut short, reviewed hosts, the right CA, errors in our words."""

import pytest
import requests  # noqa: TID253 - its adapter is what is patched
from requests.adapters import HTTPAdapter  # noqa: TID253 - as above

from data_sources.transports import direct, jobs, requests_hook, trust
from models.errors import RateLimited, Unreachable, Unreadable
from tests.data_sources.samples import context

HOSTS = ("eastmoney.com",)
URL = "https://push2his.eastmoney.com/api/qt/stock/kline/get"


class Clock:
    def __init__(self):
        self.now = 100.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(jobs.time, "monotonic", made.monotonic)
    jobs.begin()
    yield made
    jobs.on_heard(lambda: None)


# one job's patience


def test_all_hosts_of_a_job_share_one_allowance_of_silence(clock):
    assert jobs.allowance(5.0) == 5.0
    clock.now += 3.0
    jobs.gave_up()
    assert jobs.allowance(5.0) == 2.0
    clock.now += 1.8
    assert jobs.allowance(5.0) == 0.0  # less than is worth a connection


def test_an_answer_gives_a_new_allowance_and_is_told(clock):
    told = []
    jobs.on_heard(lambda: told.append(True))
    clock.now += 4.0
    jobs.gave_up()
    jobs.heard(503)
    assert (jobs.allowance(5.0), jobs.last_status(), told) == (5.0, 503, [True])
    jobs.begin()
    assert jobs.last_status() == 0


# whom to ask and whom to believe


@pytest.mark.parametrize(
    "url",
    [
        "http://push2his.eastmoney.com/x",
        "https://eastmoney.com.evil.example/x",
        "https://evileastmoney.com/x",
        "https://hq.sinajs.cn/list=sh600000",
        "file:///etc/passwd",
        "",
    ],
)
def test_what_nobody_reviewed_is_not_asked(url):
    with pytest.raises(Unreadable):
        trust.check_url(url, HOSTS, "akshare")


def test_reviewed_hosts_are_asked():
    trust.check_url(URL, HOSTS, "akshare")


def test_the_settings_ca_goes_before_every_variable(tmp_path, monkeypatch):
    ours, theirs = tmp_path / "ours.pem", tmp_path / "theirs.pem"
    ours.touch(), theirs.touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(theirs))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "absent.pem"))
    assert trust.ca_file(context(tmp_path)) == str(theirs)
    assert trust.ca_file(context(tmp_path, ca_bundle=str(ours))) == str(ours)


def test_a_ca_file_that_is_not_there_is_never_replaced_by_another(tmp_path):
    with pytest.raises(Unreachable, match="no such CA file"):
        trust.ca_file(context(tmp_path, ca_bundle=str(tmp_path / "absent.pem")))
    with pytest.raises(Unreachable, match="no such CA file"):
        direct.open_client(context(tmp_path, ca_bundle=str(tmp_path / "absent.pem")))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] unable to get local issuer certificate", "ca_bundle"),
        ("Failed to perform, curl: (60) SSL certificate OpenSSL verify result", "ca_bundle"),
        ("Failed to perform, curl: (77) error adding trust anchors", "CA file cannot be read"),
        ("CONNECT tunnel failed, response 407", "name and a password"),
        ("curl: (7) Failed to connect to x port 443 over proxy 127.0.0.1", "proxy does not answer"),
        ("curl: (6) Could not resolve host", "name is not found"),
        ("[Errno 111] Connection refused", "refused"),
        ("curl: (92) HTTP/2 stream 1 reset by server", "cut off"),
        ("Remote end closed connection: RemoteDisconnected", "cut off"),
        ("curl: (28) Operation timed out", "no answer in time"),
        ("something new", "no connection (OSError)"),
    ],
)
def test_trouble_is_one_plain_sentence(said, words):
    assert words in trust.in_words(OSError(said))


# requests, as akshare uses it


class Answer:
    def __init__(self, status=200, body=b"{}"):
        self.status_code, self._pieces, self.headers = status, [body], {}

    def iter_content(self, size):
        yield from self._pieces

    @property
    def content(self):
        return self._content


@pytest.fixture
def hooked(monkeypatch, tmp_path):
    """``hooked(answer or error, **context)``: what a call through requests' adapter gives, and with which options."""
    seen = {}

    def call(outcome, url=URL, **changes):
        def original(adapter, request, **options):
            seen.update(options)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setattr(HTTPAdapter, "send", original)
        requests_hook.install(context(tmp_path, **changes), "akshare", HOSTS)
        jobs.begin()
        request = requests.Request("GET", url).prepare()
        return HTTPAdapter().send(request, timeout=None, verify=True, proxies={}), seen

    yield call
    jobs.begin()


def test_a_call_without_a_time_out_gets_one(hooked):
    answer, options = hooked(Answer(body=b'{"data": 1}'))
    assert options["timeout"] == (5.0, 5.0)
    assert answer.content == b'{"data": 1}'
    assert jobs.last_status() == 200


def test_proxy_and_ca_of_the_settings_are_used(hooked, tmp_path):
    authority = tmp_path / "ca.pem"
    authority.touch()
    _, options = hooked(Answer(), proxy="http://127.0.0.1:9", ca_bundle=str(authority))
    assert options["proxies"] == {"http": "http://127.0.0.1:9", "https": "http://127.0.0.1:9"}
    assert options["verify"] == str(authority)


@pytest.mark.parametrize(
    ("outcome", "kind", "says"),
    [
        (Answer(429), RateLimited, "429"),
        (Answer(403), Unreachable, "403"),
        (Answer(502), Unreachable, "502"),
        (Answer(body=b"\n <html>sign in</html>"), Unreadable, "web page"),
        (Answer(body=b"x" * (requests_hook.LARGEST + 1)), Unreadable, "32 MB"),
        (requests.exceptions.ReadTimeout("slow"), Unreachable, "in time"),
        (requests.exceptions.SSLError("CERTIFICATE_VERIFY_FAILED"), Unreachable, "ca_bundle"),
        (requests.exceptions.ConnectionError("RemoteDisconnected"), Unreachable, "cut off"),
        (OSError("Could not find a suitable TLS CA certificate bundle"), Unreachable, "CA file"),
    ],
)
def test_what_akshare_never_checks_is_checked(hooked, outcome, kind, says):
    with pytest.raises(kind, match=says):
        hooked(outcome)


@pytest.mark.parametrize("url", ["http://push2his.eastmoney.com/x", "https://stock.gtimg.cn/data"])
def test_an_unreviewed_call_of_the_library_is_stopped(hooked, url):
    with pytest.raises(Unreadable, match="would ask"):
        hooked(Answer(), url=url)


def test_a_job_that_waited_long_enough_asks_no_further_host(hooked, clock):
    with pytest.raises(Unreachable):
        hooked(requests.exceptions.ReadTimeout("slow"))
    clock.now += 5.0
    with pytest.raises(Unreachable, match="in time"):
        HTTPAdapter().send(requests.Request("GET", URL).prepare(), timeout=None)


def test_a_name_that_httpx_cannot_find_is_no_riddle():
    error = OSError("[Errno -3] Temporary failure in name resolution")
    assert trust.in_words(error) == "its name is not found: no network?"
