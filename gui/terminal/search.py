"""``search TEXT``: the first instruments that a text finds."""

from __future__ import annotations

import sys
from queue import SimpleQueue
from typing import TYPE_CHECKING

from data_sources.protocol import IndexWanted
from gui.terminal.writing import as_json, write
from models.arguments import FAILED
from models.search import lines, shown
from models.search.index import Index, weights

if TYPE_CHECKING:
    from main import Desk
    from models.search.table import Table

SEARCHED = 20  # hits that are printed


def run(desk: Desk) -> int:
    """Write what was found; 1 when that is nothing."""
    text, used = " ".join(desk.arguments.text), weights(desk.universe, desk.settings.used)
    early: SimpleQueue[Table | None] = SimpleQueue()
    with desk.client() as client:
        future = client.index(IndexWanted(own=lines.of_universe(desk.universe)), early.put)
        future.add_done_callback(lambda _: early.put(None))
        hits = Index(early.get() or future.result(), used).find(text, SEARCHED)
        if not any(hit.listed for hit in hits):  # a list that is being renewed may know it
            hits = Index(future.result(), used).find(text, SEARCHED)
    as_text = desk.arguments.format == "text"
    write(shown.as_text(hits, desk.texts, desk.lang).encode() if as_text else as_json(shown.as_json(hits)))
    if not hits:
        print(desk.texts["cli.not_found"].format(text=text), file=sys.stderr)
    return 0 if hits else FAILED
