"""Lists for the tests of the live table, and ways to fill and to read its model."""

from __future__ import annotations

from gui.tables.model import QuoteTableModel
from models.store import QuoteStore
from models.watchlist import PINS, Section, Watchlist
from tests.gui.samples import NAMES, NOW, fresh
from tests.models.samples import small_universe

KEYS = ("last", "change_pct", "window", "volume", "cap", "time", "age")
NAME, LAST, CHANGE, WINDOW, VOLUME, CAP, TIME, AGE = range(8)


def table(watchlist, texts, keys=KEYS, lang="en"):
    """A model that shows a list, with a store of its own."""
    made = QuoteTableModel(QuoteStore(), texts, lang)
    made.ground.now = NOW
    made.show(watchlist)
    made.set_columns(keys)
    return made


def listed(*parts, pins=(), folded=()):
    """A list of ``(title, ids)``; "" is an untitled section. The id of a section is its title in small letters."""
    every = dict.fromkeys(name for _, names in parts for name in names) | dict.fromkeys(pins)
    held = small_universe(*every).instruments
    sections = [
        Section(
            id=title.lower(), name_zh=title, name_en=title, members=tuple(held[name] for name in names),
            folded=title in folded,
        )
        for title, names in parts
    ]  # fmt: skip
    if pins:
        top = Section(id=PINS, name_zh="置顶", name_en="Pinned", members=tuple(held[name] for name in pins))
        sections.insert(0, top)
    return Watchlist(id="l", sections=tuple(sections))


def put(model, lasts, **changes):
    """Quotes by id, previous close 100; the rows that took one."""
    return take(model, [fresh(name, last, **({"previous_close": 100.0} | changes)) for name, last in lasts.items()])


def take(model, quotes):
    """As the panel does it: into the store, then told to the model."""
    rows = model.store.apply(quotes)
    model.announce(rows)
    return rows


def order(model):
    """Ids by line, titles for headings."""
    return [said(model, place) for place in range(model.rowCount())]


def said(model, place):
    """The id of a line's instrument, or its section's title."""
    one = model.instrument(place)
    return one.id if one is not None else model.section(int(model.lines.section[place])).name("en")


def at(model, key):
    """The place of a column."""
    return [column.key for column in model.columns].index(key)


__all__ = [
    "AGE", "CAP", "CHANGE", "KEYS", "LAST", "NAME", "NAMES", "NOW", "PINS", "TIME", "VOLUME", "WINDOW", "at", "fresh",
    "listed", "order", "put", "said", "table", "take",
]  # fmt: skip
