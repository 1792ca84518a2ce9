"""Reading an instrument in any spelling a user pastes. What is ambiguous is answered with candidates, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from models.frozen import frozen
from models.instruments import SUFFIX_EXCHANGE, Instrument, Kind, Market
from models.universe import SUFFIX_MARKET, Universe

MAINLAND = {
    "SH": "SH", "SS": "SH", "SSE": "SH", "XSHG": "SH", "SHSE": "SH", "SHA": "SH",
    "SZ": "SZ", "SZSE": "SZ", "XSHE": "SZ", "SHE": "SZ",
    "BJ": "BJ", "BSE": "BJ", "XBSE": "BJ", "BJSE": "BJ",
}  # fmt: skip
US_LISTINGS = {
    "NASDAQ": "XNAS",
    "NYSE": "XNYS",
    "AMEX": "XASE",
    "105": "XNAS",
    "106": "XNYS",
    "107": "XASE",
    "US": "",
}
TENCENT_LISTINGS = {"OQ": "XNAS", "N": "XNYS", "AM": "XASE"}
HONG_KONG = ("HK", "HKEX", "XHKG", "HKG", "SEHK")
INDICES = {
    "HSI": "HSI", "^HSI": "HSI", "HKHSI": "HSI", "R_HKHSI": "HSI", "100.HSI": "HSI",
    "HSTECH": "HSTECH", "HKHSTECH": "HSTECH", "R_HKHSTECH": "HSTECH", "124.HSTECH": "HSTECH", "HSTECH.HK": "HSTECH",
    "SPX": "SPX", "^GSPC": "SPX", ".INX": "SPX", "^SPX": "SPX", "100.SPX": "SPX", "US.INX": "SPX",
    "IXIC": "IXIC", "^IXIC": "IXIC", ".IXIC": "IXIC", "US.IXIC": "IXIC",
    "100.NDX": "IXIC",  # Eastmoney says NDX and means the composite
    "SOX": "SOX", "^SOX": "SOX",
    "1A0001": "000001.SH", "1B0300": "000300.SH",
}  # fmt: skip
INDEX_MARKET = {"HSI": Market.HK, "HSTECH": Market.HK, "SPX": Market.US, "IXIC": Market.US, "SOX": Market.US}
BOARDS = re.compile(r"88[01]\d{3}")
BLK_DIGIT = {"1": "SH", "0": "SZ", "2": "BJ"}
TICKER = r"[A-Z]{1,5}(?:[.\-_][A-Z]{1,2})?"


@frozen(kw_only=True)
class Reading:
    """Exactly one instrument, or several candidates, or neither and the reason."""

    instrument: Instrument | None = None
    candidates: tuple[Instrument, ...] = ()
    reason: str = ""


def read(text: str, universe: Universe | None = None) -> Reading:
    """What ``text`` means. Never raises. Names and aliases of ``universe`` are understood too."""
    word = unicodedata.normalize("NFKC", text).strip().upper()
    if not word:
        return Reading(reason="empty")
    if universe is not None and (named := _named(word, universe)) is not None:
        return Reading(instrument=named)
    prefixed = _prefixed(text)
    ids = (prefixed,) if prefixed is not None else _ids(word)
    if isinstance(ids, str):
        return Reading(reason=ids)
    found = tuple(_known(one, universe) for one in ids)
    if len(found) == 1:
        return Reading(instrument=found[0])
    return Reading(candidates=found) if found else Reading(reason="not a code of any market known here")


def instrument(id_: str, exchange: str = "") -> Instrument:
    """The instrument of a canonical id, without names."""
    suffix = id_.rpartition(".")[2] if "." in id_ else ""
    return Instrument(
        id=id_,
        kind=Kind.INDEX if not suffix or _is_index(id_) else Kind.STOCK,
        market=SUFFIX_MARKET[suffix] if suffix else INDEX_MARKET[id_],
        exchange=exchange or SUFFIX_EXCHANGE.get(suffix, ""),
    )


def _is_index(id_: str) -> bool:
    return (id_.endswith(".SH") and id_.startswith("000")) or (id_.endswith(".SZ") and id_.startswith("399"))


def _named(word: str, universe: Universe) -> Instrument | None:
    for one in universe.instruments.values():
        if word in (one.id.upper(), one.name_zh.upper(), one.name_en.upper()):
            return one
    for alias, name in universe.aliases.items():
        if alias.upper() == word:
            return universe.instruments[name]
    return None


def _known(found: Instrument, universe: Universe | None) -> Instrument:
    """The universe's own entry, which has names and a listing."""
    return universe.instruments.get(found.id, found) if universe is not None else found


def _ids(word: str) -> tuple[Instrument, ...] | str:
    """Instruments ``word`` may mean, or why it cannot mean any."""
    if word in INDICES:
        return (instrument(INDICES[word]),)
    for pattern, reader in _READERS:
        if match := pattern.fullmatch(word):
            return reader(match)
    return ()


def _mainland(match: re.Match[str]) -> tuple[Instrument, ...] | str:
    """A code with its exchange, in either order."""
    code, exchange = match["code"], MAINLAND.get(match["exchange"])
    if exchange is None:
        return ()
    return _boards(code) or (instrument(f"{code}.{exchange}"),)


def _secid(match: re.Match[str]) -> tuple[Instrument, ...] | str:
    """Eastmoney: 1 is Shanghai, 0 is Shenzhen and Beijing."""
    code = match["code"]
    suffix = "SH" if match["market"] == "1" else "BJ" if _beijing(code) else "SZ"
    return _boards(code) or (instrument(f"{code}.{suffix}"),)


def _blk(match: re.Match[str]) -> tuple[Instrument, ...] | str:
    """通达信's block files: one digit for the market, then the code."""
    code = match["code"]
    return _boards(code) or (instrument(f"{code}.{BLK_DIGIT[match['market']]}"),)


def _bare_six(match: re.Match[str]) -> tuple[Instrument, ...] | str:
    """Six digits alone: by range, and both where a Shanghai index and a Shenzhen share have the same code."""
    code = match["code"]
    if reason := _boards(code):
        return reason
    if code.startswith("000"):
        return instrument(f"{code}.SZ"), instrument(f"{code}.SH")
    if _beijing(code):
        return (instrument(f"{code}.BJ"),)
    if code[0] in "569":
        return (instrument(f"{code}.SH"),)
    return (instrument(f"{code}.SZ"),) if code[0] in "0123" else ()


def _beijing(code: str) -> bool:
    return code.startswith(("4", "8", "92"))


def _boards(code: str) -> str:
    return "88xxxx are a vendor's private boards, different in each program" if BOARDS.fullmatch(code) else ""


def _hong_kong(match: re.Match[str]) -> tuple[Instrument, ...] | str:
    number = int(match["code"])
    return (instrument(f"{number:05d}.HK"),) if 0 < number < 100_000 else ()


def _america(match: re.Match[str]) -> tuple[Instrument, ...] | str:
    groups = match.groupdict()
    code = match["code"].replace("-", ".").replace("_", ".")
    return (instrument(f"{code}.US", US_LISTINGS.get(groups.get("listing") or "", "")),)


Reader = Callable[[re.Match[str]], "tuple[Instrument, ...] | str"]
_HK, _CN, _US = "|".join(HONG_KONG), "|".join(MAINLAND), "|".join(US_LISTINGS)
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?P<code>\d{{6}})\.(?P<exchange>{_CN})", _mainland),
        (rf"(?:S_)?(?P<exchange>{_CN})[.:]?(?P<code>\d{{6}})", _mainland),
        (r"(?P<market>[01])\.(?P<code>\d{6})", _secid),
        (r"(?P<market>[012])(?P<code>\d{6})", _blk),
        (r"(?P<code>\d{6})", _bare_six),
        (rf"(?:R_|RT_)?(?:{_HK})[.:]?(?P<code>\d{{1,5}})", _hong_kong),
        (rf"(?P<code>\d{{1,5}})\.(?:{_HK})", _hong_kong),
        (r"(?P<code>\d{1,5}) HK(?: EQUITY)?", _hong_kong),
        (r"(?:116\.|31#)(?P<code>\d{5})", _hong_kong),
        (r"(?P<code>\d{3,5})", _hong_kong),
        (rf"(?P<listing>{_US})[.:](?P<code>{TICKER})", _america),
        (rf"(?:74#|GB_)(?P<code>{TICKER})", _america),
        (rf"(?P<code>{TICKER})\.US", _america),
        (rf"(?P<code>{TICKER}) US(?: EQUITY)?", _america),
        (rf"(?P<code>{TICKER})", _america),
    )
)


def _prefixed(text: str) -> Instrument | None:
    """Tencent's ``usNVDA``: told from a ticker that begins with US by its lower-case prefix."""
    word = text.strip()
    if word.upper() in INDICES:  # us.INX
        return None
    match = re.fullmatch(rf"us\.?(?P<code>{TICKER}?)(?:\.(?P<listing>OQ|N|AM))?", word)
    if match is None:
        return None
    return instrument(f"{match['code'].replace('-', '.')}.US", TENCENT_LISTINGS.get(match["listing"] or "", ""))
