"""The httpx client of our own adapters: time-outs, proxy and CA as the company has them, errors in our terms."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from data_sources.protocol import SourceContext
from data_sources.transports import jobs, trust
from models.errors import AppError, RateLimited, Unreachable, Unreadable

if TYPE_CHECKING:
    import httpx

LARGEST = 32 * 1024 * 1024
WHOLE_S = 10.0  # from asking to the last byte, however steadily it drips; less when the job has less left
EMPTY = (b"", b"null", b"[]", b"{}")
SLEPT_S = 20.0  # the wall clock ran ahead of the monotonic one by more: the machine slept
Explains = Callable[[int, str], AppError | None]  # what a client error (4xx) of a host means, by its body
IDLE_S = 15.0  # a connection that was idle for longer may be dead without telling


class Line:
    """The connections of one source to its reviewed hosts, over https only.

    After the machine slept they are dropped: the other side closed them long ago, and the first request would wait
    for its whole time-out to learn that.
    """

    def __init__(
        self,
        context: SourceContext,
        source: str,
        hosts: tuple[str, ...],
        headers: dict[str, str] | None = None,
        wall: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
        explains: Explains | None = None,
    ) -> None:
        self._context, self._source, self._hosts, self._headers = context, source, hosts, headers or {}
        self._wall, self._clock, self._explains = wall, clock, explains
        self._client = open_client(context)
        self._asleep = self._lag()

    def get(self, url: str, secret: Mapping[str, str] | None = None) -> bytes:
        """The body of ``url``; see ``fetch``. secret: headers of this request alone, held nowhere."""
        trust.check_url(url, self._hosts, self._source)
        self._wake()
        return fetch(self._client, url, self._source, {**self._headers, **(secret or {})}, self._explains)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _lag(self) -> float:
        return self._wall() - self._clock()

    def _wake(self) -> None:
        lag = self._lag()
        if lag - self._asleep > SLEPT_S:
            self._client.close()
            self._client = open_client(self._context)
        self._asleep = lag


def open_client(context: SourceContext) -> httpx.Client:
    """A client that trusts the environment's or the settings' proxy and CA. Follows no redirect."""
    import httpx

    authority = trust.ca_file(context)
    return httpx.Client(
        verify=ssl.create_default_context(cafile=authority) if authority else True,
        proxy=context.proxy or None,
        timeout=httpx.Timeout(context.first_answer_s),
        limits=httpx.Limits(max_connections=4, keepalive_expiry=IDLE_S),
        follow_redirects=False,
        headers={"User-Agent": "Mozilla/5.0"},
    )


def fetch(
    client: httpx.Client,
    url: str,
    source: str,
    headers: dict[str, str] | None = None,
    explains: Explains | None = None,
) -> bytes:
    """The body of ``url``, whole. Raises Unreachable, RateLimited or Unreadable (a web page, nothing, or too much).

    explains: knows what the host means by a client error (4xx); where nobody knows, that is Unreachable.
    """
    import httpx

    jobs.sent()
    until = time.monotonic() + jobs.left(WHOLE_S)
    try:
        with client.stream("GET", url, headers=headers) as answer:
            jobs.heard(answer.status_code, answer.headers.get("Retry-After", ""))
            _check_status(answer.status_code, source)
            if answer.status_code != 200:
                raise _client_error(answer, source, until, explains)
            body = _body(answer, source, until)
    except httpx.TimeoutException as error:
        raise Unreachable("no answer in time", source=source) from error
    except httpx.HTTPError as error:
        raise _ours(error, source) from error
    jobs.note_body(body)
    _check_body(body, source)
    return body


def _ours(error: Exception, source: str) -> AppError:
    if "complete message body" in str(error) or "incomplete chunked read" in str(error):
        return Unreadable("an answer that was cut off", source=source)
    if type(error).__name__ == "DecodingError":  # gzip that ends in the middle
        return Unreadable("an answer that was cut off", source=source)
    return Unreachable(trust.in_words(error), source=source)


def _check_status(status: int, source: str) -> None:
    if status == 429:
        raise RateLimited("asks us to wait (HTTP 429)", source=source, wait_s=jobs.last_wait())
    if 300 <= status < 400:
        raise Unreachable(f"HTTP {status}, a redirect: not followed", source=source)
    if status != 200 and not 400 <= status < 500:
        raise Unreachable(f"HTTP {status}", source=source)


def _client_error(answer: httpx.Response, source: str, until: float, explains: Explains | None) -> AppError:
    """What a 4xx means: a proxy's page about it says nothing of the source."""
    status = answer.status_code
    said = _body(answer, source, until).lstrip() if explains else b""
    meant = explains(status, said.decode("utf-8", "replace")) if explains and said[:1] != b"<" else None
    return meant or Unreachable(f"HTTP {status}", source=source)


def _check_body(body: bytes, source: str) -> None:
    start = body.lstrip()
    if start[:1] == b"<":
        raise Unreadable("a web page instead of data: a sign-in page of the network?", source=source)
    if start.rstrip() in EMPTY:
        raise Unreadable("an empty answer: throttled, or an unknown code", source=source)


def _body(answer: httpx.Response, source: str, until: float) -> bytes:
    """All of it, but neither for ever nor without end: a time-out counts from byte to byte only."""
    if answer.headers.get("Content-Length", "0").isdecimal() and int(answer.headers.get("Content-Length", 0)) > LARGEST:
        raise Unreadable("an answer of over 32 MB", source=source)
    pieces, size = list[bytes](), 0
    for piece in answer.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise Unreadable("an answer of over 32 MB", source=source)
        if time.monotonic() > until:
            raise Unreachable("no answer in time", source=source)
    return b"".join(pieces)
