"""The one place where requests is made to behave: akshare makes a new session per call and passes no time-out.

``HTTPAdapter.send`` is replaced once per process. It sets time-outs, proxy and CA, refuses hosts and downgrades
nobody reviewed, checks the status that akshare never checks, and stops reading at 32 MB.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from data_sources.protocol import SourceContext
from data_sources.transports import jobs, trust
from models.errors import RateLimited, Unreachable, Unreadable

CONNECT_S = 5.0
LARGEST = 32 * 1024 * 1024
PIECE = 64 * 1024


def install(context: SourceContext, source: str, hosts: tuple[str, ...]) -> None:
    """Replace ``HTTPAdapter.send`` for the life of this process. ``hosts``: who may be asked."""
    from requests.adapters import HTTPAdapter

    original = HTTPAdapter.send

    def send(adapter: Any, request: Any, **options: Any) -> Any:
        trust.check_url(request.url, hosts, source)
        _check_verified(request.url, options, source)
        wait = jobs.allowance(context.first_answer_s)
        if not wait:
            raise Unreachable("no answer in time", source=source)
        return _checked(_sent(original, adapter, request, _options(context, options, wait), source), source)

    HTTPAdapter.send = send


def _check_verified(url: str, options: dict[str, Any], source: str) -> None:
    """Raises Unreadable for a call that would believe any certificate, as 51 of akshare's do."""
    if options.get("verify") is False:
        raise Unreadable(f"would ask {urlsplit(url).hostname} without checking its certificate", source=source)


def _options(context: SourceContext, options: dict[str, Any], wait: float) -> dict[str, Any]:
    made = options | {"timeout": (min(CONNECT_S, wait), wait), "stream": True}
    if context.proxy:
        made["proxies"] = {"http": context.proxy, "https": context.proxy}
    if authority := trust.ca_file(context):
        made["verify"] = authority
    return made


def _sent(original: Any, adapter: Any, request: Any, options: dict[str, Any], source: str) -> Any:
    """The answer with its body read; silence and refusals in our terms."""
    from requests.exceptions import Timeout as Silent

    try:
        answer = original(adapter, request, **options)
        jobs.heard(answer.status_code, answer.headers.get("Retry-After") or "")
        answer._content = _body(answer, source)  # noqa: SLF001 - what requests itself does for stream=False
        answer._content_consumed = True  # noqa: SLF001
        jobs.note_body(answer._content)  # noqa: SLF001
    except Silent as error:
        jobs.gave_up()
        raise Unreachable("no answer in time", source=source) from error
    except OSError as error:  # the library's own errors are OSErrors too
        jobs.gave_up()
        raise Unreachable(trust.in_words(error), source=source) from error
    return answer


def _body(answer: Any, source: str) -> bytes:
    pieces, size = [], 0
    for piece in answer.iter_content(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise Unreadable("an answer of over 32 MB", source=source)
    return b"".join(pieces)


def _checked(answer: Any, source: str) -> Any:
    """``answer`` if it is one: akshare would parse an error page."""
    if answer.status_code == 429:
        raise RateLimited("asks us to wait (HTTP 429)", source=source, wait_s=jobs.last_wait())
    if answer.status_code >= 400:
        raise Unreachable(f"HTTP {answer.status_code}", source=source)
    if answer.content.lstrip()[:1] == b"<":
        raise Unreadable("a web page instead of data: a sign-in page of the network?", source=source)
    return answer
