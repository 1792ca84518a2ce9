"""What the user has said of tables' layouts: kept under the fingerprint of their headings, and remembered next week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.papers import PaperBook

if TYPE_CHECKING:  # nobody imports before the first paint
    from models.imports.traffic.values import Template

KIND = "import_templates"  # as models.imports.traffic.templates names it


class TemplateBook(PaperBook):
    """``begun``: what is kept has come."""

    begun = Signal()

    def __init__(self, client: DataClient, bridge: Bridge) -> None:
        super().__init__(client, bridge, KIND)
        self._held: dict[str, Template] = {}
        self._asked = False

    def begin(self) -> None:
        """Ask for what is kept; called when somebody imports for the first time."""
        if not self._asked:
            self._asked = True
            self._papers.begin()

    def template(self, fingerprint: str) -> Template | None:
        """What was said of a layout the last time; None when it is a new one."""
        return self._held.get(fingerprint)

    def keep(self, template: Template) -> None:
        """A table was taken as these hints say."""
        mark = template.fingerprint
        if mark and template != self._held.get(mark):
            self._held[mark] = template
            self._papers.touch(mark)

    def _paper(self, name: str) -> Any:
        from models.imports.traffic.templates import dump

        return dump(self._held[name])

    def _take(self) -> None:
        """What is kept has come; what was said meanwhile counts before it."""
        from models.imports.traffic.templates import load

        kept = {one.fingerprint: one for body in self._papers.said.values() if (one := load(body)) is not None}
        self._held = kept | self._held
        self.begun.emit()
