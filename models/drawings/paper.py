"""Drawings as JSON values and back. Reading does not raise, whatever stands there: a bad one is kept aside.

What this version cannot read (a kind that a later one draws) is written back as it was. Keys nobody knows are ignored.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from models.drawings.values import COLOURS, LONGEST_TEXT, WIDEST, Anchor, Drawing, Drawings, Kind, Style

KIND = "drawings"  # a paper an instrument, under its id
VERSION = 1
MOST = 2000  # drawings of one instrument; a file that says more is not ours
BAD = (ValueError, TypeError, KeyError, OverflowError)


def written(drawings: Drawings, unread: Sequence[Any] = ()) -> dict[str, Any]:
    """As JSON values. unread: what ``read`` could not read, to be kept."""
    return {"version": VERSION, "drawings": [*(_written(one) for one in drawings), *unread]}


def read(said: Any) -> tuple[Drawings, tuple[Any, ...]]:
    """The drawings, and what of them cannot be read. An id counts once."""
    listed = said.get("drawings") if isinstance(said, dict) else None
    if not isinstance(listed, list):
        return (), () if said is None else (said,)
    made: dict[str, Drawing] = {}
    unread = []
    for one in listed[:MOST]:
        try:
            drawing = _read(one)
            made.setdefault(drawing.id, drawing)
        except BAD:
            unread.append(one)
    return tuple(made.values()), tuple(unread)


def _written(one: Drawing) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "anchors": [[anchor.time, anchor.price] for anchor in one.anchors],
        "colour": one.style.colour,
        "width": one.style.width,
        "dash": one.style.dash,
        "text": one.text,
        "locked": one.locked,
        "visible": one.visible,
    }


def _read(said: Any) -> Drawing:
    if not isinstance(said, dict):
        raise TypeError("not a drawing")
    text = said.get("text", "")
    return Drawing(
        id=_text(said["id"]),
        kind=Kind(said["kind"]),
        anchors=tuple(_anchor(one) for one in said["anchors"]),
        style=_style(said),
        text=_text(text)[:LONGEST_TEXT],
        locked=said.get("locked") is True,
        visible=said.get("visible") is not False,
    )


def _anchor(said: Any) -> Anchor:
    time, price = said
    if isinstance(time, bool) or not isinstance(time, int) or isinstance(price, bool):
        raise TypeError("not an anchor")
    if not isinstance(price, int | float) or not math.isfinite(price):
        raise TypeError("not a price")
    return Anchor(time=time, price=float(price))


def _style(said: dict[str, Any]) -> Style:
    """The look; what is wrong in it is as usual: a drawing is not lost for its colour."""
    colour, width = said.get("colour"), said.get("width")
    known = isinstance(colour, str) and colour in COLOURS
    wide = isinstance(width, int) and not isinstance(width, bool) and 1 <= width <= WIDEST
    return Style(
        colour=colour if known else "accent",  # type: ignore[arg-type]
        width=width if wide else 1,  # type: ignore[arg-type]
        dash=said.get("dash") is True,
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
