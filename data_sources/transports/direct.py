"""The httpx client of our own adapters: time-outs, proxy and CA as the company has them, errors in our terms."""

from __future__ import annotations

import ssl
import time
from typing import TYPE_CHECKING

from data_sources.protocol import SourceContext
from data_sources.transports import jobs, trust
from models.errors import RateLimited, Unreachable, Unreadable

if TYPE_CHECKING:
    import httpx

LARGEST = 8 * 1024 * 1024
WHOLE_S = 10.0  # from asking to the last byte, however steadily it drips; less when the job has less left


def open_client(context: SourceContext) -> httpx.Client:
    """A client that trusts the environment's or the settings' proxy and CA. Follows no redirect."""
    import httpx

    authority = trust.ca_file(context)
    return httpx.Client(
        verify=ssl.create_default_context(cafile=authority) if authority else True,
        proxy=context.proxy or None,
        timeout=httpx.Timeout(context.first_answer_s),
        follow_redirects=False,
        headers={"User-Agent": "Mozilla/5.0"},
    )


def fetch(client: httpx.Client, url: str, source: str) -> bytes:
    """The body of ``url``. Raises Unreachable, RateLimited or Unreadable (a web page, or too much)."""
    import httpx

    jobs.sent()
    until = time.monotonic() + jobs.left(WHOLE_S)
    try:
        with client.stream("GET", url) as answer:
            jobs.heard(answer.status_code, answer.headers.get("Retry-After", ""))
            _check_status(answer.status_code, source)
            body = _body(answer, source, until)
    except httpx.TimeoutException as error:
        raise Unreachable("no answer in time", source=source) from error
    except httpx.HTTPError as error:
        raise Unreachable(trust.in_words(error), source=source) from error
    jobs.note_body(body)
    if body.lstrip()[:1] == b"<":
        raise Unreadable("a web page instead of data: a sign-in page of the network?", source=source)
    return body


def _check_status(status: int, source: str) -> None:
    if status == 429:
        raise RateLimited("asks us to wait (HTTP 429)", source=source, wait_s=jobs.last_wait())
    if status != 200:
        raise Unreachable(f"HTTP {status}", source=source)


def _body(answer: httpx.Response, source: str, until: float) -> bytes:
    """All of it, but neither for ever nor without end: a time-out counts from byte to byte only."""
    pieces, size = list[bytes](), 0
    for piece in answer.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise Unreadable("an answer of over 8 MB", source=source)
        if time.monotonic() > until:
            raise Unreachable("no answer in time", source=source)
    return b"".join(pieces)
