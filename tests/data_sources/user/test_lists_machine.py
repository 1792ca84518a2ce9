"""Any edits in any order, through parts, on a real file: what always holds of the lists, and that steps go back."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from data_sources.user import UserData
from models.alerts.values import Alert, Crossing, Scope, What
from models.lists.columns import KEYS, SETS
from models.lists.edits import alerts, columns, marks, rows, sections, tabs
from models.lists.edits.whole import named
from models.lists.parts import changed, laid_over, lists_from
from tests.models.lists.samples import stock, two

NUMBERS = st.integers(0, 11)
SOME = st.lists(NUMBERS, max_size=4)
PLACE = st.integers(0, 20)
NAMES = st.sampled_from(["甲", "乙", "", "a\0b"])


def plain(lists):
    """Without what quiet edits change."""
    made = tuple(
        replace(
            one, chosen=replace(one.chosen, widths={}), sections=tuple(replace(s, folded=False) for s in one.sections)
        )
        for one in lists.lists
    )  # fmt: skip
    return replace(lists, lists=made)


class Edits(RuleBasedStateMachine):
    """``now`` is what the window would hold; ``back`` and ``again`` what undo and redo should give."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.user = UserData(Path(self.folder.name), 1.0)
        self.now, self.back, self.again = two(), [], []
        self.user.lists.edit("", "", changed(lists_from({})[0], self.now), 1.0, quiet=True)

    def teardown(self):
        self.user.close()
        self.folder.cleanup()

    def some_list(self, at):
        return self.now.lists[at % len(self.now.lists)]

    def some_section(self, at):
        held = self.some_list(at).sections
        return held[at % len(held)].id if held else ""

    def ids(self, numbers):
        return [stock(number).id for number in numbers]

    def edit(self, after):
        """To disk, back and there again: exactly what it was, exactly what it is."""
        before = self.now
        parts = json.loads(json.dumps(changed(before, after)))
        self.user.lists.edit("edit.x", "", parts, 1.0)
        if not parts:
            assert after == before
            return
        undone, bad = laid_over(after, self.user.lists.undo().parts)
        assert (undone, bad) == (before, ())
        self.now, bad = laid_over(undone, self.user.lists.redo().parts)
        assert (self.now, bad) == (after, ())
        self.back, self.again = [*self.back, before], []

    def quiet(self, after):
        self.user.lists.edit("", "", changed(self.now, after), 1.0, quiet=True)
        self.now = after

    @rule(at=PLACE, numbers=SOME, before=NUMBERS, move=st.booleans(), into=st.booleans())
    def add(self, at, numbers, before, move, into):
        section = self.some_section(at) if into else None
        one, moved = self.some_list(at), [stock(number) for number in numbers]
        after = rows.add(self.now, one.id, moved, section=section, before=stock(before).id, move=move)
        held = rows.held(self.now, one.id, self.ids(numbers))
        assert set(after.named(one.id).members) == {*one.members, *self.ids(numbers)}
        self.untouched(one, after, set(self.ids(numbers)) - (set() if move else set(held)))
        self.edit(after)

    @rule(at=PLACE, numbers=SOME, before=NUMBERS, to=PLACE)
    def move(self, at, numbers, before, to):
        one = self.some_list(at)
        section = one.sections[to % len(one.sections)].id if one.sections else ""
        after = rows.move(self.now, one.id, self.ids(numbers), section=section, before=stock(before).id)
        moved = [name for name in one.members if name in self.ids(numbers)]
        assert [name for name in after.named(one.id).members if name in moved] == moved
        self.untouched(one, after, set(moved))
        self.edit(after)

    @rule(at=PLACE, numbers=SOME)
    def remove(self, at, numbers):
        one = self.some_list(at)
        after = rows.remove(self.now, one.id, self.ids(numbers))
        self.untouched(one, after, set(self.ids(numbers)))
        self.edit(after)

    def untouched(self, one, after, touched):
        """In each section the rows that nobody spoke of stand in the order they had."""
        made = {s.id: [name for name in s.members if name not in touched] for s in after.named(one.id).sections}
        for section in one.sections:
            assert made.get(section.id, []) == [name for name in section.members if name not in touched]

    @rule(at=PLACE, name=NAMES, numbers=SOME, what=st.sampled_from(["add", "rename", "remove", "move"]))
    def section(self, at, name, numbers, what):
        one, section = self.some_list(at), self.some_section(at)
        made = {
            "add": lambda: sections.add(self.now, one.id, name, before=section, rows=self.ids(numbers)),
            "rename": lambda: sections.rename(self.now, one.id, section, name),
            "remove": lambda: sections.remove(self.now, one.id, section),
            "move": lambda: sections.move(self.now, one.id, [section], before=self.some_section(at // 2)),
        }
        after = made[what]()
        assert sorted(after.named(one.id).members) == sorted(one.members)
        self.edit(after)

    @rule(at=PLACE, name=NAMES, what=st.sampled_from(["new", "rename", "copy", "delete", "move", "pin"]))
    def tab(self, at, name, what):
        one = self.some_list(at)
        made = {
            "new": lambda: tabs.new(self.now, name, [(name, [stock(at % 12)]), ("", [stock(3)])]),
            "rename": lambda: tabs.rename(self.now, one.id, name),
            "copy": lambda: tabs.duplicate(self.now, one.id, name),
            "delete": lambda: tabs.delete(self.now, one.id),
            "move": lambda: tabs.move(self.now, one.id, before=self.some_list(at // 2).id),
            "pin": lambda: tabs.pin(self.now, one.id, pinned=not one.pinned),
        }
        self.edit(made[what]())

    @rule(numbers=SOME, at=NUMBERS, what=st.sampled_from(["pin", "unpin", "flag", "note", "tag", "untag"]))
    def mark(self, numbers, at, what):
        those = [stock(number) for number in numbers]
        made = {
            "pin": lambda: marks.pin(self.now, those, before=stock(at).id),
            "unpin": lambda: marks.unpin(self.now, self.ids(numbers)),
            "flag": lambda: marks.flag(self.now, those, ["red", ""][at % 2]),
            "note": lambda: marks.note(self.now, stock(at), ["\ud800 x\n", ""][at % 2]),
            "tag": lambda: marks.tag(self.now, those, ["t", "u"][: at % 3]),
            "untag": lambda: marks.untag(self.now, those, ["t"]),
        }
        self.edit(made[what]())

    @rule(at=PLACE, scope=st.sampled_from(list(Scope)), drop=st.booleans())
    def alert(self, at, scope, drop):
        one = self.some_list(at)
        target = {Scope.ROW: stock(at % 12).id, Scope.LIST: one.id}.get(scope, f"{one.id}/{self.some_section(at)}")
        alert = Alert(id="", scope=scope, target=target, what=What.PRICE, crossing=Crossing.UP, level=at / 3)
        if drop:
            self.edit(alerts.drop(self.now, sorted(self.now.alerts)[:1]))
        else:
            self.edit(alerts.keep(self.now, alert, stock(at % 12)))

    @rule(at=PLACE, name=NAMES, what=st.sampled_from(["set", "own", "save", "drop"]))
    def column(self, at, name, what):
        one = self.some_list(at)
        made = {
            "set": lambda: columns.show_set(self.now, one.id, [*SETS, *self.now.sets][at % (4 + len(self.now.sets))]),
            "own": lambda: columns.choose(self.now, one.id, KEYS[at : at + 3]),
            "save": lambda: columns.save_set(self.now, name, KEYS[at : at + 2]),
            "drop": lambda: columns.drop_set(self.now, next(iter(self.now.sets), "")),
        }
        self.edit(made[what]())

    @rule(at=PLACE, folded=st.booleans())
    def fold(self, at, folded):
        self.quiet(sections.fold(self.now, self.some_list(at).id, [self.some_section(at)], folded=folded))

    @rule(at=PLACE)
    def widen(self, at):
        self.quiet(columns.width(self.now, self.some_list(at).id, KEYS[at % 3], 40 + at))

    @precondition(lambda self: self.back)
    @rule()
    def undo(self):
        expected, before = self.back.pop(), self.now
        self.now, bad = laid_over(before, self.user.lists.undo().parts)
        assert (plain(self.now), bad) == (plain(expected), ())
        self.again.append(before)

    @precondition(lambda self: self.again)
    @rule()
    def redo(self):
        expected, before = self.again.pop(), self.now
        self.now, bad = laid_over(before, self.user.lists.redo().parts)
        assert (plain(self.now), bad) == (plain(expected), ())
        self.back.append(before)

    @rule()
    def restart(self):
        self.user.close()
        self.user = UserData(Path(self.folder.name), 1.0)

    @invariant()
    def what_is_on_disk_is_what_is_shown(self):
        assert lists_from(self.user.lists.all()) == (self.now, ())

    @invariant()
    def the_lists_are_whole(self):
        assert self.now.lists
        assert set(self.now.known) == set(named(self.now))
        assert [one.pinned for one in self.now.lists] == sorted((one.pinned for one in self.now.lists), reverse=True)
        assert len({one.id for one in self.now.lists}) == len(self.now.lists)
        ids = [section.id for one in self.now.lists for section in one.sections if section.id]
        assert len(set(ids)) == len(ids)
        for one in self.now.lists:
            assert len(set(one.members)) == len(one.members)
            assert all(section.id for section in one.sections[1:])
            assert not (one.sections and not one.sections[0].id and not one.sections[0].members)
        assert all(alerts.about(self.now, alert) for alert in self.now.alerts.values())


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=40, stateful_step_count=25)
