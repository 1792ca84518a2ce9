"""Apple's store without a key: an app's place among today's hundred free apps, and how many ratings it has had.

The list is ``{"feed": {"country", "updated": "Thu, 5 Oct 2023 19:57:28 +0000", "results": [{"id", "name"}]}}``, the
lookup ``{"resultCount": 1, "results": [{"trackId", "userRatingCount"}]}``; both checked on recorded answers. Neither
has a history: a series grows by one point a day that somebody asks. The day is the list's own, whatever was asked for.
Asset names are the store's, or ``id:6459478672|name`` with the app's number, which finds it under any name.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re
import time
import unicodedata
from collections.abc import Mapping
from typing import Any

from data_sources.guards import contract
from data_sources.protocol import Asked, Given, SeriesWanted, SourceContext
from data_sources.transports import direct
from models.errors import AppError, NoSuchData, Unreadable
from models.products.values import Asset, Kind
from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of

SOURCE, NAME = "apple", "Apple"
HOSTS = ("rss.marketingtools.apple.com", "itunes.apple.com")
LIST = "https://rss.marketingtools.apple.com/api/v2/{country}/apps/top-free/{first}/apps.json"
LOOKUP = "https://itunes.apple.com/lookup?id={number}&country={country}"
FIRST = 100
STAYS_S = 600.0  # every product of a store is looked for in the same list
STORE = re.compile(r"ios-([a-z]{2})")
NUMBERED = re.compile(r"id:(\d{5,12})(?:\|(.*))?", re.DOTALL)
SUBTITLE = re.compile(r"\s*[-–—:|·,(\[]")  # what may come between an app's name and its description, after NFKC

GIVES_RANKS = "gives places and ratings of iOS apps only"
NOT_LISTED = "not among the store's first 100 free apps"
NO_APP = "the store has no app of this number"
NO_STORE = "no list of this store"


def open_source(context: SourceContext) -> Apple:
    """The store, with connections of its own."""
    return Apple(context)


class Apple:
    """One line for the life of the process, and the lists of the last minutes."""

    def __init__(self, context: SourceContext) -> None:
        self._line = direct.Line(context, SOURCE, HOSTS, explains=meant)
        self._lists: dict[str, tuple[float, Any]] = {}

    def download(self, want: Asked) -> Any:
        """The list of a store, or the lookup of one app, as JSON."""
        if not isinstance(want, SeriesWanted) or want.asset.kind is not Kind.APP:
            raise NoSuchData(GIVES_RANKS, source=SOURCE)
        country = country_of(want.asset)
        if want.metric is Metric.RANK:
            return self._list(country)
        if want.metric is not Metric.RATINGS:
            raise NoSuchData(GIVES_RANKS, source=SOURCE)
        number, _ = numbered(want.asset)
        if not number:  # the list knows the numbers of those that are on it
            number = str(listed(self._list(country), want.asset)[1]["id"])
        return contract.json_of(self._line.get(LOOKUP.format(number=number, country=country)), SOURCE)

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """A series of one point."""
        if not isinstance(want, SeriesWanted):
            raise NoSuchData(GIVES_RANKS, source=SOURCE)
        point = rank_of(raw, want.asset, now) if want.metric is Metric.RANK else ratings_of(raw, want.asset, now)
        return series_of(_key(want), [point], known_at=now)

    def close(self) -> None:
        """Close the connections."""
        self._line.close()

    def _list(self, country: str) -> Any:
        at, held = self._lists.get(country, (0.0, None))
        if held is not None and time.monotonic() - at < STAYS_S:
            return held
        answer = contract.json_of(self._line.get(LIST.format(country=country, first=FIRST)), SOURCE)
        feed_of(answer, country)
        self._lists[country] = (time.monotonic(), answer)
        return answer


def meant(status: int, _: str) -> AppError | None:
    """404 is a store without a list."""
    return NoSuchData(NO_STORE, source=SOURCE) if status == 404 else None


def country_of(asset: Asset) -> str:
    """``cn`` of "ios-cn". Raises NoSuchData for another store."""
    match = STORE.fullmatch(asset.store)
    if match is None:
        raise NoSuchData(GIVES_RANKS, source=SOURCE)
    return match[1]


def numbered(asset: Asset) -> tuple[str, str]:
    """The app's number in the store, "" when it is not known, and its name."""
    match = NUMBERED.fullmatch(asset.name)
    return (match[1], (match[2] or "").strip()) if match else ("", asset.name)


def feed_of(answer: Any, country: str) -> Any:
    """The list inside an answer. Raises Unreadable for that of another store."""
    feed = contract.require(contract.at(answer, "feed", SOURCE), ("country", "updated", "results"), SOURCE)
    if str(feed["country"]).lower() != country:
        raise Unreadable("answered with the list of another store", source=SOURCE)
    contract.rows_at(answer, "feed.results", SOURCE)
    return feed


def rank_of(answer: Any, asset: Asset, now: float) -> Point:
    """The app's place on the list's day. Raises NoSuchData when it is not on it, or more than once."""
    place, _ = listed(answer, asset)
    day = _updated(answer["feed"]["updated"], now)
    return Point(start=day, end=day, value=float(place))


def listed(answer: Any, asset: Asset) -> tuple[int, Mapping[str, Any]]:
    """The app's place on a list, 1 is the first, and what stands there. Raises NoSuchData as ``rank_of``."""
    feed = feed_of(answer, country_of(asset))
    rows = [contract.require(row, ("id", "name"), SOURCE) for row in feed["results"]]
    number, name = numbered(asset)
    places = [place for place, row in enumerate(rows, 1) if number and str(row["id"]) == number]
    if not number:
        names = [_plain(str(row["name"])) for row in rows]
        exact = [place for place, listed in enumerate(names, 1) if listed == _plain(name)]
        places = exact or [place for place, listed in enumerate(names, 1) if _begins(listed, _plain(name))]
    if not places:
        raise NoSuchData(NOT_LISTED, source=SOURCE)
    if len(places) > 1:
        raise NoSuchData("several apps of this name: its number in the store would tell", source=SOURCE)
    return places[0], rows[places[0] - 1]


def ratings_of(answer: Any, asset: Asset, now: float) -> Point:
    """How many ratings the app has had so far, today (UTC)."""
    number, name = numbered(asset)
    rows = contract.at(answer, "results", SOURCE)
    if not isinstance(rows, list):
        raise Unreadable("field results is no list", source=SOURCE)
    if not rows:
        raise NoSuchData(NO_APP, source=SOURCE)
    held = contract.require(rows[0], ("trackId", "trackName", "userRatingCount"), SOURCE)
    said = _plain(str(held["trackName"]))
    if str(held["trackId"]) != number if number else not (said == _plain(name) or _begins(said, _plain(name))):
        raise Unreadable("answered for another app", source=SOURCE)
    count = contract.figure(held["userRatingCount"], "userRatingCount", SOURCE)
    if count is None or count < 0:
        raise Unreadable("field userRatingCount holds no count", source=SOURCE)
    day = dt.datetime.fromtimestamp(now, dt.UTC).date()
    return Point(start=day, end=day, value=count)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _begins(listed: str, name: str) -> bool:
    """Whether ``listed`` is the name with a description after it."""
    return bool(name) and listed.startswith(name) and bool(SUBTITLE.match(listed, len(name)))


def _updated(text: Any, now: float) -> dt.date:
    """The day (UTC) a list is of."""
    try:
        moment = email.utils.parsedate_to_datetime(str(text))
        if moment.tzinfo is None:  # "-0000": of no place, and so of UTC
            moment = moment.replace(tzinfo=dt.UTC)
    except (TypeError, ValueError) as error:
        raise Unreadable(f"field updated holds {str(text)[:40]!r}, which is no time", source=SOURCE) from error
    if moment.timestamp() > now + 86_400.0:
        raise Unreadable("a list of the future", source=SOURCE)
    return moment.astimezone(dt.UTC).date()


def _key(want: SeriesWanted) -> SeriesKey:
    definition = (
        "place in the store's top free apps" if want.metric is Metric.RANK else "ratings of all versions so far"
    )
    return SeriesKey(
        product=want.product,
        metric=want.metric,
        granularity=Granularity.DAY,
        source=NAME,
        asset=want.asset.name,
        geo=country_of(want.asset).upper(),
        device="ios",
        definition=definition,
        day_cut="UTC",
    )
