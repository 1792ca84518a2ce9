"""Similarweb's REST interface of version 5, with the user's own key: visits of a site by the day, week or month.

Endpoint, parameters, error words and ``user-capabilities`` are from the vendor's documents (version 5, usage tracking,
error handling), not from a recording; answers in the shape of version 1 are read as well. Each number costs credits,
so nothing is asked twice and nothing for the sake of a test. The key goes into a header, never into an address.

A day is one of US Eastern time. A site too small to be measured is left out or written as 0: both are missing here.
Which weekday a week begins on is not documented: it is taken from the answer, and every point of it is ASSUMED.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from data_sources import keys
from data_sources.guards import contract
from data_sources.protocol import Asked, Given, Quota, QuotaWanted, SeriesWanted, SourceContext
from data_sources.redaction import redacted
from data_sources.transports import direct, jobs
from models.errors import AppError, NoSuchData, RateLimited, Refused, Unreadable
from models.products.values import Kind
from models.traffic.values import ASSUMED, PARTIAL, Granularity, Metric, Point, Series, SeriesKey, series_of

SOURCE, NAME = "similarweb", "Similarweb"
HOSTS = ("api.similarweb.com",)
URL = "https://api.similarweb.com/v5/website-analysis/websites/traffic-and-engagement?"
CAPABILITIES = "https://api.similarweb.com/user-capabilities"  # free of charge
KEY = re.compile(r"[\x21-\x7e]+")  # what can stand in a header
SPELLED = {Granularity.DAY: "daily", Granularity.WEEK: "weekly", Granularity.MONTH: "monthly"}
DEVICES = {"all": "total", "desktop": "desktop", "mobile_web": "mobile_web"}
WORLD = ("ww", "world", "999")
LEFT = ("user_remaining", "remaining_hits", "credits")  # by whichever name a plan has it

GIVES_VISITS = "gives visits of websites only"
NOT_ACCEPTED = "the key is not accepted"
NO_CREDITS = "no credits are left"
NOT_IN_PLAN = "the plan does not include this"
NO_NUMBERS = "has no numbers of this site in these days"
NOT_THESE_DAYS = "the plan does not reach these days"
NOT_THIS_LENGTH = "the plan does not have these periods"
NOT_THIS_COUNTRY = "the plan does not have this country"

# what a refusal says, by its words: the same status means different things (401 is a wrong key or an unknown site)
WORDS: tuple[tuple[str, type[AppError], str], ...] = (
    (r"(invalid|wrong|missing|unknown).{0,20}key|key.{0,20}(invalid|missing|not found|activ)|unauthori", Refused,
     NOT_ACCEPTED),
    (r"credit|quota|allowance|\bhits\b", Refused, NO_CREDITS),
    (r"not found|no data", NoSuchData, NO_NUMBERS),
    (r"granularity", NoSuchData, NOT_THIS_LENGTH),
    (r"country", NoSuchData, NOT_THIS_COUNTRY),
    (r"\bdates?\b|range|period|history", NoSuchData, NOT_THESE_DAYS),
)  # fmt: skip
CODES: dict[int, tuple[type[AppError], str]] = {
    101: (NoSuchData, NOT_THESE_DAYS),
    102: (NoSuchData, NOT_THIS_LENGTH),
    103: (NoSuchData, NOT_THIS_COUNTRY),
    429: (RateLimited, "asks us to wait (HTTP 429)"),
}
STATUSES: dict[int, tuple[type[AppError], str]] = {
    401: (Refused, NOT_ACCEPTED),
    403: (Refused, NOT_IN_PLAN),
    404: (NoSuchData, NO_NUMBERS),
}


def open_source(context: SourceContext) -> Similarweb:
    """The interface, with connections of its own."""
    return Similarweb(context)


class Similarweb:
    """One line for the life of the process. The key is read for each question: the user may just have put it in."""

    def __init__(self, context: SourceContext) -> None:
        self._profile = Path(context.profile)
        self._line = direct.Line(context, SOURCE, HOSTS, {"Accept": "application/json"}, explains=meant)

    def download(self, want: Asked) -> Any:
        """The answer as JSON; None where the allowance is not told. Raises Refused without a key that may be used."""
        if isinstance(want, SeriesWanted):
            return contract.json_of(self._line.get(address(want), self._header()), SOURCE)
        if isinstance(want, QuotaWanted):
            return self._capabilities()
        raise NoSuchData(GIVES_VISITS, source=SOURCE)

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Visits, or what is left of the allowance."""
        if isinstance(want, SeriesWanted):
            return parse_series(raw, want, now)
        if isinstance(want, QuotaWanted):
            return parse_quota(raw)
        raise NoSuchData(GIVES_VISITS, source=SOURCE)

    def close(self) -> None:
        """Close the connections."""
        self._line.close()

    def _header(self) -> dict[str, str]:
        held, _ = keys.key(self._profile, SOURCE)
        if not held:
            raise Refused(keys.NO_KEY, source=SOURCE)
        if not KEY.fullmatch(held):
            raise Refused(NOT_ACCEPTED, source=SOURCE)
        return {"api-key": held}

    def _capabilities(self) -> Any:
        try:
            return contract.json_of(self._line.get(CAPABILITIES, self._header()), SOURCE)
        except NoSuchData:  # not every plan has it
            return None


def address(want: SeriesWanted) -> str:
    """The address of a question. Raises NoSuchData for what is not given."""
    device = DEVICES.get(want.device)
    if want.metric is not Metric.VISITS or want.asset.kind is not Kind.SITE or device is None:
        raise NoSuchData(GIVES_VISITS, source=SOURCE)
    form = "%Y-%m" if want.granularity is Granularity.MONTH else "%Y-%m-%d"
    return URL + urlencode({
        "domain": want.asset.name,
        "metrics": "visits",
        "granularity": SPELLED[want.granularity],
        "start_date": want.start.strftime(form),
        "end_date": want.end.strftime(form),
        "country": want.geo.lower(),
        "web_source": device,
        "main_domain_only": "false",
        "format": "json",
    })  # fmt: skip


def meant(status: int, body: str) -> AppError | None:
    """What a client error says; None when only its number is known."""
    code, words = status, body
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if isinstance(told, dict):
        meta = told["meta"] if isinstance(told.get("meta"), dict) else told
        code, words = _complaint(meta, status)
    return _refusal(code, words) or _refusal(status, "")


def _complaint(meta: dict[str, Any], status: int) -> tuple[int, str]:
    code = next((meta[name] for name in ("error_code", "code") if isinstance(meta.get(name), int)), status)
    words = [meta[name] for name in ("error_message", "message", "status") if isinstance(meta.get(name), str)]
    return code, "; ".join(words[:2])


def _refusal(code: int, words: str) -> AppError | None:
    """The error that its own code means, else its words, else its status; None when none says anything."""
    fitting = ((kind, detail) for pattern, kind, detail in WORDS if re.search(pattern, words, re.IGNORECASE))
    found = CODES.get(code) or next(fitting, None) or STATUSES.get(code)
    if found is None:
        return None
    kind, detail = found
    return kind(detail, source=SOURCE, wait_s=jobs.last_wait() if kind is RateLimited else 0.0)


def parse_series(answer: Any, want: SeriesWanted, now: float) -> Series:
    """The visits whose period lies in the days asked for, or overlaps them where it is longer than a day.

    Raises NoSuchData when there are none, Refused or RateLimited when the answer says so inside, and Unreadable when
    it is of another site, country or length than was asked for.
    """
    meta = _meta(answer)
    _check_status(meta)
    _check_request(meta, want)
    points = [point for row in _rows(answer) if (point := _point(row, want, meta, now)) is not None]
    points = [one for one in points if one.start <= want.end and one.end >= want.start]
    if not points:
        raise NoSuchData(NO_NUMBERS, source=SOURCE)
    try:
        return series_of(_key(want, points), points, known_at=now)
    except ValueError as error:
        raise Unreadable("a day stands in its answer twice", source=SOURCE) from error


def _meta(answer: Any) -> dict[str, Any]:
    """What an answer says of itself."""
    held = answer.get("meta") if isinstance(answer, dict) else None
    return held if isinstance(held, dict) else {}


def _check_status(meta: dict[str, Any]) -> None:
    """An error may come with HTTP 200."""
    status = meta.get("status", "Success")
    if str(status).lower() == "success":
        return
    code, words = _complaint(meta, 0)
    raise _refusal(code, words) or Unreadable(f"says: {redacted(words)[:80]}", source=SOURCE)


def _check_request(meta: dict[str, Any], want: SeriesWanted) -> None:
    """What the answer repeats of the question must be the question: of a part of a site it may give the whole."""
    request = meta.get("request")
    told = request if isinstance(request, dict) else {}
    country = str(told.get("country") or want.geo).lower()
    same = (
        str(told.get("domain") or want.asset.name).lower().removeprefix("www.") == want.asset.name.lower(),
        str(told.get("granularity") or "").lower() in ("", SPELLED[want.granularity]),
        country == want.geo.lower() or (want.geo == "ww" and country in WORLD),
    )
    for is_same, what in zip(same, ("site", "length of period", "country"), strict=True):
        if not is_same:
            raise Unreadable(f"answered for another {what}", source=SOURCE)


def _rows(answer: Any) -> list[Any]:
    """The rows of version 5 ("data") or version 1 ("visits"); none is an answer."""
    held = contract.require(answer, (), SOURCE)
    name = next((name for name in ("data", "visits") if name in held), None)
    if name is None:
        raise Unreadable("no field data", source=SOURCE)
    if not isinstance(held[name] or [], list):
        raise Unreadable(f"field {name} is no list", source=SOURCE)
    return held[name] or []


def _point(row: Any, want: SeriesWanted, meta: dict[str, Any], now: float) -> Point | None:
    held = contract.require(row, ("date", "visits"), SOURCE)
    start = _day(held["date"])
    visits = contract.figure(held["visits"], "visits", SOURCE)
    if visits is not None and visits < 0:
        raise Unreadable("visits below zero", source=SOURCE)
    if not visits:
        return None
    end = _end(start, want.granularity)
    flags = ASSUMED if want.granularity is Granularity.WEEK else 0
    return Point(start=start, end=end, value=visits, flags=flags | (PARTIAL if end > _newest(meta, now) else 0))


def _day(text: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(str(text)[:10])
    except ValueError as error:
        raise Unreadable(f"field date holds {str(text)[:40]!r}, which is no day", source=SOURCE) from error


def _end(start: dt.date, granularity: Granularity) -> dt.date:
    if granularity is Granularity.DAY:
        return start
    if granularity is Granularity.WEEK:
        return start + dt.timedelta(days=6)
    if start.day != 1:
        raise Unreadable("a month that does not begin on its first day", source=SOURCE)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])


def _newest(meta: dict[str, Any], now: float) -> dt.date:
    """The last day that can be in its numbers whole: the one it tells, never today's."""
    yesterday = dt.datetime.fromtimestamp(now, dt.UTC).date() - dt.timedelta(days=1)
    told = meta.get("last_updated")
    try:
        return min(yesterday, dt.date.fromisoformat(str(told)[:10]))
    except ValueError:
        return yesterday


def _key(want: SeriesWanted, points: list[Point]) -> SeriesKey:
    weekdays = {one.start.weekday() for one in points}
    if want.granularity is Granularity.WEEK and len(weekdays) > 1:
        raise Unreadable("weeks that begin on different days", source=SOURCE)
    return SeriesKey(
        product=want.product,
        metric=want.metric,
        granularity=want.granularity,
        source=NAME,
        asset=want.asset.name,
        geo=want.geo,
        device=want.device,
        definition="visits of the domain with its subdomains",
        day_cut="EST",
        week_start=min(weekdays) if want.granularity is Granularity.WEEK else None,
    )


def parse_quota(answer: Any) -> Quota:
    """Credits that are left: ``{"allowance": 10000, "user_remaining": 4989}``; older plans say ``remaining_hits``.

    Where it is told for which months there are numbers (``snapshot_interval`` of "capabilities"), so is that.
    """
    if not isinstance(answer, dict):
        return Quota(source=SOURCE)
    _check_status(_meta(answer))
    left = next(
        (found for name in LEFT if (found := contract.figure(answer.get(name), name, SOURCE)) is not None), None
    )
    window = answer.get("web_desktop_data")
    told = window.get("snapshot_interval") if isinstance(window, dict) else None
    span = told if isinstance(told, dict) else {}
    return Quota(
        source=SOURCE,
        left=left,
        unit="" if left is None else "hits" if "remaining_hits" in answer else "credits",
        first=_month(span.get("start_date")),
        last=_month(span.get("end_date"), last=True),
    )


def _month(text: Any, *, last: bool = False) -> dt.date | None:
    try:
        first = dt.date.fromisoformat(f"{str(text)[:7]}-01")
    except ValueError:
        return None
    return _end(first, Granularity.MONTH) if last else first
