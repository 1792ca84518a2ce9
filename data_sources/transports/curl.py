"""The curl_cffi session that yfinance works through: silence is cut short, proxy and CA are the company's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data_sources.protocol import SourceContext
from data_sources.transports import jobs, trust

HOSTS = ("yahoo.com",)
COOKIE_HOST = "fc.yahoo.com"  # on many block lists, and not needed for prices
COOKIE_S = 2.0
LARGEST = 32 * 1024 * 1024
REDIRECTS = 5


def open_session(context: SourceContext, check: Callable[[Any], None]) -> Any:
    """A session that looks like a browser (Yahoo bans others) and keeps to ``context``'s time-outs.

    ``check`` sees every answer but the cookie's before the library does, and raises what it means: the library
    itself would repeat a refused request up to seven times.
    """
    from curl_cffi import CurlOpt
    from curl_cffi.requests import Session
    from curl_cffi.requests.exceptions import RequestException, Timeout

    class Patient(Session):  # type: ignore[misc,unused-ignore]
        """Cuts a silent transfer, however long its time-out; refuses at once when a job has waited enough."""

        def request(self, method: str, url: str, **options: Any) -> Any:
            trust.check_url(url, HOSTS, "yahoo")
            wait = jobs.allowance(context.first_answer_s)
            if not wait:
                raise Timeout("no answer in time")
            cookie = COOKIE_HOST in url
            whole = wait if wait < context.first_answer_s else jobs.left(context.deadline_s)
            options["timeout"] = min(COOKIE_S, wait) if cookie else whole
            try:
                answer = super().request(method, url, **options)
            except RequestException:
                jobs.gave_up()
                raise
            jobs.heard(answer.status_code, answer.headers.get("Retry-After") or "")
            jobs.note_body(answer.content or b"")
            trust.check_landing(answer.url, HOSTS, "yahoo")
            if not cookie:
                check(answer)
            return answer

    proxies = {"http": context.proxy, "https": context.proxy} if context.proxy else None
    limits = {
        CurlOpt.LOW_SPEED_LIMIT: 1,
        CurlOpt.LOW_SPEED_TIME: max(1, round(context.first_answer_s)),
        CurlOpt.REDIR_PROTOCOLS_STR: "https",
        CurlOpt.MAXFILESIZE_LARGE: LARGEST,
    }
    return Patient(
        impersonate="chrome",
        verify=trust.ca_file(context) or True,
        proxies=proxies,
        curl_options=limits,
        max_redirects=REDIRECTS,
    )
