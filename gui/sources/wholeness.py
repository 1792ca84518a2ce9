"""How whole the daily bars of the followed instruments are, and the way to fill what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QComboBox, QPushButton

from data_sources.protocol import BarsWanted, Completeness, CompletenessWanted
from gui.look import numbers
from gui.parts import Parts
from gui.sources.lines import Column, LinesModel, LinesView, Tone, Words, moment
from gui.sources.section import Section, empty
from gui.wires.gathering import Gathering
from models.errors import AppError
from models.instruments import Instrument
from models.reasons import said
from models.values import Bars

SPANS = {"month": 31, "year": 365, "three": 3 * 365 + 1, "five": 5 * 365 + 1}
GAPS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An instrument, what is held of it, and whether it is being filled."""

    one: Instrument
    held: Completeness
    filling: bool = False


class Wholeness(Section):
    """Asks once when it is first shown, and again after a change of span and after filling."""

    def __init__(self, parts: Parts, words: Words, today: Callable[[], dt.date]) -> None:
        super().__init__(parts.texts["sources.whole"])
        self._parts, self._today = parts, today
        texts = parts.texts
        self.spans = QComboBox()
        for key in SPANS:
            self.spans.addItem(texts[f"sources.span.{key}"], key)
        self.spans.setCurrentIndex(list(SPANS).index("year"))
        self.again = QPushButton(texts["review.refresh"], clicked=self.ask)
        self.all = QPushButton(texts["sources.fill_all"], clicked=self.fill_all)
        self.stop = QPushButton(texts["sources.cancel"], clicked=self.cancel)
        self.tools(self.spans, self.again, self.all, self.stop)
        self.model = LinesModel(COLUMNS, words, self)
        self.view = LinesView(self.model, parts.theme)
        self._empty = empty(texts["sources.whole.empty"])
        self.add(self.view)
        self.add(self._empty)
        self._asked: Future[Any] | None = None
        self._filling: Gathering | None = None
        self._goals: dict[str, BarsWanted] = {}
        self._trouble = ""  # what could not be filled the last time
        self.view.pressed.connect(self._press)
        self.spans.activated.connect(self.ask)
        self._show(())

    def ask(self) -> None:
        """Which sessions are held in the chosen span?"""
        self._forget()
        end = self._today()
        start = end - dt.timedelta(days=SPANS[self.spans.currentData()])
        members = self._parts.universe.needed(everyone=True)
        want = CompletenessWanted(instruments=members, start=start, end=end)
        self.say(self._parts.texts["sources.whole.asking"])
        self._asked = future = self._parts.client.completeness(want)
        self._parts.bridge.when_done(future, lambda found: self._take(future, found), lambda e: self._miss(future, e))

    def ask_again(self) -> None:
        """Other bars have come: look once more, unless that is being done already."""
        if self._filling is None and (self._asked is None or self._asked.done()):
            self.ask()

    def fill_all(self) -> None:
        """Ask for everything that is missing."""
        self._fill(tuple(line for line in self.model.lines if line.held.gaps))

    def cancel(self) -> None:
        """Ask for no more; what has come stays."""
        if self._filling is not None:
            self._filling.cancel()
            self._filling = None
            self._mark(())
            self._buttons()
            self.ask()

    def retire(self) -> None:
        """The window closes: wait for nothing any more."""
        self._forget()
        if self._filling is not None:
            self._filling.cancel()

    def _forget(self) -> None:
        if self._asked is not None:
            self._parts.client.forget(self._asked)
            self._asked = None

    def _take(self, future: Future[Any], found: tuple[Completeness, ...]) -> None:
        if future is not self._asked:
            return
        self._asked = None
        held = {one.instrument: one for one in found}
        members = self._parts.universe.needed(everyone=True)
        self._show(tuple(Line(one=one, held=held[one.id]) for one in members if one.id in held))

    def _miss(self, future: Future[Any], error: AppError) -> None:
        if future is self._asked:
            self._asked = None
            self.say(
                self._parts.texts["sources.whole.failed"].format(why=said(error.detail, self._parts.texts)), "error"
            )

    def _show(self, lines: tuple[Line, ...]) -> None:
        self.model.set_lines(lines)
        self.view.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._buttons()
        if lines and self._trouble:
            self.say(self._trouble, "warn")
        elif lines:
            gaps = [line for line in lines if line.held.gaps]
            missing = sum(line.held.expected - line.held.held for line in gaps)
            key = "sources.whole.gaps" if gaps else "sources.whole.none"
            self.say(self._parts.texts[key].format(count=len(gaps), missing=missing, all=len(lines)))

    def _buttons(self) -> None:
        busy = self._filling is not None
        self.all.setVisible(not busy)
        self.stop.setVisible(busy)
        self.all.setEnabled(any(line.held.gaps for line in self.model.lines))
        for widget in (self.spans, self.again):
            widget.setEnabled(not busy)

    def _press(self, row: int, _: str) -> None:
        self._fill((self.model.lines[row],))

    def _fill(self, lines: tuple[Line, ...]) -> None:
        """One want an instrument, from the first missing session to the last: what lies between is held."""
        if self._filling is not None or not lines:
            return
        self._trouble = ""
        goals = self._goals = {line.one.id: _goal(line) for line in lines}
        self._mark(goals)
        self._filling = Gathering(self._parts.client, self._parts.bridge, goals, self._came)
        self._buttons()
        self.say(self._parts.texts["sources.filling"].format(done=0, asked=len(goals)))

    def _came(self, bars: Mapping[str, Bars], failures: Mapping[str, str]) -> None:
        if self._filling is None:
            return
        done, asked = self._filling.progress
        self._mark(set(self._goals) - set(bars) - set(failures))
        if done < asked:
            self.say(self._parts.texts["sources.filling"].format(done=done, asked=asked))
            return
        self._filling = None
        self._buttons()
        self._trouble = self._failed(failures)
        self.ask()

    def _failed(self, failures: Mapping[str, str]) -> str:
        if not failures:
            return ""
        name, why = next(iter(failures.items()))
        told = {"count": len(failures), "name": name, "why": said(why, self._parts.texts)}
        return self._parts.texts["sources.filled_partly"].format(**told)

    def _mark(self, names: Any) -> None:
        lines = (Line(one=line.one, held=line.held, filling=line.one.id in names) for line in self.model.lines)
        self.model.set_lines(tuple(lines))


def _goal(line: Line) -> BarsWanted:
    first, last = line.held.gaps[0][0], line.held.gaps[-1][1]
    return BarsWanted(instrument=line.one, start=first, end=last, actions=True)


def _gaps(words: Words, line: Line) -> str:
    shown = [f"{first}" if first == last else f"{first} – {last}" for first, last in line.held.gaps[:GAPS_SHOWN]]
    more = len(line.held.gaps) - len(shown)
    return "   ".join(shown) + (words.texts["sources.more_gaps"].format(count=more) if more > 0 else "")


def _missing(_: Words, line: Line) -> str:
    missing = line.held.expected - line.held.held
    return str(missing) if missing else ""


def _source(words: Words, line: Line) -> str:
    return words.texts.get(f"source.{line.held.source}", line.held.source) or numbers.MISSING


def _as_of(words: Words, line: Line) -> str:
    at = line.held.fetched_at
    return words.texts["ago"].format(age=numbers.age(words.now - at, words.lang)) if at else numbers.MISSING


def _fill_text(words: Words, line: Line) -> str:
    if not line.held.gaps:
        return ""
    return words.texts["sources.filling_one" if line.filling else "sources.fill"]


COLUMNS: tuple[Column, ...] = (
    Column(key="name", width=146, write=lambda words, line: line.one.name(words.lang), left=True),
    Column(key="code", width=92, write=lambda words, line: line.one.id, tone=Tone.MUTED, left=True),
    Column(key="expected", width=64, write=lambda words, line: str(line.held.expected), tone=Tone.MUTED),
    Column(key="held", width=54, write=lambda words, line: str(line.held.held)),
    Column(key="missing", width=60, write=_missing, tone=Tone.WARN),
    Column(key="gaps", width=120, write=_gaps, left=True, stretch=True),
    Column(key="source", width=140, write=_source, tone=Tone.MUTED, left=True),
    Column(key="as_of", width=76, write=_as_of, tone=Tone.MUTED, value=lambda line: moment(line.held.fetched_at)),
    Column(key="action", width=68, write=_fill_text, left=True, press=True),
)
