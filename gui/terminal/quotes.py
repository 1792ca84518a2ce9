"""``quotes ID ...``: the newest quote of each instrument named, or of every row of a list."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from data_sources.protocol import QuotesWanted
from gui.terminal.kept_lists import kept, one_of
from gui.terminal.writing import as_json, write
from models.answers import failure_json, quote_json
from models.arguments import FAILED

if TYPE_CHECKING:
    from main import Desk


def run(desk: Desk) -> int:
    """Write the quotes; 1 when one of them failed."""
    named = {one.id: one for one in map(desk.instrument, desk.arguments.ids)}
    with desk.client() as client:
        if desk.arguments.of_list:
            lists = kept(desk, client)
            members = one_of(desk, lists, desk.arguments.of_list).members
            named = {name: lists.known[name] for name in members if name in lists.known}
        answer = client.quotes(QuotesWanted(instruments=tuple(named.values()))).result()
    now = time.time()
    found = [quote_json(quote, named[quote.instrument], now) for quote in answer.quotes]
    write(as_json({"quotes": found, "failures": [failure_json(*pair) for pair in answer.failures]}))
    for name, failure in answer.failures:
        print(f"{name}: {desk.why(failure.detail)}", file=sys.stderr)
    return FAILED if answer.failures else 0
