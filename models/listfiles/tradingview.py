"""TradingView's lists: ``EXCHANGE:TICKER`` separated by commas or line breaks, ``###Section`` before each section."""

from __future__ import annotations

import re

from models.instruments import Instrument, Kind, Market
from models.listfiles.lines import Sections, flat, lines_of
from models.listfiles.values import Content, Draft, Part, Problem, Written

FORMAT = "tradingview"
SECTION = "###"
# how TradingView writes what has no exchange of ours; read and written
INDICES = {"HSI": "HSI:HSI", "HSTECH": "HSI:HSTECH", "SPX": "SP:SPX", "IXIC": "NASDAQ:IXIC", "SOX": "NASDAQ:SOX"}
ALSO = {
    "TVC:HSI": "HSI", "HKEX:HSI": "HSI", "HKEX:HSTECH": "HSTECH", "TVC:SPX": "SPX", "SPCFD:SPX": "SPX",
    "TVC:IXIC": "IXIC", "INDEX:HSI": "HSI",
}  # fmt: skip
READ = {text: code for code, text in INDICES.items()} | ALSO
PREFIXES = {
    "XSHG": "SSE",
    "XSHE": "SZSE",
    "XHKG": "HKEX",
    "XNAS": "NASDAQ",
    "XNYS": "NYSE",
    "XASE": "AMEX",
}  # fmt: skip  NYSE Arca too is AMEX there
AMERICA = {"ARCA", "BATS", "CBOE", "OTC", "NYSEARCA"}  # other names of American listings
FOLLOWED = {
    *PREFIXES.values(), *AMERICA, "BSE", "BJSE", "FX_IDC", "FX", "OANDA", "US", "HK", "SH", "SZ", "BJ",
}  # fmt: skip
BEGINNING = 10_000  # characters that tell the format
NO_EXCHANGE = "its exchange is not known: written without one"
NO_BEIJING = "TradingView has no code for the Beijing exchange"
ELSEWHERE = "an exchange that is not followed here"
UNTITLED = "a section without a name joins the one before it"
_TOKEN = re.compile(r"[A-Z][A-Z0-9_]{0,15}:[A-Z0-9._!&-]{1,30}")


def is_format(text: str) -> bool:
    """Whether most of ``text`` is written in this way."""
    words = [word for line in lines_of(text[:BEGINNING]) for word in line.split(",") if word.strip()]
    told = sum(bool(_TOKEN.fullmatch(word.strip().upper())) for word in words)
    rest = sum(not word.strip().startswith(SECTION) for word in words)
    return bool(words) and told >= 0.6 * rest and told > 0


def read(text: str, encoding: str = "") -> Draft:
    """The draft of ``text``. A section's name ends at a comma or with its line."""
    sections = Sections()
    for line, words in enumerate(lines_of(text), 1):
        for word in filter(None, map(str.strip, words.split(","))):
            if word.startswith(SECTION):
                sections.begin(word.removeprefix(SECTION).strip())
            elif not sections.full:
                sections.add(word, line, code=spelled(word), reason=foreign(word))
    return sections.draft(FORMAT, encoding)


def spelled(word: str) -> str:
    """The spelling of ``word`` that is read elsewhere too."""
    upper = word.strip().upper()
    if upper in READ:
        return READ[upper]
    prefix, colon, ticker = upper.partition(":")
    return f"US.{ticker}" if colon and prefix in AMERICA else word


def foreign(word: str) -> str:
    """Why a symbol of an exchange that is not followed is none here; "" for the others."""
    upper = word.strip().upper()
    prefix, colon, _ = upper.partition(":")
    return ELSEWHERE if colon and upper not in READ and prefix not in FOLLOWED else ""


def write(content: Content) -> Written:
    """A symbol a line, UTF-8; what has no symbol there is named."""
    lines, problems = list[str](), list[Problem]()
    for number, part in enumerate(content.parts):
        lines += _heading(part, number, problems)
        for entry in part.entries:
            word, reason = symbol(entry.instrument)
            if word:
                lines.append(word)
            if reason:
                problems.append(Problem(subject=entry.instrument.id, reason=reason))
    text = "\n".join(lines)
    return (f"{text}\n" if text else "").encode("utf-8"), tuple(problems)


def _heading(part: Part, number: int, problems: list[Problem]) -> list[str]:
    name, reason = flat(part.name_zh or part.name_en, {",": "，"})
    if reason:
        problems.append(Problem(subject=name, reason=reason))
    if not name and number:
        problems.append(Problem(subject="", reason=UNTITLED))
    return [SECTION + name] if name else []


def symbol(one: Instrument) -> tuple[str, str]:
    """TradingView's symbol of an instrument, and what is to be said of it."""
    if one.id in INDICES:
        return INDICES[one.id], ""
    if one.kind is Kind.FX:
        return f"FX_IDC:{one.id}", ""
    if one.exchange == "XBSE" or one.suffix == "BJ":
        return "", NO_BEIJING
    prefix = PREFIXES.get(one.exchange, "")
    if one.market is Market.HK:
        return f"HKEX:{one.code.lstrip('0')}", ""
    return (f"{prefix}:{one.code}", "") if prefix else (one.code, NO_EXCHANGE)
