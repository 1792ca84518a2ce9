"""An AI product keeps its identity through renames and moves: assets and former names have days they are valid.

A product is not its site and not its app: 文心一言 became 文小言 as an app, its site kept its name;
chat.openai.com became chatgpt.com, and the product did not change.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from models.frozen import frozen

CATEGORIES = ("text", "image", "video", "music", "agent", "other")


class Kind(StrEnum):
    """What an asset is."""

    SITE = "site"  # a domain
    APP = "app"  # an app in a store
    ARTICLE = "article"  # of Wikipedia: "en.wikipedia/ChatGPT"


@frozen(kw_only=True)
class Asset:
    """A site, app or article of a product. first, last: days it is valid, both included; None is open.

    name: domain without "www.", the app's name in its store, or project/article. store: "ios-cn", "ios-us" of an app.
    """

    kind: Kind
    name: str
    first: dt.date | None = None
    last: dt.date | None = None
    store: str = ""

    def valid(self, first: dt.date, last: dt.date) -> bool:
        """Whether it is valid on any of the days."""
        return (self.first is None or self.first <= last) and (self.last is None or self.last >= first)


@frozen(kw_only=True)
class Former:
    """A name a product had. until: its last day, None when nobody knows. of: "app" or "site", whose it was; "" both."""

    name: str
    until: dt.date | None = None
    of: str = ""


@frozen(kw_only=True)
class Exposure:
    """A listed company that lives of a product. instrument: canonical id; reason: in English."""

    instrument: str
    reason: str


@frozen(kw_only=True)
class Product:
    """id: as bundled facts and announcements name it. aliases: other names it is written by, in tables above all.

    launched: the day it was first offered to the public, for aligning by launch; None when nobody knows.
    """

    id: str
    name_zh: str
    name_en: str
    category: str
    vendor: str = ""
    aliases: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()
    assets: tuple[Asset, ...] = ()
    exposed: tuple[Exposure, ...] = ()
    launched: dt.date | None = None
    domestic: bool = False  # of mainland China: figure 6 of the note shows their apps

    def name(self, lang: str) -> str:
        """Its name for readers of a language."""
        return self.name_zh if lang == "zh" else self.name_en

    def of(self, kind: Kind) -> tuple[Asset, ...]:
        """Its assets of a kind, in the order they were valid."""
        return tuple(one for one in self.assets if one.kind is kind)
