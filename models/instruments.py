"""What can be followed: instruments, their markets and exchanges."""

from __future__ import annotations

from enum import StrEnum

from models.frozen import frozen


class Market(StrEnum):
    """A market shares a clock, a currency and a benchmark."""

    CN = "CN"
    HK = "HK"
    US = "US"
    FX = "FX"  # currencies against each other: around the clock on weekdays, no exchange, no benchmark


EXCHANGES = (Market.CN, Market.HK, Market.US)  # the markets where shares trade


class Kind(StrEnum):
    """What an instrument is. An index or a currency pair has no lots, no market cap and no VWAP."""

    STOCK = "stock"
    INDEX = "index"
    FX = "fx"


ZONES = {
    Market.CN: "Asia/Shanghai",
    Market.HK: "Asia/Hong_Kong",
    Market.US: "America/New_York",
    Market.FX: "Europe/London",
}
CURRENCIES = {Market.CN: "CNY", Market.HK: "HKD", Market.US: "USD"}
MAINLAND_FUNDS = ("5", "15", "16", "18")
SUFFIX_EXCHANGE = {"SH": "XSHG", "SZ": "XSHE", "BJ": "XBSE", "HK": "XHKG"}


@frozen(kw_only=True)
class Instrument:
    """One thing with a price.

    id: canonical spelling: ``600000.SH``, ``00700.HK``, ``NVDA.US``, a bare index (``HSI``, ``SPX``), or a
    currency pair (``USDCNY``: how many CNY one USD costs).
    exchange: market identifier code (XSHG XSHE XBSE XHKG XNAS XNYS XASE); "" when a US listing is unknown.
    """

    id: str
    kind: Kind = Kind.STOCK
    market: Market
    exchange: str = ""
    name_zh: str = ""
    name_en: str = ""

    @property
    def code(self) -> str:
        """The part before the suffix: ``600000``, ``00700``, ``NVDA``, ``HSI``."""
        return self.id.rpartition(".")[0] or self.id

    @property
    def suffix(self) -> str:
        """The part after the last dot: ``SH``, ``HK``, ``US``; "" for a bare index."""
        return self.id.rpartition(".")[2] if "." in self.id else ""

    @property
    def currency(self) -> str:
        """ISO 4217 code of the price."""
        if self.kind is Kind.FX:
            return self.id[3:]
        return CURRENCIES[self.market]

    @property
    def zone(self) -> str:
        """IANA name of the exchange's time zone."""
        return ZONES[self.market]

    @property
    def decimals(self) -> int:
        """Decimals of a traded price: A-share 2, mainland fund 3, Hong Kong 3, US 2; an index 2, a currency 4."""
        if self.kind is Kind.FX:
            return 4
        fund = self.market is Market.CN and self.code.startswith(MAINLAND_FUNDS)
        return 3 if self.kind is Kind.STOCK and (fund or self.market is Market.HK) else 2

    def titled(self, lang: str) -> str:
        """Name and id; the id alone of one that is not named."""
        name = self.name(lang)
        return self.id if name in (self.code, self.id) else f"{name} {self.id}"

    def name(self, lang: str) -> str:
        """The name to print, falling back to the other language and then to the code."""
        first, second = (self.name_zh, self.name_en) if lang == "zh" else (self.name_en, self.name_zh)
        return first or second or self.code
