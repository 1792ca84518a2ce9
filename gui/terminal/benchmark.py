"""Bars, and those of their market's benchmark if they are to be compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gui.terminal import gathered
from models.values import Adjust, Bars

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from data_sources.protocol import BarsWanted
    from main import Desk


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answered:
    """benchmark: None when nobody asked or it did not come. doubts: reasons by instrument id."""

    bars: Bars
    benchmark: Bars | None
    doubts: dict[str, str]


def ask(desk: Desk, client: DataClient, want: BarsWanted, *, benchmark: bool) -> Answered:
    """The bars, and if they are to be compared those of the market's own benchmark. Raises AppError without bars."""
    name = desk.universe.benchmarks[want.instrument.market]
    other = replace(want, instrument=desk.universe.instruments[name], adjust=Adjust.NONE)
    future = client.bars(want)
    held, doubts = gathered({name: client.bars(other)} if benchmark else {})
    bars = future.result()
    doubts |= {one.instrument: one.doubt for one in (*held.values(), bars) if one.doubt}
    return Answered(bars=bars, benchmark=held.get(name), doubts=doubts)
