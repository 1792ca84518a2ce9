"""``lists export`` and ``lists import``: a list as a file of another program, and such a file as a list."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from data_sources.protocol import ListFileWanted
from gui.terminal.kept_lists import edit, kept, one_of
from gui.terminal.writing import as_json, write
from models.arguments import FAILED, parser
from models.listfiles.paper import preview_json, preview_text
from models.listfiles.resolving import settled, taken
from models.listfiles.values import Content, Preview, short
from models.listfiles.writing import ENDINGS, content_of, list_as
from models.lists.edits import imported
from models.search import lines
from models.text_table import printable

if TYPE_CHECKING:
    from main import Desk
    from models.lists.values import Lists, NamedList


def export(desk: Desk) -> int:
    """Write the file; what its format cannot hold is named. A name without a known ending is a wrong word."""
    out = desk.arguments.out
    format_ = ENDINGS.get(PurePath(out).suffix.lower())
    if format_ is None:
        parser().error(desk.texts["cli.lists.ending"].format(file=out, endings=" ".join(ENDINGS)))
    with desk.client() as client:
        lists = kept(desk, client)
    one = one_of(desk, lists, desk.arguments.list)
    made, problems = list_as(format_, content_of(lists, one), desk.texts, desk.lang, dt.datetime.now(dt.UTC))
    write(made, out)
    for problem in problems:
        print(": ".join(filter(None, (printable(problem.subject), desk.why(problem.reason)))), file=sys.stderr)
    return 0


def bring_in(desk: Desk) -> int:
    """Show what a file holds, with --commit take it; 1 when nothing in it can be taken."""
    asked = desk.arguments
    want = ListFileWanted(path=asked.file, own=lines.of_universe(desk.universe))
    with desk.client() as client:
        lists = kept(desk, client)
        target = one_of(desk, lists, asked.into) if asked.into else None
        made = settled(client.list_file(want).result(), held=target.members if target else ())
        content = taken(made)
        name = target.name(desk.lang) if target else printable(asked.new) or _proposed(made, desk)
        if asked.commit and content.entries:
            edit(desk, client, "edit.imported", _edit(target, content, name, desk.lang), name)
    _say(desk, made, name, content)
    return 0 if content.entries else FAILED


def _edit(target: NamedList | None, content: Content, name: str, lang: str) -> Callable[[Lists], Lists]:
    if target is None:
        return lambda lists: imported.as_new(lists, name, content, lang)
    return lambda lists: imported.into(lists, target.id, content, lang)


def _proposed(made: Preview, desk: Desk) -> str:
    """A name for a new list: the one in the file, else the file's."""
    name = made.name_zh if desk.lang == "zh" else made.name_en
    return printable(short(name or PurePath(made.file).stem)) or desk.texts["lists.new"]


def _say(desk: Desk, made: Preview, target: str, content: Content) -> None:
    texts, asked, count = desk.texts, desk.arguments, len(content.entries)
    committed = bool(asked.commit and count)
    if asked.format == "json":
        told = {"target": target, "new": not asked.into, "taken": count if committed else 0, "committed": committed}
        write(as_json(preview_json(made) | told))
        return
    where = texts["cli.lists.target" if asked.into else "cli.lists.target_new"].format(
        name=printable(target), count=count
    )
    state = texts["import.taken" if committed else "import.shown" if count else "import.nothing"]
    write(("\n".join([preview_text(made, texts, desk.lang), *([where] if count else []), state]) + "\n").encode())
