"""Who is asked for lists: open sources that have them; one that fails is left out."""

import pytest

from data_sources import catalog
from data_sources.catalog import Entry, Place
from data_sources.listing.asking import asking
from data_sources.protocol import ListingWanted
from models.errors import Unreachable


def entry(name, *gives):
    return Entry(id=name, module="", place=Place.DIRECT, group="gtimg.cn", gives=frozenset(gives))


class Sources:
    def __init__(self, open_, failing=()):
        self.open, self.failing = open_, failing

    def is_open(self, name):
        return name in self.open

    def answer(self, one, want, priority):
        if one.id in self.failing:
            raise Unreachable("no answer in time", source=one.id)
        return one.id


@pytest.fixture(autouse=True)
def catalogue(monkeypatch):
    held = (entry("a", "listing"), entry("b", "listing", "suggest"), entry("c", "quotes"), entry("d", "listing"))
    monkeypatch.setattr(catalog, "SOURCES", held)


def test_every_open_source_that_has_it_is_asked():
    ask = asking(Sources("abc"))
    assert list(ask("listing", ListingWanted())) == ["a", "b"]
    assert list(ask("suggest", ListingWanted())) == ["b"]


def test_one_that_fails_does_not_keep_the_next_from_answering():
    assert list(asking(Sources("abd", failing="a"))("listing", ListingWanted())) == ["b", "d"]
