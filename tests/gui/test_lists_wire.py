"""The window's end of the lists: one want at a time, shown once on disk, nothing of the user's lost."""

import pytest

from data_sources.client import Answerless
from data_sources.protocol import ListsEdited, ListsUndone, ListsWanted, Step
from gui.wires.lists import LATE, LATE_MS, TRIES, ListBook
from models.errors import Failure, Unreachable
from models.lists.edits import rows, sections, tabs
from models.lists.parts import SHIPPED, changed, lists_from, parts_of
from tests.models.lists.samples import ids, shape, stock, two

DEFAULT = two()
KEPT = parts_of(tabs.rename(two(), "l1", "kept"))
FULL = Answerless(Failure(kind="CacheError", detail="database or disk is full"))


class Heard:
    """What a book told."""

    def __init__(self, book):
        self.lists, self.problems, self.steps = [], [], []
        book.changed.connect(self.lists.append)
        book.problem.connect(self.problems.append)
        book.stepped.connect(lambda step, redo: self.steps.append((step and step.label, redo)))


@pytest.fixture
def book(client, bridge):
    made = ListBook(client, bridge, DEFAULT)
    made.heard = Heard(made)
    yield made
    made.retire()


@pytest.fixture
def answer(client, settle):
    """``answer(value)``: the want that is out is answered, an exception fails it; the want itself comes back."""

    def one(value=None):
        (asked,) = [held for held in client.lists_asked if not held.future.done()]
        if isinstance(value, Exception):
            asked.future.set_exception(value)
        else:
            asked.future.set_result(value)
        settle()
        return asked.want

    return one


@pytest.fixture
def begun(book, answer):
    """A book that knows what is kept."""
    book.begin()
    answer(KEPT)
    book.heard.lists.clear()
    return book


def out(client):
    return [held.want for held in client.lists_asked if not held.future.done()]


def add(number):
    return lambda held: rows.add(held, "l1", [stock(number)], section="s3")


def last(book):
    return shape(book.lists)["s3"]


def test_what_is_kept_comes_and_is_told(book, answer, client):
    assert book.lists is DEFAULT
    book.begin()
    assert answer(KEPT) == ListsWanted()
    assert book.lists.named("l1").name("zh") == "kept"
    assert (book.heard.lists, book.heard.problems, out(client)) == ([book.lists], [], [])


def test_an_edit_shows_once_it_is_on_disk(begun, answer, client):
    begun.edit("edit.added", add(7), "股7")
    assert (last(begun), begun.busy) == ([], True)
    (want,) = out(client)
    assert (want.label, want.subject, want.quiet) == ("edit.added", "股7", False)
    assert set(want.parts) == {"list:l1", f"instrument:{ids(7)[0]}"}
    answer()
    assert (last(begun), begun.busy, begun.heard.problems) == ([7], False, [])
    assert len(begun.heard.lists) == 1


def test_quick_edits_compose_and_go_one_after_another(begun, answer, client):
    for number in (7, 8, 9):
        begun.edit("edit.added", add(number))
    assert len(out(client)) == 1
    for shown in ([7], [7, 8], [7, 8, 9]):
        assert isinstance(answer(), ListsEdited)
        assert last(begun) == shown
    assert out(client) == []


def test_an_edit_that_changes_nothing_is_not_sent(begun, client):
    begun.edit("edit.removed", lambda held: rows.remove(held, "l1", ids(50)))
    assert (out(client), begun.busy) == ([], False)


def test_edits_before_anything_is_known_wait_for_it(book, answer, client):
    book.edit("edit.added", add(7))
    book.edit("edit.renamed", lambda held: tabs.rename(held, "l1", "One"))
    assert answer(KEPT) == ListsWanted()
    assert set(answer().parts) == {"list:l1", f"instrument:{ids(7)[0]}"}
    answer()
    assert (last(book), book.lists.named("l1").name("en")) == ([7], "One")


def test_an_edit_before_the_disk_has_spoken_is_shown_over_what_was_kept(client, bridge, answer):
    """Over the lists that ship, the user's own went from the screen until the data process had answered."""
    kept, _ = lists_from(KEPT, DEFAULT)
    book = ListBook(client, bridge, DEFAULT, tabs.new(kept, "mine"))
    assert book.edit("edit.added", lambda held: rows.add(held, "l3", [stock(7)]))
    book._late()
    assert [one.name("en") for one in book.lists.lists] == ["kept", "Two", "mine"]
    assert book.lists.named("l3").members == ids(7)
    answer(FULL)
    assert book.lists.named("l3").members == ids(7)
    book.retire()


def test_the_first_edit_ever_is_preceded_by_what_was_shown(book, answer, client):
    book.begin()
    answer({})
    assert (book.lists, book.busy, out(client)) == (DEFAULT, False, [])
    book.edit("edit.added", add(7))
    seed = answer()
    assert (seed.quiet, seed.parts) == (True, parts_of(DEFAULT, DEFAULT))
    assert seed.parts["list:l1"] == SHIPPED
    assert book.heard.lists == []
    first = answer()
    assert first.parts == changed(DEFAULT, book.lists, DEFAULT)
    assert last(book) == [7]


def test_where_nothing_was_ever_edited_there_is_nothing_to_take_back(book, answer, client):
    book.begin()
    answer({})
    book.undo()
    book.redo()
    assert (out(client), book.heard.steps) == ([], [(None, False), (None, True)])


def test_an_edit_that_goes_wrong_is_none(begun, client):
    with pytest.raises(ZeroDivisionError):
        begun.edit("edit.x", lambda held: 1 / 0)
    assert (out(client), begun.busy) == ([], False)
    begun.edit("edit.added", add(7))
    assert begun.busy


def test_steps_go_back_and_forth_and_what_follows_waits(begun, answer, client):
    before = begun.lists
    begun.edit("edit.added", add(7), "股7")
    begun.undo()
    begun.edit("edit.added", add(8))
    after = add(7)(before)
    answer()
    assert answer(Step(label="edit.added", subject="股7", parts=changed(after, before))) == ListsUndone()
    assert (last(begun), begun.heard.steps) == ([], [("edit.added", False)])
    answer()
    assert last(begun) == [8]
    begun.redo()
    assert answer() == ListsUndone(redo=True)
    assert last(begun) == [8]


def test_a_step_back_leaves_what_was_folded_since(begun, answer):
    before = begun.lists
    begun.edit("edit.added", add(7), "股7")
    answer()
    begun.edit("", lambda held: sections.fold(held, "l1", ["s1"], folded=True), quiet=True)
    answer()
    begun.undo()
    answer(Step(label="edit.added", subject="股7", parts=changed(add(7)(before), before)))
    assert last(begun) == []
    assert begun.lists.named("l1").sections[0].folded
    begun.undo()
    answer(None)
    assert begun.heard.steps == [("edit.added", False), (None, False)]


def test_late_answers_are_not_waited_for(begun, answer):
    begun.edit("edit.added", add(7))
    begun.edit("edit.added", add(8))
    assert begun._timer.interval() == LATE_MS
    begun._timer.timeout.emit()
    assert (last(begun), begun.heard.problems) == ([7, 8], [LATE])
    begun.edit("edit.added", add(9))
    assert last(begun) == [7, 8, 9]
    for _ in range(3):
        answer()
        assert last(begun) == [7, 8, 9]
    assert begun.heard.problems == [LATE, ""]
    assert not begun._timer.isActive()


def test_what_cannot_be_written_holds_and_is_tried_again_with_the_next_edit(begun, answer, client):
    begun.edit("edit.added", add(7))
    begun.edit("edit.added", add(8))
    answer(FULL)
    assert (last(begun), begun.heard.problems, out(client)) == ([7, 8], ["database or disk is full"], [])
    assert not begun._timer.isActive()
    begun.edit("edit.added", add(9))
    assert last(begun) == [7, 8, 9]
    wants = [answer() for _ in range(3)]
    assert [len(want.parts["list:l1"]["sections"][2]["members"]) for want in wants] == [1, 2, 3]
    assert begun.heard.problems == ["database or disk is full", ""]
    assert not begun.busy


def test_unsaved_edits_are_taken_back_in_the_window(begun, answer, client):
    for number in (7, 8):
        begun.edit("edit.added", add(number), str(number))
    begun.edit("", lambda held: sections.fold(held, "l1", ["s1"], folded=True), quiet=True)
    answer(FULL)
    begun.undo()
    assert last(begun) == [7]
    assert begun.lists.named("l1").sections[0].folded
    begun.undo()
    assert last(begun) == []
    begun.redo()
    begun.redo()
    assert (last(begun), begun.heard.steps) == (
        [7, 8], [("edit.added", False)] * 2 + [("edit.added", True)] * 2,
    )  # fmt: skip
    assert out(client) == []
    begun.undo()
    begun.edit("edit.added", add(9))
    kinds = [answer().quiet for _ in range(3)]
    assert (sorted(kinds), last(begun)) == ([False, False, True], [7, 9])


def test_taking_everything_unsaved_back_leaves_no_problem(begun, answer, client):
    begun.edit("edit.added", add(7))
    answer(FULL)
    begun.undo()
    assert (begun.busy, begun.heard.problems) == (False, ["database or disk is full", ""])
    begun.undo()
    assert out(client) == [ListsUndone()]
    answer(FULL)
    assert (begun.busy, begun.heard.problems[-1]) == (False, "database or disk is full")
    begun.edit("edit.added", add(8))
    answer()
    assert (last(begun), begun.heard.problems[-1]) == ([8], "")


def test_an_edit_is_sent_again_to_the_next_process(begun, answer):
    begun.edit("edit.added", add(7))
    first = answer(Unreachable("the data service was restarted"))
    assert answer(KEPT) == ListsWanted()
    assert answer() == first
    assert (last(begun), begun.heard.problems) == ([7], [])


def test_an_edit_whose_answer_alone_was_lost_is_not_made_twice(begun, answer, client):
    after = add(7)(begun.lists)
    begun.edit("edit.added", add(7))
    answer(Unreachable("the data service was restarted"))
    answer(parts_of(after))
    assert (out(client), last(begun), begun.busy) == ([], [7], False)


def test_what_another_process_has_lost_is_written_again(begun, answer, client):
    begun.edit("edit.added", add(7))
    answer()
    begun.replaced()
    begun.edit("edit.added", add(8))
    assert answer(KEPT) == ListsWanted()  # a backup from before
    assert last(begun) == [7]
    again = answer()
    assert (again.quiet, set(again.parts)) == (True, {"list:l1", f"instrument:{ids(7)[0]}"})
    assert answer().label == "edit.added"
    assert (last(begun), begun.busy) == ([7, 8], False)
    begun.replaced()
    answer(parts_of(begun.lists))
    assert out(client) == []


@pytest.mark.parametrize("done", [True, False])
def test_a_process_that_ends_at_the_very_first_edit(book, answer, client, done):
    book.begin()
    answer({})
    book.edit("edit.added", add(7))
    answer(Unreachable("the data service was restarted"))
    answer(parts_of(DEFAULT, DEFAULT) if done else {})
    if not done:
        assert answer().quiet
    assert (book.lists, book.heard.lists) == (DEFAULT, [])
    assert answer().label == "edit.added"
    assert (out(client), last(book), book.busy) == ([], [7], False)


def test_a_process_that_lost_everything_hears_everything_again(book, answer, client):
    book.begin()
    answer({})
    book.replaced()
    assert out(client) == []
    book.edit("edit.added", add(7))
    answer()
    answer()
    book.replaced()
    answer({})
    assert answer().parts == parts_of(book.lists, DEFAULT)
    assert (out(client), last(book)) == ([], [7])


def test_an_edit_that_ends_every_process_is_given_up_for_now(begun, answer, client):
    begun.edit("edit.added", add(7))
    for _ in range(TRIES):
        answer(Unreachable("the data service was restarted"))
        answer(KEPT)
    answer(Unreachable("the data service was restarted"))
    assert (out(client), last(begun), begun.heard.problems) == ([], [7], ["the data service was restarted"])


@pytest.mark.parametrize("done", [True, False])
def test_a_step_back_whose_answer_was_lost_is_made_once(begun, answer, client, done):
    before = begun.lists
    begun.edit("edit.added", add(7))
    answer()
    after = begun.lists
    begun.undo()
    answer(Unreachable("the data service was restarted"))
    assert answer(parts_of(before if done else after)) == ListsWanted()
    if not done:
        assert answer(Step(label="edit.added", subject="", parts=changed(after, before))) == ListsUndone()
    assert (out(client), last(begun), begun.busy) == ([], [], False)


def test_lists_that_cannot_be_read_are_not_overwritten(book, answer, client):
    book.begin()
    answer(FULL)
    assert (book.lists, book.heard.problems) == (DEFAULT, ["database or disk is full"])
    book.edit("edit.added", add(7))
    assert (last(book), out(client)) == ([7], [ListsWanted()])
    answer(FULL)
    assert last(book) == [7]
    book.edit("edit.added", add(8))
    answer(KEPT)
    assert isinstance(answer(), ListsEdited)
    answer()
    assert (last(book), book.lists.named("l1").name("zh"), book.heard.problems[-1]) == ([7, 8], "kept", "")


def test_asking_for_what_is_kept_outlives_a_process(book, answer):
    book.begin()
    answer(Unreachable("the data service was restarted"))
    answer(KEPT)
    assert book.lists == lists_from(KEPT)[0]


def test_parts_that_cannot_be_read_are_told(book, answer):
    book.begin()
    answer(KEPT | {"list:l2": 1, "look:l1": 2})
    assert book.heard.problems == ["some of your lists cannot be read: look:l1, list:l2"]
    assert [one.id for one in book.lists.lists] == ["l1"]


def test_retired_it_hears_nothing(begun, client, settle):
    begun.edit("edit.added", add(7))
    (held,) = [one for one in client.lists_asked if not one.future.done()]
    begun.retire()
    assert not held.future.cancelled()
    held.future.set_result(None)
    settle()
    assert (begun.heard.lists, begun._timer.isActive(), begun.busy) == ([], False, False)
