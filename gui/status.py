"""The status line: what the markets do, how the sources are, and what the reader must know before trusting a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui.look import numbers
from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING
from models import holidays, sessions
from models.instruments import EXCHANGES, Market
from models.reasons import said

if TYPE_CHECKING:
    from data_sources.protocol import SourceState, Status
    from gui.wires.writing import Writing

TOLD_MS, ALARM_MS = 8_000, 60_000
LIGHTS = {"ok": "●", "idle": "○", "resting": "◐", "failed": "✕", "off": "○"}


class StatusLine(QWidget):
    """Three clocks at the left, a word of warning, the sources' lights at the right."""

    def __init__(self, texts: Mapping[str, str], lang: str, warning: str, *, simulated: bool) -> None:
        super().__init__()
        self._texts, self._lang = texts, lang
        self._clocks = plain(role="foot")
        self._always = warning
        self._warning = plain(warning, role="warn")
        self._problems: dict[str, str] = {}  # key of a sentence -> its reason
        self._refusal = ""
        self._event = plain(role="warn")
        self._done = plain(role="foot")
        self._alarm = False
        self._progress: tuple[QLabel, QToolButton] | None = None
        self._writing: Writing | None = None
        self._calm = QTimer(self, singleShot=True)
        self._calm.timeout.connect(self._done.clear)
        self._real = not simulated  # a simulated market keeps nothing, and nobody need be told
        self._lights: dict[str, QLabel] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PADDING, 0, PADDING, 0)
        self._row.setSpacing(14)
        self._row.addWidget(self._clocks)
        self._row.addWidget(self._warning)
        self._row.addWidget(self._event)
        self._row.addWidget(self._done, 1)
        self.setFixedHeight(26)

    def tick(self, now: float) -> None:
        """Time passed. ``now``: UTC seconds."""
        self._clocks.setText("    ".join(self._clock(market, now) for market in EXCHANGES))
        self._clocks.setToolTip("\n".join(filter(None, (self._calendar(market, now) for market in EXCHANGES))))

    def say(self, text: str) -> None:
        """Something happened that explains what is on screen; "" when it is over."""
        self._event.setText(text)

    def tell(self, text: str, *, alarm: bool = False) -> None:
        """What the user's hands have done, for a while; an ``alarm`` for longer, and nothing calm takes its place."""
        if alarm or not (self._alarm and self._calm.isActive()):
            self._alarm = alarm
            redress(self._done, "warn" if alarm else "foot")
            self._done.setText(text)
            self._calm.start(ALARM_MS if alarm else TOLD_MS)

    def follow(self, writing: Writing) -> None:
        """Tell how copies and exports went, and how far those have come that take long, with a button that stops them.

        Shown while there is something to show.
        """
        self._writing = writing
        writing.told.connect(self._tell_of)
        writing.changed.connect(self._show_progress)

    def _tell_of(self, text: str, alarm: bool) -> None:
        self.tell(text, alarm=alarm)

    def _show_progress(self, text: str) -> None:
        if self._progress is None and text and self._writing is not None:
            self._progress = self._make_progress(self._writing)
        if self._progress is not None:
            label, stop = self._progress
            label.setText(text)
            for part in (label, stop):
                part.setVisible(bool(text))

    def _make_progress(self, writing: Writing) -> tuple[QLabel, QToolButton]:
        made = plain(role="foot"), QToolButton(text=self._texts["out.cancel"], clicked=writing.stop)
        made[1].setProperty("role", "thin")
        at = self._row.indexOf(self._done)
        for place, part in enumerate(made):
            self._row.insertWidget(at + place, part)
        return made

    def warn(self, key: str, why: str) -> None:
        """Something holds until it is mended, beside what holds always; why: "" when it is mended."""
        self._problems[key] = why
        self._show_warnings()

    def show_status(self, status: Status, now: float) -> None:
        """How the sources are, and the cache if it is not as usual."""
        if status.refusal != self._refusal:
            self._refusal = status.refusal
            self._show_warnings()
        for source in status.sources:
            if source.state != "off" or source.source in self._lights:
                self._show_light(source, now)
        usual = status.cache == "ok" or status.refusal or not self._real
        if not usual and (text := self._texts.get(f"cli.cache.{status.cache}")):
            self._event.setText(text)

    def _show_warnings(self) -> None:
        """A profile that cannot be written is one sentence, not one for each thing that is not written there."""
        refused = {"status.refusal": self._refusal}
        others = {key: why for key, why in self._problems.items() if why != self._refusal}
        told = [self._texts[key].format(why=said(why, self._texts)) for key, why in (refused | others).items() if why]
        self._warning.setText("    ".join(filter(None, (self._always, *told))))

    def _show_light(self, source: SourceState, now: float) -> None:
        light = self._lights.get(source.source)
        if light is None:
            light = self._lights[source.source] = plain()
            self._row.addWidget(light)
        role = {"ok": "foot", "idle": "foot", "resting": "warn", "failed": "error", "off": "foot"}[source.state]
        redress(light, role)
        name = self._texts.get(f"source.{source.source}", source.source)
        light.setText(f"{LIGHTS[source.state]} {name}")
        light.setToolTip(tip(self._about(source, now)))

    def _about(self, source: SourceState, now: float) -> str:
        lines = [self._texts[f"source.state.{source.state}"]]
        if source.reason:
            lines.append(said(source.reason, self._texts))
        if source.last_ok:
            lines.append(self._texts["status.last_ok"].format(age=numbers.age(now - source.last_ok, self._lang)))
        if source.rests_until > now:
            lines.append(self._texts["status.rests"].format(age=numbers.age(source.rests_until - now, self._lang)))
        return "\n".join(lines)

    def _clock(self, market: Market, now: float) -> str:
        state = self._texts[f"session.{sessions.state(market, now)}"]
        if sessions.in_auction(market, now):
            state = self._texts["session.auction"]
        return f"{self._texts[f'market.{market}']} {sessions.local(market, now):%H:%M} {state}"

    def _calendar(self, market: Market, now: float) -> str:
        """Half day or not, when trading begins again, and whether holidays are known; "" on a usual day's trading."""
        today, said = sessions.local_date(market, now), []
        if sessions.is_half_day(market, today):
            said.append(self._texts["session.half"].format(close=f"{sessions.hours(market, today)[-1][1]:%H:%M}"))
        opens = sessions.local(market, sessions.next_open(market, now))
        if sessions.state(market, now) != "open":
            said.append(self._texts["session.next"].format(opens=f"{opens:%m-%d %H:%M}"))
        if sessions.is_provisional(market, opens.date()):
            said.append(self._texts["session.provisional"].format(day=holidays.HORIZON[market]))
        return f"{self._texts[f'market.{market}']} {self._texts['why.join'].join(said)}" if said else ""
