"""Members as JSON values, which is how a template keeps them, and read back.

Everything about an instrument stands in it, so that a template opens where its instruments are not followed. Keys that
this version does not know are left alone; a member that cannot be read is left out and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.compare.values import Against, Basket, Member, Pair, Plain, Single, Visits, Weighting
from models.errors import ImportRejected
from models.instruments import Instrument, Kind, Market

MOST = 1000  # members of a basket, and of a chart


def member_json(member: Member) -> dict[str, Any]:
    """A member as a JSON value."""
    match member:
        case Pair():
            ends = {"one": member_json(member.one), "other": member_json(member.other)}
            return {"what": "pair", "against": str(member.against), **ends}
        case Basket():
            told = {"what": "basket", "id": member.id, "weighting": str(member.weighting)}
            members = [_instrument_json(one) for one in member.members]
            return {**told, "name_zh": member.name_zh, "name_en": member.name_en, "members": members}
        case Visits():
            return {"what": "visits", "id": member.id, "name_zh": member.name_zh, "name_en": member.name_en}
    return {"what": "benchmark" if member.benchmark else "instrument", **_instrument_json(member.instrument)}


def _instrument_json(one: Instrument) -> dict[str, str]:
    return {
        "id": one.id,
        "kind": str(one.kind),
        "market": str(one.market),
        "exchange": one.exchange,
        "name_zh": one.name_zh,
        "name_en": one.name_en,
    }


def member_from(value: Any) -> Member:
    """The member that a JSON value says. Raises ImportRejected."""
    try:
        held = _map(value)
        if held["what"] != "pair":
            return _plain(held)
        return Pair(against=Against(held["against"]), one=_plain(_map(held["one"])), other=_plain(_map(held["other"])))
    except (ValueError, TypeError, KeyError) as error:
        raise ImportRejected(f"not a member of a compare chart: {error}") from error


def members_from(values: Any) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    """Every member that can be read, each once, and why the others cannot. Raises ImportRejected when it is no list."""
    if not isinstance(values, list):
        raise ImportRejected("the members of a compare chart are no list")
    made, bad = dict[str, Member](), list[str]()
    for place, value in enumerate(values[:MOST], 1):
        try:
            member = member_from(value)
        except ImportRejected as error:
            bad.append(f"{place}: {error.detail}")
        else:
            made.setdefault(member.key, member)
    return tuple(made.values()), tuple(bad)


def members_json(members: Iterable[Member]) -> list[dict[str, Any]]:
    """Members as a JSON list."""
    return [member_json(member) for member in members]


def _plain(held: Mapping[str, Any]) -> Plain:
    match held["what"]:
        case "instrument" | "benchmark":
            return Single(instrument=_instrument(held), benchmark=held["what"] == "benchmark")
        case "basket":
            return Basket(members=_members(held["members"]), weighting=Weighting(held["weighting"]), **_titled(held))
        case "visits":
            return Visits(**_titled(held))
    raise ValueError("of no known kind")


def _titled(held: Mapping[str, Any]) -> dict[str, str]:
    return {"id": _id(held["id"]), "name_zh": _text(held.get("name_zh", "")), "name_en": _text(held.get("name_en", ""))}


def _members(value: Any) -> tuple[Instrument, ...]:
    """Instruments, each once; a basket of none is no basket."""
    if not isinstance(value, list) or not 0 < len(value) <= MOST:
        raise ValueError("a basket without members")
    return tuple({one.id: one for one in (_instrument(_map(each)) for each in value)}.values())


def _instrument(held: Mapping[str, Any]) -> Instrument:
    id_, kind, market = _id(held["id"]), Kind(held["kind"]), Market(held["market"])
    if (kind is Kind.FX) is not (market is Market.FX) or (kind is Kind.FX and len(id_) != len("USDCNY")):
        raise ValueError("a currency pair of no currencies")
    told = {key: _text(held.get(key, "")) for key in ("exchange", "name_zh", "name_en")}
    return Instrument(id=id_, kind=kind, market=market, **told)


def _map(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError("not an object")
    return value


def _id(value: Any) -> str:
    if not _text(value):
        raise ValueError("no id")
    return _text(value)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("not a text")
    return value
