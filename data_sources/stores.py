"""What is kept on disk: the disposable cache and the user's own data, opened once by the data process.

Another process that owns the profile, a simulated market or a disk that cannot be written each leave a copy in
memory, and the state says so. Keeping house (folding tails, emptying logs, backups) is done in quiet moments.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path

from data_sources.cache import Cache
from data_sources.profile import Owner
from data_sources.protocol import Boot
from data_sources.user.db import UserData
from models.errors import CacheError

log = logging.getLogger(__name__)
QUIET_S = 60.0  # between two rounds of keeping house


class Stores:
    """``cache`` and ``user``. ``owned``: whether the profile is this process's, to write what it has heard into.

    ``refusal``: why the user's lists and settings may not be written there, "" where they may: another process owns
    it, or nobody can write it.
    """

    def __init__(self, cache: Cache, user: UserData, *, owned: bool, refusal: str = "") -> None:
        self.cache, self.user, self.owned, self.refusal = cache, user, owned, refusal
        self._kept_at = time.monotonic()

    def keep_house(self) -> None:
        """When a minute has passed since the last time: fold, empty the logs, back up what has changed."""
        if not self.owned or time.monotonic() - self._kept_at < QUIET_S:
            return
        self._kept_at = time.monotonic()
        for idle in (self.cache.idle, lambda: self.user.idle(time.time())):
            try:
                idle()
            except CacheError as error:  # the one's trouble is not the other's
                log.info("keeping house: %s", error)

    def close(self) -> None:
        """Empty the logs and close both."""
        self.cache.close()
        self.user.close()


def opened(boot: Boot, owner: Owner) -> Stores:
    """The stores of the profile, as far as this process may have them."""
    folder = Path(boot.profile)
    if boot.simulated:
        return Stores(Cache(None), UserData(None, time.time()), owned=False, refusal=owner.refusal)
    if not (owner.held and folder.is_dir()):
        return Stores(_copied_cache(folder), _copied_user(folder), owned=False, refusal=owner.refusal)
    return Stores(_cache(folder), _user(folder), owned=True)


def _cache(folder: Path) -> Cache:
    try:
        return Cache(folder)
    except (CacheError, OSError) as error:
        log.info("no cache on disk: %s", error)
        return _copied_cache(folder)


def _user(folder: Path) -> UserData:
    try:
        return UserData(folder, time.time())
    except (CacheError, OSError) as error:
        log.info("no user data on disk: %s", error)
        return _copied_user(folder)


def _copied_cache(folder: Path) -> Cache:
    return Cache(None, read_from=folder / "cache.db")


def _copied_user(folder: Path) -> UserData:
    return UserData(None, time.time(), read_from=folder / "user.db")
