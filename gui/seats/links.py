"""Which charts of a grid follow which: those of one colour group show the same instrument, free ones their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.charts.values import GridSpec, with_chart


def followers(grid: GridSpec, place: int) -> tuple[int, ...]:
    """The places that show what ``place`` shows, itself among them; those that are out of sight too."""
    group = grid.charts[place].link
    return tuple(at for at, one in enumerate(grid.charts) if at == place or (group and one.link == group))


def showing(grid: GridSpec, place: int, instrument: str) -> GridSpec:
    """The chart at a place shows another instrument (an id), and its group with it."""
    for at in followers(grid, place):
        grid = with_chart(grid, at, replace(grid.charts[at], instrument=instrument))
    return grid


def joined(grid: GridSpec, place: int, group: int) -> GridSpec:
    """The chart at a place is of another group (0: free) and shows what that shows, if anybody is in it."""
    others = [one.instrument for at, one in enumerate(grid.charts) if at != place and group and one.link == group]
    instrument = others[0] if others else grid.charts[place].instrument
    return with_chart(grid, place, replace(grid.charts[place], link=group, instrument=instrument))


def settled(grid: GridSpec, now: str, others: Iterable[str]) -> GridSpec:
    """Every chart in sight says itself what it shows, so that it stays when the list moves on.

    now: the id of the list's instrument, which the active chart takes; others: what those that say nothing take, in
    order. A single chart says nothing: it follows the list.
    """
    if grid.shape == 1:
        return grid
    if not grid.charts[grid.active].instrument:
        grid = showing(grid, grid.active, now)
    taken = {one.instrument for one in grid.shown}
    free = (one for one in others if one not in taken)
    for place in range(grid.shape):
        if not grid.charts[place].instrument:
            grid = showing(grid, place, next(free, now))
    return grid
