"""Whatever is done to the live table, its lines are its members, its order is right and indexes follow.

A plain account of what should stand where is kept beside store, model and view, and compared after every step.
"""

import os
from dataclasses import replace

import pytest
import shiboken6
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt

import resources
from gui.look.theme import theme
from gui.tables.columns import column
from gui.tables.view import QuoteTableView
from models import symbols
from models.lists.values import Mark
from models.watchlist import PINS, Section, Watchlist
from tests.gui.tables.account import Account
from tests.gui.tables.samples import NOW, at, fresh, table, take
from tests.models.samples import small_universe

COUNT = int(os.environ.get("SUANLI_MODEL_CHANGES", "4000"))  # the bar is 20,000
STEPS = 50
NAMES = (*tuple(f"60000{number}.SH" for number in range(9)), "00700.HK", "00005.HK", "NVDA.US", "AMD.US")
HELD = small_universe(*NAMES).instruments
KEYS = ("last", "change_pct", "window", "age", "pe", "spark_day", "note", "code")
TITLES = ("", "A", "B", "C", "D")
FLAGS = QItemSelectionModel.SelectionFlag
names, numbers = st.sampled_from(NAMES), st.none() | st.integers(97, 103)
sections = st.integers(0, 4)


def beginning():
    """Four sections, one of them empty."""
    parts = (("A", NAMES[:4]), ("B", ()), ("C", NAMES[4:7]), ("D", NAMES[7:9]))
    held = [Section(id=title, name_zh=title, name_en=title, members=_held(members)) for title, members in parts]
    return Watchlist(id="l", sections=tuple(held))


def _held(members):
    return tuple(HELD[name] for name in members)


class Table(RuleBasedStateMachine):
    """Edits, quotes, orders, filters, folds, columns and marks in any order."""

    operations = 0

    def __init__(self):
        super().__init__()
        self.model = table(Watchlist(sections=()), resources.texts("en"), KEYS)
        self.view = QuoteTableView(self.model, theme("dark"))
        self.view.resize(700, 240)
        self.account = Account(self.model)
        self.list, self.before = beginning(), []
        self.clock, self.indexes, self.selected, self.resets, self.told = 0, {}, set(), 0, []
        self.model.modelReset.connect(self._on_reset)
        self.model.dataChanged.connect(self._on_changed)
        self._show(self.list)

    def teardown(self):
        shiboken6.delete(self.view)
        shiboken6.delete(self.model)

    # edits of the list

    @rule(data=st.data(), act=st.sampled_from(("put", "put", "out", "pin", "rearrange", "untitled")))
    def edit(self, data, act):
        sections = {
            "put": self._put_in, "out": self._taken_out, "pin": self._pinned, "rearrange": self._rearranged,
            "untitled": self._with_untitled,
        }[act](data)  # fmt: skip
        self.before.append(self.list)
        self.list = replace(self.list, sections=tuple(sections))
        self._show(self.list)

    def _put_in(self, data):
        """A new row, or one that stands elsewhere."""
        name, place = data.draw(names), data.draw(st.integers(0, 5))
        target = data.draw(st.sampled_from(self._own())).id
        return [self._with(one, name, place if one.id == target else None) for one in self.list.sections]

    def _taken_out(self, data):
        name = data.draw(names)
        return [self._with(one, name, None) for one in self.list.sections]

    def _pinned(self, data):
        pinned = data.draw(st.lists(names, max_size=3, unique=True))
        pins = [Section(id=PINS, name_zh="P", name_en="P", members=_held(pinned))] if pinned else []
        return [*pins, *self._own()]

    def _rearranged(self, data):
        own = self._own()
        first = [one for one in own if not one.titled]
        rest = data.draw(st.permutations([one for one in own if one.titled]))
        return [one for one in self.list.sections if one.id == PINS] + first + rest

    def _with_untitled(self, data):
        """Rows that stand in no section come first, in one without a heading; it is shown though it is folded."""
        if not all(one.titled for one in self._own()):
            return self.list.sections
        pins = [one for one in self.list.sections if one.id == PINS]
        return [*pins, Section(id="", name_zh="", name_en="", members=(), folded=True), *self._own()]

    @precondition(lambda self: self.before)
    @rule()
    def undo(self):
        self.list = self.before.pop()
        self._show(self.list)

    # hands

    @rule(key=st.sampled_from(("", *KEYS)), falling=st.booleans())
    def sort(self, key, falling):
        shown = key in [column.key for column in self.model.columns]
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self.model.sort(at(self.model, key) if shown else -1, order)
        self.account.order = (key, falling) if shown and column(key).by else None
        self.account.arrange()

    @rule(strongest=st.booleans())
    def strength(self, strongest):
        self.model.order_sections(strongest=strongest)
        self.account.strongest = strongest
        self.account.arrange()

    @rule()
    def resort(self):
        self.model.resort()
        self.account.arrange()

    @rule(wanted=st.none() | st.frozensets(names, max_size=6))
    def filter(self, wanted):
        self.model.set_filter(wanted)
        self.account.filter(wanted)

    @rule(section=sections, echoed=st.booleans())
    def fold_one(self, section, echoed):
        self.fold(min(section, len(self.list.sections) - 1), echoed=echoed)

    def fold(self, number, echoed):
        """As the hands do it: the model folds, the list is told, and comes back."""
        one = self.list.sections[number]
        self.model.fold(number)
        gone = self.account.fold(one.id)
        self.indexes = {key: index for key, index in self.indexes.items() if key not in gone}
        self.selected -= gone
        if self.account.kept is None:
            folded = self.model.folded(number)
            self.list = replace(self.list, sections=tuple(
                replace(held, folded=folded) if held.id == one.id and held.titled else held
                for held in self.list.sections
            ))  # fmt: skip
            if echoed and all(held.titled or not held.folded for held in self.list.sections):
                resets = self.resets
                self.model.show(self.list)
                assert self.resets == resets

    @precondition(lambda self: self.account.shut)
    @rule(data=st.data())
    def unfold(self, data):
        ids = [one.id for one in self.list.sections]
        self.fold(ids.index(data.draw(st.sampled_from(sorted(self.account.shut)))), echoed=True)

    @rule(keys=st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    def columns(self, keys):
        self.model.set_columns(keys)

    @rule(place=st.integers(0, 25), key=st.sampled_from(KEYS))
    def hold(self, place, key):
        if place < self.model.rowCount():
            held = min(KEYS.index(key), self.model.columnCount() - 1)
            self.indexes[self.account.lines[place]] = QPersistentModelIndex(self.model.index(place, held))

    @rule(part=st.floats(0, 1, exclude_max=True))
    def select(self, part):
        if place := int(part * self.model.rowCount()):
            self.view.selectionModel().select(self.model.index(place, 0), FLAGS.Toggle | FLAGS.Rows)
            self.selected ^= {self.account.lines[place]}

    # news

    @rule(quotes=st.lists(st.tuples(names, numbers, numbers), max_size=6))
    def tick(self, quotes):
        self.told.clear()
        texts, made = self._texts(), []
        for name, last, pe in quotes:
            self.clock += 1
            made.append(fresh(name, last, previous_close=100.0, pe=pe, exchange_time=NOW + self.clock / 64))
        rows = take(self.model, made)
        known = [one for one in made if one.instrument in self.model.store.row_of]
        self.account.take(known)
        named = {one.instrument for one in known}
        assert rows.tolist() == sorted(self.model.store.row_of[name] for name in named)
        self._check_told(self.account.touched(named), texts)

    @rule(given=st.dictionaries(names, st.integers(-3, 3)))
    def window(self, given):
        self.told.clear()
        self.model.store.give("window", given)
        self.model.announce_all()
        self.account.window = {name: given.get(name) for name in self.model.store.row_of}
        assert self.told == ([(0, len(self.account.lines) - 1)] if self.account.lines else [])

    @rule(marked=st.dictionaries(names, st.sampled_from(("", "cut", "add"))))
    def marks(self, marked):
        self.model.set_marks({name: Mark(note=note) for name, note in marked.items()})
        self.account.notes = marked

    @rule(name=names)
    def guest(self, name):
        """Somebody else's row in the same store."""
        self.model.store.add([symbols.instrument(name)])

    @rule()
    def paint(self):
        assert not self.view.viewport().grab().isNull()

    # what always holds

    @invariant()
    def lines_are_those_of_the_account(self):
        Table.operations += 1
        lines = self.model.lines
        ids = [one.id for one in self.list.sections]
        stores = self.model.store.instruments
        pairs = zip(lines.section.tolist(), lines.row.tolist(), strict=True)
        assert [(ids[number], stores[row].id if row >= 0 else "") for number, row in pairs] == self.account.lines

    @invariant()
    def places_are_right(self):
        own = {name: place for place, (_, name) in enumerate(self.account.lines) if name}  # that of the section wins
        assert {name: place for name in NAMES if (place := self.model.place_of(name)) is not None} == own
        heads = {section: place for place, (section, name) in enumerate(self.account.lines) if not name}
        found = {one.id: self.model.heading_of(one.id) for one in self.list.sections}
        assert {name: place for name, place in found.items() if place is not None} == heads

    @invariant()
    def texts_are_the_newest(self):
        keys = [column.key for column in self.model.columns]
        for key, say in (("last", self.account.last), ("note", self.account.note)):
            if key in keys:
                for place, (_, name) in enumerate(self.account.lines):
                    assert not name or self.model.text(place, keys.index(key)) == say(name)

    @invariant()
    def indexes_follow_their_lines(self):
        assert all(index.isValid() for index in self.indexes.values())
        assert {key: self.account.lines[index.row()] for key, index in self.indexes.items()} == {
            key: key for key in self.indexes
        }

    @invariant()
    def the_selection_follows_its_lines(self):
        assert {self.account.lines[place] for place in self.view.places_chosen} == self.selected

    # inside

    def _own(self):
        return [one for one in self.list.sections if one.id != PINS]

    @staticmethod
    def _with(section, name, place):
        """A section with a row at a place, or without it."""
        members = [one for one in section.members if section.id == PINS or one.id != name]
        if place is not None:
            members.insert(place, HELD[name])
        return replace(section, members=tuple(members))

    def _show(self, watchlist):
        resets = self.resets
        self.model.show(watchlist)
        if self.resets != resets:
            self.account.show(watchlist)

    def _on_reset(self):
        self.resets += 1
        self.indexes, self.selected = {}, set()

    def _on_changed(self, top, bottom, roles=()):
        assert (top.column(), bottom.column()) == (0, self.model.columnCount() - 1)
        self.told.append((top.row(), bottom.row()))
        self.changed = set(self.model.changed_lines(top.row(), bottom.row()).tolist())

    def _texts(self):
        columns = range(self.model.columnCount())
        return [[self.model.text(place, held) for held in columns] for place in range(self.model.rowCount())]

    def _check_told(self, touched, texts):
        """One span, from the first touched line to the last, says exactly which; no other text has changed."""
        assert self.told == ([(min(touched), max(touched))] if touched else [])
        if touched:
            assert self.changed == touched
        after = self._texts()
        assert {place for place, said in enumerate(after) if said != texts[place]} <= touched


@pytest.mark.usefixtures("qapp")
def test_any_sequence_of_edits_quotes_and_orders_keeps_the_table_right():
    Table.operations = 0
    run_state_machine_as_test(Table, settings=settings(
        max_examples=COUNT // 40 + 1, stateful_step_count=STEPS, deadline=None,
        suppress_health_check=list(HealthCheck),
    ))  # fmt: skip
    assert Table.operations >= COUNT
