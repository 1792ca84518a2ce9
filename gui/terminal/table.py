"""``import FILE``: takes what a user's table holds; with --dry-run it is only shown."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_sources.protocol import ImportWanted
from gui.terminal.writing import as_json, write
from models.answers import preview_json
from models.arguments import FAILED, parser
from models.errors import AppError
from models.imports.cells import SCALES
from models.imports.paper import preview_text
from models.imports.traffic import wording
from models.imports.traffic.values import Hints, TrafficPreview
from models.imports.traffic.wording import ANYWHERE
from models.imports.values import Preview
from models.traffic.values import Granularity, Metric

if TYPE_CHECKING:
    from main import Desk

STANDARD_INPUT = "-"
NOTHING = "nothing in this file can be taken"  # the data side's words; which rows and why stands in a preview
Made = Preview | TrafficPreview


def run(desk: Desk) -> int:
    """Take the table, or show what would be taken, or take the newest import out; 1 when there is nothing to take."""
    asked = desk.arguments
    if bool(asked.file) is asked.undo:
        print(f"suanli-desk: {desk.texts['import.which']}", file=sys.stderr)
        return 2
    hints = _hints(asked)
    if asked.undo:
        return _undo(desk)
    try:
        made = _brought(desk, hints)
    except AppError as error:
        if asked.format == "json":  # a program reads the reason where it reads the others
            write(as_json(_nothing(error.detail)))
        raise
    write(as_json(_plain(made)) if asked.format == "json" else f"{_text(made, desk)}\n".encode())
    return 0 if (made.points if isinstance(made, TrafficPreview) else made.counts) else 1


def _undo(desk: Desk) -> int:
    with desk.client() as client:
        count = client.undo_import().result()
    said = desk.texts["import.undone" if count else "import.undone.none"].format(count=count)
    write(as_json({"undone": count}) if desk.arguments.format == "json" else f"{said}\n".encode())
    return 0 if count else FAILED


def _brought(desk: Desk, hints: Hints | None) -> Made:
    """What is taken; where nothing can be, what was found and why it is not taken."""
    asked = desk.arguments
    with desk.client() as client, _file(asked.file) as path:
        products = desk.products(client).all()
        want = ImportWanted(path=path, hints=hints, products=products, known_on=asked.known_on)
        if not asked.dry_run:
            try:
                return client.bring_in(replace(want, commit=True)).result()
            except AppError as error:
                if error.detail != NOTHING:
                    raise
        return client.bring_in(want).result()


@contextlib.contextmanager
def _file(name: str) -> Iterator[str]:
    """The file's path. Standard input becomes one, so that its encoding and format are found as any file's are."""
    if name != STANDARD_INPUT:
        yield name
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stdin")
        path.write_bytes(sys.stdin.buffer.read())
        yield str(path)


def _hints(asked: argparse.Namespace) -> Hints | None:
    """What the words answer; None when they answer nothing, as the table may be one of prices then.

    Leaves with one sentence and exit 2 where one is no answer.
    """
    texts = {name: getattr(asked, name) for name in ("source", "period", "dates", "order", "zeros", "device")}
    made = Hints(
        metric=Metric(asked.metric) if asked.metric else None,
        granularity=Granularity(asked.granularity) if asked.granularity else None,
        unit=_unit(asked.unit) if asked.unit else 0.0,
        year=asked.year,
        scale=asked.scales,
        geo=asked.geo if asked.geo.lower() == ANYWHERE else asked.geo.upper(),
        products=tuple(asked.product),
        categories=tuple(asked.category),
        **texts,
    )
    return made if made != Hints() else None


def _unit(text: str) -> float:
    """A number, or the word of a scale with or without what is counted: 万, 万次, M."""
    word = text.strip().upper().removesuffix("次").removesuffix("个")
    with contextlib.suppress(ValueError):
        unit = SCALES[word] if word in SCALES else float(word or 1)
        if 0 < unit < float("inf"):
            return unit
    return parser().error(f"--unit {text}: not a number or one of {' '.join(SCALES)}")


def _nothing(why: str) -> dict[str, Any]:
    refused = [{"sheet": "", "row": 0, "why": why}]
    return {"taken": 0, "refused": refused, "layout": None, "unit": None, "series": [], "committed": False}


def _plain(made: Made) -> dict[str, Any]:
    return wording.preview_json(made) if isinstance(made, TrafficPreview) else preview_json(made)


def _text(made: Made, desk: Desk) -> str:
    if isinstance(made, TrafficPreview):
        return wording.preview_text(made, desk.texts, desk.lang)
    return preview_text(made, desk.texts)
