"""Yahoo behind a fake transport: answers in the recorded shape, and a note of every request."""

import datetime as dt
import json
from http.cookiejar import Cookie
from urllib.parse import urlsplit

from data_sources.transports import jobs
from tests.data_sources.samples import AFTER, US, want

ZONE = {"NVDA": "America/New_York", "600000.SS": "Asia/Shanghai"}
CURRENCY = {"NVDA": "USD", "600000.SS": "CNY"}


def chart(symbol="NVDA", closes=(116.0, 116.26), first="2024-09-20", **changes):
    """A chart answer in the recorded shape, one bar a day from ``first``."""
    start = dt.datetime.fromisoformat(first + "T13:30:00+00:00").timestamp()
    stamps = [int(start) + 86400 * place for place in range(len(closes))]
    period = {"timezone": "EST", "start": stamps[0], "end": stamps[0] + 23400, "gmtoffset": -14400}
    meta = {
        "symbol": symbol, "currency": CURRENCY.get(symbol, "USD"), "exchangeName": "NMS", "instrumentType": "EQUITY",
        "exchangeTimezoneName": ZONE.get(symbol, "America/New_York"), "timezone": "EDT", "gmtoffset": -14400,
        "firstTradeDate": 917015400, "regularMarketTime": stamps[-1], "regularMarketPrice": closes[-1], "priceHint": 2,
        "dataGranularity": "1d", "range": "", "validRanges": ["1d", "max"],
        "currentTradingPeriod": {"pre": period, "regular": period, "post": period},
    }  # fmt: skip
    columns = {name: list(closes) for name in ("open", "high", "low", "close")} | {"volume": [100] * len(closes)}
    result = {
        "meta": meta | changes.pop("meta", {}), "timestamp": stamps,
        "indicators": {"quote": [columns | changes.pop("columns", {})], "adjclose": [{"adjclose": list(closes)}]},
    }  # fmt: skip
    return {"chart": {"result": [result | changes], "error": None}}


UNKNOWN = {
    "chart": {"result": None, "error": {"code": "Not Found", "description": "No data found, symbol may be delisted"}}
}


def cookie(expires):
    return Cookie(
        0, "A3", "d=AQ", None, False, ".yahoo.com", True, True, "/", True, True, expires, False, None, None, {}
    )


class Answer:
    def __init__(self, body, status=200, url=""):
        self.text = body if isinstance(body, str) else json.dumps(body)
        self.status_code, self.url, self.headers, self.cookies = status, url, {}, {}
        self.content = self.text.encode()

    def json(self, **_):
        return json.loads(self.text)

    def raise_for_status(self):
        assert self.status_code < 400


class Yahoo:
    """Answers by the end of the path; ``asked`` notes (path, params) of every request."""

    def __init__(self):
        self.asked, self.rules = [], {}
        self.expires = 2_000_000_000
        self.rules["getcrumb"] = "Ab1cD2.eF3"
        self.rules["chart"] = chart()

    def __call__(self, session, method, url, params=None, **options):
        parts = urlsplit(url)
        self.asked.append((parts.hostname + parts.path, dict(params or {}), options))
        if parts.hostname == "fc.yahoo.com":
            session.cookies.jar.set_cookie(cookie(self.expires))
            return Answer("", 404, url)
        body = next((rule for name, rule in self.rules.items() if name in parts.path), "")
        if isinstance(body, list):
            body = body.pop(0)
        if isinstance(body, Exception):
            raise body
        answer = body if isinstance(body, Answer) else Answer(body)
        answer.url = url
        return answer

    def paths(self, part):
        return [params for path, params, _ in self.asked if part in path]


def asked(source, wanted=None):
    wanted = wanted or want(US)
    jobs.begin()
    return source.parse(source.download(wanted), wanted, AFTER)
