"""``bars ID``: bars of one instrument, from a minute to a month."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from data_sources.protocol import BarsWanted
from gui.terminal.writing import as_json, write
from models.answers import bars_csv, bars_json
from models.arguments import FAILED
from models.errors import AppError
from models.values import Adjust, Interval

if TYPE_CHECKING:
    from main import Desk


def run(desk: Desk) -> int:
    """Write the bars; 1 when there are none, none so adjusted, or doubtful ones of the network."""
    arguments, adjust = desk.arguments, Adjust(desk.arguments.adjust)
    one = desk.instrument(arguments.id)
    interval = Interval(arguments.interval)
    span = {"start": arguments.first, "end": arguments.last}
    want = BarsWanted(instrument=one, interval=interval, **span, adjust=adjust, extended=arguments.extended)
    try:
        with desk.client() as client:
            found = client.bars(want).result()
    except AppError as error:
        print(f"{one.id}: {desk.why(error.detail)}", file=sys.stderr)
        return FAILED
    if found.adjust is not adjust:
        print(desk.texts["cli.not_adjusted"].format(name=one.id, source=found.source), file=sys.stderr)
        return FAILED
    write(bars_csv(found).encode() if arguments.format == "csv" else as_json(bars_json(found)))
    if found.doubt:
        print(f"{one.id}: {desk.why(found.doubt)}", file=sys.stderr)
    return FAILED if found.doubt and not desk.boot.offline else 0
