"""The followed universe: instruments, sectors with an ordered featured list, and each market's benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.frozen import frozen
from models.instruments import SUFFIX_EXCHANGE, Instrument, Kind, Market

SUFFIX_MARKET = {"SH": Market.CN, "SZ": Market.CN, "BJ": Market.CN, "HK": Market.HK, "US": Market.US}


@frozen(kw_only=True)
class Tier:
    """A stage of the compute chain: chips, cloud, hardware. Sectors belong to one each."""

    id: str
    name_zh: str
    name_en: str

    def name(self, lang: str) -> str:
        """The heading."""
        return self.name_zh if lang == "zh" else self.name_en


@frozen(kw_only=True)
class Sector:
    """A sector holds members; ``featured`` is the ordered, editorial list that sentence and figure 1 print.

    label_zh, label_en: what the sentence calls it ("CPU/GPU板块"), where that is not the name. tier: id of its stage
    of the chain, "" where it has none.
    """

    id: str
    name_zh: str
    name_en: str
    members: tuple[str, ...]
    featured: tuple[str, ...]
    label_zh: str = ""
    label_en: str = ""
    tier: str = ""

    def name(self, lang: str) -> str:
        """The heading."""
        return self.name_zh if lang == "zh" else self.name_en

    def label(self, lang: str) -> str:
        """The sector's name in its sentence."""
        return (self.label_zh if lang == "zh" else self.label_en) or self.name(lang)


@frozen(kw_only=True)
class Group:
    """A part of a recommended list; id and names may be "" where its rows need no heading. members: in order."""

    id: str
    name_zh: str
    name_en: str
    members: tuple[str, ...]


@frozen(kw_only=True)
class Recommended:
    """A list worth following 建议关注, as the note names it."""

    id: str
    name_zh: str
    name_en: str
    sections: tuple[Group, ...]


@frozen(kw_only=True)
class Universe:
    """Everything that is followed. ``benchmarks``: the instrument id each market is compared with.

    strip: the indices and currencies above the list, in order, under their short names.
    recommended: lists of their own, of instruments that are in ``instruments``. tiers: of the chain, in order.
    """

    instruments: Mapping[str, Instrument]
    aliases: Mapping[str, str]
    sectors: tuple[Sector, ...]
    benchmarks: Mapping[Market, str]
    strip: tuple[Instrument, ...] = ()
    recommended: tuple[Recommended, ...] = ()
    tiers: tuple[Tier, ...] = ()

    def followed(self) -> tuple[Instrument, ...]:
        """Every instrument whose quotes the window wants: members, benchmarks, and those of the strip."""
        held = {one.id: one for one in (*self.strip, *self.needed(everyone=True))}  # the second name is the full one
        return tuple(held.values())

    def members(self) -> tuple[Instrument, ...]:
        """Every sector's members, in order."""
        return tuple(self.instruments[name] for sector in self.sectors for name in sector.members)

    def needed(self, *, everyone: bool) -> tuple[Instrument, ...]:
        """What a review needs: members (or the featured) and the benchmarks of their markets."""
        names = [name for s in self.sectors for name in (s.members if everyone else s.featured)]
        markets = {self.instruments[name].market for name in names}
        names += [name for market, name in self.benchmarks.items() if market in markets]
        return tuple(self.instruments[name] for name in dict.fromkeys(names))


def universe_from(data: Mapping[str, Any], *, us_benchmark: str = "IXIC") -> Universe:
    """A universe from its file's content. Raises ValueError naming what does not fit."""
    instruments = {item["id"]: _instrument(item) for item in data["instruments"]}
    tiers = {item["id"]: Tier(**item) for item in data.get("tiers", ())}
    sectors = tuple(_sector(item, instruments, tiers) for item in data["sectors"])
    benchmarks = {Market(market): name for market, name in data["benchmarks"].items()} | {Market.US: us_benchmark}
    if unknown := set(benchmarks.values()) - set(instruments):
        raise ValueError(f"benchmarks that are no instruments: {sorted(unknown)}")
    aliases = {alias: item["id"] for item in data["instruments"] for alias in item.get("aliases", ())}
    strip = tuple(map(_instrument, data.get("strip", ())))
    recommended = tuple(_recommended(item, instruments) for item in data.get("recommended", ()))
    return Universe(
        instruments=instruments, aliases=aliases, sectors=sectors, benchmarks=benchmarks, strip=strip,
        recommended=recommended, tiers=tuple(tiers.values()),
    )  # fmt: skip


def _instrument(item: Mapping[str, Any]) -> Instrument:
    suffix = item["id"].rpartition(".")[2] if "." in item["id"] else ""
    market = SUFFIX_MARKET[suffix] if suffix else Market(item["market"])
    return Instrument(
        id=item["id"],
        kind=Kind(item.get("kind", "stock")),
        market=market,
        exchange=item.get("exchange") or SUFFIX_EXCHANGE.get(suffix, ""),
        name_zh=item.get("name_zh", ""),
        name_en=item.get("name_en", ""),
    )


def _sector(item: Mapping[str, Any], instruments: Mapping[str, Instrument], tiers: Mapping[str, Tier]) -> Sector:
    members, featured = _members(item, instruments), tuple(item["featured"])
    if strangers := [name for name in featured if name not in members]:
        raise ValueError(f"{item['id']}: featured names that are no members: {strangers}")
    if (tier := item.get("tier", "")) and tier not in tiers:
        raise ValueError(f"{item['id']}: no such tier: {tier}")
    labels = {key: item.get(key, "") for key in ("label_zh", "label_en")}
    return Sector(
        id=item["id"],
        name_zh=item["name_zh"],
        name_en=item["name_en"],
        members=members,
        featured=featured,
        tier=tier,
        **labels,
    )


def _recommended(item: Mapping[str, Any], instruments: Mapping[str, Instrument]) -> Recommended:
    sections = tuple(
        Group(
            id=part.get("id", ""), name_zh=part.get("name_zh", ""), name_en=part.get("name_en", ""),
            members=_members(part, instruments),
        )
        for part in item["sections"]
    )  # fmt: skip
    return Recommended(id=item["id"], name_zh=item["name_zh"], name_en=item["name_en"], sections=sections)


def _members(item: Mapping[str, Any], instruments: Mapping[str, Instrument]) -> tuple[str, ...]:
    members = tuple(item["members"])
    if unknown := [name for name in members if name not in instruments]:
        raise ValueError(f"{item.get('id', '')}: members that are no instruments: {unknown}")
    return members
