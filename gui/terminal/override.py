"""``override``: numbers put in by hand, each with its author and reason."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from models.answers import moment
from models.facts import Override, Said
from models.text_table import aligned

if TYPE_CHECKING:
    from main import Desk

HEADS = ("number", "id", "what", "date", "value", "author", "reason", "made")


def run(desk: Desk) -> int:
    """Add, list or drop; 0 once it is on disk."""
    {"add": _add, "list": _list, "drop": _drop}[desk.arguments.verb](desk)
    return 0


def _add(desk: Desk) -> None:
    asked = desk.arguments
    override = Override(
        instrument=desk.instrument(asked.id).id, date=asked.date, what=Said(asked.what), value=asked.value,
        author=asked.author, reason=asked.reason, made_at=time.time(),
    )  # fmt: skip
    with desk.client() as client:
        _print(desk, (client.keep_override(override).result(),))


def _list(desk: Desk) -> None:
    with desk.client() as client:
        _print(desk, client.overrides().result())


def _drop(desk: Desk) -> None:
    with desk.client() as client:
        client.drop_override(desk.arguments.number).result()


def _print(desk: Desk, held: tuple[Override, ...]) -> None:
    texts = desk.texts
    rows = [
        [str(one.number), one.instrument, texts[f"override.{one.what}"], one.date.isoformat(), f"{one.value:,.10g}",
         one.author, one.reason, moment(one.made_at) or "--"]
        for one in held
    ]  # fmt: skip
    print(aligned([[texts[f"override.column.{key}"] for key in HEADS], *rows], {1, 2, 5, 6, 7}))
