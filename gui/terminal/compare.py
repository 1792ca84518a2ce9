"""``compare ID``: what each source says a share did over a window, side by side."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources import checkup
from data_sources.protocol import review_bars
from gui.terminal import gathered
from models.answers import comparison_json
from models.comparison import Comparison, Told, compared
from models.instruments import Instrument
from models.review.paper import signed
from models.review.values import Window
from models.text_table import aligned

if TYPE_CHECKING:
    from main import Desk

LEFT = {0, 1, 7}


def run(desk: Desk) -> int:
    """Print the comparison; 0 when at least two sources answered and all of them agree."""
    arguments = desk.arguments
    one, window = desk.instrument(arguments.id), Window(first=arguments.first, last=arguments.last)
    want = review_bars(one, window.first, window.last)
    with desk.client() as client:
        found, failures = gathered({name: client.bars(replace(want, source=name)) for name in _sources(desk, one)})
    made = compared(found, window, failures, arguments.tolerance)
    if arguments.format == "json":
        print(json.dumps(comparison_json(one, window, made), ensure_ascii=False, indent=1))
    else:
        print(_text(desk, one, made))
    return 0 if made.agree else 1


def _sources(desk: Desk, one: Instrument) -> list[str]:
    """Every source that gives daily bars of this market, whatever the user's order."""
    simulated = desk.boot.simulated
    return [
        about.id
        for about in checkup.routes().sources
        if about.can(f"bars.{one.market}") and (about.id == "simulated") is simulated
    ]


def _text(desk: Desk, one: Instrument, made: Comparison) -> str:
    texts = desk.texts
    heads = ("source", "basis", "base_date", "base", "last_date", "last", "return", "verdict")
    table = [[texts[f"compare.column.{key}"] for key in heads], *(_line(desk, one, row) for row in made.rows)]
    verdict = "unknown" if made.agree is None else "agree" if made.agree else "differ"
    spread = "--" if made.spread_pp is None else f"{made.spread_pp:.4f}"
    return "\n".join([
        f"{one.id} {one.name(desk.lang)}".removesuffix(f" {one.code}"),
        aligned(table, LEFT),
        texts[f"compare.{verdict}"].format(spread=spread, tolerance=made.tolerance_pp, odd=", ".join(made.odd) or "--"),
    ])  # fmt: skip


def _line(desk: Desk, one: Instrument, row: Told) -> list[str]:
    return [
        desk.texts.get(f"source.{row.source}", row.source),
        row.basis or "--",
        str(row.base_date or "--"), _price(one, row.base), str(row.last_date or "--"), _price(one, row.last),
        "--" if row.return_pct is None else signed(row.return_pct, "%"),
        _verdict(desk, row),
    ]  # fmt: skip


def _price(one: Instrument, close: float | None) -> str:
    return "--" if close is None else f"{close:,.{max(one.decimals, 4)}f}"


def _verdict(desk: Desk, row: Told) -> str:
    """Agrees or stands alone, where the factors came from, and why a number is missing or doubtful."""
    texts, parts = desk.texts, []
    if row.agrees is not None:
        parts.append(texts["compare.agrees" if row.agrees else "compare.odd"])
    if row.ex_dates:
        days = ", ".join(map(str, row.ex_dates))
        parts.append(texts["compare.ex"].format(days=days, source=row.actions_from or row.source))
    if row.why:
        parts.append(desk.why(row.why))
    return texts["why.join"].join(parts)
