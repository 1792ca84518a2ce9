"""The publish gate's protocol: every check that was made, those that stand against calling the note final first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look.labels import plain, tip
from gui.look.numbers import percent
from gui.look.theme import PADDING, UNIT, Theme
from gui.tables.keyed import Column, KeyedModel
from gui.tables.keyed_view import KeyedTable
from models.gate.values import Check, Gate
from models.gate.wording import about, sentence, subject_name, verdict

SIGNS = {True: "=", False: "≠"}
LEAST_NAME, LEAST_SENTENCE = 110, 200
TOLD_AGAIN = ("first", "second")  # stand in the sentence, too


class CheckModel(KeyedModel):
    """Rows are (number, check)."""

    upwards = ("passed", "reason", "name")

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__(theme, COLUMNS)
        self.texts, self.lang, self._tolerance = texts, lang, 0.0
        self._held: tuple[tuple[int, Check], ...] = ()

    def show(self, gate: Gate) -> None:
        """Other checks; what was refused stands first."""
        self._tolerance = gate.tolerance
        self._held = tuple(sorted(enumerate(gate.checks), key=lambda row: row[1].passed))
        self.put_rows(self.ordered(self._held))

    def held(self) -> Sequence[tuple[int, Check]]:
        """As they came."""
        return self._held

    def key_of(self, row: tuple[int, Check]) -> str:
        """Its number."""
        return str(row[0])

    def title(self, key: str) -> str:
        """The heading of a column."""
        return self.texts[f"gate.column.{TITLES.get(key, key)}"]

    def tip_of(self, row: tuple[int, Check]) -> str:
        """The sentence of the protocol."""
        return self.told(row[1])

    def told(self, check: Check) -> str:
        """The sentence of a check."""
        return sentence(check, self._tolerance, self.texts)

    def swatch(self, row: tuple[int, Check]) -> QColor:
        """Passed or not."""
        return self._theme.muted if row[1].passed else self._theme.warn

    def ink(self, row: tuple[int, Check], key: str) -> QColor:
        """What is refused speaks up."""
        if key == "passed":
            return self.swatch(row)
        return self._theme.muted if row[1].passed or key in ("first", "second") else self._theme.text


TITLES = {"passed": "result", "first": "one", "second": "two", "sentence": "said"}
COLUMNS = (
    Column("name", 130, lambda model, row: subject_name(row[1], model.texts, model.lang),
           lambda model, row: row[1].subject, left=True),
    Column("passed", 76, lambda model, row: _passed(model, row[1]), lambda model, row: row[1].passed, left=True),
    Column("reason", 160, lambda model, row: model.texts[f"gate.reason.{row[1].reason}"],
           lambda model, row: str(row[1].reason), left=True),
    Column("first", 72, lambda model, row: percent(row[1].first), lambda model, row: row[1].first),
    Column("second", 72, lambda model, row: percent(row[1].second), lambda model, row: row[1].second),
    Column("sentence", 240, lambda model, row: model.told(row[1]), lambda model, row: None, left=True),
)  # fmt: skip


def _passed(model: CheckModel, check: Check) -> str:
    result = "passed" if check.passed else "refused"
    return f"{SIGNS[check.passed]} {model.texts[f'gate.result.{result}']}"


class Protocol(QWidget):
    """``show_gate`` shows one."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.title, self.made = plain(texts["noteview.gate.none"], role="foot"), plain(role="foot")
        self.model = CheckModel(texts, lang, theme)
        self.table = CheckTable(theme, self.model, texts["gate.sheet"])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for label in (self.title, self.made):
            label.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
            label.setWordWrap(True)  # nothing of what was refused, and of when it was checked, may be cut off
        box.addWidget(self.title)
        box.addWidget(self.table, 1)
        box.addWidget(self.made)

    def show_nothing(self) -> None:
        """There is nothing to check."""
        self.model.show(Gate(checks=(), tolerance=0.0, made_at=0.0))
        self.title.setText(self._texts["noteview.gate.none"])
        self.made.clear()

    def show_gate(self, gate: Gate) -> None:
        """The checks of a note."""
        self.model.show(gate)
        said = verdict(gate, self._texts) if gate.checks else self._texts["noteview.gate.none"]
        self.title.setText(said)
        self.title.setToolTip(tip(said))
        self.made.setText(about(gate, self._texts))


class CheckTable(KeyedTable):
    """The sentence takes the room that is left; where there is little, the numbers that it tells again give way."""

    def give_name_room(self) -> None:
        """As wide as the others leave."""
        last = self.model().columnCount() - 1
        narrow = self.viewport().width() < LEAST_NAME + LEAST_SENTENCE + sum(one.width for one in COLUMNS[1:last])
        for place, one in enumerate(COLUMNS):
            if one.key in TOLD_AGAIN and self.isColumnHidden(place) is not narrow:
                self.setColumnHidden(place, narrow)
        others = sum(self.columnWidth(place) for place in range(1, last))
        self.setColumnWidth(0, LEAST_NAME)
        self.setColumnWidth(last, max(120, self.viewport().width() - others - LEAST_NAME))
