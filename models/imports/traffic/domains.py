"""Domains in cells, titles and names of files."""

from __future__ import annotations

import re

_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,12})(?:/\S*)?", re.IGNORECASE)
_WITHIN = re.compile(r"(?:[A-Za-z0-9-]+\.)+(?:com|cn|ai|io|net|org|app|co|chat|me|art|tv|so|dev)\b")


def domain_of(text: str) -> str:
    """The domain that a text is, without "www."; "" for anything else."""
    match = _DOMAIN.fullmatch(text.strip())
    return match[1].lower() if match else ""


def within(text: str) -> str:
    """The first domain that stands in a title or a file's name; "" without one."""
    match = _WITHIN.search(text.replace("_", " "))
    return match[0].lower().removeprefix("www.") if match else ""
