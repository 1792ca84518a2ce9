"""What is kept in memory for the life of the process, in place of yfinance's files.

Its own stores are SQLite files in a folder: one that is damaged or locked stops every call, and the cookie in them
is a pickle, which runs what somebody put there. None of them is opened.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

from models.errors import NoSuchData

UNKNOWN_S = 3600.0


def replace_stores() -> None:
    """Put stores without files into yfinance. Zones are known here, ISINs are not asked for."""
    from yfinance import cache

    cache._CookieCacheManager._Cookie_cache = Cookies()  # noqa: SLF001 - there is no other way in
    cache._TzCacheManager._tz_cache = cache._TzCacheDummy()  # noqa: SLF001
    cache._ISINCacheManager._isin_cache = cache._ISINCacheDummy()  # noqa: SLF001


class Cookies:
    """yfinance's cookie store, in memory: its own dummy would have it ask for a cookie each time."""

    dummy = False

    def __init__(self) -> None:
        self._held: dict[str, Any] = {}

    def lookup(self, strategy: str) -> dict[str, Any] | None:
        """What ``store`` kept, in the shape yfinance expects."""
        held = self._held.get(strategy)
        return None if held is None else {"cookie": held, "age": dt.timedelta(0)}

    def store(self, strategy: str, cookie: Any) -> None:
        """Keep the cookie for the life of the process; None, or one yfinance could not read back, forgets it."""
        self._held[strategy] = cookie if _lasting(cookie) else None


def _lasting(cookie: Any) -> bool:
    """Whether ``{domain: {path: {name: cookie}}}`` holds what yfinance looks for; a session cookie makes it raise."""
    try:
        return all(paths["/"]["A3"].expires is not None for paths in cookie.values())
    except (AttributeError, KeyError, TypeError):
        return False


class Unknown:
    """Symbols Yahoo itself said it does not know: asking for one costs a request that can only fail.

    ``clock``: monotonic seconds. A symbol is asked for again after an hour: a listing may be new.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}

    def note(self, symbol: str) -> None:
        """Yahoo said "Not Found"."""
        self._until[symbol] = self._clock() + UNKNOWN_S

    def holds(self, symbol: str) -> bool:
        """Whether ``symbol`` was unknown less than an hour ago."""
        if self._until.get(symbol, 0.0) > self._clock():
            return True
        self._until.pop(symbol, None)
        return False

    def check(self, symbol: str) -> None:
        """Raises NoSuchData when ``symbol`` is known to be unknown."""
        if self.holds(symbol):
            raise NoSuchData("does not know this symbol", source="yahoo")
