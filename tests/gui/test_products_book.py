"""The user's products between windows and on disk."""

from dataclasses import replace

import pytest

import resources
from gui.wires.products import KIND, NAME, ProductBook
from models.products.edits import Own
from models.products.values import Product


@pytest.fixture
def make(client, bridge):
    made = []

    def build():
        made.append(ProductBook(client, bridge, resources.products))
        return made[-1]

    yield build
    for one in made:
        one.retire()


def suno(**more):
    return Product(**{"id": "Suno", "name_zh": "Suno", "name_en": "Suno", "category": "music"} | more)


def test_the_bundled_rows_are_read_when_somebody_wants_them(client, bridge):
    asked = []
    book = ProductBook(client, bridge, lambda: asked.append(1) or resources.products())
    assert asked == []
    assert book.products is book.products
    assert (len(book.products.all()), asked) == (34, [1])
    book.retire()


def test_an_edit_is_on_disk_in_a_moment_and_there_the_next_time(make, client, papers_kept, qtbot):
    book = make()
    book.begin()
    book.begin()
    assert [one.want.kind for one in client.papers_asked] == [KIND]
    papers_kept()
    with qtbot.waitSignal(book.changed):
        book.keep(replace(book.products.get("Kimi"), category="agent"))
    book.keep(suno())
    papers_kept()
    assert client.papers_disk[KIND, NAME]["changes"] == {"Kimi": {"category": "agent"}}
    new = make()
    new.begin()
    with qtbot.waitSignal(new.changed):
        papers_kept()
    assert new.products == book.products
    assert new.products.named("suno") == "Suno"


def test_what_was_edited_before_the_disk_spoke_lies_over_it(make, client, papers_kept):
    client.papers_disk[KIND, NAME] = {"changes": {"Kimi": {"category": "agent", "vendor": "K"}}}
    book = make()
    book.begin()
    book.keep(replace(book.products.get("Kimi"), category="video"))
    papers_kept()
    assert book.own == Own(changes={"Kimi": {"category": "video", "vendor": "K"}})
    assert client.papers_disk[KIND, NAME]["changes"] == {"Kimi": {"category": "video", "vendor": "K"}}
    book.undo()
    assert book.own == Own(changes={"Kimi": {"category": "agent", "vendor": "K"}})


def test_what_nobody_can_read_is_left_out_and_counted(make, client, papers_kept):
    client.papers_disk[KIND, NAME] = {"changes": {"Kimi": {"category": "films"}, "豆包": {"vendor": "B"}}, "added": [3]}
    book = make()
    book.begin()
    papers_kept()
    assert (book.own, book.skipped) == (Own(changes={"豆包": {"vendor": "B"}}), 2)


def test_steps_go_back_one_by_one(make):
    book = make()
    assert not book.can_undo
    assert not book.undo()
    book.keep(suno())
    book.keep(suno(vendor="S"))
    book.keep(suno(vendor="S"))  # nothing new is no step
    book.reset("Suno")
    assert book.products.get("Suno") is None
    assert book.undo()
    assert book.products.get("Suno").vendor == "S"
    assert book.undo()
    assert book.undo()
    assert book.own == Own()
    assert not book.undo()
