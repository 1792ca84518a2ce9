"""Settings as one typed table. Reading is pure: a bad key falls back alone and is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, field, replace
from typing import Any
from urllib.parse import urlsplit

from models.frozen import frozen

VERSION = 1  # of settings.json; a key that changes its meaning raises it
PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")


@frozen(kw_only=True)
class Settings:
    """What the user chose. "" means: as the system or the environment says.

    convention: "red-up", "green-up" or "blue-orange". us_benchmark: id of the index US rows are compared with.
    list: id of the watchlist that is shown. heat: changes of the day on a warm ground; flash: prices that moved glow;
    resort_s: a sorted list is sorted again every so many seconds, 0 when the user says so.
    alert_tray, alert_sound: whether an alert that fires shows a message of the desktop, and beeps.
    order: "bars.CN" and the like -> source ids, asked in this order. used: instrument id -> how often searched for.
    """

    lang: str = ""
    theme: str = "dark"
    convention: str = ""
    us_benchmark: str = "IXIC"
    proxy: str = ""
    ca_bundle: str = ""
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    list: str = ""
    heat: bool = False
    flash: bool = True
    resort_s: int = 0
    alert_tray: bool = False
    alert_sound: bool = False

    def as_dict(self) -> dict[str, Any]:
        """What is written to settings.json."""
        return {"version": VERSION, **asdict(self)}


CHOICES = {
    "lang": ("", "zh", "en"),
    "theme": ("dark", "light"),
    "convention": ("", "red-up", "green-up", "blue-orange"),
    "us_benchmark": ("IXIC", "SPX"),
    "resort_s": (0, 3, 10, 30),
}
SWITCHES = ("heat", "flash", "alert_tray", "alert_sound")
TEXTS = ("proxy", "ca_bundle", "list")


def usual_convention(lang: str) -> str:
    """Red is up where the reader reads Chinese, green otherwise."""
    return "red-up" if lang == "zh" else "green-up"


def proxy_problem(text: str) -> str:
    """What is wrong with a proxy's address, "" if nothing: "scheme", "host" or "port"."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "port"
    if parts.scheme not in PROXY_SCHEMES or "://" not in text:
        return "scheme"
    if not parts.hostname or any(mark.isspace() for mark in text):
        return "host"
    return "" if port else "port"


def read(stored: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Settings from a file's content, and the keys that had to be ignored."""
    settings, ignored = Settings(), []
    for key, value in stored.items():
        if key == "version" and type(value) is int and value > 0:
            continue  # there is one version so far; what a newer one may add falls back key by key
        if _valid(key, value):
            changed: Any = {key: _order(value) if key == "order" else value}
            settings = replace(settings, **changed)
        else:
            ignored.append(key)
    return settings, tuple(ignored)


def _valid(key: str, value: object) -> bool:
    if key == "order":
        return isinstance(value, dict) and all(isinstance(ids, list | tuple) for ids in value.values())
    if key == "used":
        return isinstance(value, dict) and all(type(count) is int and count >= 0 for count in value.values())
    if key in SWITCHES:
        return isinstance(value, bool)
    if key in CHOICES:
        return value in CHOICES[key]
    return key in TEXTS and isinstance(value, str)


def _order(value: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {str(key): tuple(str(name) for name in ids) for key, ids in value.items()}
