"""Figure 1 with its title, a line of the whole chain, and its footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.look import numbers
from gui.look.labels import plain, tip
from gui.look.theme import PADDING, TOOLBAR_HEIGHT, Theme
from gui.tables.figure_view import FigureView
from gui.traffic import buttons
from models.note.sheets.chain import doubts
from models.review import paper
from models.review.standing_values import Ranking, Standing
from models.review.values import Review, Row

NOTES_PX = 59


class FigurePage(QWidget):
    """``show_review`` shows one, with what stands beside it where that is known.

    everyone(on): whether all members are wanted instead of the featured ones.
    """

    everyone = Signal(bool)

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._texts, self._lang = texts, lang
        self.title, self.summary = plain(role="title"), plain(role="foot")
        self.title.setFixedHeight(TOOLBAR_HEIGHT - 4)
        self.table = FigureView(texts, lang, theme)
        self.table.setAccessibleName(texts["noteview.page.figure.tip"])
        self.notes = QPlainTextEdit(readOnly=True)
        self.notes.setProperty("role", "foot")
        self.notes.setFixedHeight(NOTES_PX)
        self.notes.setAccessibleName(texts["noteview.footnotes"])
        self.all = buttons.button(texts["review.everyone"], texts["review.everyone.tip"])
        self.all.setCheckable(True)
        self.all.toggled.connect(self.everyone)
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, 0, PADDING, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.all)
        self.summary.setContentsMargins(PADDING, 0, PADDING, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.summary)
        box.addWidget(self.table, 1)
        box.addWidget(self.notes)

    def show_review(self, review: Review, standing: Standing | None = None, notes: Sequence[str] = ()) -> None:
        """Another one. notes: of the figure, or those of the review while there is none."""
        self.title.setText(paper.title(review, self._texts))
        self.table.set_review(review, standing)
        said = [*(notes or (paper.note_text(note, self._texts) for note in review.notes))]
        if standing is not None:
            said += doubts(standing, self._texts, self._lang)
        lines = [self._texts["traffic.footnote"].format(place=at, text=one) for at, one in enumerate(said, 1)]
        if (text := "\n".join(lines)) != self.notes.toPlainText():  # laying it out again takes 5 ms
            self.notes.setPlainText(text)
        summary = self._summary(standing) if standing is not None and standing.whole.measured else ""
        self.summary.setText(summary)
        self.summary.setToolTip(tip(summary))
        self.summary.setVisible(bool(summary))

    # inside

    def _summary(self, held: Standing) -> str:
        """Breadth, means, who leads and who lags, by change and against the market."""
        one, texts = held.whole, self._texts
        told = {
            "up": one.up, "down": one.down, "flat": one.flat, "beat": one.beat, "lagged": one.lagged,
            "mean": numbers.percent(one.mean_pct), "excess": numbers.signed(one.excess_pct),
            "raw": self._ranked(one.raw, lambda row: row.change_pct),
            "against": self._ranked(one.excess, lambda row: row.excess_pct),
        }  # fmt: skip
        return texts["review.summary"].format(**told)

    def _ranked(self, held: Ranking, value: object) -> str:
        return self._texts["review.summary.ranked"].format(
            leaders=self._named(held.leaders[:1], value), laggards=self._named(held.laggards[:1], value)
        )

    def _named(self, rows: Sequence[Row], value: object) -> str:
        said = (f"{row.instrument.name(self._lang)} {numbers.signed(value(row))}" for row in rows)  # type: ignore[operator]
        return "  ".join(said) or numbers.MISSING
