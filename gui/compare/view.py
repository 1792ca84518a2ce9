"""The canvas of a comparison: at home it shows everything since the base, and a wider one shows the same dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gui.charts.canvas import ChartView
from gui.look.theme import Theme

Window = tuple[float, float]


class CompareView(ChartView):
    """home: the window to go back to. going_home: whether that is what moves it now."""

    def __init__(self, texts: Mapping[str, str], lang: str, theme: Theme, home: Callable[[], Window]) -> None:
        super().__init__(texts, lang, theme)
        self._home, self.going_home = home, False

    def reset(self) -> None:
        """From the base to the newest date, and axes that fit themselves."""
        if self.chart is None:
            return
        for pane in self.chart.panes:
            pane.held = None
        self.going_home = True
        self._look(*self._home())
        self.going_home = False

    def _keep_width(self, more: int) -> None:
        """The dates stay, not the width of a bar."""
