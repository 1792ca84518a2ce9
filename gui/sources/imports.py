"""A user's table of prices, caps or shares: chosen or pasted, shown, then taken or left; the newest can be undone."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from data_sources.protocol import ImportWanted
from gui import dialogs
from gui.look.labels import plain, redress
from gui.look.theme import PADDING
from gui.parts import Parts
from models.errors import AppError
from models.imports import paper
from models.imports.values import Preview
from models.reasons import said


class Imports(QWidget):
    """The file picker, the preview and its two verbs. Everything shown of a file is plain text."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self._want: ImportWanted | None = None  # what the preview is of
        self._asked: Future[Any] | None = None
        self.state = plain(role="foot")
        self.summary = plain()
        self.table = QTableWidget(0, len(paper.HEADS), editTriggers=QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.refused = QPlainTextEdit(readOnly=True)
        self.take = QPushButton(self._texts["gui.import.take"], clicked=self.commit, enabled=False)
        self._lay_out()

    def open(self, path: str) -> None:
        """Show what the file at ``path`` holds."""
        self._ask(ImportWanted(path=path))

    def paste(self) -> None:
        """Show what a table on the clipboard holds."""
        if text := QGuiApplication.clipboard().text():
            self._ask(ImportWanted(path="", text=text))

    def pick(self) -> None:
        """Ask which file."""
        texts = self._texts
        path = dialogs.to_open(self, texts["gui.import.title"], texts["gui.import.filter"])
        if path:
            self.open(path)

    def commit(self) -> None:
        """Take what is shown."""
        if self._want is not None:
            self._ask(ImportWanted(path=self._want.path, text=self._want.text, commit=True))

    def undo(self) -> None:
        """Take the newest import out again."""
        self._clear()
        self._say(self._texts["gui.import.reading"])
        self._asked = self._parts.client.undo_import()
        self._parts.bridge.when_done(self._asked, self._undone, self._failed)

    def retire(self) -> None:
        """Wait for nothing any more."""
        if self._asked is not None:
            self._parts.client.forget(self._asked)
            self._asked = None

    def _ask(self, want: ImportWanted) -> None:
        self.retire()
        self._clear()
        self._say(self._texts["gui.import.reading"])
        self._asked = self._parts.client.bring_in(want)
        self._parts.bridge.when_done(self._asked, lambda made: self._show(want, made), self._failed)

    def _show(self, want: ImportWanted, made: Preview) -> None:
        if not shiboken6.isValid(self):  # a file may be read after its window
            return
        self._asked, self._want = None, None if made.committed or not made.counts else want
        self.take.setEnabled(self._want is not None)
        self.summary.setText(paper.summary(made, self._texts))
        self._fill(paper.sample_lines(made, self._texts)[1:])
        remarks = (said(one, self._texts) for one in made.remarks)
        self.refused.setPlainText("\n".join((*remarks, *paper.refusals(made, self._texts))))
        key = "taken" if made.committed else "shown" if made.counts else "nothing"
        self._say(self._texts[f"import.{key}"], "foot" if made.counts else "warn")
        if made.committed:
            self._parts.week.refresh()

    def _fill(self, lines: list[list[str]]) -> None:
        self.table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                self.table.setItem(row, column, QTableWidgetItem(text))

    def _undone(self, count: int) -> None:
        if shiboken6.isValid(self):
            self._asked = None
            self._say(self._texts["import.undone"].format(count=count))
            self._parts.week.refresh()

    def _failed(self, error: AppError) -> None:
        if shiboken6.isValid(self):
            self._asked = None
            self._say(said(error.detail, self._texts), "error")

    def _clear(self) -> None:
        self._want = None
        self.take.setEnabled(False)
        self.summary.setText("")
        self.table.setRowCount(0)
        self.refused.clear()

    def _say(self, text: str, role: str = "foot") -> None:
        redress(self.state, role)
        self.state.setText(text)

    def _lay_out(self) -> None:
        texts = self._texts
        self.table.setHorizontalHeaderLabels([texts[f"import.column.{key}"] for key in paper.HEADS])
        self.table.horizontalHeader().setStretchLastSection(True)
        bar = QHBoxLayout()
        bar.setContentsMargins(PADDING, 4, PADDING, 4)
        bar.addWidget(plain(texts["gui.import.title"], role="title"))
        bar.addWidget(self.state, 1)
        bar.addWidget(QPushButton(texts["gui.import.pick"], clicked=self.pick))
        bar.addWidget(QPushButton(texts["gui.import.paste"], clicked=self.paste))
        bar.addWidget(self.take)
        bar.addWidget(QPushButton(texts["gui.import.undo"], clicked=self.undo))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        self.summary.setContentsMargins(PADDING, 0, PADDING, 0)
        for widget in (self.summary, self.table, self.refused):
            box.addWidget(widget)
