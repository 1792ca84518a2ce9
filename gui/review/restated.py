"""What a pack and the note of now state differently: numbers in a table, sentences under it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from gui.imports.text_table import Later, TextTable
from gui.look.clipboard import put_table
from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT, Theme
from models.note.inputs import Inputs
from models.numbers import MISSING
from models.pack.values import Difference
from models.pack.wording import COLUMNS, row_text

RIGHT = frozenset((3, 4))
SENTENCES_PX = 120


class Restatements(QWidget):
    """``show_difference`` shows one."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._texts, self._lang = texts, lang
        self.count = plain(role="foot")
        self.count.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        self.table = TextTable(theme, texts["noteview.page.restated"])
        self.sentences = QPlainTextEdit(readOnly=True)
        self.sentences.setFixedHeight(SENTENCES_PX)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.count)
        box.addWidget(self.table, 1)
        box.addWidget(self.sentences)

    def show_difference(self, held: Difference, inputs: Inputs) -> None:
        """What was restated: the pack's number first, then that of now."""
        texts, lang = self._texts, self._lang
        key = "pack.restated" if held else "pack.same"
        self.count.setText(texts[key].format(count=len(held.restated)))
        rows = Later(len(held.restated), lambda at: row_text(held.restated[at], texts, lang, inputs))
        self.table.texts.show(self._heads(), rows, right=RIGHT)
        self.table.fit()
        told = [f"{texts['pack.was']} {one.was or MISSING}\n{texts['pack.now']} {one.now or MISSING}"
                for one in held.reworded if one.lang == lang]  # fmt: skip
        self.sentences.setPlainText("\n\n".join(told))
        self.sentences.setVisible(bool(told))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with titles."""
        if event.matches(QKeySequence.StandardKey.Copy):
            put_table(self._heads(), [list(row) for row in self.table.texts.rows])
        else:
            super().keyPressEvent(event)

    def _heads(self) -> list[str]:
        return [self._texts[f"pack.column.{key}"] for key in COLUMNS]
