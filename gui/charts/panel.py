"""A chart with its title, its quiet line of origin, and what stands there when there is no chart."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui.charts.heading import Heading
from gui.charts.loading import Plotting
from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING, Theme
from models.charts import minute_line
from models.charts.minute_line import MinuteLine
from models.charts.values import ChartSpec
from models.instruments import Instrument
from models.live_bar import Tail, begins, tail_of, takes_quotes, with_quote
from models.values import Bars, Floats, Interval, Quote

SMALL_WIDTH, SMALL_HEIGHT = 420, 300  # of a chart that says less
FOOT, SMALL_FOOT = 24, 18
LEAST_PANE, MOST_PANES = 30, 20  # logical pixels under which a pane shows nothing that could be read
DATES_PX, PRICE_WEIGHT = 24, 3.0

if TYPE_CHECKING:
    from gui.charts.canvas import ChartView
    from gui.charts.minute import MinuteChart
    from gui.charts.price import Maker, PriceChart

WAITS = "  ·  … "  # between what is shown and what is awaited beside it


class ChartPanel(QWidget):
    """Shows the bars or the minutes 分时 of one instrument as its spec asks; knows no client.

    It can be filled before pyqtgraph is there. price, minute: what is on the canvas, the other one is None.

    made: there is a canvas now. charted: another chart is on it.
    """

    adjust_clicked = Signal()
    made = Signal()
    charted = Signal()

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, plotting: Plotting) -> None:
        super().__init__()
        self.texts, self.lang, self.theme = texts, lang, theme
        self._instrument: Instrument | None = None
        self._bars: Bars | None = None
        self._tail: Tail | None = None  # the newest bar, and whether a quote has moved it
        self._moved, self._running = False, True
        self._ended: list[Tail] = []  # bars that quotes have begun and ended since: a chart made anew has them too
        self.line: MinuteLine | None = None  # what is shown instead of bars, as quotes have moved it
        self._panes_drawn = MOST_PANES
        self._previous_close: float | None = None
        self.spec = ChartSpec()
        self._benchmark: Floats | None = None
        self._benchmark_now = math.nan
        self.canvas: ChartView | None = None
        self.price: PriceChart | None = None
        self.minute: MinuteChart | None = None
        self.over: tuple[Maker, ...] = ()  # always on the prices, whatever the extra is
        self._retry: Callable[[], None] = lambda: None
        self._heading, self._foot = Heading(), plain(role="foot")
        self._title, self._about, self._state = self._heading.title, self._heading.about, self._heading.state
        self._message = plain(texts["chart.pick"], role="foot")
        self._again = QPushButton(texts["again"], clicked=self._ask_again)
        self._adjust = self._heading.adjust
        self._adjust.setToolTip(texts["chart.adjust.tip"])
        self._adjust.clicked.connect(self.adjust_clicked)
        self._pages = QStackedWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        plotting.when_ready(self._make_canvas)

    @property
    def instrument(self) -> Instrument | None:
        """What is shown or awaited."""
        return self._instrument

    @property
    def painted(self) -> bool:
        """Whether bars are on screen."""
        return self.canvas is not None and self._held and self._pages.currentWidget() is self.canvas

    @property
    def drawn(self) -> bool:
        """Whether a picture of them has been drawn."""
        return self.painted and self.canvas is not None and self.canvas.drawn

    def set_spec(self, spec: ChartSpec) -> None:
        """Show the same bars another way; other bars are asked for by who knows the client."""
        self.spec = spec
        self._draw(fresh=False)

    def set_benchmark(self, closes: Floats) -> None:
        """The benchmark's close at each bar that is held."""
        self._benchmark, self._benchmark_now = closes, math.nan
        self._draw(fresh=False)

    def set_benchmark_now(self, price: float) -> None:
        """What the benchmark is now, beside the newest bar."""
        self._benchmark_now = price
        if self.price is not None:
            self.price.benchmark_now = price

    def put_in_front(self, part: QWidget) -> None:
        """Something of the grid's stands before the name."""
        self._heading.put_in_front(part)

    def say_change(self, words: str, direction: float | None) -> None:
        """How the price has moved, for a heading that has no room for more. direction: its sign."""
        redress(self._heading.change, "flat" if not direction else "up" if direction > 0 else "down")
        self._heading.change.setText(words)

    def show_pending(self, instrument: Instrument) -> None:
        """Another instrument was chosen. The old picture stays, dimmed, under the new title's word of waiting."""
        self._instrument, self._bars, self._tail, self._previous_close = instrument, None, None, None
        self.line = None
        self._title.setText(instrument.name(self.lang))
        self._about.setText(f"{instrument.id}  ·  {self.texts['chart.loading']}")
        self._foot.setText("")
        self._heading.period.setText("")
        self._wait()
        self._dim(on=True)

    def show_bars(self, bars: Bars, instrument: Instrument, origin: str, *, late: bool) -> None:
        """Bars arrived. ``origin``: where from and how old; ``late``: they may end too early."""
        fresh = self._bars is None
        beyond = self._beyond(bars, instrument)
        self._instrument, self._bars, self._tail, self._moved = instrument, bars, tail_of(bars), bool(beyond)
        self._running, self._ended = True, beyond[:-1]
        self._tail = beyond[-1] if beyond else self._tail
        self.line = self._benchmark = self._previous_close = None  # hfq prices have nothing to do with a quote's
        kind = self.texts[f"chart.adjust.{bars.adjust}"]
        self._say_about(self.texts[f"interval.{bars.interval}"], bars.currency)
        self._adjust.setText(kind)
        self.say_origin(origin, late=late)
        self._draw(fresh=fresh)

    def show_minutes(
        self, line: MinuteLine, bars: Bars | None, instrument: Instrument, origin: str, *, late: bool
    ) -> None:
        """The minutes of some sessions; ``bars`` is what they were made of, None before the first trade."""
        fresh = self.line is None
        self._instrument, self._bars, self._tail, self.line = instrument, bars, None, line
        days = len(line.blocks)
        kind = self.texts["chart.minute"] if days == 1 else self.texts["chart.minute.days"].format(days=days)
        self._say_about(kind, instrument.currency)
        self._adjust.setText("")
        self.say_origin(origin, late=late)
        self._draw(fresh=fresh)

    def _say_about(self, period: str, currency: str) -> None:
        name = self._instrument.id if self._instrument else ""
        self._about.setText(f"{name}  ·  {period}  ·  {currency}")
        self._heading.period.setText(period)

    def say_waiting(self, words: str) -> None:
        """More of what is shown is awaited; "": no more."""
        shown = self._about.text().partition(WAITS)[0]
        self._about.setText(f"{shown}{WAITS}{words}" if words else shown)

    def say_origin(self, origin: str, *, late: bool) -> None:
        """Where the bars are from and how old they are."""
        self._say(origin, "warn" if late else "foot")

    def say_state(self, words: str, *, doubtful: bool) -> None:
        """How far the live price may be trusted, beside the title; "" without one."""
        redress(self._state, "warn" if doubtful else "foot")
        self._state.setText(words)

    def show_failure(self, sentence: str, retry: Callable[[], None]) -> None:
        """No bars: say why in their place, with a way to ask again. Bars that are shown stay."""
        self._retry = retry
        if self._held:
            self._say(sentence, "warn")
            return
        self._about.setText(self._instrument.id if self._instrument else "")
        self._adjust.setText("")  # of bars that are not there
        self._message.setText(sentence)
        self._again.setVisible(True)
        self._pages.setCurrentIndex(0)

    def apply(self, quote: Quote) -> None:
        """A live quote of this instrument changes the newest bar or minute."""
        if self.line is not None:
            self._move_line(quote)
            return
        if self._bars is None or self._tail is None or self._instrument is None or not takes_quotes(self._bars):
            return
        tail = with_quote(self._tail, quote, self._instrument, self._bars.interval, extended=self.spec.extended)
        if tail is None:
            return
        if self._moved and begins(tail, self._tail, self._bars.interval):
            self._ended.append(self._tail)
        self._tail, self._moved, self._previous_close = tail, True, quote.previous_close
        if self.canvas is not None and self.price is not None:
            self.price.candles.previous_close = self._reference
            self.canvas.refresh(self.price.put(tail))

    def _beyond(self, bars: Bars, instrument: Instrument) -> list[Tail]:
        """The bars quotes have made that ``bars`` of the same kind do not reach to: some sources are late."""
        held, last = self._bars, tail_of(bars)
        if held is None or last is None or self._tail is None or not self._moved or instrument != self._instrument:
            return []
        if (held.interval, held.adjust, held.currency) != (bars.interval, bars.adjust, bars.currency):
            return []
        return [tail for tail in (*self._ended, self._tail) if begins(tail, last, bars.interval)]

    @property
    def bars(self) -> Bars | None:
        """What is drawn, without what quotes have changed."""
        return self._bars

    def say_running(self, *, running: bool) -> None:
        """Whether the newest bar can still change, once a quote has moved it: quotes go on coming after the close."""
        if not self._moved:
            return
        self._running = running
        if self.canvas is not None and self.price is not None and self.price.candles.partial is not running:
            self.price.candles.partial = running
            self.canvas.repaint_live()

    @property
    def tail(self) -> Tail | None:
        """The newest bar, as quotes have moved it; None without bars, or of minutes 分时."""
        return self._tail

    def _move_line(self, quote: Quote) -> None:
        if self.line is None or self._instrument is None:
            return
        line = minute_line.with_quote(self.line, quote, self._instrument)
        if line is None:
            return
        self.line = line
        if self.canvas is not None and self.minute is not None:
            self.minute.put(line)
            self.canvas.refresh()

    @property
    def _held(self) -> bool:
        """Whether there is anything to show."""
        return self._bars is not None or self.line is not None

    @property
    def _reference(self) -> float | None:
        """The quote's previous close is what a day is measured from; a longer or shorter bar is by the one before."""
        return self._previous_close if self._bars is not None and self._bars.interval is Interval.DAY else None

    @property
    def titled(self) -> str:
        """What is shown, in one line: for a picture that leaves the window."""
        adjusted = self._adjust.text() if self._bars is not None else ""
        return "  ·  ".join(part for part in (self._title.text(), self._about.text(), adjusted) if part)

    @property
    def origin(self) -> str:
        """Where it is from and how old it is."""
        return self._foot.text()

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In little room it says less, and shows fewer panes."""
        super().resizeEvent(event)
        small = self.width() < SMALL_WIDTH or self.height() < SMALL_HEIGHT
        self._heading.set_small(small=small)
        self._foot.setFixedHeight(SMALL_FOOT if small else FOOT)
        own = self.price.panes_wanted if self.price is not None else 0
        if min(self._room, own) != min(self._panes_drawn, own):
            self._draw(fresh=False)

    @property
    def _room(self) -> int:
        """How many panes under the prices are worth their height."""
        height = self.height() - self._heading.height() - self._foot.height() - DATES_PX
        return min(max(0, int(height / LEAST_PANE - PRICE_WEIGHT)), MOST_PANES)

    def made_in(self, theme: Theme, most: int = MOST_PANES) -> PriceChart | MinuteChart | None:
        """The chart of what is held, in the colours of ``theme``; None before anything came.

        most: panes under the prices there is room for.
        """
        if self.canvas is None or self._instrument is None:
            return None
        from gui.charts.minute import MinuteChart
        from gui.charts.price import Extra, Look, PriceChart

        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        look = Look(most=most, theme=theme, lang=self.lang, zone=zone)
        if self.line is not None:
            return MinuteChart(self.line, self._instrument, self.spec, look)
        if self._bars is None:
            return None
        extra = Extra(benchmark=self._benchmark, benchmark_now=self._benchmark_now, over=self.over)
        made = PriceChart(self._bars, self._instrument, self.spec, look, extra)
        if self._tail is not None and self._moved:
            for tail in (*self._ended, self._tail):
                made.put(tail)
            made.candles.partial = self._running
        made.candles.previous_close = self._reference
        return made

    def _draw(self, *, fresh: bool) -> None:
        self._panes_drawn = self._room
        made = self.made_in(self.theme, self._panes_drawn)
        if made is None or self.canvas is None:
            return
        self.price, self.minute = (None, made) if self.line is not None else (made, None)  # type: ignore[assignment]
        self.canvas.set_chart(made.chart) if fresh else self.canvas.put_chart(made.chart)
        self._dim(on=False)
        self._pages.setCurrentWidget(self.canvas)
        self.charted.emit()

    def _make_canvas(self) -> None:
        if not shiboken6.isValid(self):  # its window went while pyqtgraph was on its way
            return
        from gui.charts.canvas import ChartView

        self.canvas = ChartView(self.texts, self.lang, self.theme)
        self._pages.addWidget(self.canvas)
        self.made.emit()
        self._draw(fresh=True)

    def _ask_again(self) -> None:
        self._wait()
        self._retry()

    def _wait(self) -> None:
        """An answer is awaited: what stood in its place is over."""
        self._message.setText(self.texts["chart.loading"])
        self._again.setVisible(False)

    def _dim(self, *, on: bool) -> None:
        if self.canvas is not None:
            self.canvas.dim(on=on)

    def _say(self, text: str, role: str) -> None:
        redress(self._foot, role)
        self._foot.setText(text)
        self._foot.setToolTip(tip(text))  # the line may be longer than the room

    def _lay_out(self) -> None:
        self._foot.setContentsMargins(PADDING, 0, PADDING, 0)
        self._foot.setFixedHeight(FOOT)
        self._again.setVisible(False)
        self._pages.addWidget(self._empty_page())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._heading)
        box.addWidget(self._pages, 1)
        box.addWidget(self._foot)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(page)
        box.addStretch(1)
        box.addWidget(self._message)
        box.addWidget(self._again, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        return page
