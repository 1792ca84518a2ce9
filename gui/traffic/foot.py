"""The quiet line at the foot: what, in which unit, which window, who measured it, and as of when."""

from __future__ import annotations

from collections.abc import Mapping

from models.traffic import titling
from models.traffic.panel import Panel

Texts = Mapping[str, str]


def line(panel: Panel, texts: Texts, lang: str) -> str:
    """文本类…；万次；2024-08-01 至 2024-09-30；资料来源：…"""
    view, everyone = panel.view, range(len(panel.members))
    unit = titling.unit_in(panel, everyone, lang)
    told = {
        "measured": titling.measured(view, texts),
        "unit": titling.unit_name(view, unit, texts),
        "window": titling.window_line(panel, texts),
        "source": titling.source_line(panel, texts),
    }
    said = texts["traffic.foot"].format(**told)
    if view.known_on is not None:
        said = texts["traffic.foot.known_on"].format(said=said, date=view.known_on)
    return said


def many(count: int, texts: Texts) -> str:
    """Of a page of several figures, which have their own lines."""
    return texts["traffic.foot.many"].format(count=count)
