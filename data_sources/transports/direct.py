"""The httpx client of our own adapters: time-outs, proxy and CA as the company has them, errors in our terms."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from data_sources.protocol import SourceContext
from data_sources.transports import trust
from models.errors import RateLimited, Unreachable, Unreadable

if TYPE_CHECKING:
    import httpx

LARGEST = 8 * 1024 * 1024


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


def fetch(client: httpx.Client, url: str, source: str, headers: dict[str, str] | None = None) -> bytes:
    """The body of ``url``. Raises Unreachable, RateLimited or Unreadable (a web page, or too much)."""
    import httpx

    try:
        answer = client.get(url, headers=headers)
    except httpx.TimeoutException as error:
        raise Unreachable("no answer in time", source=source) from error
    except httpx.HTTPError as error:
        raise Unreachable(trust.in_words(error), source=source) from error
    if answer.status_code == 429:
        raise RateLimited("asks us to wait (HTTP 429)", source=source, wait_s=60.0)
    if answer.status_code != 200:
        raise Unreachable(f"HTTP {answer.status_code}", source=source)
    if len(answer.content) > LARGEST:
        raise Unreadable("an answer of over 8 MB", source=source)
    if answer.content.lstrip()[:1] == b"<":
        raise Unreadable("a web page instead of data: a sign-in page of the network?", source=source)
    return answer.content
