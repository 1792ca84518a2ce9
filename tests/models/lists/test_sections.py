"""Sections: where their rows go, what their ids are, what is folded."""

from dataclasses import replace

from models.alerts.values import Alert, Crossing, Scope, What
from models.lists.edits import alerts, rows, sections
from tests.models.lists.samples import ids, shape, stock, two


def folded(held, list_id="l1"):
    return [section.id for section in held.named(list_id).sections if section.folded]


def test_a_section_is_made_with_the_rows_that_were_chosen():
    made = sections.add(two(), "l1", "  光 模块\n", before="s2", rows=ids(3, 1))
    assert list(shape(made).items()) == [("s1", [0, 2]), ("s4", [1, 3]), ("s2", [4]), ("s3", [])]
    assert made.named("l1").sections[1].name("zh") == made.named("l1").sections[1].name("en") == "光 模块"
    assert sections.add(two(), "l1", " \0\n") == two()


def test_ids_are_given_once_in_all_lists():
    made = sections.add(sections.add(two(), "l2", "a"), "l1", "b")
    assert list(shape(made, "l2")) == ["", "s4"]
    assert list(shape(made)) == ["s1", "s2", "s3", "s5"]


def test_a_section_gets_another_name_and_the_rows_of_none_a_section():
    assert sections.rename(two(), "l1", "s1", "x" * 500).named("l1").sections[0].name_en == "x" * 200
    made = sections.rename(two(), "l2", "", "今天")
    assert shape(made, "l2") == {"s4": [9, 0]}
    assert sections.rename(two(), "l1", "s1", "") == two()


def test_rows_of_a_section_that_goes_stand_in_the_one_above():
    assert shape(sections.remove(two(), "l1", "s2")) == {"s1": [0, 1, 2, 3, 4], "s3": []}
    assert list(shape(sections.remove(two(), "l1", "s1")).items()) == [("", [0, 1, 2]), ("s2", [3, 4]), ("s3", [])]
    assert shape(sections.remove(two(), "l1", "s3")) == {"s1": [0, 1, 2], "s2": [3, 4]}
    assert sections.remove(two(), "l2", "") == two()


def test_its_alerts_go_with_it():
    alert = Alert(id="", scope=Scope.SECTION, target="l1/s2", what=What.CHANGE, crossing=Crossing.UP, level=5.0)
    held = alerts.keep(two(), alert)
    assert list(held.alerts) == ["a1"]
    assert sections.remove(held, "l1", "s2").alerts == {}
    assert sections.remove(held, "l1", "s1").alerts == held.alerts


def test_sections_move_together_behind_the_rows_of_none():
    held = rows.add(two(), "l1", [stock(7)])
    made = sections.move(held, "l1", ["s3", "s2", ""], before="s1")
    assert list(shape(made)) == ["", "s2", "s3", "s1"]
    assert list(shape(sections.move(held, "l1", ["s1"]))) == ["", "s2", "s3", "s1"]
    assert sections.move(held, "l1", ["s2"], before="s2") == held


def test_sections_fold_one_or_all_and_the_rows_of_none_never():
    held = rows.add(two(), "l1", [stock(7)])
    one = sections.fold(held, "l1", ["s2"], folded=True)
    assert folded(one) == ["s2"]
    every = sections.fold_all(one, "l1", folded=True)
    assert folded(every) == ["s1", "s2", "s3"]
    assert sections.fold_all(every, "l1", folded=False) == held
    assert sections.fold(held, "l1", ["s2"], folded=False) is held


def test_a_fold_touches_no_other_list():
    held = two()
    made = sections.fold_all(held, "l1", folded=True)
    assert made.lists[1] is held.lists[1]
    assert replace(made, lists=held.lists) == held
