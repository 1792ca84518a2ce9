"""How Yahoo names an instrument, and whether an answer is about the one that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models import spellings
from models.errors import NoSuchData, Unreadable
from models.instruments import Instrument, Kind


def spelled(one: Instrument) -> str | None:
    """``0700.HK``, ``^HSI``, ``USDCNY=X``; None when Yahoo does not carry it."""
    return f"{one.id}=X" if one.kind is Kind.FX else spellings.yahoo(one)


def symbol(one: Instrument) -> str:
    """As ``spelled``. Raises NoSuchData when Yahoo does not carry it."""
    found = spelled(one)
    if found is None:
        raise NoSuchData(f"does not carry {one.id}", source="yahoo")
    return found


def answers_to(one: Instrument) -> tuple[str, ...]:
    """The symbols an answer may carry: for a dollar pair ``USDCNY=X`` Yahoo may say ``CNY=X``."""
    if one.kind is Kind.FX and one.id.startswith("USD"):
        return symbol(one), f"{one.id[3:]}=X"
    return (symbol(one),)


def check_meta(meta: Mapping[str, Any], one: Instrument) -> None:
    """Raises Unreadable when a chart is another instrument's or in another currency."""
    named = meta.get("symbol")
    if not isinstance(named, str) or named.upper() not in answers_to(one):
        raise Unreadable(f"answered {named!r} for {one.id}", source="yahoo")
    if meta.get("currency") != one.currency:
        raise Unreadable(f"{one.id} in {meta.get('currency')!r}", source="yahoo")
