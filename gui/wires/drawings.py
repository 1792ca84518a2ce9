"""The user's drawings as the window holds them, by instrument, with 50 steps back for each.

They show at once: a hand drags them. The steps are the chart's own and know nothing of those of the lists.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.papers import PaperBook

if TYPE_CHECKING:  # no chart is there before the first paint: models.drawings is imported with the first one
    from models.drawings.history import Edit, History
    from models.drawings.values import Drawings

KIND = "drawings"  # as models.drawings.paper names it


class DrawingBook(PaperBook):
    """``changed`` tells an instrument whose drawings are others now.

    Edits made before what is kept has come are made again on top of it.
    """

    changed = Signal(str)

    def __init__(self, client: DataClient, bridge: Bridge) -> None:
        super().__init__(client, bridge, KIND)
        self._sheets: dict[str, History] = {}
        self._unread: dict[str, tuple[Any, ...]] = {}  # kept as they are
        self._early: list[tuple[str, Callable[[History], History]]] | None = []  # None: what is kept has come

    def begin(self) -> None:
        """Ask for what is kept."""
        self._papers.begin()

    def of(self, instrument: str) -> Drawings:
        """What is drawn on an instrument's charts, the last on top."""
        return self._sheet(instrument).now

    def edit(self, instrument: str, label: str, made: Edit, *, hand: str = "") -> bool:
        """Make an edit; False when it changes nothing. label: a key of the texts.

        hand: a name of the drag that goes on, another for each: all its edits are one step, and the disk is spared
        until ``finish`` or a moment later.
        """
        from models.drawings.history import edited

        return self._do(instrument, lambda sheet: edited(sheet, label, made, hand), later=bool(hand))

    def undo(self, instrument: str) -> str:
        """Take the newest edit of this instrument's drawings back; its label, "" when there is none."""
        from models.drawings.history import undone

        label = self.steps(instrument)[0]
        self._do(instrument, undone)
        return label

    def redo(self, instrument: str) -> str:
        """Make the edit again that was taken back last; its label, "" when there is none."""
        from models.drawings.history import redone

        label = self.steps(instrument)[1]
        self._do(instrument, redone)
        return label

    def steps(self, instrument: str) -> tuple[str, str]:
        """The labels of what can be taken back and made again next, "" for none."""
        sheet = self._sheet(instrument)
        return sheet.done[-1].label if sheet.done else "", sheet.undone[-1].label if sheet.undone else ""

    def _do(self, instrument: str, what: Callable[[History], History], *, later: bool = False) -> bool:
        before = self._sheet(instrument)
        after = what(before)
        if self._early is not None:
            self._early.append((instrument, what))
        if after is before:
            return False
        self._sheets[instrument] = after
        self._papers.touch(instrument, later=later)
        self.changed.emit(instrument)
        return True

    def _sheet(self, instrument: str) -> History:
        if instrument not in self._sheets:
            from models.drawings.history import History
            from models.drawings.paper import read

            drawings, unread = read(self._papers.said.get(instrument))
            self._sheets[instrument] = History(now=drawings)
            self._unread[instrument] = unread
        return self._sheets[instrument]

    def _paper(self, instrument: str) -> Any:
        if instrument not in self._sheets:
            return self._papers.said.get(instrument)
        drawings, unread = self._sheets[instrument].now, self._unread.get(instrument, ())
        from models.drawings.paper import written

        return written(drawings, unread) if drawings or unread else None

    def _take(self) -> None:
        """What is kept has come: what was done meanwhile is done on top of it."""
        shown, self._sheets = self._sheets, {}
        early, self._early = self._early or [], None
        for instrument, what in early:
            self._sheets[instrument] = what(self._sheet(instrument))
        for instrument, sheet in shown.items():
            if self._sheet(instrument).now != sheet.now:
                self.changed.emit(instrument)
