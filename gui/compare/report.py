"""What stands around the chart: the table of a range with its title, its footnotes, and the line at the foot."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from gui.compare import wording
from gui.compare.board import Board
from gui.compare.plot import Plot
from gui.compare.table_view import ReturnsView
from gui.look.labels import plain, tip
from gui.look.theme import PADDING
from gui.parts import Parts
from models.compare import paper
from models.compare.returns import Table

NOTES = 66


class Report(QWidget):
    """The table over its footnotes. title and foot are placed by whose it is."""

    def __init__(self, parts: Parts, board: Board, plot: Plot) -> None:
        super().__init__()
        self._parts, self._texts, self._board, self._plot = parts, parts.texts, board, plot
        self.made: Table | None = None
        self.table = ReturnsView(parts.texts, parts.lang, parts.theme)
        self.title, self.foot = plain(role="title"), plain(role="foot")
        self._notes = QPlainTextEdit(readOnly=True)
        self._notes.setProperty("role", "foot")
        self._notes.setMaximumHeight(NOTES)
        self.foot.setContentsMargins(PADDING, 0, PADDING, 0)
        self.foot.setFixedHeight(24)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self._notes)

    def measure(self) -> None:
        """Of the range that is dragged out, or else of what is in sight."""
        board, plot = self._board, self._plot
        made = self.made = board.table(*self._range())
        lines = plot.drawn
        colours = {**lines.main.colours, **lines.pairs.colours} if lines is not None else {}
        self.table.show_table(made, colours, wording.failed(board.held, board.failures, self._texts))
        key = "duel.title.range" if plot.span is not None else "duel.title.sight"
        self.title.setText(self._texts[key].format(title=paper.title(made, self._texts)))
        sentences = paper.sentences(made, self._texts, self._parts.lang, board.failures, board.waiting)
        notes = "\n".join(f"{place}. {one}" for place, one in enumerate(sentences, 1))
        if notes != self._notes.toPlainText():  # laying it out again takes its time
            self._notes.setPlainText(notes)
        one = board.instrument(board.held.against)
        mark = one.name(self._parts.lang) if one is not None else ""
        self.foot.setText(wording.foot(made, board.held, mark, self._texts))
        self.foot.setToolTip(tip(self.foot.text()))

    @property
    def waiting(self) -> tuple[str, ...]:
        """Instrument ids whose bars are still on their way."""
        return self._board.waiting

    def _range(self) -> tuple[dt.date, dt.date]:
        return self._plot.span or self._plot.sight or (self._board.base, self._board.today)
