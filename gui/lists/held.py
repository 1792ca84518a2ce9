"""Where the hands were in a table, kept over a reset: the current line, the selected rows, what was scrolled away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

from models.watchlist import PINS

if TYPE_CHECKING:
    from gui.lists.panel import WatchlistPanel

Line = tuple[str, str]  # the section's id, and the instrument's ("": its heading)


class Held:
    """Taken before a reset; ``stand`` goes back, or to the line that came into the place of one that is gone."""

    def __init__(self, panel: WatchlistPanel) -> None:
        self._panel = panel
        self._place = panel.view.currentIndex().row()
        self._line = self._at(self._place)
        self._chosen = panel.view.selectionModel().hasSelection()
        self._ids = panel.view.ids if self._chosen else ()
        self._top = panel.view.verticalScrollBar().value()

    def stand(self, *, other: bool = False) -> None:
        """``other``: the table shows another list, where only the same instrument is meant."""
        panel = self._panel
        panel.standing = True
        place = self._same_instrument() if other else self._same_line()
        if not other:
            panel.choose(self._ids)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag
            anew = other or (self._chosen and not panel.view.selectionModel().hasSelection())
            how = flags.ClearAndSelect | flags.Rows if anew else flags.NoUpdate
            panel.view.selectionModel().setCurrentIndex(panel.model.index(place, panel.view.column), how)
        if not other:
            panel.view.verticalScrollBar().setValue(self._top)
        panel.standing = False

    def _at(self, place: int) -> Line | None:
        model = self._panel.model
        if not 0 <= place < len(model.lines):
            return None
        one = model.instrument(place)
        return model.section(int(model.lines.section[place])).id, "" if one is None else one.id

    def _same_instrument(self) -> int | None:
        one = self._panel.current
        return None if one is None else self._panel.model.place_of(one.id)

    def _same_line(self) -> int | None:
        model = self._panel.model
        if self._line is None:
            return self._same_instrument()
        section, name = self._line
        place = model.heading_of(section) if not name else model.place_of(name)
        if name and section == PINS and (head := model.heading_of(PINS)) is not None:
            pinned = (at for at in range(head + 1, len(model.lines)) if self._at(at) == self._line)
            place = next(pinned, place)
        if place is None and len(model.lines):
            place = min(self._place, len(model.lines) - 1)
        return place
