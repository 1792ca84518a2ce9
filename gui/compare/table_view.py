"""The table beside the chart: the returns of what is in sight."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor

from gui.compare.table import ReturnsModel
from gui.look.theme import Theme
from gui.tables.keyed_view import KeyedTable
from models.compare.returns import Table


class ReturnsView(KeyedTable):
    """A line a member; its key is the member's."""

    bold = "change"

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        model = ReturnsModel(texts, lang, theme)
        super().__init__(theme, model, texts["relative.sheet.table"])
        self.returns = model

    def show_table(self, table: Table, colours: Mapping[str, QColor], failed: Mapping[str, str]) -> None:
        """Another table; who was selected is selected still."""
        chosen = self.chosen
        self.returns.put(table, colours, failed)
        if not self.chosen:
            self.choose(chosen)
