"""``profile export FILE`` and ``profile import FILE``: the user's own things as one file, and taken from one."""

from __future__ import annotations

import sys
import time
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from data_sources.protocol import ProfileTaken
from gui.terminal.kept_lists import IN_MEMORY
from gui.terminal.writing import as_json, write
from models import profile_file
from models.arguments import FAILED
from models.errors import AppError, CacheError, ImportRejected
from models.products import paper as products
from models.profile_file import PAPERS, Content
from models.text_table import aligned, printable

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from main import Desk

NAMED = 8  # of what could not be read


def run(desk: Desk) -> int:
    """Do what the verb says; 1 when that cannot be done, with the reason."""
    try:
        return {"export": _export, "import": _import}[desk.arguments.verb](desk)
    except AppError as error:
        print(f"suanli-desk: {desk.why(error.detail)}", file=sys.stderr)
        return FAILED


def _export(desk: Desk) -> int:
    with desk.client() as client:
        content = _content(desk, client)
    write(as_json(profile_file.written(content, time.time())), desk.arguments.file)
    return 0


def _content(desk: Desk, client: DataClient) -> Content:
    papers = {kind: client.papers(kind) for kind in PAPERS}
    return Content(
        lists=client.lists().result(),
        papers={kind: asked.result() for kind, asked in papers.items()},
        overrides=client.overrides().result(),
        settings=desk.settings.as_dict(),
    )


def _import(desk: Desk) -> int:
    """Show what a file holds, with --commit take it; 1 when nothing in it can be taken."""
    asked = desk.arguments
    default = desk.lists()[0]
    content = profile_file.read(_bytes(asked.file), default)
    copy, committed = "", bool(asked.commit and content)
    if committed:
        with desk.client() as client:
            copy = _take(desk, client, content)
    told = profile_file.counts(content, default)
    if asked.format == "json":
        write(as_json({"found": told, "unread": list(content.unread), "committed": committed, "copy": copy}))
    else:
        write(_text(desk, told, content, copy, committed=committed).encode())
    return 0 if content else FAILED


def _bytes(file: str) -> bytes:
    try:
        with Path(file).open("rb") as opened:
            return opened.read(profile_file.LARGEST + 1)
    except (OSError, ValueError) as error:
        raise ImportRejected("no such file") from error


def _take(desk: Desk, client: DataClient, content: Content) -> str:
    """Everything at once, then the settings, whose last file stays beside; where the copy of before lies."""
    if client.status().result().user == "off":
        raise CacheError(IN_MEMORY)
    brought = ProfileTaken(
        label="edit.profile_imported",
        subject=PurePath(desk.arguments.file).name,
        parts=profile_file.parts_taken(content, client.lists().result(), desk.lists()[0]),
        papers=profile_file.papers_taken(content, client.papers(products.KIND).result().get(products.NAME)),
        overrides=profile_file.overrides_taken(content, client.overrides().result()),
    )
    copy = client.take_profile(brought).result()
    if content.settings:
        client.keep(profile_file.settings_taken(content, desk.settings)).result()
    return copy


def _text(desk: Desk, told: dict[str, Any], content: Content, copy: str, *, committed: bool) -> str:
    texts = desk.texts
    heads = [texts["cli.profile.what"], texts["cli.profile.count"]]
    lines = [aligned([heads, *([texts[f"cli.profile.{what}"], str(count)] for what, count in told.items())], {0})]
    if content.unread:
        names = ", ".join(printable(name[:40]) for name in content.unread[:NAMED])
        lines.append(texts["cli.profile.unread"].format(count=len(content.unread), names=names))
    lines.append(texts["cli.profile.taken" if committed else "import.shown" if content else "import.nothing"])
    return "\n".join([*lines, *([texts["cli.profile.copy"].format(file=copy)] if copy else [])]) + "\n"
