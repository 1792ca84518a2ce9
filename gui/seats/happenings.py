"""What happened, on a price chart: announcements that concern its instrument, and the days it went ex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from gui.charts.axis import BarAxis
from gui.charts.layers.base import Layer
from gui.charts.layers.events import EventBox, Events
from models.adjustment import factors
from models.charts.marks import Mark, marks_of_actions, marks_of_events, placed
from models.events import Library, events_for, subjects_of
from models.instruments import Instrument
from models.values import Bars

if TYPE_CHECKING:
    from gui.charts.panel import ChartPanel
    from gui.charts.price import Look
    from gui.parts import Parts


class Happenings:
    """A maker of layers for a panel's price chart, see price.Maker; nothing where the spec says so."""

    def __init__(self, parts: Parts, panel: ChartPanel) -> None:
        self._parts, self._panel = parts, panel

    def __call__(self, bars: Bars, axis: BarAxis, look: Look) -> Sequence[Layer]:
        """Tags at the foot, and the box of the one under the pointer."""
        one = self._panel.instrument
        if one is None or not self._panel.spec.events:
            return []
        marks = marks_on(bars, one, self._parts.backstage.library(), self._parts.texts, look.lang)
        tags = Events(placed(marks, bars.date, bars.interval))
        return [tags, EventBox(tags)] if tags.placed else []


def marks_on(
    bars: Bars, instrument: Instrument, library: Library, texts: Mapping[str, str], lang: str
) -> tuple[Mark, ...]:
    """Announcements and ex-dates by date; those of one day in this order."""
    scaled = dict(bars.factors) or factors(bars)
    gone_ex = marks_of_actions(bars.actions or (), scaled, bars.currency, texts)
    told = _told(instrument, lang, _Same(library, texts))
    return tuple(sorted((*told, *gone_ex), key=lambda mark: mark.date))


class _Same:
    """A library and its texts, the same as long as they are the same objects: neither can be hashed."""

    def __init__(self, library: Library, texts: Mapping[str, str]) -> None:
        self.library, self.texts = library, texts

    def __hash__(self) -> int:
        return id(self.library)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.library is self.library and other.texts is self.texts


@lru_cache(maxsize=64)
def _told(instrument: Instrument, lang: str, of: _Same) -> tuple[Mark, ...]:
    subjects = subjects_of(instrument)
    return marks_of_events(events_for(of.library, subjects), of.library, subjects, of.texts, lang)
