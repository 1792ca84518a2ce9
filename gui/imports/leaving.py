"""What leaves of the page of imports: the cells as they were read, what is taken of them, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from gui.imports.text_table import TextTable
from gui.outs.menu import OutMenu
from gui.outs.tables import TableOuts, Told
from gui.parts import Parts

AS_READ = ("cells", "refused")  # nothing of a file is read as anything else, nor written as such
OWN_MENU = ("cells", "series")


class ImportOuts:
    """tables: those of the page, by name. front: which of the lower ones is seen. button: for the page's head."""

    def __init__(self, parts: Parts, tables: Mapping[str, TextTable], front: Callable[[], QWidget | None]) -> None:
        self.by_name = {name: self._one(parts, name, table) for name, table in tables.items()}
        self._tables, self._front = tables, front
        self.button = OutMenu(parts.texts)
        self.button.asked.connect(self.do)

    def do(self, act: str) -> None:
        """With the table that has the keyboard, else with the lower one in front."""
        self.by_name[self._meant()].do(act)

    def retire(self) -> None:
        """Wait for pictures that are being packed."""
        for outs in self.by_name.values():
            outs.retire()

    def _meant(self) -> str:
        if self._tables["cells"].hasFocus():
            return "cells"
        front = self._front()
        return next((name for name, table in self._tables.items() if table is front), "cells")

    @staticmethod
    def _one(parts: Parts, name: str, table: TextTable) -> TableOuts:
        def told() -> Told:
            return Told(title=table.accessibleName(), as_text=name in AS_READ)

        return TableOuts(parts, table, told, own_menu=name in OWN_MENU)
