"""Rows and sections that are dragged: what goes along, where it would be put, and the line that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QPainter

from gui.look.theme import ROW_HEIGHT, Theme
from gui.tables.model import QuoteTableModel

if TYPE_CHECKING:
    from gui.tables.view import QuoteTableView

ROWS = "application/x-suanli-rows"  # instrument ids, one a line
SECTIONS = "application/x-suanli-sections"  # section ids, one a line


class RowDragging:
    """Belongs to one view; tells through its ``dropped``. Sections are told with "section:" before the first id."""

    def __init__(self, view: QuoteTableView, model: QuoteTableModel, theme: Theme) -> None:
        self._view, self._model, self._theme = view, model, theme
        self._line: int | None = None  # the place before which things would be put
        view.setDragEnabled(True)
        view.setAcceptDrops(True)
        view.setDropIndicatorShown(False)  # ours is a line between rows

    def start(self, ids: Sequence[str], sections: Sequence[str]) -> None:
        """Rows go along; headings when no row is chosen."""
        kind, names = (ROWS, ids) if ids else (SECTIONS, sections)
        if not names:
            return
        data = QMimeData()
        data.setData(kind, "\n".join(names).encode())
        drag = QDrag(self._view)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)

    def enter(self, event: Any) -> None:
        """Ours are welcome; the user's files are somebody else's."""
        if self._ours(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def move(self, event: Any) -> None:
        """Follow the pointer with the line."""
        if not self._ours(event.mimeData()):
            event.ignore()
            return
        self._show(self._place(event.position().toPoint()))
        event.acceptProposedAction()

    def leave(self) -> None:
        """No line any more."""
        self._show(None)

    def drop(self, event: Any) -> None:
        """Tell what goes where."""
        place, data = self._place(event.position().toPoint()), event.mimeData()
        self._show(None)
        if data.hasFormat(ROWS):
            self._view.dropped.emit(_names(data, ROWS), *self.target(place))
        elif data.hasFormat(SECTIONS):
            section = self._section_at(place)
            self._view.dropped.emit(tuple(f"section:{name}" for name in _names(data, SECTIONS)), section, "")
        event.acceptProposedAction()

    def target(self, place: int) -> tuple[str, str]:
        """Section id, and the id of the row before which something put at ``place`` stands ("": at the end)."""
        lines = self._model.lines
        if not len(lines):
            return (self._model.section(0).id if self._model.watchlist.sections else ""), ""
        place = max(place, 1 if lines.is_heading(0) else 0)  # above the first heading means below it
        section = int(lines.section[max(place - 1, 0)])
        same = place < len(lines) and int(lines.section[place]) == section
        before = self._model.instrument(place) if same else None
        return self._model.section(section).id, before.id if before is not None else ""

    def stepped(self, ids: Sequence[str], by: int) -> tuple[str, str] | None:
        """Where rows go that are moved a line up (-1) or down: section id, and the id they then stand before."""
        places = sorted(place for name in ids if (place := self._model.place_of(name)) is not None)
        if not places:
            return None
        beyond = places[0] - 1 if by < 0 else places[-1] + 1
        if not 0 <= beyond < len(self._model.lines):
            return None
        section, before = int(self._model.lines.section[beyond]), self._model.instrument(beyond)
        if by < 0 and before is None:  # over a heading: to the end of the section above
            return (self._model.section(int(self._model.lines.section[beyond - 1])).id, "") if beyond else None
        if by > 0 and before is not None:  # after the next row: before the one that follows it
            following = beyond + 1
            same = following < len(self._model.lines) and self._model.lines.section[following] == section
            before = self._model.instrument(following) if same else None
        elif by > 0:  # over a heading: to the head of the section below
            first = self._model.members(section)
            before = self._model.store.instruments[int(first[0])] if len(first) else None
        return self._model.section(section).id, "" if before is None else before.id

    def paint(self, painter: QPainter) -> None:
        """The line."""
        if self._line is not None:
            top = self._top(self._line)
            painter.fillRect(0, top - 1, self._view.viewport().width(), 2, self._theme.accent)

    def _top(self, place: int) -> int:
        if place < len(self._model.lines):
            return self._view.rowViewportPosition(place)
        return self._view.rowViewportPosition(place - 1) + ROW_HEIGHT if place else 0

    def _place(self, point: QPoint) -> int:
        """The nearest gap between lines."""
        place = self._view.rowAt(point.y())
        if place < 0:
            return len(self._model.lines)
        lower = point.y() > self._view.rowViewportPosition(place) + ROW_HEIGHT // 2
        return place + 1 if lower else place

    def _section_at(self, place: int) -> str:
        lines = self._model.lines
        return self._model.section(int(lines.section[place])).id if place < len(lines) else ""

    def _show(self, line: int | None) -> None:
        if line != self._line:
            self._line = line
            self._view.viewport().update()

    @staticmethod
    def _ours(data: QMimeData) -> bool:
        return data.hasFormat(ROWS) or data.hasFormat(SECTIONS)


def _names(data: QMimeData, kind: str) -> tuple[str, ...]:
    return tuple(bytes(data.data(kind).data()).decode().split("\n"))
