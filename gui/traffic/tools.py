"""The line of tools over the figure: what is measured, in which periods and window, how it is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from gui.look.flow import Flow
from gui.look.theme import UNIT
from gui.traffic import buttons
from gui.traffic.align_menu import AlignMenu
from gui.traffic.more import Switch, menu_of
from models.traffic import edits
from models.traffic.chosen import AUTO, SPANS, Shape, View
from models.traffic.panel import Panel
from models.traffic.titling import week_cut
from models.traffic.values import SUMMED, Granularity, Metric
from models.traffic.wording import source_text

Change = Callable[[View], View]
ON_PAGE = ("events", "known_on")  # switches that a page of all figures has
DATED = ("index", "known_on")  # with a day beside them
CUTS = (AUTO, 3, 2, 6, 0, 1, 4, 5)  # last weekdays: as held, the note's, Wednesday to Tuesday, Monday to Sunday, others


class Tools(Flow):
    """wanted(change): the view is to be another one, made of whichever is held by then."""

    wanted = Signal(object)

    def __init__(self, texts: Mapping[str, str], lang: str) -> None:
        super().__init__()
        self._texts, self._lang = texts, lang
        self._day = dt.date.min
        self._metric = self._box("metric", lambda held, one: edits.of_metric(held, Metric(one)))
        self._source = self._box("source", lambda held, one: _with(held, source=one))
        self._every = self._choices("every", Granularity, lambda held, one: _with(held, granularity=one))
        self._cut = self._box("cut", lambda held, one: _with(held, week_end=one))
        self._days = buttons.box(texts, "days", self._pick_days)
        self._first = buttons.dates(texts["traffic.first.tip"], lambda day: self._pick_date(first=day))
        self._last = buttons.dates(texts["traffic.last.tip"], lambda day: self._pick_date(last=day))
        self._shapes = self._choices("shape", Shape, edits.in_shape)
        self._base = buttons.dates(texts["traffic.base.tip"], lambda day: self._do(lambda held: edits.based(held, day)))
        self.align = AlignMenu(texts, lang, lambda align: self._do(lambda held: edits.aligned(held, align)))
        self.switches = {name: self._switch(name, change) for name, change in self._changes().items()}
        self._known_on = buttons.dates(texts["traffic.known_on.tip"], self._pick_known)
        self.more = menu_of(texts, self.switches, self.align.button)
        self._rules = [buttons.Rule() for _ in range(2)]
        self._alone: tuple[QWidget, ...] = (  # what a page of all figures has no use for
            self._metric,
            self._source,
            *self._shapes.values(),
            self._base,
            self.align.button,
            self._rules[1],
        )
        self._whole, self._down = False, frozenset[str]()
        self.fill(self._widgets(), self._metric)

    def show_view(
        self, held: View, panel: Panel | None, sources: Iterable[str], today: dt.date, *, whole: bool
    ) -> None:
        """Everything as it is chosen. sources: who measured it, whoever has most first."""
        texts = self._texts
        self._day = _base_of(panel) or today
        buttons.offer(self._metric, [(texts[f"traffic.metric.{one}"], str(one)) for one in Metric], str(held.metric))
        self._offer_sources(held, panel, tuple(sources))
        buttons.offer(self._cut, [(self._cut_name(one, panel), one) for one in CUTS], held.week_end)
        own = held.first is not None or held.last is not None
        spans = [(texts[f"traffic.days.{one}"], one) for one in SPANS]
        buttons.offer(self._days, [*spans, (texts["traffic.days.own"], None)], None if own else held.days)
        first, last = _window(panel, today)
        buttons.put_date(self._first, held.first or first)
        buttons.put_date(self._last, held.last or last)
        buttons.put_date(self._base, held.base or self._day)
        buttons.put_date(self._known_on, held.known_on or today)
        self._press(held)
        self._enable(held, whole=whole, own=own)

    # inside

    def _press(self, held: View) -> None:
        for one, made in self._every.items():
            buttons.press(made, down=one is held.granularity)
        for shape, made in self._shapes.items():
            buttons.press(made, down=shape is held.shape)
        down = {
            "by_product": held.by_product, "index": held.base is not None, "log": held.log, "split": held.split,
            "events": held.events, "prices": held.prices, "known_on": held.known_on is not None,
        }  # fmt: skip
        why = self._why(held)
        for name, one in self.switches.items():
            one.show(down=down[name], why=why.get(name, ""))
        self._down = frozenset(name for name in down if down[name] and name not in why and name != "events")
        self.align.show_align(held.align)

    def _enable(self, held: View, *, whole: bool, own: bool) -> None:
        """What has no meaning beside the other choices cannot be pressed; dates are there where they count."""
        self._whole = whole
        self._say_share(held)
        for made in self._alone:
            made.setVisible(not whole)
        for made, seen in (
            (self._cut, held.granularity is Granularity.WEEK), (self._first, own), (self._last, own),
            (self._base, "index" in self._down and not whole), (self._known_on, held.known_on is not None),
            (self.align.button, bool(held.align) and not whole),
        ):  # fmt: skip
            made.setVisible(seen)
        for name, one in self.switches.items():
            one.action.setVisible(not whole or name in ON_PAGE)
        self.align.button.menu().menuAction().setVisible(not whole)
        self.replace()

    def _say_share(self, held: View) -> None:
        made, texts = self._shapes[Shape.SHARE], self._texts
        able = held.metric in SUMMED
        told = texts["traffic.shape.share.tip"]
        made.setEnabled(able)
        made.setToolTip(told if able else f"{told}\n{texts['traffic.only.summed']}")

    def _why(self, held: View) -> dict[str, str]:
        """Why a switch cannot be pressed, by name."""
        lines, share, counted = held.shape is Shape.LINES, held.shape is Shape.SHARE, held.metric in SUMMED
        found = {
            "by_product": "" if held.shape is Shape.BARS else "bars",
            "index": "summed" if not counted else "lines" if not lines else "calendar" if held.align else "",
            "log": "lines" if not lines else "numbers" if held.metric is Metric.RANK else "",
            "split": "whole" if share else "", "prices": "calendar" if held.align else "",
            "events": "calendar" if held.align else "",
        }  # fmt: skip
        return {name: self._texts[f"traffic.only.{why}"] for name, why in found.items() if why}

    def replace(self) -> None:
        """Switches that are down stand in the row, and others as far as they fit in its first line."""
        seen = [one for one in self._held if one not in self._optional and not one.isHidden()]
        left = self.width() - sum(one.sizeHint().width() + UNIT for one in seen)
        able = [name for name in self.switches if not self._whole or name in ON_PAGE]
        shown: set[str] = set()
        for name in sorted(able, key=lambda one: one not in self._down):
            button = self.switches[name].button
            wide = button.sizeHint().width() + UNIT
            if name in self._down or (wide <= left and button.isEnabled()):
                shown.add(name)
                left -= wide
        for name, one in self.switches.items():
            one.button.setVisible(name in shown)
        super().replace()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Other switches fit."""
        super().resizeEvent(event)
        self.replace()

    @property
    def _optional(self) -> list[QToolButton]:
        return [one.button for one in self.switches.values()]

    def _offer_sources(self, held: View, panel: Panel | None, sources: tuple[str, ...]) -> None:
        """The one that says most, by its name, and every other that measured the same: they are never joined."""
        found = panel.view.source if panel is not None and panel.view.metric is held.metric else ""
        most = self._texts["traffic.source.most"].format(source=source_text(found or "--", self._texts))
        auto = [(most if not held.source else self._texts["traffic.source.auto"], "")]
        named = sources if held.source in ("", *sources) else (*sources, held.source)
        buttons.offer(self._source, [*auto, *((source_text(one, self._texts), one) for one in named)], held.source)

    def _cut_name(self, week_end: int, panel: Panel | None) -> str:
        if week_end != AUTO:
            return week_cut(week_end, self._texts, short=True)
        found = panel.view.week_end if panel is not None else AUTO
        cut = week_cut(found, self._texts, short=True) if found != AUTO else "--"
        return self._texts["traffic.cut.auto"].format(cut=cut)

    def _pick_days(self, days: int | None) -> None:
        if days is not None:
            self._do(lambda held: edits.in_days(held, days))
        else:
            first, last = self._first.date().toPython(), self._last.date().toPython()
            self._do(lambda held: edits.between(held, first, last))

    def _pick_date(self, first: dt.date | None = None, last: dt.date | None = None) -> None:
        begin, end = first or self._first.date().toPython(), last or self._last.date().toPython()
        self._do(lambda held: edits.between(held, begin, end))

    def _know(self, held: View, on: bool) -> View:
        return _with(held, known_on=self._known_on.date().toPython() if on else None)

    def _pick_known(self, day: dt.date) -> None:
        self._do(lambda held: _with(held, known_on=day))

    def _do(self, change: Change) -> None:
        self.wanted.emit(change)

    def _box(self, name: str, change: Callable[[View, object], View]) -> buttons.Box:
        return buttons.box(self._texts, name, lambda one: self._do(lambda held: change(held, one)))

    def _switch(self, name: str, change: Callable[[View, bool], View]) -> Switch:
        return Switch(self._texts, name, lambda on: self._do(lambda held: change(held, on)))

    def _changes(self) -> dict[str, Callable[[View, bool], View]]:
        """What the switches do, by name."""
        return {
            "split": lambda held, on: _with(held, split=on),
            "log": lambda held, on: _with(held, log=on),
            "index": lambda held, on: edits.based(held, self._day if on else None),
            "prices": lambda held, on: _with(held, prices=on),
            "events": lambda held, on: _with(held, events=on),
            "known_on": self._know,
            "by_product": lambda held, on: _with(held, by_product=on),
        }

    def _choices(self, name: str, kind: Iterable, change: Callable) -> dict:  # type: ignore[type-arg]
        texts = self._texts
        return {
            one: buttons.choice(texts[f"traffic.{name}.{one}"], texts[f"traffic.{name}.{one}.tip"],
                                lambda one=one: self._do(lambda held: change(held, one)))
            for one in kind
        }  # fmt: skip

    def _widgets(self) -> list[QWidget]:
        return [
            self._metric, self._source, *self._every.values(), self._cut, self._days, self._first, self._last,
            self._rules[0], *self._shapes.values(), self._rules[1], self.more,
            *(one.button for name, one in self.switches.items() if name not in DATED), self.align.button,
            self.switches["index"].button, self._base, self.switches["known_on"].button, self._known_on,
        ]  # fmt: skip


def _with(held: View, **changes: object) -> View:
    return replace(held, **changes)  # type: ignore[arg-type]


def _base_of(panel: Panel | None) -> dt.date | None:
    """The first day of the window."""
    if panel is None or panel.stop <= panel.first or panel.offsets:
        return None
    day: dt.date = panel.start[panel.first].astype(object)
    return day


def _window(panel: Panel | None, today: dt.date) -> tuple[dt.date, dt.date]:
    """The days in sight, or the quarter before today."""
    first = _base_of(panel)
    if panel is None or first is None:
        return today - dt.timedelta(days=SPANS[0]), today
    return first, panel.end[panel.stop - 1].astype(object)
