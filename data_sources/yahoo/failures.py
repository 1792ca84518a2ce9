"""What a refusal of Yahoo or an accident of its library means, in our terms. "Possibly delisted" proves nothing.

An answer is judged before the library sees it (``Answers.check``): left to itself, yfinance answers any status of
400 or above with new cookies, a new crumb and a repetition, seven requests for one.
"""

from __future__ import annotations

import json
import re
import time
from typing import Any

from data_sources.transports import jobs, trust
from models.errors import AppError, NoSuchData, RateLimited, Unreachable, Unreadable

LONGEST_CRUMB = 32
UNKNOWN, NO_SESSIONS = "does not know this symbol", "no sessions in this span"
_SAID = (  # Yahoo's own words -> what they mean
    (re.compile(r"Not Found|No data found|symbol may be delisted", re.IGNORECASE), UNKNOWN),
    (re.compile(r"Data doesn't exist|start date cannot be after", re.IGNORECASE), NO_SESSIONS),
    (re.compile(r"granularity data|must be within the last", re.IGNORECASE), "keeps no bars that old"),
)


class StaleCrumb(Exception):
    """Yahoo takes our cookie and crumb no longer (HTTP 401): new ones may do."""


class Answers:
    """Judges each answer. Remembers for the running job why there is no crumb."""

    def __init__(self) -> None:
        self._no_crumb: AppError | None = None

    def begin(self) -> None:
        """A new job."""
        self._no_crumb = None

    def check(self, answer: Any) -> None:
        """Raises what a refusal means; a bad crumb never reaches the library."""
        if str(answer.url).partition("?")[0].endswith("/getcrumb"):
            self._check_crumb(answer)
        elif answer.status_code == 401:
            raise self._no_crumb or StaleCrumb
        elif answer.status_code >= 400:
            raise refusal(answer)

    def _check_crumb(self, answer: Any) -> None:
        """The library goes on without a crumb when its request seems not to have come through."""
        from curl_cffi.requests.exceptions import ConnectionError as NoCrumb

        text = str(answer.text)
        if answer.status_code < 400 and 0 < len(text) <= LONGEST_CRUMB and not any(mark in text for mark in " <\r\n"):
            return
        if answer.status_code >= 400 or "Too Many Requests" in text:
            self._no_crumb = _waiting(answer) if "Too Many" in text else refusal(answer)
        else:
            self._no_crumb = Unreadable("a web page instead of data: a sign-in page of the network?", source="yahoo")
        raise NoCrumb("no crumb")


def refusal(answer: Any) -> AppError:
    """What an answer with a status of 400 or above means."""
    if answer.status_code == 429:
        return _waiting(answer)
    said = meaning(_description(answer.text))
    return said or Unreachable(f"HTTP {answer.status_code}", source="yahoo")


def meaning(description: str) -> NoSuchData | None:
    """What Yahoo's own explanation says about the data; None when it says nothing about them."""
    fitting = (sentence for pattern, sentence in _SAID if pattern.search(description))
    sentence = next(fitting, "")
    return NoSuchData(sentence, source="yahoo") if sentence else None


def _description(text: str) -> str:
    """``chart.error`` or ``quoteSummary.error`` of an answer that is JSON; a web page explains nothing."""
    try:
        (held,) = json.loads(text).values()
        error = held["error"]
        return f"{error['code']}: {error['description']}"
    except (AttributeError, KeyError, TypeError, ValueError):
        return ""


def _waiting(answer: Any) -> RateLimited:
    told = str(dict(answer.headers or {}).get("Retry-After", ""))
    wait = jobs.wait_of(told, time.time())
    return RateLimited("asks us to wait (HTTP 429)", source="yahoo", wait_s=wait)


def ours(error: Exception) -> AppError:
    """The library's and the transport's exceptions in our terms."""
    from curl_cffi.requests import exceptions as curl
    from yfinance import exceptions as yfe

    if isinstance(error, yfe.YFRateLimitError) or jobs.last_status() == jobs.TOO_MANY:
        return RateLimited("asks us to wait (HTTP 429)", source="yahoo", wait_s=jobs.last_wait())
    if isinstance(error, StaleCrumb):
        return Unreachable(f"HTTP {jobs.last_status()}", source="yahoo")
    if isinstance(error, yfe.YFPricesMissingError):
        return missing(error)
    if isinstance(error, json.JSONDecodeError):
        return Unreadable("an answer that is no JSON: cut off, or a sign-in page of the network?", source="yahoo")
    if isinstance(error, curl.Timeout):
        return Unreachable("no answer in time", source="yahoo")
    if isinstance(error, curl.RequestException):
        return Unreachable(trust.in_words(error), source="yahoo")
    if isinstance(error, KeyError | IndexError | TypeError | ValueError | AttributeError | OverflowError):
        return Unreadable(f"not the agreed shape ({type(error).__name__}: {short(error)})", source="yahoo")
    return Unreadable(short(error), source="yahoo")


def missing(error: Any) -> AppError:
    """No prices: unknown only if Yahoo's own words say so, otherwise an answer that cannot be trusted."""
    said = getattr(error, "yahoo_reason", None)
    if said is not None:
        return meaning(str(said)) or Unreachable(short(error), source="yahoo")
    if jobs.last_status() == 200:
        return NoSuchData(NO_SESSIONS, source="yahoo")
    return Unreachable(short(error), source="yahoo")


def short(error: Exception) -> str:
    """The first line of what an exception says."""
    return (str(error).splitlines() or [type(error).__name__])[0][:160]
