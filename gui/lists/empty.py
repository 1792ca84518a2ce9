"""What stands in the middle of a table without lines: what would be here, and how it gets here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt

from gui.look.labels import Plain, redress
from gui.tables.model import QuoteTableModel
from gui.tables.view import QuoteTableView


class EmptyPlace(Plain):
    """Lies over a view while its model has no lines; the keyboard and the pointer are the view's."""

    def __init__(self, view: QuoteTableView, model: QuoteTableModel, texts: Mapping[str, str]) -> None:
        super().__init__(view)
        self._view, self._model, self._texts = view, model, texts
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        redress(self, "foot")
        view.viewport().installEventFilter(self)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """The model has other lines."""
        empty = not len(self._model.lines)
        if empty:
            self.setText(self._texts["lists.none_pass" if self._model.filtered else "lists.empty"])
            self.setGeometry(self._view.viewport().geometry().adjusted(24, 0, -24, 0))
        self.setVisible(empty)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """In the middle of whatever room there is."""
        if event.type() == QEvent.Type.Resize and self.isVisibleTo(self._view):
            self.renew()
        return super().eventFilter(watched, event)
