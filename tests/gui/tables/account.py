"""What should stand in which line of the live table, kept in plain Python: no arrays, no Qt."""

from __future__ import annotations

from dataclasses import replace

from gui.tables.columns import column
from models.watchlist import PINS


class Account:
    """Lines are pairs: section id, instrument id ("" for the heading). Orders are made when the model makes them."""

    def __init__(self, model):
        self._model = model  # asked for nothing but which rows its store has
        self.sections, self.lines, self.shut = (), [], set()
        self.order, self.strongest, self.kept = None, False, None
        self.quotes, self.window, self.notes = {}, {}, {}

    def show(self, watchlist):
        self.sections = watchlist.sections
        self._open()
        self.arrange()

    def filter(self, wanted):
        if self.kept is None:
            self.sections = tuple(self._as_folded(one) for one in self.sections)
        known = self._model.store.row_of
        self.kept = None if wanted is None else {name for name in wanted if name in known}
        self._open()
        self.arrange()

    def fold(self, section_id):
        """Fold or unfold; the lines that are gone."""
        if (section_id, "") not in self.lines:
            return set()
        first = self.lines.index((section_id, "")) + 1
        if section_id in self.shut:
            self.shut.remove(section_id)
            self.lines[first:first] = self._rows(self._section(section_id))
            return set()
        self.shut.add(section_id)
        gone = {line for line in self.lines[first:] if line[0] == section_id}
        self.lines = [line for line in self.lines if line not in gone]
        return gone

    def arrange(self):
        self.lines = [line for section in self._ordered() for line in self._section_lines(section)]

    def take(self, quotes):
        self.quotes.update({one.instrument: one for one in quotes})

    def touched(self, named):
        """The lines that quotes of some instruments concern."""
        hit = {one.id for one in self.sections if any(member.id in named for member in one.members)}
        return {
            place for place, (section, name) in enumerate(self.lines) if (name in named if name else section in hit)
        }

    def last(self, name):
        value = self._value(name, "last")
        return "--" if value is None else f"{value:.{3 if name.endswith('.HK') else 2}f}"

    def note(self, name):
        return self.notes.get(name, "")

    # inside

    def _open(self):
        """A list's own folds, or none while a filter is on: what was looked for is not hidden."""
        folded = {one.id for one in self.sections if one.folded and one.titled}
        self.shut = folded if self.kept is None else set()

    def _as_folded(self, section):
        """The list's own fold is what was folded last without a filter."""
        return replace(section, folded=section.id in self.shut)

    def _section(self, section_id):
        return next(one for one in self.sections if one.id == section_id)

    def _section_lines(self, section):
        passing = [one for one in section.members if self._passes(one.id)]
        if self.kept is not None and not passing:
            return []
        heading = [(section.id, "")] if section.titled else []
        return heading + ([] if section.id in self.shut else self._rows(section))

    def _rows(self, section):
        """Sorted by value, missing ones last, equal ones as in the list."""
        members = [one.id for one in section.members if self._passes(one.id)]
        if self.order is not None:
            key, falling = self.order
            sign = -1 if falling else 1
            members.sort(key=lambda name: (self._value(name, key) is None, sign * (self._value(name, key) or 0)))
        return [(section.id, name) for name in members]

    def _passes(self, name):
        return self.kept is None or name in self.kept

    def _ordered(self):
        if not self.strongest:
            return self.sections
        key = self.order[0] if self.order is not None and column(self.order[0]).aggregates else "change_pct"

        def rank(section):
            if section.id == PINS or not section.titled:
                return (0, 0.0)
            known = [value for one in section.members if (value := self._value(one.id, key)) is not None]
            return (1, -(sum(known) / len(known))) if known else (2, 0.0)

        return sorted(self.sections, key=rank)

    def _value(self, name, key):
        if key == "window":
            return self.window.get(name)
        held = self.quotes.get(name)
        if held is None:
            return None
        told = {"last": held.last, "pe": held.pe, "age": held.exchange_time}
        return told.get(key, held.change_pct)
