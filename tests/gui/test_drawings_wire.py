"""The window's end of drawings and layouts: shown at once, written behind, nothing of the user's lost."""

import pytest

from data_sources.client import Answerless
from data_sources.protocol import PapersKept, PapersWanted
from gui.wires.drawings import DrawingBook
from gui.wires.layouts import LayoutBook
from gui.wires.papers import LATE, TRIES
from models.charts.paper import grid_written, template_written
from models.charts.values import ChartSpec, GridSpec, Scale, Template, reshaped
from models.drawings import edits
from models.drawings.paper import read, written
from models.drawings.values import Anchor
from models.errors import Failure, Unreachable
from tests.models.drawings.samples import line

A, B = line("a"), line("b", price=5.0)
ONE, TWO = "NVDA.US", "00700.HK"
FULL = Answerless(Failure(kind="CacheError", detail="database or disk is full"))
LOST = Unreachable("the data service was restarted")


@pytest.fixture
def book(client, bridge):
    made = DrawingBook(client, bridge)
    made.heard, made.problems = [], []
    made.changed.connect(made.heard.append)
    made.problem.connect(made.problems.append)
    yield made
    made.retire()


@pytest.fixture
def layouts(client, bridge):
    made = LayoutBook(client, bridge)
    made.heard = []
    made.restored.connect(made.heard.append)
    yield made
    made.retire()


@pytest.fixture
def fail(client, settle):
    """The want that is out fails."""

    def one(error):
        (asked,) = client.papers_open
        asked.future.set_exception(error)
        settle()

    return one


def add(one):
    return lambda held: edits.add(held, one)


def to(price):
    there = (Anchor(time=0, price=price), Anchor(time=1, price=price))
    return lambda held: edits.move(held, "a", there)


def disk(client, name, kind="drawings"):
    return read(client.papers_disk.get((kind, name)))[0]


def out(client):
    return [one.want for one in client.papers_open]


def keeps(client):
    return [one.want for one in client.papers_asked if isinstance(one.want, PapersKept)]


def test_what_is_kept_comes(book, client, papers_kept):
    client.papers_disk = {("drawings", ONE): written((A,))}
    assert book.of(ONE) == ()
    book.begin()
    assert out(client) == [PapersWanted(kind="drawings")]
    papers_kept()
    assert (book.of(ONE), book.of(TWO), book.heard, keeps(client)) == ((A,), (), [ONE], [])


def test_an_edit_shows_at_once_and_is_written_behind(book, client, papers_kept):
    book.begin()
    papers_kept()
    assert book.edit(ONE, "draw.added", add(A))
    assert (book.of(ONE), book.heard, book.saving) == ((A,), [ONE], True)
    papers_kept()
    assert (disk(client, ONE), book.saving, book.problems) == ((A,), False, [])
    assert not book.edit(ONE, "draw.added", add(A))
    assert out(client) == []


def test_what_changes_while_one_is_out_goes_together(book, client, papers_kept, settle):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    book.edit(ONE, "draw.moved", to(7.0))
    book.edit(TWO, "draw.added", add(B))
    assert len(out(client)) == 1
    papers_kept()
    assert [sorted(one.papers) for one in keeps(client)] == [[ONE], [TWO, ONE]]
    assert (disk(client, ONE), disk(client, TWO)) == (book.of(ONE), (B,))


def test_a_drag_is_one_step_and_spares_the_disk(book, client, papers_kept):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    papers_kept()
    for price in range(100):
        book.edit(ONE, "draw.moved", to(float(price)), hand="drag 1")
    assert out(client) == []
    book.finish()
    papers_kept()
    assert (len(keeps(client)), disk(client, ONE)[0].anchors[0].price) == (2, 99.0)
    assert (book.undo(ONE), book.of(ONE)) == ("draw.moved", (A,))


def test_a_drag_that_lasts_is_written_now_and_then(book, client, papers_kept):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A), hand="drag 1")
    assert book._papers._pause.isActive()
    book._papers._pause.timeout.emit()
    papers_kept()
    assert disk(client, ONE) == (A,)


def test_steps_go_back_and_forth_for_each_instrument_by_itself(book, client, papers_kept):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    book.edit(TWO, "draw.added", add(B))
    book.edit(ONE, "draw.removed", edits.remove_all)
    assert (book.steps(ONE), book.steps(TWO)) == (("draw.removed", ""), ("draw.added", ""))
    assert (book.undo(ONE), book.of(ONE), book.of(TWO)) == ("draw.removed", (A,), (B,))
    assert (book.undo(ONE), book.undo(ONE), book.of(ONE)) == ("draw.added", "", ())
    assert (book.redo(ONE), book.redo(ONE), book.redo(ONE), book.of(ONE)) == ("draw.added", "draw.removed", "", ())
    papers_kept()
    assert (disk(client, ONE), ("drawings", ONE) in client.papers_disk, disk(client, TWO)) == ((), False, (B,))


def test_what_was_drawn_before_anything_was_known_lies_on_what_is_kept(book, client, papers_kept):
    client.papers_disk = {("drawings", ONE): written((B,)), ("drawings", TWO): written((B,))}
    book.edit(ONE, "draw.added", add(A))
    book.edit(ONE, "draw.moved", to(7.0))
    book.undo(ONE)
    assert book.of(ONE) == (A,)
    papers_kept()
    assert (book.of(ONE), disk(client, ONE), disk(client, TWO)) == ((B, A), (B, A), (B,))
    assert (book.undo(ONE), book.of(ONE)) == ("draw.added", (B,))


def test_what_cannot_be_read_is_kept(book, client, papers_kept):
    odd = {"kind": "of a later version"}
    client.papers_disk = {("drawings", ONE): written((A,), [odd]), ("drawings", TWO): "{"}
    book.begin()
    papers_kept()
    assert [book.of(name) for name in (ONE, TWO)] == [(A,), ()]
    book.edit(ONE, "draw.removed", edits.remove_all)
    papers_kept()
    assert client.papers_disk["drawings", ONE]["drawings"] == [odd]


def test_what_waits_outlives_the_data_process(book, client, papers_kept, fail):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    fail(LOST)
    assert out(client) == [PapersWanted(kind="drawings")]
    book.edit(TWO, "draw.added", add(B))
    papers_kept()
    assert (disk(client, ONE), disk(client, TWO), book.saving, book.problems) == ((A,), (B,), False, [])


def test_what_another_data_process_has_lost_is_written_again(book, client, papers_kept):
    book.begin()
    papers_kept()
    for name, one in ((ONE, A), (TWO, B)):
        book.edit(name, "draw.added", add(one))
        papers_kept()
    client.papers_disk = {("drawings", ONE): written((A,)), ("drawings", "x"): written((B,))}
    book.replaced()
    papers_kept()
    assert {name for _, name in client.papers_disk} == {ONE, TWO}
    assert keeps(client)[-1].papers.keys() == {TWO, "x"}


def test_a_data_process_that_is_replaced_while_it_writes_is_looked_at(book, client, papers_kept):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    book.replaced()
    papers_kept()
    assert isinstance(client.papers_asked[-1].want, PapersWanted)
    assert (disk(client, ONE), book.saving) == ((A,), False)


def test_what_cannot_be_written_holds_and_is_tried_again_with_the_next_edit(book, client, papers_kept, fail):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    fail(FULL)
    assert (book.of(ONE), book.problems, book.saving, out(client)) == ((A,), ["database or disk is full"], False, [])
    book.edit(TWO, "draw.added", add(B))
    papers_kept()
    assert (disk(client, ONE), disk(client, TWO), book.problems[-1]) == ((A,), (B,), "")


def test_a_process_that_dies_of_it_is_not_told_for_ever(book, client, papers_kept, fail, settle):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    for _ in range(TRIES):
        fail(LOST)
        client.keep_all()
        settle()
    fail(LOST)
    assert (out(client), book.problems, book.saving) == ([], [LOST.detail], False)


def test_nothing_is_written_over_what_could_not_be_read(book, client, papers_kept, fail):
    client.papers_disk = {("drawings", ONE): written((B,))}
    book.begin()
    fail(FULL)
    assert book.problems == ["database or disk is full"]
    book.edit(ONE, "draw.added", add(A))
    fail(FULL)
    assert keeps(client) == []
    book.edit(ONE, "draw.moved", to(5.0))
    papers_kept()
    assert [one.id for one in disk(client, ONE)] == ["b", "a"]


def test_who_waits_for_long_is_told_that_it_is_not_kept_yet(book, client, papers_kept):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    book._papers._late.timeout.emit()
    assert book.problems == [LATE]
    papers_kept()
    assert book.problems == [LATE, ""]


def test_a_hand_that_goes_on_is_not_told_that_nothing_is_kept(book, client, papers_kept, settle):
    """Each write has its own time: what was kept meanwhile is not late."""
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A))
    book._papers._late.timeout.emit()
    book._papers.touch(ONE, later=True)
    client.keep_all()
    settle()
    assert book._papers.busy
    assert book.problems == [LATE, ""]
    assert not book._papers._late.isActive()
    book._papers.flush()
    assert book._papers._late.isActive()
    papers_kept()
    assert not book._papers._late.isActive()


def test_after_the_end_nothing_is_sent(book, client, papers_kept, settle):
    book.begin()
    papers_kept()
    book.edit(ONE, "draw.added", add(A), hand="drag 1")
    book.retire()
    settle()
    assert (out(client), book.saving) == ([], False)


# layouts


NINE = reshaped(GridSpec(charts=(ChartSpec(scale=Scale.LOG),)), 9)


def test_the_grid_comes_back_as_it_was_left(layouts, client, papers_kept):
    client.papers_disk = {("charts", "grid"): grid_written(NINE)}
    layouts.begin()
    papers_kept()
    assert (layouts.grid, layouts.heard) == (NINE, [NINE])


def test_a_grid_that_was_changed_meanwhile_stays(layouts, client, papers_kept):
    client.papers_disk = {("charts", "grid"): grid_written(NINE)}
    mine = GridSpec(charts=(ChartSpec(link=2),))
    layouts.begin()
    layouts.keep(mine)
    papers_kept()
    assert (layouts.grid, layouts.heard) == (mine, [])
    layouts.finish()
    papers_kept()
    assert client.papers_disk["charts", "grid"] == grid_written(mine)


def test_what_was_read_before_the_first_paint_is_not_told_again(client, bridge, papers_kept):
    client.papers_disk = {("charts", "grid"): grid_written(NINE)}
    made, heard = LayoutBook(client, bridge, NINE), []
    made.restored.connect(heard.append)
    made.begin()
    papers_kept()
    assert (made.grid, heard) == (NINE, [])
    made.keep(NINE)
    assert not made.saving
    made.retire()


def test_changes_of_the_grid_are_written_a_moment_later(layouts, client, papers_kept):
    layouts.begin()
    papers_kept()
    for link in range(1, 7):
        layouts.keep(GridSpec(charts=(ChartSpec(link=link),)))
    assert (out(client), layouts.saving) == ([], True)
    layouts._papers._pause.timeout.emit()
    papers_kept()
    assert (len(keeps(client)), layouts.saving) == (1, False)
    assert client.papers_disk["charts", "grid"] == grid_written(layouts.grid)


def test_templates_are_saved_renamed_and_deleted(layouts, client, papers_kept):
    layouts.begin()
    papers_kept()
    assert layouts.save("  My   nine ", NINE) == Template(name="My nine", grid=NINE)
    assert layouts.save(" ", NINE) is None
    layouts.save("b", GridSpec())
    assert (layouts.rename("My nine", "b"), layouts.rename("x", "y"), layouts.rename("b", " ")) == (False,) * 3
    assert layouts.rename("My nine", "九宫格")
    assert [one.name for one in layouts.templates] == ["b", "九宫格"]
    assert layouts.template("九宫格").grid == NINE
    assert (layouts.delete("b"), layouts.delete("b")) == (Template(name="b", grid=GridSpec()), None)
    papers_kept()
    written = template_written(Template(name="九宫格", grid=NINE))
    assert client.papers_disk == {("charts", "template:九宫格"): written}


def test_templates_come_back_and_what_was_done_meanwhile_counts(layouts, client, papers_kept):
    for name in ("a", "b", "c"):
        client.papers_disk["charts", f"template:{name}"] = template_written(Template(name=name, grid=NINE))
    client.papers_disk["charts", "template:odd"] = {"of": "a later version"}
    layouts.save("a", GridSpec())
    layouts.save("b", GridSpec())
    layouts.delete("b")
    papers_kept()
    assert [(one.name, one.grid.shape) for one in layouts.templates] == [("a", 1), ("c", 9)]
    layouts.save("d", NINE)
    papers_kept()
    assert sorted(name for _, name in client.papers_disk) == [f"template:{name}" for name in ("a", "c", "d", "odd")]
