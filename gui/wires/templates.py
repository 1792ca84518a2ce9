"""What the user has said of tables' layouts: kept under the fingerprint of their headings, and remembered next week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from gui.wires.papers import PaperBook

if TYPE_CHECKING:  # nobody imports before the first paint
    from models.imports.traffic.values import Hints, Template

KIND = "import_templates"


class TemplateBook(PaperBook):
    """``begun``: what is kept has come."""

    begun = Signal()

    def __init__(self, client: DataClient, bridge: Bridge) -> None:
        super().__init__(client, bridge, KIND)
        self._held: dict[str, Hints] = {}
        self._asked = False

    def begin(self) -> None:
        """Ask for what is kept; called when somebody imports for the first time."""
        if not self._asked:
            self._asked = True
            self._papers.begin()

    def hints(self, fingerprint: str) -> Hints | None:
        """What was said of a layout the last time; None when it is a new one."""
        return self._held.get(fingerprint)

    def keep(self, template: Template) -> None:
        """A table was taken as these hints say."""
        from models.imports.traffic.kept import read, written

        said = read(written(template.hints))
        if not template.fingerprint or said == self._held.get(template.fingerprint):
            return
        if said is None:
            self._held.pop(template.fingerprint)
        else:
            self._held[template.fingerprint] = said
        self._papers.touch(template.fingerprint, later=True)

    def _paper(self, name: str) -> Any:
        from models.imports.traffic.kept import written

        held = self._held.get(name)
        return None if held is None else written(held)

    def _take(self) -> None:
        """What is kept has come; what was said meanwhile counts before it."""
        from models.imports.traffic.kept import read

        kept = {name: hints for name, body in self._papers.said.items() if (hints := read(body)) is not None}
        self._held = kept | self._held
        self.begun.emit()
