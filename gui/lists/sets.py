"""The column sets in one thin row: those that ship, then the user's own. What has no room waits in a menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QToolButton, QWidget

from gui.look.labels import tip
from gui.look.theme import SMALL_PX, Theme, font
from models.lists.columns import SETS

HEIGHT, SIDE, MORE, WIDEST = 24, 9, 28, 120


class Segment(QAbstractButton):
    """One set's name; the one that is on has a line under it."""

    def __init__(self, theme: Theme, name: str, said: str) -> None:
        super().__init__()
        self.name, self._theme = name, theme
        self.setText(said)
        self.setShortcut(QKeySequence())  # Qt made one of "P&A": Alt+A
        self.setAccessibleName(said)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its name, to a limit."""
        wide = QFontMetrics(font(SMALL_PX)).horizontalAdvance(self.text())
        return QSize(min(wide + 2 * SIDE, WIDEST), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """No box: a word, brighter when it is on."""
        look, room = self._theme, self.rect().adjusted(SIDE - 2, 0, -SIDE + 2, 0)
        with QPainter(self) as painter:
            if self.underMouse() or self.hasFocus():
                painter.fillRect(self.rect(), look.hover)
            painter.setFont(font(SMALL_PX))
            painter.setPen(look.text if self.isChecked() else look.muted)
            said = QFontMetrics(font(SMALL_PX)).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, said)
            if self.isChecked():
                painter.fillRect(room.left(), self.height() - 2, room.width(), 2, look.accent)


class SetSwitch(QWidget):
    """Shows which column set is on; none of them when a list has columns of its own. ``chosen`` tells a set's id."""

    chosen = Signal(str)

    def __init__(self, texts: Mapping[str, str], theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme, self._on = texts, theme, ""
        self.more = QToolButton(self, text="⋯")
        self.more.setProperty("role", "thin")
        self.more.setToolTip(tip(texts["set.more"]))
        self.more.setAccessibleName(texts["set.more"])
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(texts["set.title"])
        self._segments = [self._made(name, place) for place, name in enumerate(SETS, 1)]
        self.show_sets((), "")

    def show_sets(self, own: tuple[str, ...], on: str) -> None:
        """The shipped sets and the names of the user's own; ``on``: the id of the one that is shown, or ""."""
        self._on = on
        if own != self.names[len(SETS) :]:
            self._replace(own)
        for segment in self._segments:
            segment.setChecked(segment.name == on)
        self._place()

    @property
    def names(self) -> tuple[str, ...]:
        """The sets' ids, in order."""
        return tuple(segment.name for segment in self._segments)

    def go(self, number: int) -> None:
        """Choose a set by its number, from 1."""
        if 0 < number <= len(self._segments):
            self._choose(self._segments[number - 1].name)

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or fewer have room."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of them in a row."""
        return QSize(sum(segment.sizeHint().width() for segment in self._segments), HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The menu is enough."""
        return QSize(MORE, HEIGHT)

    # inside

    def _replace(self, own: tuple[str, ...]) -> None:
        """Other sets of the user's behind the shipped ones, for the Tab key too."""
        for old in self._segments[len(SETS) :]:
            old.hide()
            old.deleteLater()
        del self._segments[len(SETS) :]
        for name in own:
            made = self._made(name, len(self._segments) + 1)
            self.setTabOrder(self._segments[-1], made)
            self._segments.append(made)

    def _made(self, name: str, number: int) -> Segment:
        said = self._texts.get(f"set.{name}", name) if name in SETS else name
        segment = Segment(self._theme, name, said)
        segment.setParent(self)
        keyed = self._texts["set.tip"].format(name=said, key=number) if number <= len(SETS) else said
        segment.setToolTip(tip(keyed))
        segment.clicked.connect(lambda: self._choose(name))
        return segment

    def _choose(self, name: str) -> None:
        """Show it as the one that is on only when the owner has said so."""
        for segment in self._segments:
            segment.setChecked(segment.name == self._on)
        self.chosen.emit(name)

    def _place(self) -> None:
        """In a row as far as there is room; the rest is in the menu."""
        widths = [segment.sizeHint().width() for segment in self._segments]
        room = self.width() if sum(widths) <= self.width() else self.width() - MORE
        left, hidden = 0, []
        for segment, width in zip(self._segments, widths, strict=True):
            fits = not hidden and left + width <= room
            segment.setVisible(fits)
            segment.setGeometry(left, 0, width, HEIGHT)
            left += width if fits else 0
            hidden += [] if fits else [segment]
        self.more.setVisible(bool(hidden))
        self.more.setGeometry(left, 0, MORE, HEIGHT)
        self._list(hidden)

    def _list(self, hidden: list[Segment]) -> None:
        menu = self.more.menu()
        menu.clear()
        for segment in hidden:
            action = menu.addAction(segment.text().replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(segment.isChecked())
            action.triggered.connect(lambda _=False, name=segment.name: self._choose(name))
