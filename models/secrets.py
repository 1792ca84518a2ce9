"""What must not be read in a log, a report or a crash window: keys of paid sources and passwords of proxies. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

STARS = "***"
# re compiles a pattern when it is first used, and keeps it: most processes mask nothing
_NAMED = r"""(?ix)\b((?:x-)?(?:api|access|auth|secret)[_-]?(?:key|token)|token|secret|passw(?:or)?d|pwd)
    (\\?["']?\s*[=:]\s*\\?["']?)(?:bearer\s+)?[^\s&"',;)}\\]+"""
_BEARER = r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"
_ADDRESS = r"""(\w://)(?:[^\s/"'<>]*:[^\s"'<>]*|[^\s/"'<>@]+)@"""  # up to the last @: passwords hold them
_BARE = r"""(?<![\w/])[\w.%+-]+:[^\s@"'/]+@(?=[\w.-]+:\d)"""  # name:password@host:port without a scheme


def masked(text: str, known: Iterable[str] = ()) -> str:
    """``text`` without the ``known`` secrets, and without whatever is written like one (api_key=..., ://name:word@)."""
    for secret in sorted(filter(None, known), key=len, reverse=True):
        text = text.replace(secret, STARS).replace(quote(secret, safe=""), STARS)
    text = re.sub(_NAMED, rf"\1\2{STARS}", text)
    text = re.sub(_BEARER, rf"\1 {STARS}", text)
    text = re.sub(_ADDRESS, rf"\1{STARS}@", text)
    return re.sub(_BARE, f"{STARS}@", text)
