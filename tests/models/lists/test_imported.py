"""What an import makes of the lists: a list of its own, or rows in one that is there."""

import pytest

from models.listfiles.values import Content, Entry, Part
from models.listfiles.writing import content_of
from models.lists.edits import columns, whole
from models.lists.edits.imported import as_new, into
from models.lists.values import Chosen, Mark
from tests.models.lists.samples import ids, stock, two

MARK = Mark(flag="red", note="n", tags=("t",))


def part(title, *numbers, mark=None):
    entries = tuple(Entry(instrument=stock(number), mark=mark or Mark()) for number in numbers)
    return Part(name_zh=title, name_en=title, entries=entries)


def content(*parts):
    return Content(parts=parts)


def told(one, lang="en"):
    return [(section.name(lang), section.members) for section in one.sections]


def test_a_new_list_has_the_sections_of_the_file():
    made = as_new(two(), "Mine", content(part("", 20), part("A", 21, 22)), "en")
    assert made.lists[-1].name("en") == "Mine"
    assert told(made.lists[-1]) == [("", ids(20)), ("A", ids(21, 22))]
    assert {stock(20).id, stock(22).id} <= made.known.keys()


def test_into_a_list_goes_under_the_section_of_the_same_title_else_under_a_new_one():
    made = into(two(), "l1", content(part("S2", 20), part("New", 21), part("", 22)), "en")
    assert told(made.named("l1")) == [
        ("", ids(22)), ("S1", ids(0, 1, 2)), ("S2", ids(3, 4, 20)), ("S3", ()), ("New", ids(21)),
    ]  # fmt: skip


def test_what_stands_in_a_list_stays_where_it_is():
    made = into(two(), "l1", content(part("S3", 0, 20)), "en")
    assert told(made.named("l1"))[0] == ("S1", ids(0, 1, 2))
    assert told(made.named("l1"))[2] == ("S3", ids(20))


def test_a_title_in_one_language_stands_for_both():
    made = as_new(two(), "x", content(Part(name_zh="板", entries=(Entry(instrument=stock(1)),))), "en")
    assert told(made.lists[-1]) == [("板", ids(1))]


@pytest.mark.parametrize("take", [lambda held, said: as_new(held, "x", said, "en"),
                                  lambda held, said: into(held, "l2", said, "en")])  # fmt: skip
def test_marks_come_along_and_those_that_are_here_stay(take):
    once = take(two(), content(part("", 20, mark=MARK)))
    assert once.marks[stock(20).id] == MARK
    again = take(once, content(part("", 20, mark=Mark(flag="blue", note="other"))))
    assert again.marks[stock(20).id] == MARK


def test_what_cannot_be_taken_leaves_the_same_object():
    lists, said = two(), content(part("", 20, mark=MARK))
    assert as_new(lists, " \0", said, "en") is lists
    assert into(lists, "gone", said, "en") is lists


def test_thousands_of_marks_are_put_on_in_one_go(monkeypatch):
    """Each by itself walked through all lists three times: 500 rows took five seconds."""
    walks = []
    real = whole.named
    monkeypatch.setattr(whole, "named", lambda lists: walks.append(1) or real(lists))
    made = into(two(), "l1", content(part("S1", *range(20, 220), mark=MARK)), "en")
    assert (len(made.marks), made.marks[stock(219).id]) == (200, MARK)
    assert len(walks) < 5


def test_marks_of_a_file_are_made_fit():
    hostile = Mark(flag="#f00", note="a\0b  \n\n", tags=("", " t\n", "t"))
    made = as_new(two(), "x", content(part("", 20, mark=hostile), part("", 21, mark=Mark(note="\0"))), "en")
    assert made.marks == {**two().marks, stock(20).id: Mark(note="ab", tags=("t",))}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"columns": ("pe", "pb"), "set": ""}, Chosen(set="", columns=("pe", "pb"))),
        ({"set": "valuation"}, Chosen(set="valuation")),
        ({"set": "somebody's own"}, Chosen()),
        ({}, Chosen()),
    ],
)
def test_a_new_list_shows_the_columns_of_the_file(said, shown):
    made = as_new(two(), "x", Content(parts=(part("", 20),), **said), "en")
    assert made.lists[-1].chosen == shown


def test_a_file_of_many_sections_is_walked_once(monkeypatch):
    """Each section walked through all lists twice: 500 of them took a second."""
    walks = []
    real = whole.named
    monkeypatch.setattr(whole, "named", lambda lists: walks.append(1) or real(lists))
    made = into(two(), "l1", content(*(part(f"N{at}", 20 + at) for at in range(200)), part("N7", 0, 300)), "en")
    assert told(made.named("l1"))[3:5] == [("N0", ids(20)), ("N1", ids(21))]
    assert told(made.named("l1"))[10] == ("N7", ids(27, 300))
    assert len(walks) < 5


def test_a_list_that_shows_a_set_of_the_users_takes_its_columns_along():
    mine = columns.show_set(columns.save_set(two(), "mine", ["pe", "age"]), "l1", "mine")
    said = content_of(mine, mine.named("l1"))
    assert as_new(mine, "x", said, "en").lists[-1].chosen == Chosen(set="mine")
    assert as_new(two(), "x", said, "en").lists[-1].chosen == Chosen(set="", columns=("pe", "age"))
