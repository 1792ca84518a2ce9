"""Whatever is done to the live table, its lines are its members, its order is right and indexes follow."""

import math

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QPersistentModelIndex, Qt

import resources
from gui.tables.columns import COLUMNS
from gui.tables.model import QuoteTableModel
from models.watchlist import Section, Watchlist
from tests.gui.samples import fresh
from tests.models.samples import small_universe

NAMES = tuple(f"60000{number}.SH" for number in range(9))
SIZES = (4, 0, 3, 2)  # one section is empty


def watchlist():
    held, sections, first = small_universe(*NAMES).instruments, [], 0
    for number, size in enumerate(SIZES):
        members = tuple(held[name] for name in NAMES[first : first + size])
        sections.append(Section(id=str(number), name_zh=str(number), name_en=str(number), members=members))
        first += size
    return Watchlist(sections=tuple(sections))


class Table(RuleBasedStateMachine):
    """Quotes, sorts and folds in any order."""

    def __init__(self):
        super().__init__()
        self.model = QuoteTableModel(watchlist(), resources.texts("zh"), "zh")
        self.folded, self.lasts, self.indexes, self.announced = set(), {}, {}, []
        self.sorted = None
        self.model.dataChanged.connect(lambda top, bottom, roles=(): self.announced.append((top.row(), bottom.row())))

    @rule(quotes=st.lists(st.tuples(st.sampled_from(NAMES), st.none() | st.integers(1, 5)), max_size=6))
    def apply(self, quotes):
        self.announced.clear()
        places = self.model.apply([fresh(name, last) for name, last in quotes])
        self.lasts.update(quotes)
        named = {name for name, _ in quotes}
        assert places == sorted(place for name in named if (place := self.model.place_of(name)) is not None)
        assert len(self.announced) == (1 if named else 0)
        for first, last in self.announced:
            changed = {self.section_of(name) for name in named}
            headings = {place for place, line in enumerate(self.model.lines) if line.row is None}
            wanted = {place for place in headings if self.model.lines[place].section in changed} | set(places)
            assert wanted <= set(range(first, last + 1))
            assert {first, last} <= wanted

    @rule(column=st.integers(-1, len(COLUMNS) - 1), falling=st.booleans())
    def sort(self, column, falling):
        before = {place: self.model.lines[index.row()] for place, index in self.indexes.items() if index.isValid()}
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self.model.sort(column, order)
        by = COLUMNS[column].by if column >= 0 else ""
        for section in range(len(SIZES)):
            self.check_order(section, by, falling)
        after = {place: self.model.lines[index.row()] for place, index in self.indexes.items() if index.isValid()}
        assert before == after

    @rule(section=st.integers(0, len(SIZES) - 1))
    def fold(self, section):
        self.model.fold(section)
        self.folded ^= {section}
        self.indexes.clear()  # a reset ends them all

    @rule(place=st.integers(0, 20), column=st.integers(0, len(COLUMNS) - 1))
    def hold(self, place, column):
        if place < self.model.rowCount():
            self.indexes[place, column] = QPersistentModelIndex(self.model.index(place, column))

    @invariant()
    def lines_are_headings_and_members(self):
        headings = [line.section for line in self.model.lines if line.row is None]
        assert headings == list(range(len(SIZES)))
        seen = [self.model.instrument(place) for place in range(self.model.rowCount())]
        shown = [one.id for one in seen if one is not None]
        wanted = [name for name in NAMES if self.section_of(name) not in self.folded]
        assert sorted(shown) == sorted(wanted)
        assert all(self.model.instrument(self.model.place_of(name)).id == name for name in wanted)

    @invariant()
    def texts_are_the_newest(self):
        for name, last in self.lasts.items():
            if (place := self.model.place_of(name)) is not None:
                assert self.model.index(place, 1).data() == ("--" if last is None else f"{last}.00")

    def check_order(self, section, by, falling):
        rows = [line.row for line in self.model.lines if line.section == section and line.row is not None]
        if not by:
            assert rows == sorted(rows)
            return
        values = [float(self.model.store.columns[by][row]) for row in rows]
        known = [value for value in values if not math.isnan(value)]
        assert values[: len(known)] == known  # missing ones last
        assert known == sorted(known, reverse=falling)

    @staticmethod
    def section_of(name):
        number = NAMES.index(name)
        return next(place for place in range(len(SIZES)) if number < sum(SIZES[: place + 1]))


@pytest.mark.usefixtures("qapp")
def test_any_sequence_of_quotes_sorts_and_folds_keeps_the_table_right():
    run_state_machine_as_test(Table, settings=settings(max_examples=40, stateful_step_count=20))
