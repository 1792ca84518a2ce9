"""The lines under the search box: a model of hits, and a painter of them that knows plain text only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.look.theme import PADDING, SMALL_PX, Theme, font
from models.instruments import Instrument
from models.search.index import Hit
from models.search.shown import Span, marked, marked_code, other_name

LINE_HEIGHT = 26
CODE_WIDTH, TAG_WIDTH = 92, 76
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
Face = tuple[QFont, QFontMetrics]
Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole


class Results(QAbstractListModel):
    """Hits in order. A line's text is what a reader who does not see it is told."""

    def __init__(self, texts: Mapping[str, str], lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._lang = texts, lang
        self.hits: tuple[Hit, ...] = ()

    def show(self, hits: tuple[Hit, ...]) -> None:
        """Other hits in their place."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Hits."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a line, or the hit itself."""
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        return self._said(hit) if role == Qt.ItemDataRole.DisplayRole else None

    def market(self, one: Instrument) -> str:
        """The market's name in the reader's language."""
        return self._texts.get(f"market.{one.market}", str(one.market))

    def names(self, hit: Hit) -> tuple[str, str]:
        """The name and the other name; what is in no list has neither."""
        one = hit.instrument
        if not hit.listed and not (one.name_zh or one.name_en):
            return self._texts["search.unlisted"], ""
        return one.name(self._lang), other_name(one, self._lang)

    def _said(self, hit: Hit) -> str:
        said = (hit.instrument.id, *self.names(hit), self.market(hit.instrument))
        return "  ".join(dict.fromkeys(part for part in said if part))


class HitPainter(QStyledItemDelegate):
    """Code, name, other name, what else matched, market. What was typed stands out in each."""

    def __init__(self, model: Results, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        faces = (font(), font(bold=True), font(SMALL_PX))
        self._plain, self._bold, self._small = ((face, QFontMetrics(face)) for face in faces)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """All lines have one height."""
        return QSize(0, LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        hit, theme, room = index.data(HIT), self._theme, QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, theme.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.hover)
        room.adjust(PADDING, 0, -PADDING, 0)
        tag = QRect(room.right() - TAG_WIDTH + 1, room.top(), TAG_WIDTH, room.height())
        painter.setFont(self._small[0])
        painter.setPen(theme.muted)
        painter.drawText(tag, RIGHT, self._model.market(hit.instrument))
        code = QRect(room.left(), room.top(), CODE_WIDTH - PADDING, room.height())
        self._text(painter, code, hit.instrument.id, self._bold, theme.text, marked_code(hit))
        room.setLeft(room.left() + CODE_WIDTH)
        room.setRight(tag.left() - PADDING)
        self._names(painter, room, hit)

    def _names(self, painter: QPainter, room: QRect, hit: Hit) -> None:
        name, other = self._model.names(hit)
        spans = marked(name, hit), marked(other, hit)
        parts = [(name, self._plain, self._theme.text, spans[0]), (other, self._small, self._theme.muted, spans[1])]
        if hit.length and not any(spans) and marked_code(hit) is None:
            parts.insert(1, (hit.key, self._small, self._theme.muted, (hit.at, hit.at + hit.length)))
        for text, face, colour, span in parts:
            if text:
                room.setLeft(self._text(painter, room, text, face, colour, span) + PADDING * 2)

    def _text(self, painter: QPainter, room: QRect, text: str, face: Face, colour: QColor, span: Span | None) -> int:
        """Draw one text into the room, its marked part in the accent; where it ends."""
        if room.width() <= 0:
            return room.right()
        metrics, left = face[1], room.left()
        part = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        first, last = span or (0, 0)
        painter.setFont(face[0])
        for piece, ink in ((part[:first], colour), (part[first:last], self._theme.accent), (part[last:], colour)):
            if piece:
                painter.setPen(ink)
                painter.drawText(QRect(left, room.top(), room.right() - left + 2, room.height()), LEFT, piece)
                left += metrics.horizontalAdvance(piece)
        return left
