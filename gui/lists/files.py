"""Lists that come in and go out: pasted codes, files of other programs, the table as a workbook.

What comes in is read by the data process and stands as a preview in the table's place until the user has decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from data_sources.protocol import FileWanted, ListFileWanted
from gui import dialogs
from gui.lists.incoming import IncomingPreview, Taking
from gui.lists.leaving import source_of
from gui.lists.panel import WatchlistPanel
from gui.outs.outs import EXPORT, Outs
from gui.outs.tables import TableOuts, Told
from gui.parts import Parts
from models.errors import AppError
from models.listfiles.values import Problem
from models.listfiles.writing import ENDINGS, FORMATS, content_of, list_as, workbook_of
from models.lists.edits import imported
from models.reasons import said
from models.search import lines

NAMED = 3  # problems that are named in the status line


class ListFiles(QObject):
    """Belongs to one panel. ``told``: a sentence for the status line."""

    told = Signal(str)

    def __init__(self, parts: Parts, panel: WatchlistPanel) -> None:
        super().__init__(panel)
        self._parts, self._panel, self._texts = parts, panel, parts.texts
        self.preview = IncomingPreview(parts.texts, parts.lang, parts.theme)
        self._asked: Future[Any] | None = None
        self._into = ""  # the list that the preview names, whatever is shown since
        self._reading: tuple[ListFileWanted, str] | None = None  # what the preview is of
        panel.put_over(self.preview)
        source = source_of(parts, panel)
        self.outs = Outs(parts, lambda: source, panel)
        self.outs.told.connect(lambda text, _: self.told.emit(text))
        self.incoming = TableOuts(parts, self.preview.table, self._told)
        self.preview.tools(self.incoming.button())
        self.preview.taken.connect(self._take)
        self.preview.cancelled.connect(self._leave)

    # in

    def paste(self) -> None:
        """What lies on the clipboard, whatever it is: codes and names in any form, a part of a spreadsheet."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._read(ListFileWanted(text=text, own=self._own()), self._texts["incoming.clipboard"])
        else:
            self.told.emit(self._texts["lists.nothing_to_paste"])

    def choose(self) -> None:
        """Ask for a file."""
        endings = "*.txt *.blk *.EBK *.cfg *.csv *.xlsx *.xls *.json"
        kinds = f"{self._texts['lists.files']} ({endings});;* (*)"
        path = dialogs.to_open(self._panel, self._texts["act.open_file"], kinds)
        if path:
            self.open(path)

    def open(self, path: str) -> None:
        """Read a file and show what it holds."""
        self._read(ListFileWanted(path=path, own=self._own()), Path(path).name)

    def retire(self) -> None:
        """The panel goes."""
        self.outs.retire()
        self.incoming.retire()
        self._forget()

    def _forget(self) -> None:
        if self._asked is not None:
            self._parts.client.forget(self._asked)
            self._asked = None

    # out

    def export(self) -> None:
        """Ask where the table as it stands shall be written, and as what."""
        self.outs.do(EXPORT)

    def save(self) -> None:
        """Ask for a name; its ending says which program's list it is."""
        kinds = [f"{self._texts[f'listfile.format.{name}']} (*{ending})" for name, ending in FORMATS.items()]
        target = self._target(next(iter(FORMATS.values())), ";;".join(kinds))
        if target:
            self.save_to(target)

    def save_to(self, target: str) -> None:
        """The list as a file of another program; what that cannot hold is told. Other endings write nothing."""
        wanted = ENDINGS.get(Path(target).suffix.lower(), "")
        content, now = content_of(self._panel.lists, self._panel.list), dt.datetime.now(dt.UTC)
        if not wanted:
            self.told.emit(self._texts["lists.ending"].format(file=target, endings=" ".join(ENDINGS)))
        elif wanted == "xlsx":
            book, problems = workbook_of(content, self._texts, self._panel.lang, now)
            self._write(self._parts.client.file(FileWanted(book=book, format="xlsx", target=target)), target, problems)
        else:
            made, problems = list_as(wanted, content, self._texts, self._panel.lang, now)
            self._write(self._parts.client.write(target, made), target, problems)

    # inside

    def inherit(self, old: ListFiles) -> None:
        """Show the preview that another showed: it is read once more."""
        if old._panel.covered and old._reading is not None:
            self._read(*old._reading)

    def _told(self) -> Told:
        """Of the preview: what stands in the file is nobody's to interpret."""
        return Told(title=self.preview.title.text(), origin=self.preview.file.text(), as_text=True)

    def _own(self) -> str:
        return lines.of_universe(self._parts.universe)

    def _read(self, want: ListFileWanted, name: str) -> None:
        self._forget()
        self._reading = want, name
        self._panel.cover(self.preview)
        self.preview.wait(name)
        self.preview.setFocus()
        self._asked = future = self._parts.client.list_file(want)

        def read(preview: Any) -> None:
            if self._asked is future:
                one = self._panel.list
                self._into = one.id
                self.preview.show_preview(preview, one.name(self._panel.lang), one.members)

        def refused(error: AppError) -> None:
            if self._asked is future:
                self.preview.refuse(error.detail)

        self._parts.bridge.when_done(future, read, refused)

    def _leave(self) -> None:
        self._forget()
        self._panel.uncover()

    def _take(self, taking: Taking) -> None:
        self._leave()
        list_id, content, name, lang = self._into, taking.content, taking.new, self._panel.lang
        if name:
            new = lambda lists: imported.as_new(lists, name, content, lang)  # noqa: E731
            self._panel.edit_to_new("edit.imported", new, name)
        else:
            made = lambda lists: imported.into(lists, list_id, content, lang)  # noqa: E731
            held = self._panel.lists.named(list_id)
            self._panel.edit("edit.imported", made, held.name(lang) if held is not None else "")
        self.told.emit(self._texts["lists.taken"].format(count=len(content.entries)))

    def _target(self, ending: str, kinds: str) -> str:
        name = f"{self._panel.list.name(self._panel.lang)}{ending}".replace("/", " ")
        target, kind = dialogs.to_write(self._panel, self._texts["act.save_as"], name, kinds)
        if target and not Path(target).suffix:  # not every dialog adds it
            target += kind.rpartition("(*")[2].rstrip(")") or ending
        return target

    def _write(self, future: Future[Any], target: str, problems: tuple[Problem, ...]) -> None:
        texts = self._texts
        missing = "; ".join(f"{one.subject} {said(one.reason, texts)}".strip() for one in problems[:NAMED])
        more = texts["lists.left_out"].format(count=len(problems), what=missing) if problems else ""
        done: Callable[[Any], None] = lambda _: self.told.emit(texts["lists.written"].format(file=target) + more)  # noqa: E731
        self._parts.bridge.when_done(future, done, self._failed)

    def _failed(self, error: AppError) -> None:
        self.told.emit(self._texts["review.export_failed"].format(why=said(error.detail, self._texts)))
