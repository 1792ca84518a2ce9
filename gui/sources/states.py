"""What each source does, grouped by host group: light, last success, last error in words, budget, breaker, next try."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data_sources.protocol import SourceState, Status
from gui.look import numbers
from gui.sources.lines import Column, Tone, Words, moment
from models.instruments import EXCHANGES, Market
from models.reasons import said
from models.routes import About, Routes
from models.secrets import masked

LIGHTS = {"ok": "●", "idle": "○", "resting": "◐", "failed": "✕", "off": "○"}
TONES = {"ok": Tone.TEXT, "idle": Tone.MUTED, "resting": Tone.WARN, "failed": Tone.ERROR, "off": Tone.FAINT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A source and its state. first: of its host group, whose own numbers stand here. trying: asked by the user."""

    about: About
    state: SourceState
    first: bool = True
    trying: bool = False

    @property
    def asked(self) -> bool:
        """Whether there is a host that can be asked."""
        return self.first and not self.about.local and self.state.state != "off"


def lines(routes: Routes, status: Status | None, trying: Iterable[str] = ()) -> tuple[Line, ...]:
    """A line a source, host groups together in the catalogue's order; the simulated market only when it is on."""
    states = {one.source: one for one in status.sources} if status is not None else {}
    known = {about.id: about for about in routes.sources}
    strangers = (About(id=name, group=one.group, gives=(), markets=()) for name, one in states.items())
    all_ = known | {about.id: about for about in strangers if about.id not in known}
    shown = [about for about in all_.values() if about.id != "simulated" or _is_on(states.get(about.id))]
    groups = {about.group: place for place, about in reversed(list(enumerate(shown)))}
    found: list[Line] = []
    for about in sorted(shown, key=lambda about: groups[about.group]):
        state = states.get(about.id) or SourceState(source=about.id, state="idle", group=about.group)
        first = not found or found[-1].about.group != about.group
        found.append(Line(about=about, state=state, first=first, trying=about.group in trying))
    return tuple(found)


def summary(lines_: Iterable[Line], words: Words) -> str:
    """How many there are of each state."""
    counts: dict[str, int] = {}
    for line in lines_:
        counts[line.state.state] = counts.get(line.state.state, 0) + 1
    return "   ".join(
        f"{LIGHTS[state]} {words.texts[f'source.state.{state}']} {counts[state]}" for state in LIGHTS if state in counts
    )


def resting(line: Line, now: float) -> Line:
    """The line as it will look at ``now``: a rest that is over is over, before the next message says so."""
    over = 0 < line.state.rests_until <= now
    return replace(line, state=replace(line.state, rests_until=0.0)) if over else line


def _is_on(state: SourceState | None) -> bool:
    return state is not None and state.state != "off"


def _name(words: Words, line: Line) -> str:
    return f"{LIGHTS[line.state.state]}  {words.texts.get(f'source.{line.about.id}', line.about.id)}"


def _group(_: Words, line: Line) -> str:
    return line.about.group if line.first and not line.about.local else ""


def _gives(words: Words, line: Line) -> str:
    """Kinds and markets; of every market there is only that it is every one."""
    texts, about = words.texts, line.about
    kinds = " ".join(texts.get(f"kind.{kind}", kind) for kind in about.gives)
    everywhere = set(EXCHANGES) <= set(about.markets)
    markets = [
        texts.get(f"market.{market}", market) for market in about.markets if market == Market.FX or not everywhere
    ]
    where = " ".join([texts["sources.everywhere"], *markets] if everywhere else markets)
    return " · ".join(filter(None, (kinds, where))) if kinds else ""


def _ok(words: Words, line: Line) -> str:
    return _ago(words, line.state.last_ok)


def _reason(words: Words, line: Line) -> str:
    if not line.state.reason:
        return words.texts[f"source.state.{line.state.state}"] if line.state.state in ("off", "idle") else ""
    why = masked(said(line.state.reason, words.texts))
    return f"{_ago(words, line.state.last_failed)} · {why}" if line.state.last_failed else why


def _reason_tone(line: Line) -> Tone:
    """An error that is over is quiet; the one that holds is not."""
    return TONES[line.state.state] if line.state.state in ("resting", "failed") else Tone.MUTED


def _today(_: Words, line: Line) -> str:
    return f"{line.state.requests_today:,}" if line.asked else ""


def _minute(_: Words, line: Line) -> str:
    if not line.asked:
        return ""
    return f"{line.state.last_minute} / {line.state.per_minute:g}" if line.state.per_minute else numbers.MISSING


def _minute_tone(line: Line) -> Tone:
    """Warm when nine tenths of the budget are used."""
    full = line.state.per_minute and line.state.last_minute >= 0.9 * line.state.per_minute
    return Tone.WARN if full else Tone.TEXT


def _breaker(words: Words, line: Line) -> str:
    """The breaker's state, and how long until the next try."""
    if not line.asked:
        return ""
    state = words.texts.get(f"sources.breaker.{line.state.breaker}", line.state.breaker)
    wait = line.state.rests_until - words.now
    return f"{state} · {numbers.age(wait, words.lang)}" if wait > 0 else state


def _breaker_tone(line: Line) -> Tone:
    return Tone.MUTED if line.state.breaker == "closed" and not line.state.rests_until else Tone.WARN


def _delay(words: Words, line: Line) -> str:
    delay = line.state.delay_s
    return "" if delay is None else numbers.age(delay, words.lang) if delay else words.texts["sources.delay.none"]


def _try(words: Words, line: Line) -> str:
    if not line.asked:
        return ""
    return words.texts["sources.trying" if line.trying else "sources.try"]


def _ago(words: Words, at: float) -> str:
    return words.texts["ago"].format(age=numbers.age(words.now - at, words.lang)) if at else numbers.MISSING


def _state_tone(line: Line) -> Tone:
    return TONES[line.state.state]


COLUMNS: tuple[Column, ...] = (
    Column(key="name", width=146, write=_name, tone=_state_tone, left=True),
    Column(key="group", width=110, write=_group, tone=Tone.MUTED, left=True),
    Column(key="gives", width=116, write=_gives, tone=Tone.MUTED, left=True),
    Column(key="last_ok", width=78, write=_ok, value=lambda line: moment(line.state.last_ok)),
    Column(key="reason", width=112, write=_reason, tone=_reason_tone, left=True, stretch=True),
    Column(key="today", width=56, write=_today),
    Column(key="minute", width=74, write=_minute, tone=_minute_tone),
    Column(key="breaker", width=90, write=_breaker, tone=_breaker_tone, left=True),
    Column(key="delay", width=50, write=_delay, tone=Tone.MUTED),
    Column(key="action", width=68, write=_try, left=True, press=True),
)
