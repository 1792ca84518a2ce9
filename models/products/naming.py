"""How a product's name, site or app is made comparable: width, case and blanks make no difference."""

from __future__ import annotations

import re
import unicodedata

from models.products.values import Asset, Kind

HOST = re.compile(r"(?:[a-z][a-z0-9+.\-]*://)?(?:[^/@\s]*@)?([^/?#:\s]+\.[^/?#:\s]+?)\.?(?::\d+)?(?:[/?#].*)?")
LONGEST = 300  # of a link that is looked at
PREFIXES = ("www.", "m.", "wap.")  # the same site


def folded(text: str) -> str:
    """``text`` in its compatible form (NFKC), without case and blanks: "Ｋｉｍｉ  Chat" is "kimichat"."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def site_of(text: str) -> str:
    """The domain that ``text`` names, with or without scheme, "www.", port and path; "" when it names none."""
    found = HOST.fullmatch(unicodedata.normalize("NFKC", text[:LONGEST]).casefold().strip())
    host = found[1] if found else ""
    for prefix in PREFIXES:
        if host.startswith(prefix) and "." in host[len(prefix) :]:
            return host[len(prefix) :]
    return host


def asset_key(asset: Asset) -> str:
    """What an asset is found by."""
    return key_of(asset.name, asset.kind)


def key_of(name: str, kind: Kind) -> str:
    """What an asset of a kind is found by."""
    if kind is Kind.SITE:
        return site_of(name) or folded(name)
    return folded(app_of(name)) if kind is Kind.APP else folded(name)


def app_of(text: str) -> str:
    """An app's name without its number in the store: "id:6448311069|ChatGPT" is "ChatGPT"."""
    return text.partition("|")[2] if text.startswith("id:") and "|" in text else text
