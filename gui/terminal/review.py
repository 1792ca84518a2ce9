"""``review``: the weekly review, as Markdown, JSON or a workbook."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from data_sources.protocol import review_bars
from gui.terminal import gathered
from gui.terminal.beside import Besides
from gui.terminal.writing import as_json, write
from models.arguments import FAILED
from models.exports import EXPORTS
from models.review import paper
from models.review.calculation import review
from models.review.values import Review, RowState, Window
from models.workbook import PAPER_COLOURS

if TYPE_CHECKING:
    from main import Desk


def run(desk: Desk) -> int:
    """Write the review; 1 when a row of it is missing."""
    arguments = desk.arguments
    made = made_review(desk, Window(first=arguments.first, last=arguments.last), everyone=arguments.everyone)
    write(_content(desk, made, arguments.format), arguments.out)
    missing = [row for row in made.rows if row.state is RowState.MISSING]
    for row in missing:
        print(f"{row.instrument.id}: {desk.why(row.doubt)}", file=sys.stderr)
    return FAILED if missing else 0


def made_review(desk: Desk, window: Window, *, everyone: bool) -> Review:
    """Ask for every row's bars and all that is known beside them at once, and calculate."""
    with desk.client() as client:
        needed = desk.universe.needed(everyone=everyone)
        asked = {one.id: client.bars(review_bars(one, window.first, window.last)) for one in needed}
        besides = Besides(client, needed, window)
        found, failures = gathered(asked)
        beside = besides.known()
    return review(desk.universe, window, found, failures, time.time(), everyone=everyone, beside=beside)


def _content(desk: Desk, made: Review, format_: str) -> bytes:
    if format_ == "json":
        return as_json(paper.as_json(made, desk.texts))
    if format_ == "md":
        return paper.as_markdown(made, desk.texts, desk.lang).encode()
    up, down = PAPER_COLOURS[desk.convention]
    return EXPORTS[format_](paper.as_book(made, desk.texts, desk.lang, up=up, down=down))
