"""Claims with what was found of each, a line a claim: the ledger of the note, and of a text that was pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor

from gui.look.numbers import MISSING, local_minute
from gui.look.theme import Theme
from gui.tables.keyed import Column, KeyedModel
from gui.tables.keyed_view import KeyedTable
from models.claims.values import Checked, State
from models.review.paper import source_name
from models.review.values import Window

SIGNS = {State.CONFIRMED: "=", State.CONTRADICTED: "≠", State.UNDECIDABLE: "?"}
ORDER = {State.CONTRADICTED: 0, State.UNDECIDABLE: 1, State.CONFIRMED: 2}
SPARE = ("as_of", "source", "window", "kind")  # columns that give way where there is no room: the first goes first
LEAST_SAID = 150


class VerdictModel(KeyedModel):
    """Rows are (number, checked); a key is the number."""

    upwards = ("state", "subject", "kind")

    def __init__(self, texts: Mapping[str, str], theme: Theme) -> None:
        super().__init__(theme, COLUMNS)
        self.texts = texts
        self.window: Window | None = None
        self._held: tuple[tuple[int, Checked], ...] = ()

    def show(self, checked: Sequence[Checked], window: Window | None) -> None:
        """Other claims, in the order of the text. window: the days of claims that name none."""
        self.window = window
        self._held = tuple(enumerate(checked))
        self.put_rows(self.ordered(self._held))

    def held(self) -> Sequence[tuple[int, Checked]]:
        """As they came."""
        return self._held

    def key_of(self, row: tuple[int, Checked]) -> str:
        """Its number."""
        return str(row[0])

    def title(self, key: str) -> str:
        """The heading of a column."""
        return self.texts[f"noteview.claim.{'said' if key == 'name' else key}"]

    def tip_of(self, row: tuple[int, Checked]) -> str:
        """The whole sentence, and why."""
        return "\n".join(filter(None, (row[1].claim.sentence, why(row[1], self.texts))))

    def swatch(self, row: tuple[int, Checked]) -> QColor:
        """The state."""
        return state_ink(row[1].state, self._theme)

    def ink(self, row: tuple[int, Checked], key: str) -> QColor:
        """The state speaks up; what is beside it does not."""
        if key == "state":
            return state_ink(row[1].state, self._theme)
        return self._theme.text if key in ("name", "subject", "found") else self._theme.muted


class VerdictTable(KeyedTable):
    """chosen_one(number): a claim is looked at, by pointer or keys."""

    looked = Signal(int)

    def __init__(self, texts: Mapping[str, str], theme: Theme, name: str) -> None:
        self.verdicts = VerdictModel(texts, theme)
        super().__init__(theme, self.verdicts, name)
        self.picked.connect(lambda key: self.looked.emit(int(key)) if key else None)

    def show_checked(self, checked: Sequence[Checked], window: Window | None = None) -> None:
        """Other claims. window: the days of those that name none."""
        self.verdicts.show(checked, window)

    def give_name_room(self) -> None:
        """What matters least gives way first."""
        columns, room = self.verdicts.columns, self.viewport().width()
        wide, hidden = LEAST_SAID + sum(one.width for one in columns[1:]), set[str]()
        for key in SPARE:
            if wide > room:
                hidden.add(key)
                wide -= next(one.width for one in columns if one.key == key)
        for place, one in enumerate(columns):
            if self.isColumnHidden(place) != (one.key in hidden):
                self.setColumnHidden(place, one.key in hidden)
        others = sum(self.columnWidth(place) for place in range(1, len(columns)))
        self.setColumnWidth(0, max(LEAST_SAID, room - others))


def state_ink(state: State, theme: Theme) -> QColor:
    """The colour of a verdict: never that of a direction."""
    return {State.CONFIRMED: theme.muted, State.CONTRADICTED: theme.error, State.UNDECIDABLE: theme.warn}[state]


def state_text(state: State, texts: Mapping[str, str]) -> str:
    """The verdict with its sign."""
    return f"{SIGNS[state]} {texts[f'claims.state.{state}']}"


def why(checked: Checked, texts: Mapping[str, str]) -> str:
    """The reason of a verdict, "" where there is none to tell."""
    said = texts.get(f"claims.why.{checked.why}", "") if checked.why else ""
    basis = checked.facts.get("basis", "")
    facts = {**checked.facts, "basis": texts.get(f"notefile.basis.{basis}", basis)}  # of what an event's date is
    return said.format(**facts) if said else ""


def window_text(window: Window | None) -> str:
    """The days a claim is about."""
    if window is None:
        return MISSING
    return f"{window.first:%m-%d}" if window.first == window.last else f"{window.first:%m-%d}–{window.last:%m-%d}"


COLUMNS = (
    Column("name", 200, lambda model, row: row[1].claim.said, lambda model, row: row[1].claim.start, left=True),
    Column("state", 92, lambda model, row: state_text(row[1].state, model.texts),
           lambda model, row: ORDER[row[1].state], left=True),
    Column("subject", 104, lambda model, row: row[1].claim.subject.name, lambda model, row: row[1].claim.subject.name,
           left=True),
    Column("kind", 70, lambda model, row: model.texts[f"noteview.kind.{row[1].claim.kind}"],
           lambda model, row: str(row[1].claim.kind), left=True),
    Column("found", 110, lambda model, row: row[1].found or MISSING, lambda model, row: row[1].value),
    Column("window", 92, lambda model, row: window_text(row[1].claim.window or model.window),
           lambda model, row: row[1].claim.window.first if row[1].claim.window else None),
    Column("source", 112, lambda model, row: source_name(row[1].source, model.texts) or MISSING,
           lambda model, row: row[1].source or None, left=True),
    Column("as_of", 112, lambda model, row: local_minute(row[1].as_of) if row[1].as_of else MISSING,
           lambda model, row: row[1].as_of),
)  # fmt: skip
