"""Whose quotes are asked for, and which of them are on screen: those come quickly, the others slowly."""

from __future__ import annotations

from collections.abc import Iterable

from data_sources.client import DataClient
from models.instruments import Instrument
from models.lists.values import Lists
from models.universe import Universe


class Following:
    """Tells the data side when that has changed. The strip is always on screen; lists off screen are followed too."""

    def __init__(self, client: DataClient, universe: Universe) -> None:
        self._client = client
        self._own = {one.id: one for one in universe.followed()}
        self._always = tuple(self._own.values())
        self._strip = tuple(one.id for one in universe.strip)
        self._told: tuple[tuple[Instrument, ...], tuple[str, ...]] = (self._always, ())

    def follow(self, lists: Lists) -> None:
        """Every instrument that a list, a pin or an alert names, besides the program's own."""
        self._always = tuple((self._own | dict(lists.known)).values())

    def show(self, on_screen: Iterable[str], guest: Instrument | None, charted: Iterable[Instrument] = ()) -> None:
        """``on_screen``: ids of the list's visible rows. guest: shown in the tabs without being in the list.

        charted: what is on the charts, in a list or not.
        """
        followed, charted = self._always, tuple(charted)
        if guest is not None:
            followed = (*(one for one in followed if one.id != guest.id), guest)
        known = {one.id for one in followed}
        followed = (*followed, *(one for one in charted if one.id not in known))
        shown = {*on_screen, *self._strip, *([guest.id] if guest else []), *(one.id for one in charted)}
        visible = () if shown >= {one.id for one in followed} else tuple(sorted(shown))
        if (followed, visible) != self._told:
            self._told = (followed, visible)
            self._client.subscribe(followed, visible)
