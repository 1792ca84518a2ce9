"""``lists``: which there are; and what else can be done with them, a word each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gui.terminal import list_files, list_rows
from gui.terminal.kept_lists import kept
from gui.terminal.writing import as_json, write
from models.arguments import FAILED
from models.errors import AppError
from models.text_table import aligned, printable

if TYPE_CHECKING:
    from main import Desk
    from models.lists.values import NamedList

HEADS = ("id", "name", "sections", "rows")


def run(desk: Desk) -> int:
    """Do what the verb says, or name the lists; 1 when that cannot be done, with the reason."""
    verbs = {
        None: _names, "show": list_rows.show, "export": list_files.export, "import": list_files.bring_in,
        "undo": _step, "redo": _step,
    }  # fmt: skip
    try:
        return verbs[desk.arguments.verb](desk)
    except AppError as error:
        print(f"suanli-desk: {desk.why(error.detail)}", file=sys.stderr)
        return FAILED


def _names(desk: Desk) -> int:
    with desk.client() as client:
        lists = kept(desk, client).lists
    if desk.arguments.format == "json":
        write(as_json([_told(one) for one in lists]))
    else:
        heads = [desk.texts[f"cli.lists.{key}"] for key in HEADS]
        write((aligned([heads, *(_line(one, desk.lang) for one in lists)], {0, 1, 2}) + "\n").encode())
    return 0


def _line(one: NamedList, lang: str) -> list[str]:
    sections = " / ".join(section.name(lang) for section in one.sections if section.name(lang))
    return [one.id, printable(one.name(lang)), printable(sections) or "--", str(len(one.members))]


def _told(one: NamedList) -> dict[str, object]:
    sections = [
        {"id": held.id, "name_zh": held.name_zh, "name_en": held.name_en, "rows": len(held.members)}
        for held in one.sections
    ]
    return {
        "id": one.id, "name_zh": one.name_zh, "name_en": one.name_en, "pinned": one.pinned,
        "rows": len(one.members), "sections": sections,
    }  # fmt: skip


def _step(desk: Desk) -> int:
    redo, texts = desk.arguments.verb == "redo", desk.texts
    with desk.client() as client:
        step = client.undo_lists(redo=redo).result()
    if step is None:
        print(texts["edit.nothing"], file=sys.stderr)
        return FAILED
    what = printable(f"{texts.get(step.label, step.label)} {step.subject}")
    print(texts["edit.redone" if redo else "edit.undone"].format(what=what))
    return 0
