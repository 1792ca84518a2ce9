"""What the tables of the alerts page say: the alerts and how they stand, the log, the digest."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from gui.look import numbers
from gui.look.theme import Theme
from gui.sources.lines import Column, LinesModel, LinesView, Tone, Words
from gui.sources.lines import moment as utc
from models.alerts.values import Alert, Fired, Scope
from models.alerts.watch import Standing, State
from models.alerts.words import Entry, called, condition, number
from models.instruments import Instrument

LIGHTS = {State.ARMED: "●", State.COOLING: "◐", State.SNOOZED: "◌", State.SPENT: "✓", State.OFF: "○"}
SHOW_KEYS = {Qt.Key.Key_Return: "show", Qt.Key.Key_Enter: "show"}
ALERT_KEYS = {
    Qt.Key.Key_Return: "edit", Qt.Key.Key_Enter: "edit", Qt.Key.Key_Space: "switch", Qt.Key.Key_Delete: "drop",
    Qt.Key.Key_S: "snooze",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """An alert, whom it watches in words, how it stands. one, value: of an alert on one instrument, its value now."""

    alert: Alert
    whom: str
    standing: Standing
    one: Instrument | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A firing, and the instruments that can be named."""

    fired: Fired
    known: Mapping[str, Instrument]


class KeyedView(LinesView):
    """A table whose lines answer keys and a double click, beside its links: ``pressed`` tells line and deed."""

    def __init__(self, model: LinesModel, theme: Theme, keys: Mapping[Qt.Key, str]) -> None:
        super().__init__(model, theme)
        self._keys = keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do it to the current line."""
        deed, row = self._keys.get(Qt.Key(event.key())), self.currentIndex().row()
        if deed is not None and row >= 0 and not event.modifiers():
            self.pressed.emit(row, deed)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """What Enter does; a link is pressed already."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.model().columns[index.column()].press:
            self.pressed.emit(index.row(), self._keys[Qt.Key.Key_Return])


def moment(at: float, now: float) -> str:
    """A time on the reader's own clock: HH:MM:SS today, else with its day."""
    here, today = time.localtime(at), time.localtime(now)
    return time.strftime("%H:%M:%S" if here[:3] == today[:3] else "%m-%d %H:%M", here)


def until(at: float, now: float) -> str:
    """The end of a silence: HH:MM, 24:00 at the end of today, else with its day."""
    said, today = moment(at, now), moment(at - 1, now)
    if len(said) > len(today):
        return "24:00"
    return said[:5] if len(said) == len("HH:MM:SS") else said


# alerts


def _state(words: Words, line: AlertLine) -> str:
    ends = until(line.standing.until, words.now)
    said = words.texts[f"alerts.state.{line.standing.state}"].format(until=ends)
    return f"{LIGHTS[line.standing.state]}  {said}"


def _state_tone(line: AlertLine) -> Tone:
    return Tone.TEXT if line.standing.state is State.ARMED else Tone.MUTED


def _whom(_: Words, line: AlertLine) -> str:
    return line.whom


def _says(words: Words, line: AlertLine) -> str:
    said = condition(line.alert, words.texts, line.one)
    return f"{said}   {line.alert.note}" if line.alert.note else said


def _value(words: Words, line: AlertLine) -> str:
    if line.alert.scope is not Scope.ROW:
        return ""
    return numbers.MISSING if line.value is None else number(line.alert.what, line.value, words.texts, line.one)


def _rules(words: Words, line: AlertLine) -> str:
    alert, texts = line.alert, words.texts
    said = [] if alert.rearm else [texts["alerts.rule.once"]]
    if alert.rearm and alert.once_a_day:
        said.append(texts["alerts.rule.day"])
    elif alert.rearm and alert.cool_down_s:
        said.append(texts["alerts.rule.cool"].format(minutes=f"{alert.cool_down_s / 60:g}"))
    elif alert.rearm:
        said.append(texts["alerts.rule.each"])
    return " · ".join(said if alert.regular_hours else [*said, texts["alerts.rule.always"]])


def _last(words: Words, line: AlertLine) -> str:
    """When, and who of many, or at what."""
    fired = line.standing.fired
    if fired is None:
        return numbers.MISSING
    what = number(fired.what, fired.value, words.texts, line.one)
    return f"{moment(fired.at, words.now)}  {what if line.alert.scope is Scope.ROW else fired.instrument}"


def _more(words: Words, _: AlertLine) -> str:
    return words.texts["alerts.more"]


ALERTS: tuple[Column, ...] = (
    Column(key="state", width=128, write=_state, tone=_state_tone, left=True),
    Column(key="whom", width=140, write=_whom, left=True),
    Column(key="says", width=112, write=_says, left=True, stretch=True),
    Column(key="value", width=72, write=_value),
    Column(key="rules", width=104, write=_rules, tone=Tone.MUTED, left=True),
    Column(key="last", width=122, write=_last, tone=Tone.MUTED, left=True),
    Column(key="deeds", width=62, write=_more, left=True, press=True),
)


# the log


def _at(words: Words, line: LogLine) -> str:
    return moment(line.fired.at, words.now)


def _instrument(words: Words, line: LogLine) -> str:
    return called(line.fired.instrument, line.known, words.lang)


def _condition(words: Words, line: LogLine) -> str:
    return condition(line.fired, words.texts, line.known.get(line.fired.instrument))


def _fired(words: Words, line: LogLine) -> str:
    return number(line.fired.what, line.fired.value, words.texts, line.known.get(line.fired.instrument))


def _source(words: Words, line: LogLine) -> str:
    return words.texts.get(f"source.{line.fired.source}", line.fired.source or numbers.MISSING)


LOG: tuple[Column, ...] = (
    Column(key="at", width=128, write=_at, tone=Tone.MUTED, left=True, value=lambda line: utc(line.fired.at)),
    Column(key="instrument", width=140, write=_instrument, left=True),
    Column(key="says", width=112, write=_condition, left=True, stretch=True),
    Column(key="fired", width=112, write=_fired),
    Column(key="source", width=150, write=_source, tone=Tone.MUTED, left=True),
)


# the digest


def _change(_: Words, line: Entry) -> str:
    return numbers.percent(line.change) if isfinite(line.change) else ""


def _kind(words: Words, line: Entry) -> str:
    return words.texts[f"digest.kind.{line.kind}"]


def _text(_: Words, line: Entry) -> str:
    return line.text


def _direction(line: Entry) -> Tone:
    return Tone.UP if line.change > 0 else Tone.DOWN


DIGEST: tuple[Column, ...] = (
    Column(key="kind", width=70, write=_kind, tone=Tone.MUTED, left=True),
    Column(key="text", width=112, write=_text, left=True, stretch=True),
    Column(key="change", width=84, write=_change, tone=_direction),
)
