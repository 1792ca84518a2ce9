"""``note``: the weekly note from what is held and what sources answer, as documents. 0 final, 3 not final, 1 failed."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gui.terminal.documents import Progress, deliver, texts_of
from gui.terminal.gathering import inputs_of
from models.arguments import FAILED, parser
from models.note import paper
from models.note.edits import Edits
from models.note.making import made
from models.note.settings import NoteSettings
from models.note.values import LANGS
from models.review import windows
from models.review.values import Window

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from main import Desk

REASONS = 3  # lines of why there is no note
NAMED: dict[str, Callable[[dt.date], Window]] = {
    "this": windows.this_week, "last": windows.last_week, "month": windows.month_to_date,
    "reference": lambda today: windows.REFERENCE_WEEK,
}  # fmt: skip


def run(desk: Desk) -> int:
    """Write the note; without a single percentage nothing is written."""
    window = window_of(desk, dt.date.today())
    with desk.client() as client:
        settings, edits = kept(client, window)
        settings = replace(settings, everyone=True) if desk.arguments.everyone else settings
        inputs = inputs_of(
            desk, client, window, everyone=settings.everyone, also=featured(settings),
            currency=settings.currency, witnesses=desk.arguments.witness,
            progress=Progress(desk.texts["cli.note.asking"]),
        )  # fmt: skip
    note = made(inputs, settings, edits, {lang: texts_of(lang) for lang in LANGS})
    if not any(row.change_pct is not None for row in note.review.rows):
        print("\n".join(_nothing(desk, window, inputs.failures.values())), file=sys.stderr)
        return FAILED
    return deliver(desk, note, edits)


def _nothing(desk: Desk, window: Window, failures: Iterable[str]) -> tuple[str, ...]:
    """That there is no note, and the commonest reasons why: one that all rows share is told once."""
    why = Counter(desk.why(one) for one in failures)
    said = desk.texts["cli.note.nothing"].format(first=window.first, last=window.last)
    return (said, *(reason for reason, _ in why.most_common(REASONS)))


def featured(settings: NoteSettings) -> tuple[str, ...]:
    """The ids of the user's own featured lists."""
    return tuple(name for names in settings.featured.values() for name in names)


def window_of(desk: Desk, today: dt.date) -> Window:
    """The days that were asked for; leaves where they are not clear."""
    asked = desk.arguments
    if asked.window and not (asked.first or asked.last):
        return NAMED[asked.window](today)
    if asked.window or not (asked.first and asked.last):
        parser().error(desk.texts["cli.note.window"])
    return Window(first=asked.first, last=asked.last)


def kept(client: DataClient, window: Window) -> tuple[NoteSettings, Edits]:
    """The user's settings, and what he has written over the sentences of a window."""
    papers: Mapping[str, Any] = client.papers(paper.KIND).result()
    edits = {name: one for name, one in papers.items() if name.startswith(paper.EDIT)}
    return paper.settings_from(papers.get(paper.SETTINGS)), paper.edits_of(paper.edits_from(edits), window)
