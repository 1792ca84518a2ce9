"""A document as strips one under another, and the strips on pages: what belongs together is not torn apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtGui import QPainter

Paint: TypeAlias = Callable[[QPainter, float, float], None]  # with the strip's left and upper edge


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strip:
    """Something as wide as the text. before: room above it, but at the top of a page. keeps: with the next one.

    head: what is painted again above it where it begins a page, as a table's headings.
    """

    height: float
    paint: Paint
    before: float = 0.0
    keeps: bool = False
    head: Strip | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A strip at its place on a page."""

    strip: Strip
    top: float


def paged(strips: Sequence[Strip], high: float) -> list[list[Put]]:
    """Which strip stands where on pages of a height. What is higher than a page goes over its edge."""
    pages: list[list[Put]] = [[]]
    top = 0.0
    for group in _together(strips):
        pieces = [group] if _height(group) + _head(group) <= high else [(one,) for one in group]
        for piece in pieces:
            if pages[-1] and top + piece[0].before + _height(piece) > high:
                pages.append([])
                top = 0.0
            top = _put(piece, pages[-1], top)
    return pages


def _put(piece: Sequence[Strip], page: list[Put], top: float) -> float:
    """On a page from ``top`` on; where it ends."""
    begins, head = not page, piece[0].head
    if begins and head is not None:
        page.append(Put(head, 0.0))
        top = head.height
    for one in piece:
        top += 0.0 if begins else one.before
        begins = False
        page.append(Put(one, top))
        top += one.height
    return top


def _together(strips: Sequence[Strip]) -> Iterator[tuple[Strip, ...]]:
    """Those that stay on one page."""
    held: list[Strip] = []
    for one in strips:
        held.append(one)
        if not one.keeps:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def _height(group: Sequence[Strip]) -> float:
    """Of a group, without the room above it."""
    return group[0].height + sum(one.before + one.height for one in group[1:])


def _head(group: Sequence[Strip]) -> float:
    """Of what is painted again above a group that begins a page."""
    return group[0].head.height if group[0].head is not None else 0.0
