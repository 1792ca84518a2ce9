"""Gives a table what every table has: a menu that copies and exports it, at the right button, Ctrl+E and on a button.

The same path as a chart's: what leaves is a page that is painted, or a workbook with a sheet that names the source.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from gui.look.theme import Theme
from gui.outs import menu
from gui.outs.leaf import TablePage
from gui.outs.outs import ACTS, NUMBERS, Outs
from gui.outs.reading import Reading, read
from gui.parts import Parts
from models.exports.naming import stem
from models.exports.origins import Origin, sources_sheet
from models.workbook import PAPER_COLOURS, Book, Sheet

KEY = "Ctrl+E"
ROWS = "rows"  # the selected lines, as they are printed


class Headed(Protocol):
    """A part of a page that has room for a button at its head."""

    def tools(self, *widgets: QWidget) -> None:
        """At the right."""


def in_section(parts: Parts, view: QAbstractItemView, section: Headed, title: str) -> TableOuts:
    """Of a small table under a title, with a button beside that."""
    made = TableOuts(parts, view, lambda: Told(title=title))
    section.tools(made.button())
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands around a table that leaves. title: what it is. origin: whose it is, one line.

    notes: sentences under it. origins: a line each of the sheet of sources; () names the origin. as_text: its cells
    are somebody's own and nobody's to interpret.
    """

    title: str
    origin: str = ""
    notes: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    as_text: bool = False


class TableSource:
    """A table as outs.Source has it. book: its workbook, where somebody makes a better one of what is behind it."""

    def __init__(
        self, parts: Parts, seen: Callable[[], Reading], told: Callable[[], Told],
        book: Callable[[float], Book | None] | None = None,
    ) -> None:  # fmt: skip
        self._parts, self._seen, self._told, self._book = parts, seen, told, book

    def page(self, look: Theme) -> TablePage | None:
        """As it is seen; None without lines."""
        seen, told = self._seen(), self._told()
        if not seen.rows:
            return None
        return TablePage(
            reading=seen, title=told.title, origin=told.origin or self._parts.texts["app.title"], theme=look,
            own=self._parts.theme, texts=self._parts.texts,
        )  # fmt: skip

    def book(self, now: float) -> Book | None:
        """Its cells as what they are, and whose they are."""
        if self._book is not None:
            return self._book(now)
        seen, told = self._seen(), self._told()
        if not seen.rows:
            return None
        when = dt.datetime.fromtimestamp(now, dt.UTC)
        columns, lines = seen.table(as_text=told.as_text)
        at = self._parts.texts["out.made_at"].format(at=f"{when:%Y-%m-%d %H:%M}")
        sheet = Sheet(title=told.title, above=(told.title,), columns=columns, lines=lines, under=(*told.notes, at))
        up, down = PAPER_COLOURS[self._parts.theme.convention]
        sheets = (sheet, sources_sheet(self._origins(told, when), self._parts.texts))
        return Book(sheets=sheets, title=told.title, created=when, up=up, down=down)

    def stem(self) -> str:
        """Its title as a file's name."""
        return stem(self._told().title, "table")

    def size(self) -> QSize:
        """All of it, however little of it is in sight."""
        page = self.page(self._parts.theme)
        return page.report if page is not None else QSize()

    def _origins(self, told: Told, when: dt.datetime) -> Sequence[Origin]:
        source = told.origin or self._parts.texts["app.title"]
        return told.origins or (Origin(what=told.title, source=source, as_of=when),)


class TableOuts(QObject):
    """Belongs to a table. own_menu: the right button is for something else there."""

    def __init__(
        self, parts: Parts, view: QWidget, told: Callable[[], Told], *, seen: Callable[[], Reading] | None = None,
        book: Callable[[float], Book | None] | None = None, own_menu: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        """seen: what the table says, where it is none of Qt's."""
        super().__init__(view)
        self._parts, self._view = parts, view
        self.source = TableSource(parts, seen or (lambda: read(view)), told, book)  # type: ignore[arg-type]
        self.outs = Outs(parts, lambda: self.source, view, clock)
        self.outs.told.connect(parts.writing.say)
        if isinstance(view, QAbstractItemView):
            shortcut = QShortcut(QKeySequence(KEY), view, self._open)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            if not own_menu:
                view.viewport().installEventFilter(self)

    def button(self) -> menu.OutMenu:
        """For a row of tools."""
        made = menu.OutMenu(self._parts.texts, self.acts)
        made.asked.connect(self.do)
        return made

    def fill(self, menu_: QMenu) -> None:
        """The lines of the menu."""
        menu.fill(menu_, self._parts.texts, self.do, self.acts)

    @property
    def acts(self) -> tuple[str, ...]:
        """What can be done with it: its selected lines copied where it can say them, and all that a chart can."""
        return (ROWS if hasattr(self._view, "copy") else NUMBERS, *ACTS)

    def do(self, act: str) -> None:
        """ROWS, NUMBERS or one of ACTS."""
        if act == ROWS:
            copying: Any = self._view
            copying.copy()
            self._parts.writing.say(self._parts.texts["out.numbers.copied"])
        else:
            self.outs.do(act)

    def retire(self) -> None:
        """Wait for a picture that is being packed."""
        self.outs.retire()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The right button."""
        if isinstance(event, QContextMenuEvent) and event.type() == QEvent.Type.ContextMenu:
            self.popup(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def popup(self, at: QPoint) -> None:
        """Offer the menu at a place of the screen."""
        made = QMenu(self._view)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(made)
        made.popup(at)

    def _open(self) -> None:
        self.popup(self._view.mapToGlobal(QPoint(0, 0)))
