"""The real akshare behind a fake transport: its own parsing, its accidents, and what our adapter does about them."""

import ast
import contextlib
import json
import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from data_sources.adapters import akshare_cn
from data_sources.transports import jobs
from models.errors import NoSuchData, RateLimited, Unreachable, Unreadable
from models.values import Adjust, Interval
from tests.data_sources.samples import AFTER, CN, CSI, ETF, HK, STAR, US, close_of, context, want

pytestmark = pytest.mark.filterwarnings("ignore:.*inplace.*")  # the libraries' own; the worker's stderr is caught
ROWS = (
    "2024-09-20,18.90,18.86,19.10,18.70,1000,1880000.00,1.0,1.0,0.1,0.5",
    "2024-09-23,18.80,19.20,19.30,18.70,2000,3820000.00,1.0,1.8,0.3,0.5",
)


def klines(*rows, code="600000"):
    return {"rc": 0, "data": {"code": code, "market": 1, "name": "x", "decimal": 2, "klines": list(rows)}}


class Host:
    """Answers every request with ``body`` and ``status``; ``asked`` notes (host, parameters, options)."""

    def __init__(self):
        self.body, self.status, self.asked = klines(*ROWS), 200, []

    def __call__(self, adapter, request, **options):
        import requests

        parts = urlsplit(request.url)
        self.asked.append((parts.hostname, {k: v[0] for k, v in parse_qs(parts.query).items()}, options))
        if isinstance(self.body, Exception):
            raise self.body
        answer = requests.Response()
        content = self.body if isinstance(self.body, bytes) else json.dumps(self._asked_for()).encode()
        answer.status_code, answer.url, answer.request = self.status, request.url, request
        answer.iter_content = lambda size: iter((content,))
        return answer

    def _asked_for(self):
        """The body with as many fields a row as the request names, as Eastmoney does."""
        count = self.asked[-1][1].get("fields2", "").count(",") + 1
        data = self.body.get("data") or {}
        if data.get("klines") != list(ROWS):
            return self.body
        return klines(*(",".join(row.split(",")[:count]) for row in ROWS))


@pytest.fixture
def host(monkeypatch):
    from requests.adapters import HTTPAdapter

    made = Host()
    monkeypatch.setenv("TQDM_DISABLE", "0")

    def send(adapter, request, **options):
        return made(adapter, request, **options)

    monkeypatch.setattr(HTTPAdapter, "send", send)
    jobs.begin()
    yield made
    jobs.begin()


@pytest.fixture
def source(host, tmp_path):
    return akshare_cn.open_source(context(tmp_path))


def asked(source, wanted=None):
    wanted = wanted or want()
    jobs.begin()
    return source.parse(source.download(wanted), wanted, AFTER)


@pytest.mark.library
@pytest.mark.parametrize(
    ("one", "secid"),
    [(CN, "1.600000"), (STAR, "1.688256"), (ETF, "1.510300"), (HK, "116.00700"), (US, "105.NVDA"), (CSI, "1.000300")],
    ids=lambda value: getattr(value, "id", value),
)
def test_each_market_is_asked_where_it_trades_and_never_adjusted(source, host, one, secid):
    assert close_of(asked(source, want(one))) == {"2024-09-20": 18.86, "2024-09-23": 19.2}
    for name, parameters, options in host.asked:
        assert name.endswith("push2his.eastmoney.com")
        assert (parameters["secid"], parameters["fqt"]) == (secid, "0")
        assert options["timeout"] == (5.0, 5.0)


@pytest.mark.library
def test_volume_is_shares_and_high_is_not_close(source):
    found = asked(source)
    assert found.volume.tolist() == [100_000.0, 200_000.0]
    assert (found.high[0], found.low[0], found.turnover[0]) == (19.1, 18.7, 1_880_000.0)


@pytest.mark.library
@pytest.mark.parametrize("one", [CN, HK, US, CSI, ETF], ids=lambda one: one.id)
@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"rc": 0, "data": None}, 200, Unreadable),
        (klines(), 200, Unreadable),
        ({"rc": 0, "data": {"kl": []}}, 200, Unreadable),
        (klines("2024-09-20,18.90,18.86"), 200, Unreadable),
        (klines(ROWS[0] + ",1,2"), 200, Unreadable),
        (json.dumps(klines(*ROWS)).encode()[:120], 200, Unreadable),
        (b"", 200, Unreadable),
        (b"<html>please slide</html>", 200, Unreadable),
        (b"[]", 200, Unreadable),
        (b"", 503, Unreachable),
        (b"", 403, Unreachable),
        (b"Too Many Requests", 429, RateLimited),
        (ConnectionResetError("reset by peer"), 200, Unreachable),
    ],
    ids=("null", "throttled", "renamed", "short", "long", "cut", "empty", "html", "list", "503", "403", "429", "reset"),
)
def test_every_damage_has_a_name(source, host, one, body, status, kind):
    host.body, host.status = body, status
    with pytest.raises(kind):
        asked(source, want(one))


@pytest.mark.library
def test_throttling_dressed_as_success_is_not_no_data(source, host):
    host.body = klines()
    with pytest.raises(Unreadable, match="throttled"):
        asked(source)


@pytest.mark.library
@pytest.mark.parametrize("adjust", [Adjust.QFQ, Adjust.HFQ])
def test_an_adjusted_series_is_not_asked_for(source, host, adjust):
    with pytest.raises(NoSuchData):
        asked(source, want(adjust=adjust))
    assert host.asked == []


def evaluating():
    """Functions of the loaded akshare that call ``eval``, by module."""
    found = set()
    for name, module in list(sys.modules.items()):
        if name.startswith("akshare.") and (file := getattr(module, "__file__", None)):
            tree = ast.parse(Path(file).read_text(encoding="utf-8"))
            found |= {(name, function.name) for function in ast.walk(tree) if isinstance(function, ast.FunctionDef)
                      for node in ast.walk(function) if isinstance(node, ast.Call)
                      and isinstance(node.func, ast.Name) and node.func.id == "eval"}  # fmt: skip
    return found


@pytest.mark.library
def test_downloaded_text_is_never_evaluated(source, tmp_path):
    mark = tmp_path / "ran"
    attack = f"__import__('pathlib').Path({str(mark)!r}).touch()"
    found = evaluating()
    assert len(found) >= 21  # whoever calls eval gets the literal reader by its module's globals
    for module, _ in found:
        with pytest.raises((ValueError, SyntaxError)):
            vars(sys.modules[module])["eval"](attack)
    assert not mark.exists()
    eval(attack)
    assert mark.exists()


@pytest.mark.library
@pytest.mark.filterwarnings("ignore:正在下载")
def test_a_tick_download_that_carries_an_attack_does_not_run_it(source, host, tmp_path):
    """The worst of them, called by hand: over http, with a bare except around its eval."""
    import akshare

    mark = tmp_path / "ran"
    host.body = f"v_detail_data_sz000001=[0,__import__('pathlib').Path({str(mark)!r}).touch()]".encode()
    with contextlib.suppress(Unreadable):
        akshare.stock_zh_a_tick_tx_js(symbol="sz000001")
    assert (host.asked, mark.exists()) == ([], False)


@pytest.mark.library
def test_the_factors_of_sina_do_not_run_what_they_carry(source, tmp_path, monkeypatch):
    """Without the guard at the door, the literal reader alone stops it."""
    from akshare.stock import stock_zh_a_sina
    from requests import Response

    mark, answer = tmp_path / "ran", Response()
    answer._content = f"var x={{'data': __import__('pathlib').Path({str(mark)!r}).touch()}}\n".encode()
    monkeypatch.setattr(stock_zh_a_sina.requests, "get", lambda *args, **named: answer)
    with pytest.raises((ValueError, SyntaxError)):
        stock_zh_a_sina.stock_zh_a_daily(symbol="sh600000", adjust="hfq-factor")
    assert not mark.exists()


@pytest.mark.library
def test_calls_nobody_reviewed_do_not_leave(source, host):
    import akshare

    for call in (akshare.stock_zh_a_spot, lambda: akshare.stock_zh_a_daily(symbol="sh600000")):
        with pytest.raises(Unreadable, match=r"nobody reviewed|without encryption"):
            call()
    assert host.asked == []


@pytest.mark.library
def test_the_library_says_nothing_on_the_terminal(source, capfd):
    asked(source)
    assert capfd.readouterr() == ("", "")


def test_progress_bars_are_off_before_the_import_and_its_chatter_is_caught(host, tmp_path, monkeypatch, capfd):
    (tmp_path / "akshare.py").write_text(
        "import os, sys\nTQDM = os.environ.get('TQDM_DISABLE')\nprint('hello')\nprint('100%', file=sys.stderr)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "akshare"]:
        monkeypatch.delitem(sys.modules, name)
    akshare_cn.open_source(context(tmp_path))
    assert sys.modules["akshare"].TQDM == "1" == os.environ["TQDM_DISABLE"]
    assert capfd.readouterr() == ("", "")
    monkeypatch.delitem(sys.modules, "akshare")


@pytest.mark.parametrize("lost", ["stock_zh_a_hist", "stock_zh_a_hist_min_em"])
def test_a_call_that_the_library_no_longer_has_is_one_sentence_and_the_others_work(source, host, lost, monkeypatch):
    monkeypatch.setattr(source, "_calls", {name: call for name, call in source._calls.items() if name != lost})
    minute = want(interval=Interval.MIN5)
    broken, whole = (minute, want()) if "min" in lost else (want(), want(HK))
    with pytest.raises(Unreadable, match=f"^its library has lost a call: {lost}$"):
        asked(source, broken)
    assert len(asked(source, whole)) == 2


def test_a_library_without_any_of_them_opens_all_the_same(host, tmp_path, monkeypatch):
    (tmp_path / "akshare.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "akshare"]:
        monkeypatch.delitem(sys.modules, name)
    source = akshare_cn.open_source(context(tmp_path))
    with pytest.raises(Unreadable, match="lost a call: stock_zh_a_hist"):
        source.download(want())
    monkeypatch.delitem(sys.modules, "akshare")
