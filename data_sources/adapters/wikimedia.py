"""Wikimedia's page views of an article, by the day or month: attention, not use, and without a key.

``{"items": [{"project", "article", "granularity", "timestamp": "2021010100", "access", "agent", "views"}]}``, checked
on a recorded answer. Days are of UTC, since July 2015, and come about a day late. A day nobody looked is absent, as is
one that was not counted: both are gaps. A renamed article is another one. Readers only (``agent`` user), no crawlers.
The operator asks callers to name themselves: https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any
from urllib.parse import quote, unquote

from data_sources.guards import contract
from data_sources.protocol import Asked, Given, SeriesWanted, SourceContext
from data_sources.transports import direct
from models.errors import AppError, NoSuchData, Unreadable
from models.products.values import Kind
from models.traffic.values import PARTIAL, Granularity, Metric, Point, Series, SeriesKey, series_of

SOURCE, NAME = "wikimedia", "Wikimedia"
HOSTS = ("wikimedia.org",)
URL = "https://wikimedia.org/api/rest_v1/metrics/pageviews/per-article/"
HEADERS = {"User-Agent": "SuanliDesk/0.1 (desktop program; contact: the desk that runs it) httpx"}
ACCESS = {"all": "all-access", "desktop": "desktop", "mobile_web": "mobile-web"}
SPELLED = {Granularity.DAY: "daily", Granularity.MONTH: "monthly"}
PROJECT = re.compile(r"[a-z-]+\.[a-z]+(?:\.org)?")

GIVES_VIEWS = "gives page views of Wikipedia articles only"
NO_VIEWS = "no views of this article in these days"


def open_source(context: SourceContext) -> Wikimedia:
    """The interface, with connections of its own."""
    return Wikimedia(context)


class Wikimedia:
    """One line for the life of the process."""

    def __init__(self, context: SourceContext) -> None:
        self._line = direct.Line(context, SOURCE, HOSTS, HEADERS, explains=meant)

    def download(self, want: Asked) -> Any:
        """The answer as JSON."""
        if not isinstance(want, SeriesWanted):
            raise NoSuchData(GIVES_VIEWS, source=SOURCE)
        return contract.json_of(self._line.get(address(want)), SOURCE)

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Page views of the days asked for."""
        if not isinstance(want, SeriesWanted):
            raise NoSuchData(GIVES_VIEWS, source=SOURCE)
        return parse_series(raw, want, now)

    def close(self) -> None:
        """Close the connections."""
        self._line.close()


def meant(status: int, _: str) -> AppError | None:
    """404 is no such article, or nothing counted yet."""
    return NoSuchData(NO_VIEWS, source=SOURCE) if status == 404 else None


def address(want: SeriesWanted) -> str:
    """The address of a question. Raises NoSuchData for what is not given: weeks are made from days by whoever asks."""
    project, _, title = want.asset.name.partition("/")
    access = ACCESS.get(want.device)
    known = (want.metric is Metric.WIKI_VIEWS, want.asset.kind is Kind.ARTICLE, want.geo == "ww", access)
    if not all(known) or not PROJECT.fullmatch(project) or not title:
        raise NoSuchData(GIVES_VIEWS, source=SOURCE)
    if want.granularity not in SPELLED:
        raise NoSuchData("weeks and months are made from days", source=SOURCE)
    first, last = _whole(want)
    article = quote(title.replace(" ", "_"), safe="")
    return f"{URL}{project}/{access}/user/{article}/{SPELLED[want.granularity]}/{first:%Y%m%d}/{last:%Y%m%d}"


def _whole(want: SeriesWanted) -> tuple[dt.date, dt.date]:
    """First and last day; of months, those that the days lie in."""
    if want.granularity is Granularity.DAY:
        return want.start, want.end
    return want.start.replace(day=1), _month_end(want.end)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def parse_series(answer: Any, want: SeriesWanted, now: float) -> Series:
    """Views of the article asked for. Raises NoSuchData without any, Unreadable for those of another one."""
    rows = contract.at(answer, "items", SOURCE)
    if not isinstance(rows, list):
        raise Unreadable("field items is no list", source=SOURCE)
    first, last = _whole(want)
    today = dt.datetime.fromtimestamp(now, dt.UTC).date()
    points = [one for row in rows if first <= (one := _point(row, want, today)).start <= last]
    if not points:
        raise NoSuchData(NO_VIEWS, source=SOURCE)
    try:
        return series_of(_key(want), points, known_at=now)
    except ValueError as error:
        raise Unreadable("a day stands in its answer twice", source=SOURCE) from error


def _point(row: Any, want: SeriesWanted, today: dt.date) -> Point:
    held = contract.require(row, ("project", "article", "granularity", "timestamp", "views"), SOURCE)
    project, _, title = want.asset.name.partition("/")
    asked = (project.removesuffix(".org"), _plain(title), SPELLED[want.granularity])
    if (str(held["project"]).removesuffix(".org"), _plain(str(held["article"])), held["granularity"]) != asked:
        raise Unreadable("answered for another article", source=SOURCE)
    views = contract.figure(held["views"], "views", SOURCE)
    if views is None or views < 0:
        raise Unreadable("field views holds no count", source=SOURCE)
    day = _day(held["timestamp"])
    end = day if want.granularity is Granularity.DAY else _month_end(day)
    return Point(start=day, end=end, value=views, flags=PARTIAL if end >= today else 0)


def _plain(title: str) -> str:
    """As the reader writes it: the answer repeats a title as it was sent."""
    return unquote(title).replace("_", " ")


def _day(stamp: Any) -> dt.date:
    try:
        return dt.datetime.strptime(str(stamp)[:8], "%Y%m%d").date()
    except ValueError as error:
        raise Unreadable(f"field timestamp holds {str(stamp)[:40]!r}, which is no day", source=SOURCE) from error


def _key(want: SeriesWanted) -> SeriesKey:
    return SeriesKey(
        product=want.product,
        metric=want.metric,
        granularity=want.granularity,
        source=NAME,
        asset=want.asset.name,
        device=want.device,
        definition="page views by readers, without crawlers",
        day_cut="UTC",
    )
