"""``lists show``: the rows of one list by section, under quotes of now and the daily bars its columns are made of."""

from __future__ import annotations

import datetime as dt
import sys
import time
from typing import TYPE_CHECKING

from data_sources.protocol import BarsWanted, QuotesWanted
from gui.terminal import gathered
from gui.terminal.kept_lists import kept, one_of
from gui.terminal.writing import as_json, write
from models import sessions
from models.answers import failure_json
from models.arguments import FAILED, parser
from models.figures.history import reach
from models.instruments import Instrument, Kind
from models.lists import paper
from models.lists.finding import keys_of, keys_said
from models.lists.shown import Shown, periods, quoted, remembered, shown, spare
from models.review.windows import this_week

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from main import Desk
    from models.errors import Failure
    from models.lists.values import Lists, NamedList

Failures = tuple[tuple[str, "Failure"], ...]


def show(desk: Desk) -> int:
    """Write the list; 1 when a quote or a history of it is missing, which is named."""
    with desk.client() as client:
        lists = kept(desk, client)
        one = one_of(desk, lists, desk.arguments.list)
        made, failures, lacking = _asked(desk, client, lists, one, _keys(desk, lists, one))
    write(_content(desk, made, failures, lacking))
    for name, failure in failures:
        print(f"{name}: {desk.why(failure.detail)}", file=sys.stderr)
    for name, why in lacking.items():
        print(desk.texts["cli.lists.history"].format(id=name, why=desk.why(why)), file=sys.stderr)
    return FAILED if failures or lacking else 0


def _keys(desk: Desk, lists: Lists, one: NamedList) -> tuple[str, ...]:
    """The columns asked for, else those that the list shows in the window."""
    keys, unknown = keys_said(lists, desk.arguments.columns)
    if unknown:
        parser().error(desk.texts["cli.lists.column"].format(key=unknown))
    return keys or keys_of(lists, one)


def _asked(
    desk: Desk, client: DataClient, lists: Lists, one: NamedList, keys: tuple[str, ...]
) -> tuple[Shown, Failures, dict[str, str]]:
    """All that the columns need is asked for at once. Why a history is missing or doubtful, by id."""
    universe, window = desk.universe, this_week(dt.date.today())
    wanted = quoted(lists, one, keys, universe)
    answer = client.quotes(QuotesWanted(instruments=wanted))
    spans, now = periods(keys, window), time.time()
    asked = {
        each.id: client.bars(_days(each, spans, now)) for each in remembered(one, wanted, keys, universe)
    }  # fmt: skip
    bars, lacking = gathered(asked)
    lacking |= {name: held.doubt for name, held in bars.items() if held.doubt}
    quotes = answer.result()
    made = shown(
        lists, one, keys, universe, window, instruments=wanted, quotes=quotes.quotes, bars=bars, now=time.time()
    )
    missed = tuple(pair for pair in quotes.failures if pair[0] not in spare(made))
    return made, missed, lacking


def _days(one: Instrument, spans: tuple[str, ...], now: float) -> BarsWanted:
    """Its days up to now, with what went ex where something can, as the window asks for them."""
    today = sessions.local_date(one.market, now)
    return BarsWanted(instrument=one, start=reach(spans, today), end=today, actions=one.kind is Kind.STOCK)


def _content(desk: Desk, made: Shown, failures: Failures, lacking: dict[str, str]) -> bytes:
    match desk.arguments.format:
        case "csv":
            return paper.as_csv(made, desk.texts, desk.lang).encode()
        case "json":
            told = paper.as_json(made, desk.texts)
            told["failures"] = [failure_json(*pair) for pair in failures]
            told["histories_lacking"] = [{"id": name, "why": why} for name, why in lacking.items()]
            return as_json(told)
    return (paper.as_text(made, desk.texts, desk.lang) + "\n").encode()
