"""Numbers, times and ages as a trader reads them; a missing one is "--"."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from math import isfinite
from zoneinfo import ZoneInfo

MISSING = "--"
CURRENCY_SIGNS = {"CNY": "¥", "HKD": "HK$", "USD": "$"}
_SCALES = {
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    "en": ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")),
}
_AGES = {"zh": ("秒", "分", "小时", "天"), "en": ("s", "m", "h", "d")}


def price(value: float | None, decimals: int = 2) -> str:
    """A price with thousands separators; under 1, two decimals become four."""
    if value is None or not isfinite(value):
        return MISSING
    return f"{value:,.{4 if decimals == 2 and 0 < abs(value) < 1 else decimals}f}"


def percent(value: float | None) -> str:
    """A percentage (6.47 is 6.47 %), always signed, two decimals; what rounds to zero has no sign."""
    if value is None or not isfinite(value):
        return MISSING
    text = f"{value:+.2f}%"
    return "0.00%" if text in ("+0.00%", "-0.00%") else text


def part(value: float | None) -> str:
    """A share of a whole in percent, without a sign."""
    return MISSING if value is None or not isfinite(value) else f"{value:.2f}%"


def ratio(value: float | None) -> str:
    """How many times as much: two decimals, also below 1."""
    return MISSING if value is None or not isfinite(value) else f"{value:,.2f}"


def signed(value: float | None, decimals: int = 2) -> str:
    """A change in price units, always signed; what rounds to zero has no sign."""
    if value is None or not isfinite(value):
        return MISSING
    text = f"{value:+,.{decimals}f}"
    return text if any(digit in "123456789" for digit in text) else text[1:]


def big(value: float | None, lang: str) -> str:
    """A large amount: 万/亿/万亿 in Chinese, K/M/B/T in English, three or four digits."""
    if value is None or not isfinite(value):
        return MISSING
    for scale, unit in _SCALES[lang]:
        if abs(value) >= scale * 0.99995:
            return _digits(value / scale) + unit
    return f"{value:,.0f}"


def counted(value: float | None, unit: float, step: float = 0.0) -> str:
    """A number in a unit that is said elsewhere: 31,000,000 in units of 1e4 is "3,100".

    step: the last digit that is known, or that is wanted (in the same counts as the value): none beyond it is written.
    0: three or four digits.
    """
    if value is None or not isfinite(value):
        return MISSING
    if step <= 0.0:
        return _digits(value / unit) if value else "0"
    return f"{value / unit:,.{_places(step / unit)}f}"


def _places(step: float) -> int:
    """Decimals down to a step, six at most."""
    return next((places for places in range(6) if abs(round(step, places) - step) <= step * 1e-6), 6)


def money(value: float | None, currency: str, lang: str) -> str:
    """A large amount with the sign of its currency (ISO 4217)."""
    if value is None or not isfinite(value):
        return MISSING
    return CURRENCY_SIGNS.get(currency, currency + " ") + big(value, lang)


def clock(utc: float | None, zone: str, now: float) -> str:
    """UTC seconds as HH:MM:SS at the exchange, or MM-DD (YYYY-MM-DD in another year) when not its today."""
    if utc is None or not isfinite(utc) or utc <= 0:
        return MISSING
    return _clock(int(utc), zone, _today(zone, int(now // 60)))


@lru_cache(maxsize=4096)
def _clock(utc: int, zone: str, today: dt.date) -> str:
    there = dt.datetime.fromtimestamp(utc, _zone(zone))
    if there.date() == today:
        return f"{there:%H:%M:%S}"
    return f"{there:%m-%d}" if there.year == today.year else f"{there:%Y-%m-%d}"


@lru_cache(maxsize=16)
def _today(zone: str, minute: int) -> dt.date:
    return dt.datetime.fromtimestamp(minute * 60, _zone(zone)).date()


def stamp(utc: float | None, zone: str) -> str:
    """UTC seconds as YYYY-MM-DD HH:MM:SS in the zone."""
    if utc is None or not isfinite(utc) or utc <= 0:
        return MISSING
    return dt.datetime.fromtimestamp(utc, _zone(zone)).strftime("%Y-%m-%d %H:%M:%S")


def local_stamp(utc: float | None) -> str:
    """UTC seconds as MM-DD HH:MM:SS on the reader's own clock."""
    if utc is None or not isfinite(utc) or utc <= 0:
        return MISSING
    return dt.datetime.fromtimestamp(utc).strftime("%m-%d %H:%M:%S")


def local_minute(utc: float | None) -> str:
    """UTC seconds as YYYY-MM-DD HH:MM on the reader's own clock: of what may be years old."""
    if utc is None or not isfinite(utc) or utc <= 0:
        return MISSING
    return dt.datetime.fromtimestamp(utc).strftime("%Y-%m-%d %H:%M")


def age(seconds: float | None, lang: str) -> str:
    """How old, in the largest unit that fits: "12秒", "3m", "2d". A clock running ahead gives 0."""
    if seconds is None or not isfinite(seconds):
        return MISSING
    whole = max(0, int(seconds))
    for step, unit in zip((86400, 3600, 60), _AGES[lang][:0:-1], strict=True):
        if whole >= step:
            return f"{whole // step}{unit}"
    return f"{whole}{_AGES[lang][0]}"


def _digits(value: float) -> str:
    size = abs(value)
    return f"{value:,.{2 if size < 99.995 else 1 if size < 999.95 else 0}f}"


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
