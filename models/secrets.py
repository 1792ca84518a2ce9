"""What must not be read in a log, a report or a crash window: keys of paid sources and passwords of proxies. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

STARS = "***"
_NAMED = re.compile(
    r"""(?ix)\b((?:x-)?(?:api|access|auth|secret)[_-]?(?:key|token)|token|secret|passw(?:or)?d|pwd)
    (\\?["']?\s*[=:]\s*\\?["']?)(?:bearer\s+)?[^\s&"',;)}\\]+"""
)
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}")
_ADDRESS = re.compile(r"""(\w://)(?:[^\s/"'<>]*:[^\s"'<>]*|[^\s/"'<>@]+)@""")  # up to the last @: passwords hold them
_BARE = re.compile(r"""(?<![\w/])[\w.%+-]+:[^\s@"'/]+@(?=[\w.-]+:\d)""")  # name:password@host:port without a scheme


def masked(text: str, known: Iterable[str] = ()) -> str:
    """``text`` without the ``known`` secrets, and without whatever is written like one (api_key=..., ://name:word@)."""
    for secret in sorted(filter(None, known), key=len, reverse=True):
        text = text.replace(secret, STARS).replace(quote(secret, safe=""), STARS)
    text = _NAMED.sub(rf"\1\2{STARS}", text)
    text = _BEARER.sub(rf"\1 {STARS}", text)
    text = _ADDRESS.sub(rf"\1{STARS}@", text)
    return _BARE.sub(f"{STARS}@", text)
