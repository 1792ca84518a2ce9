"""What can be done to one drawing: the menu under the right button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from gui.charts.layers.drawings import ink
from gui.look.theme import Theme
from models.drawings import edits
from models.drawings.history import Edit
from models.drawings.values import COLOURS, WIDEST, Drawing, Style

SWATCH_PX = 12
Edited = Callable[[str, Edit], None]  # told a key of the texts and what to do


class DrawingMenu(QMenu):
    """Tells ``edited`` what is chosen, and calls ``write`` for its text. It is gone when it closes."""

    def __init__(
        self, drawing: Drawing, texts: Mapping[str, str], theme: Theme, edited: Edited, write: Callable[[], None],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._drawing, self._texts, self._theme, self._edited = drawing, texts, theme, edited
        self._colours()
        self._widths()
        self._toggle("draw.dash", drawing.style.dash, lambda on: self._restyled(replace(drawing.style, dash=on)))
        self.addAction(texts["draw.write"]).triggered.connect(lambda _=False: write())
        self.addSeparator()
        name = drawing.id
        self._toggle("draw.lock", drawing.locked, lambda on: lambda held: edits.lock(held, name, locked=on))
        self._act("draw.hide", lambda held: edits.show(held, name, visible=False))
        self._act("draw.to_top", lambda held: edits.to_top(held, name))
        self.addSeparator()
        self._act("draw.remove", lambda held: edits.remove(held, name)).setEnabled(not drawing.locked)

    def _colours(self) -> None:
        menu = self.addMenu(self._texts["draw.colour"])
        for token in COLOURS:
            action = self._style(menu, self._colour(token), replace(self._drawing.style, colour=token))
            action.setIcon(swatch(ink(self._theme, token)))

    def _colour(self, token: str) -> str:
        if token.startswith("ramp"):
            return self._texts["draw.colour.series"].format(number=int(token[4:]) + 1)
        return self._texts[f"draw.colour.{token}"]

    def _widths(self) -> None:
        menu = self.addMenu(self._texts["draw.width"])
        for width in range(1, WIDEST + 1):
            text = self._texts["draw.width.value"].format(width=width)
            self._style(menu, text, replace(self._drawing.style, width=width))

    def _style(self, menu: QMenu, text: str, style: Style) -> QAction:
        action = QAction(text, menu, checkable=True, checked=style == self._drawing.style)
        action.triggered.connect(lambda _=False: self._edited("draw.step.style", self._restyled(style)))
        menu.addAction(action)
        return action

    def _restyled(self, style: Style) -> Edit:
        return lambda held: edits.restyle(held, self._drawing.id, style)

    def _toggle(self, key: str, on: bool, made: Callable[[bool], Edit]) -> None:
        action = QAction(self._texts[key], self, checkable=True, checked=on)
        action.triggered.connect(lambda now: self._edited(key, made(now)))
        self.addAction(action)

    def _act(self, key: str, made: Edit) -> QAction:
        action = self.addAction(self._texts[key])
        action.triggered.connect(lambda _=False: self._edited(key, made))
        return action


def swatch(colour: QColor) -> QIcon:
    """A square of a colour."""
    picture = QPixmap(SWATCH_PX, SWATCH_PX)
    picture.fill(colour)
    return QIcon(picture)
