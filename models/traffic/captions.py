"""One figure of a panel with the words that stand around it: the same on screen, in pictures and in workbooks."""

from __future__ import annotations

from models.frozen import frozen


@frozen(kw_only=True)
class Caption:
    """which: numbers of the panel's members it shows. unit: the line under the title ("单位：万次"); counter: "万次".

    size: how many plain counts one of the unit is (1e4). source: the line at the foot. notes: footnotes in order.
    warning: that the numbers are not what they seem (demo, offline, simulated), "" when they are.
    """

    which: tuple[int, ...]
    title: str
    unit: str
    counter: str
    size: float = 1.0
    source: str
    notes: tuple[str, ...] = ()
    warning: str = ""
