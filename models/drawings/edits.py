"""Edits of one instrument's drawings: each a pure function from one value to the next.

What an edit does not apply to (a drawing that is gone, or locked) it leaves alone: the value comes back the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.drawings.values import LONGEST_TEXT, Anchor, Drawing, Drawings, Style


def found(drawings: Drawings, name: str) -> Drawing | None:
    """The drawing of this id."""
    return next((one for one in drawings if one.id == name), None)


def add(drawings: Drawings, drawing: Drawing) -> Drawings:
    """On top of the others; one whose id is there already is none."""
    return drawings if found(drawings, drawing.id) else (*drawings, drawing)


def move(drawings: Drawings, name: str, anchors: tuple[Anchor, ...]) -> Drawings:
    """It hangs on other anchors, as many as before."""
    return _changed(drawings, name, lambda one: one if one.locked else replace(one, anchors=anchors))


def restyle(drawings: Drawings, name: str, style: Style) -> Drawings:
    """Another colour, width or dash."""
    return _changed(drawings, name, lambda one: replace(one, style=style))


def retext(drawings: Drawings, name: str, text: str) -> Drawings:
    """Another text, cut to the longest there may be."""
    return _changed(drawings, name, lambda one: replace(one, text=text[:LONGEST_TEXT]))


def lock(drawings: Drawings, name: str, *, locked: bool) -> Drawings:
    """Locked or free again."""
    return _changed(drawings, name, lambda one: replace(one, locked=locked))


def lock_all(drawings: Drawings, *, locked: bool) -> Drawings:
    """All of them locked or free again."""
    made = tuple(one if one.locked == locked else replace(one, locked=locked) for one in drawings)
    return drawings if made == drawings else made


def show(drawings: Drawings, name: str, *, visible: bool) -> Drawings:
    """Seen or hidden."""
    return _changed(drawings, name, lambda one: replace(one, visible=visible))


def show_all(drawings: Drawings, *, visible: bool) -> Drawings:
    """All of them seen or hidden."""
    made = tuple(one if one.visible == visible else replace(one, visible=visible) for one in drawings)
    return drawings if made == drawings else made


def remove(drawings: Drawings, name: str) -> Drawings:
    """Without it, unless it is locked."""
    kept = tuple(one for one in drawings if one.id != name or one.locked)
    return kept if len(kept) < len(drawings) else drawings


def remove_all(drawings: Drawings) -> Drawings:
    """Only the locked ones stay."""
    kept = tuple(one for one in drawings if one.locked)
    return kept if len(kept) < len(drawings) else drawings


def to_top(drawings: Drawings, name: str) -> Drawings:
    """Over all others."""
    one = found(drawings, name)
    if one is None or one is drawings[-1]:
        return drawings
    return (*(other for other in drawings if other is not one), one)


def _changed(drawings: Drawings, name: str, made: Callable[[Drawing], Drawing]) -> Drawings:
    after = tuple(made(one) if one.id == name else one for one in drawings)
    return drawings if after == drawings else after
