"""``relative ID ...``: what several instruments and baskets did since one day, side by side."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

import resources
from data_sources.protocol import review_bars
from gui.terminal import gathered
from gui.terminal.beside import Besides
from gui.terminal.visits import product_named
from gui.terminal.writing import as_json, write
from models.arguments import FAILED, parser
from models.caps import Beside
from models.compare import paper
from models.compare.alignment import align
from models.compare.baskets import caps_of, sector_baskets
from models.compare.currency import is_spare
from models.compare.rebasing import rebase
from models.compare.returns import Table, returns
from models.compare.series import price_series
from models.compare.values import (
    Against,
    Currency,
    Member,
    Pair,
    Plain,
    Single,
    Visits,
    Weighting,
    instruments_of,
    own_benchmarks,
    pairs_of,
    visits_of,
)
from models.compare.visits import visits_line, visits_member
from models.exports import EXPORTS
from models.instruments import Instrument
from models.overrides import laid_over
from models.review.values import Window
from models.traffic.published import Traffic, traffic_from
from models.values import Bars
from models.visits import publisher_of
from models.workbook import PAPER_COLOURS

if TYPE_CHECKING:
    from main import Desk

BASKET, VISITS = "basket:", "visits:"


def run(desk: Desk) -> int:
    """Write the table; 1 when somebody in it has no bars."""
    arguments = desk.arguments
    if arguments.base >= arguments.until:
        told = {"base": arguments.base, "until": arguments.until}
        parser().error(desk.texts["cli.relative.order"].format(**told))
    members = _members(desk)
    against = _against(desk, members)
    made, failures = _made(desk, members, against)
    write(_content(desk, made, failures), arguments.out)
    for name, why in failures.items():
        print(f"{name}: {desk.why(why)}", file=sys.stderr)
    needed = {one.id for one in instruments_of(members)} | set(against.values())
    return 0 if needed.isdisjoint(failures) else FAILED


def _members(desk: Desk) -> list[Member]:
    """Who is compared, each once."""
    arguments = desk.arguments
    members: list[Member] = [_member(desk, text) for text in arguments.ids]
    for against in Against:
        pairs = getattr(arguments, str(against))
        members += [Pair(against=against, one=_member(desk, one), other=_member(desk, other)) for one, other in pairs]
    if not members:
        parser().error(desk.texts["cli.relative.nobody"])
    return list({member.key: member for member in members}.values())


def _member(desk: Desk, text: str) -> Plain:
    if text.startswith(VISITS):
        return _visits(desk, text.removeprefix(VISITS))
    if not text.startswith(BASKET):
        return Single(instrument=desk.instrument(text))
    known = {one.id: one for one in sector_baskets(desk.universe, Weighting(desk.arguments.weights))}
    found = known.get(text.removeprefix(BASKET))
    if found is None:
        told = {"text": text, "choice": ", ".join(f"{BASKET}{name}" for name in known)}
        parser().error(desk.texts["cli.relative.basket"].format(**told))
    return found


def _visits(desk: Desk, text: str) -> Visits:
    """The visits to a product as one publisher counts them; which one must be said where there are several."""
    name, _, said = text.partition("@")
    product = product_named(desk, _traffic(), name)
    publisher = publisher_of(product, said)
    if publisher is None:
        choice = ", ".join(f"{VISITS}{product.name}@{one}" for one in product.publishers)
        parser().error(desk.texts["cli.relative.publisher"].format(text=text, choice=choice))
    return visits_member(product.name, publisher)


@cache
def _traffic() -> Traffic:
    return traffic_from(resources.monthly_visits())


def _against(desk: Desk, members: Iterable[Member]) -> dict[str, str]:
    """The benchmark of each member, by its key."""
    if not desk.arguments.benchmark:
        return own_benchmarks(members, desk.universe.benchmarks)
    return dict.fromkeys((member.key for member in members), desk.instrument(desk.arguments.benchmark).id)


def _made(desk: Desk, members: list[Member], against: Mapping[str, str]) -> tuple[Table, dict[str, str]]:
    """The table, and why an instrument of it has no bars, or a pair of currencies that has no other in its place."""
    base, until, currency = desk.arguments.base, desk.arguments.until, _currency(desk)
    shown = instruments_of(members)
    marks = [desk.instrument(name) for name in dict.fromkeys(against.values())]
    needed = {one.id: one for one in (*shown, *marks)}
    rates = pairs_of([*members, *(Single(instrument=one) for one in marks)], currency)
    found, failures, beside = _asked(desk, shown, {**needed, **{one.id: one for one in rates}})
    pairs = {one.id: found[one.id] for one in rates if one.id in found}
    series = [price_series(one, found[name], currency, pairs) for name, one in needed.items() if name in found]
    series += [line for one in visits_of(members) if (line := visits_line(one, _traffic())) is not None]
    aligned = align(series, axis_of={one.id for one in shown} | {one.key for one in visits_of(members)})
    made = rebase(aligned, members, base, caps_of(shown, base, found, beside, pairs))
    missing = {name: why for name, why in failures.items() if name in needed or not is_spare(name, found)}
    return returns(made, base, until, currency=currency, against=against), missing


def _currency(desk: Desk) -> Currency:
    return Currency[desk.arguments.currency.upper()]


def _asked(
    desk: Desk, shown: Iterable[Instrument], needed: Mapping[str, Instrument]
) -> tuple[dict[str, Bars], dict[str, str], dict[str, Beside]]:
    """Bars with every close put in by hand, why some have none, and what is known beside them."""
    base, until = desk.arguments.base, desk.arguments.until
    with desk.client() as client:
        asked = {name: client.bars(review_bars(one, base, until)) for name, one in needed.items()}
        besides = Besides(client, shown, Window(first=base, last=base))
        found, failures = gathered(asked)
        beside = besides.known()
    said = [override for one in beside.values() for override in one.overrides]
    return laid_over(found, said, needed), failures, beside


def _content(desk: Desk, made: Table, failures: Mapping[str, str]) -> bytes:
    texts, lang = desk.texts, desk.lang
    if desk.arguments.format == "json":
        return as_json(paper.as_json(made, texts, lang, failures))
    if desk.arguments.format == "text":
        return paper.as_text(made, texts, lang, failures).encode()
    colours = PAPER_COLOURS[desk.convention]
    book = paper.as_book(made, texts, lang, colours=colours, made_at=time.time(), failures=failures)
    return EXPORTS[desk.arguments.format](book)
