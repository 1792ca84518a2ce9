"""The grid of charts as it was left, and the user's templates: kept a moment after each change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.papers import PaperBook
from models.charts.paper import GRID, KIND, TEMPLATE, grid_read, grid_written, template_read, template_written
from models.charts.values import GridSpec, Template, named


class LayoutBook(PaperBook):
    """``restored`` tells the grid as it was left, when it has come and nobody has changed the one shown meanwhile.

    ``changed``: the templates are others.
    """

    restored = Signal(object)
    changed = Signal()

    def __init__(self, client: DataClient, bridge: Bridge, kept: GridSpec | None = None) -> None:
        """``kept``: as it was left, to be shown until the data process has spoken."""
        super().__init__(client, bridge, KIND)
        self.grid = self._first = kept or GridSpec()
        self._templates: dict[str, Template] = {}
        self._unread: dict[str, Any] = {}  # templates of a later version, kept as they are
        self._dropped: set[str] = set()  # before it was known whether they are there

    def begin(self) -> None:
        """Ask for what is kept."""
        self._papers.begin()

    def keep(self, grid: GridSpec) -> None:
        """The grid as it is now; written a moment later."""
        if grid != self.grid:
            self.grid = grid
            self._papers.touch(GRID, later=True)

    @property
    def templates(self) -> tuple[Template, ...]:
        """The templates by name."""
        return tuple(self._templates[name] for name in sorted(self._templates))

    def template(self, name: str) -> Template | None:
        """The template of this name."""
        return self._templates.get(name)

    def save(self, name: str, grid: GridSpec) -> Template | None:
        """Keep a grid under a name, in the place of one of the same name; None when that is no name."""
        name = named(name)
        if not name:
            return None
        self._templates[name] = made = Template(name=name, grid=grid)
        self._tell(name)
        return made

    def rename(self, name: str, to: str) -> bool:
        """Another name for a template; False when there is none, or another has that name."""
        to = named(to)
        if name not in self._templates or not to or to in self._templates:
            return False
        self._templates[to] = Template(name=to, grid=self._templates.pop(name).grid)
        self._tell(name, to)
        return True

    def delete(self, name: str) -> Template | None:
        """Take a template away; it comes back by saving its grid again."""
        gone = self._templates.pop(name, None)
        if gone is not None:
            self._tell(name)
        return gone

    def _tell(self, *names: str) -> None:
        self._dropped |= {name for name in names if name not in self._templates}
        self._papers.touch(*(TEMPLATE + name for name in names))
        self.changed.emit()

    def _paper(self, name: str) -> Any:
        if name == GRID:
            return grid_written(self.grid)
        template = self._templates.get(name.removeprefix(TEMPLATE))
        return template_written(template) if template else self._unread.get(name)

    def _take(self) -> None:
        """What is kept has come. What was saved meanwhile counts before it."""
        said = self._papers.said
        for name, body in said.items():
            if name.startswith(TEMPLATE):
                self._take_template(name, template_read(body), body)
        if self._templates:
            self.changed.emit()
        left = grid_read(said.get(GRID))
        if left is not None and self.grid == self._first:
            self.grid = left
            if left != self._first:
                self.restored.emit(left)

    def _take_template(self, name: str, template: Template | None, body: Any) -> None:
        if template is None or TEMPLATE + template.name != name:
            self._unread[name] = body
        elif template.name not in self._dropped:
            self._templates.setdefault(template.name, template)
