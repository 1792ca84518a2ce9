"""The publish gate's protocol: every check that was made, those that stand against calling the note final first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look.labels import plain
from gui.look.numbers import MISSING, local_minute, percent
from gui.look.theme import PADDING, UNIT, Theme
from gui.tables.keyed import Column, KeyedModel
from gui.tables.keyed_view import KeyedTable
from models.gate.values import Check, Gate

Told = Callable[[Check], str]
SIGNS = {True: "=", False: "≠"}
LEAST_NAME = 110


class CheckModel(KeyedModel):
    """Rows are (number, check)."""

    upwards = ("passed", "reason", "name")

    def __init__(self, texts: Mapping[str, str], theme: Theme, named: Callable[[str], str], told: Told) -> None:
        super().__init__(theme, COLUMNS)
        self.texts, self.named, self.told = texts, named, told
        self._held: tuple[tuple[int, Check], ...] = ()

    def show(self, checks: Sequence[Check]) -> None:
        """Other checks; what was refused stands first."""
        self._held = tuple(sorted(enumerate(checks), key=lambda row: row[1].passed))
        self.put_rows(self.ordered(self._held))

    def held(self) -> Sequence[tuple[int, Check]]:
        """As they came."""
        return self._held

    def key_of(self, row: tuple[int, Check]) -> str:
        """Its number."""
        return str(row[0])

    def title(self, key: str) -> str:
        """The heading of a column."""
        return self.texts[f"noteview.check.{'subject' if key == 'name' else key}"]

    def tip_of(self, row: tuple[int, Check]) -> str:
        """The sentence of the protocol."""
        return self.told(row[1])

    def swatch(self, row: tuple[int, Check]) -> QColor:
        """Passed or not."""
        return self._theme.muted if row[1].passed else self._theme.warn

    def ink(self, row: tuple[int, Check], key: str) -> QColor:
        """What is refused speaks up."""
        if key == "passed":
            return self.swatch(row)
        return self._theme.muted if row[1].passed or key in ("first", "second") else self._theme.text


COLUMNS = (
    Column("name", 130, lambda model, row: model.named(row[1].subject), lambda model, row: row[1].subject, left=True),
    Column("passed", 76, lambda model, row: _passed(model, row[1]), lambda model, row: row[1].passed, left=True),
    Column("reason", 92, lambda model, row: model.texts[f"noteview.reason.{row[1].reason}"],
           lambda model, row: str(row[1].reason), left=True),
    Column("first", 72, lambda model, row: percent(row[1].first), lambda model, row: row[1].first),
    Column("second", 72, lambda model, row: percent(row[1].second), lambda model, row: row[1].second),
    Column("sentence", 240, lambda model, row: model.told(row[1]), lambda model, row: None, left=True),
)  # fmt: skip


def _passed(model: CheckModel, check: Check) -> str:
    return f"{SIGNS[check.passed]} {model.texts['noteview.passed' if check.passed else 'noteview.refused']}"


class Protocol(QWidget):
    """``show_gate`` shows one."""

    def __init__(self, texts: Mapping[str, str], theme: Theme, named: Callable[[str], str], told: Told) -> None:
        """named: an instrument or market as it is called; told: the sentence of a check."""
        super().__init__()
        self._texts = texts
        self.title, self.made = plain(texts["noteview.gate.none"], role="foot"), plain(role="foot")
        self.model = CheckModel(texts, theme, named, told)
        self.table = CheckTable(theme, self.model, texts["noteview.gate"])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for label in (self.title, self.made):
            label.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        box.addWidget(self.title)
        box.addWidget(self.table, 1)
        box.addWidget(self.made)

    def show_gate(self, gate: Gate) -> None:
        """The checks of a note."""
        self.model.show(gate.checks)
        refused, texts = len(gate.refused), self._texts
        key = "noteview.gate.final" if gate.final else "noteview.gate.refused"
        self.title.setText(texts[key].format(refused=refused, all=len(gate.checks)))
        told = {"tolerance": f"{gate.tolerance:g}", "made": local_minute(gate.made_at)}
        self.made.setText(texts["noteview.gate.made"].format(**told))


class CheckTable(KeyedTable):
    """The sentence takes the room that is left."""

    def give_name_room(self) -> None:
        """As wide as the others leave."""
        last = self.model().columnCount() - 1
        others = sum(self.columnWidth(place) for place in range(1, last))
        self.setColumnWidth(0, LEAST_NAME)
        self.setColumnWidth(last, max(120, self.viewport().width() - others - LEAST_NAME))
