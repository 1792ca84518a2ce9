"""``pack``: the note of a report pack once more, offline and anywhere; or what was restated since an older one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gui.terminal.documents import MARKDOWN, deliver, texts_of
from gui.terminal.writing import as_json, write
from models.arguments import FAILED, parser
from models.note.making import made
from models.note.values import LANGS, WeeklyNote
from models.pack.difference import as_json as told
from models.pack.difference import difference
from models.pack.file import LARGEST, read
from models.pack.values import Pack
from models.pack.wording import as_markdown

if TYPE_CHECKING:
    from main import Desk

JSON = "json"  # of a difference


def run(desk: Desk) -> int:
    """Write the note's files again; with ``--against`` the difference, and 1 when there is one."""
    if desk.arguments.against is None and JSON in (desk.arguments.format or ()):
        parser().error(desk.texts["cli.pack.json"])
    if desk.arguments.against is not None and set(desk.arguments.format or ()) - {JSON, MARKDOWN}:
        parser().error(desk.texts["cli.pack.difference"])
    pack = opened(desk.arguments.file)
    note = note_of(pack)
    if desk.arguments.against is None:
        return deliver(desk, note, pack.edits)
    held = difference(note_of(opened(desk.arguments.against)), note)
    if JSON in (desk.arguments.format or ()):
        write(as_json(told(held)), desk.arguments.out)
    else:
        write(as_markdown(held, desk.texts, desk.lang, note.inputs).encode(), desk.arguments.out)
    return FAILED if held else 0


def opened(path: Path) -> Pack:
    """The pack of a file; leaves where there is none. Raises ImportRejected when it is no pack."""
    try:
        if path.stat().st_size > LARGEST:
            parser().error(f"{path}: larger than {LARGEST // 1024 // 1024} MB")
        return read(path.read_bytes())
    except OSError as error:
        return parser().error(f"{path}: {error.strerror}")


def note_of(pack: Pack) -> WeeklyNote:
    """The note that a pack makes with this program's texts."""
    return made(pack.inputs, pack.settings, pack.edits, {lang: texts_of(lang) for lang in LANGS})
