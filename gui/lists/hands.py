"""What the hands do to the lists: each act becomes an edit, told by the panel. Acts that need more are passed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from gui.lists.acts import Acts
from gui.lists.renaming import NameLine
from gui.lists.tab_hands import TabHands
from gui.look.theme import ROW_HEIGHT
from models.instruments import Instrument
from models.lists.edits import marks, rows, sections
from models.lists.values import Lists, Mark
from models.watchlist import PINS

if TYPE_CHECKING:
    from gui.lists.notes import MarkEditor
    from gui.lists.panel import WatchlistPanel

Edit = Callable[[Lists], Lists]
PASSED_ON = ("open", "compare", "add", "paste", "alert", "export", "save_as", "open_file", "undo", "redo")
NEW = "new"  # what a name line is about when it names a section that is not there yet
UNMARKED = Mark()
BY = "change_pct"  # what strength is of when nothing else is sorted by


class Hands(QObject):
    """Belongs to one panel. ``wanted``: an act that somebody else does; ``said``: a sentence for the status line."""

    wanted = Signal(str)
    said = Signal(str)

    def __init__(self, panel: WatchlistPanel, tabs: TabHands) -> None:
        super().__init__(panel)
        self._panel, self._texts = panel, panel.texts
        self._line = NameLine(panel.texts, panel.view.viewport(), "act.section", "lists.bad.section")
        self._marked: tuple[Instrument, ...] = ()  # whom it is about
        self._naming: tuple[str, list[str], str] = ("", [], "")  # a section's list, rows, and whom it stands before
        self._sorted = False  # the rows were sorted because the sections were
        does: dict[str, Callable[[], None]] = {name: self._passing(name) for name in PASSED_ON}
        does |= {
            "peek": lambda: panel.peeking.open(panel.current), "remove": self.remove, "pin": self.pin,
            "mark": self.mark, "section": self.new_section, "rename": self.rename,
            "rename_list": panel.tabs.rename, "fold_all": self.fold_all,
            "strength": self.strength, "resort": self._resort, "copy": self._copy, "picture": self._picture,
            "columns": self._columns, "filter": lambda: self._press("filter"), "new_list": tabs.new_list,
            "up": lambda: self.step(-1), "down": lambda: self.step(1),
        }  # fmt: skip
        self.acts = Acts(panel, panel.view, panel.texts, does)
        self.acts.fill(panel.tools.menu, "l")
        self._connect()

    def finish(self) -> None:
        """What was typed is kept."""
        if "_marks" in vars(self):
            self._marks.keep()
        self._line.keep()

    @cached_property
    def _marks(self) -> MarkEditor:
        """Made when something is marked for the first time."""
        panel = self._panel
        from gui.lists import notes

        made = notes.MarkEditor(panel, panel.texts, panel.theme)
        made.flagged.connect(self._flag)
        made.noted.connect(self._note)
        made.tagged.connect(self._tag)
        made.left.connect(panel.take_keyboard)
        return made

    # rows

    def add(self, instruments: Sequence[Instrument]) -> None:
        """Put instruments into the list, in the current row's section; those it has already stay. Goes to the last."""
        list_id, section = self._panel.list.id, self._section()
        there = rows.held(self._panel.lists, list_id, (one.id for one in instruments))
        if there:
            self.said.emit(self._texts["lists.there"].format(count=len(there)))
        self._panel.edit(
            "edit.added", lambda lists: rows.add(lists, list_id, instruments, section=section), instruments
        )
        for one in instruments[-1:]:
            self._panel.select_when_there(one.id)

    def remove(self) -> None:
        """Take the selected rows out, or the selected sections (their rows stay)."""
        panel, list_id = self._panel, self._panel.list.id
        if chosen := panel.chosen:
            gone = tuple(one.id for one in chosen)
            if panel.sections_chosen == {PINS}:  # the row stays where it stands in the list
                panel.edit("edit.unpinned", lambda lists: marks.unpin(lists, gone), chosen)
                return
            self._stand_beside(frozenset(gone))
            panel.edit("edit.removed", lambda lists: rows.remove(lists, list_id, gone), chosen)
            return
        names = [name for name in panel.view.sections if name != PINS]
        if not names:
            return

        def without(lists: Lists) -> Lists:
            for name in names:
                lists = sections.remove(lists, list_id, name)
            return lists

        self._panel.edit("edit.section_removed", without, self._titles(names))

    def pin(self) -> None:
        """Keep the selected rows on top of every list, or no longer."""
        chosen = self._panel.chosen
        names = [one.id for one in chosen]
        if names and set(names) <= set(self._panel.lists.pins):
            self._panel.edit("edit.unpinned", lambda lists: marks.unpin(lists, names), chosen)
        elif names:
            self._panel.edit("edit.pinned", lambda lists: marks.pin(lists, chosen), chosen)

    def mark(self) -> None:
        """Edit flag, note and tags of the selected rows."""
        panel = self._panel
        if chosen := panel.chosen:
            self._marked = chosen
            held = [panel.lists.marks.get(one.id, UNMARKED) for one in chosen]
            place = panel.view.visualRect(panel.view.currentIndex()).bottomLeft()
            at = panel.view.viewport().mapTo(panel, QPoint(24, place.y()))
            self._marks.edit(held, [one.name(panel.lang) for one in chosen], at)

    def step(self, by: int) -> None:
        """Move the selected rows one line up or down, over the edge of their section too."""
        panel, chosen = self._panel, self._panel.chosen
        if panel.model.sorted is not None or panel.model.strongest or panel.filtering.bar.filter.on:
            self.said.emit(self._texts["lists.sorted"])
            return
        if panel.on_heading:
            self._step_section(by)
            return
        target = panel.view.dragging.stepped([one.id for one in chosen], by)
        if target is not None:
            self._drop(tuple(one.id for one in chosen), *target)

    # sections

    def _step_section(self, by: int) -> None:
        """The current section before the one above it, or after the one below it."""
        list_id, (name, *_) = self._panel.list.id, self._panel.view.sections
        held = [section.id for section in self._panel.list.sections]
        at = held.index(name) if name in held else -1
        others = [one for one in held if one != name]
        if at >= 0 and 0 <= at + by < len(held) and held[at + by]:  # nothing goes above the rows without a heading
            before = others[at + by] if at + by < len(others) else ""
            moved: Edit = lambda lists: sections.move(lists, list_id, [name], before=before)  # noqa: E731
            self._panel.edit("edit.section_moved", moved, self._titles([name]))

    def new_section(self) -> None:
        """Name a section: the selected rows will stand in it, or it will stand empty at the end."""
        self._write(NEW, self._texts["lists.new_section"])

    def rename(self) -> None:
        """Name the current heading's section anew; a row has no name of the user's, but a note."""
        panel, model = self._panel, self._panel.model
        if not panel.on_heading:
            self.mark()
            return
        section = model.section(int(model.lines.section[panel.view.currentIndex().row()]))
        if section.id != PINS:
            self._write(section.id, section.name(panel.lang))

    def fold_all(self) -> None:
        """Fold every section, or unfold all when none is open."""
        list_id, held = self._panel.list.id, self._panel.list.sections
        folded = not all(section.folded for section in held if section.name_zh or section.name_en)
        self._panel.edit("edit.folded", lambda lists: sections.fold_all(lists, list_id, folded=folded), quiet=True)

    def strength(self) -> None:
        """Sections by their strength, or in list order again."""
        model, view, keys = self._panel.model, self._panel.view, self._panel.keys
        model.order_sections(strongest=not model.strongest)
        self._panel.tools.show_order(sections=model.strongest)
        if model.strongest and model.sorted is None and BY in keys:
            view.sort_as(1 + keys.index(BY), True)
            self._sorted = True
        elif not model.strongest and self._sorted:  # as it was
            self._sorted = False
            if model.sorted == (BY, True):
                view.sort_as(-1, False)

    # inside

    def _passing(self, name: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(name)

    def _section(self) -> str | None:
        """The section that the current line is in; None where that is none of the list's own."""
        place, model = self._panel.view.currentIndex().row(), self._panel.model
        if not 0 <= place < len(model.lines):
            return None
        section = model.section(int(model.lines.section[place])).id
        return None if section == PINS else section

    def _titles(self, sections_: Sequence[str]) -> str:
        """What sections of the list are called."""
        held = (section.name(self._panel.lang) for section in self._panel.list.sections if section.id in sections_)
        return ", ".join(filter(None, held))

    def _stand_beside(self, gone: frozenset[str]) -> None:
        """The row after those that go becomes the current one: the next Del takes the next."""
        model = self._panel.model
        last = max((place for name in gone if (place := model.place_of(name)) is not None), default=None)
        if last is not None:
            after = (*range(last + 1, len(model.lines)), *range(last, -1, -1))
            beside = (one for place in after if (one := model.instrument(place)) is not None and one.id not in gone)
            if (one := next(beside, None)) is not None:
                self._panel.select(one.id)

    def _drop(self, ids: tuple[str, ...], section: str, before: str) -> None:
        """Rows, or sections, were put elsewhere in the list; onto the pins means pinned."""
        panel, list_id = self._panel, self._panel.list.id
        if ids and ids[0].startswith("section:"):
            moved = [name.removeprefix("section:") for name in ids]
            moving: Edit = lambda lists: sections.move(lists, list_id, moved, before=section)  # noqa: E731
            self._panel.edit("edit.section_moved", moving, self._titles(moved))
            return
        known = panel.model.store
        chosen = [known.instruments[known.row_of[name]] for name in ids if name in known.row_of]
        if section == PINS:
            self._panel.edit("edit.pinned", lambda lists: marks.pin(lists, chosen, before=before), chosen)
        else:
            moving = lambda lists: rows.move(lists, list_id, ids, section=section, before=before)  # noqa: E731
            self._panel.edit("edit.moved", moving, chosen)

    def _write(self, about: str, name: str) -> None:
        """A line to write a section's name in, over the heading or the current row."""
        view = self._panel.view
        self._naming = self._panel.list.id, [one.id for one in self._panel.chosen], self._anchor()
        rect = view.line_rect(max(view.currentIndex().row(), 0))
        self._line.write(about, name, (QPoint(rect.left(), rect.top()), view.columnWidth(0)))
        self._line.setGeometry(2, max(rect.top(), 0), max(view.columnWidth(0) - 4, 160), ROW_HEIGHT)

    def _named(self, about: str, name: str) -> None:
        """In the list it was begun in: another may be shown by now."""
        list_id, ids, before = self._naming
        self._panel.take_keyboard()
        if about == NEW:
            made: Edit = lambda lists: sections.add(lists, list_id, name, before=before, rows=ids)  # noqa: E731
            self._panel.edit("edit.section_added", made, name)
        else:
            self._panel.edit("edit.section_renamed", lambda lists: sections.rename(lists, list_id, about, name), name)

    def _anchor(self) -> str:
        """A new section stands after the one that is current."""
        held, current = [section.id for section in self._panel.list.sections], self._section()
        place = held.index(current) + 1 if current in held else len(held)
        return held[place] if place < len(held) else ""

    def _resort(self) -> None:
        self._panel.model.resort()

    def _copy(self) -> None:
        from gui.lists import copying

        count = copying.copy_table(self._panel)
        self.said.emit(self._texts["lists.copied"].format(count=count))

    def _picture(self) -> None:
        from gui.lists import copying

        count, wanted = copying.copy_picture(self._panel)
        key = "lists.pictured" if count == wanted else "lists.pictured_some"
        self.said.emit(self._texts[key].format(count=count, all=wanted))

    def _columns(self) -> None:
        chooser = self._panel.chooser
        chooser.dismiss() if chooser.isVisible() else chooser.open()

    def _menu(self, point: QPoint) -> None:
        """The menu of what is under the pointer."""
        view = self._panel.view
        place = view.rowAt(point.y())
        letter = "l" if place < 0 else "s" if self._panel.model.lines.is_heading(place) else "r"
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.acts.fill(menu, letter)
        menu.popup(view.viewport().mapToGlobal(point))

    def _press(self, name: str) -> None:
        {"strength": self.strength, "columns": self._columns, "filter": self._panel.filtering.bar.open}[name]()

    def _connect(self) -> None:
        panel = self._panel
        view = panel.view
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu)
        view.opened.connect(lambda: self.wanted.emit("open"))
        view.dropped.connect(self._drop)
        view.folded.connect(self._folded)
        panel.tools.pressed.connect(self._press)
        panel.switched.connect(self.acts.pause)
        panel.listed.connect(self._line.keep)
        self._line.kept.connect(self._named)
        self._line.left.connect(panel.take_keyboard)

    def _folded(self, section: str, folded: bool) -> None:
        list_id = self._panel.list.id
        self._panel.edit(
            "edit.folded", lambda lists: sections.fold(lists, list_id, [section], folded=folded), quiet=True
        )

    def _flag(self, colour: str) -> None:
        chosen = self._marked
        self._panel.edit("edit.flagged", lambda lists: marks.flag(lists, chosen, colour), chosen)

    def _note(self, text: str) -> None:
        chosen = self._marked

        def noted(lists: Lists) -> Lists:
            for one in chosen:
                lists = marks.note(lists, one, text)
            return lists

        self._panel.edit("edit.noted", noted, chosen)

    def _tag(self, tags: Sequence[str]) -> None:
        """These tags and no others: what is not among them any more is taken off."""
        chosen = self._marked

        def tagged(lists: Lists) -> Lists:
            held = {tag for one in chosen for tag in lists.marks.get(one.id, UNMARKED).tags}
            return marks.tag(marks.untag(lists, chosen, held - set(tags)), chosen, tags)

        self._panel.edit("edit.tagged", tagged, chosen)
