"""Steps back: any edits, all taken back, leave what was there at first; made again, what was there at last."""

from hypothesis import given
from hypothesis import strategies as st

from models.drawings import edits
from models.drawings.history import STEPS, History, edited, redone, undone
from models.drawings.values import Style
from tests.models.drawings.samples import ALL, line
from tests.models.drawings.test_edits import EDITS

DONE = st.lists(st.tuples(EDITS, st.sampled_from(["", "", "h1", "h2"])), max_size=20)


def repeated(history, step):
    while (after := step(history)) is not history:
        history = after
    return history


@given(ALL, DONE)
def test_all_taken_back_is_as_at_first_and_all_made_again_as_at_last(drawings, done):
    last = History(now=drawings)
    for made, hand in done:
        last = edited(last, "edit.x", made, hand)
    first = repeated(last, undone)
    assert (first.now, first.done, len(first.undone)) == (drawings, (), len(last.done))
    assert repeated(first, redone).now == last.now


@given(ALL, st.lists(st.one_of(EDITS, st.sampled_from([undone, redone])), max_size=30))
def test_a_step_back_and_forth_changes_nothing(drawings, done):
    held = History(now=drawings)
    for one in done:
        held = one(held) if one in (undone, redone) else edited(held, "edit.x", one)
        if held.done:
            assert redone(undone(held)).now == held.now


def coloured(number):
    return lambda held: edits.restyle(held, "a", Style(colour=f"ramp{number % 10}", width=1 + number // 10 % 4))


def test_fifty_steps_go_back():
    held = History(now=(line("a"),))
    for number in range(STEPS + 5):
        held = edited(held, "edit.x", coloured(number))
    assert len(held.done) == STEPS
    assert repeated(held, undone).now[0].style == Style(colour="ramp4")


def test_a_drag_is_one_step_and_ends_with_the_hand():
    held = History(now=(line("a"),))
    for number, hand in ((1, "h1"), (2, "h1"), (3, "h2"), (4, ""), (5, "")):
        held = edited(held, "edit.x", coloured(number), hand)
    assert [step.after[0].style.colour for step in held.done] == ["ramp2", "ramp3", "ramp4", "ramp5"]


def test_a_drag_that_ends_where_it_began_is_none():
    held = edited(History(now=(line("a"),)), "edit.x", coloured(1), "h1")
    assert edited(held, "edit.x", lambda now: (line("a"),), "h1").done == ()


def test_a_drag_does_not_go_on_over_a_step_back():
    held = edited(edited(History(now=(line("a"),)), "edit.x", coloured(1)), "edit.y", coloured(2), "h1")
    held = redone(undone(held))
    assert len(edited(held, "edit.y", coloured(3), "h1").done) == 3
    assert undone(History()) == redone(History()) == History()
    assert edited(undone(held), "edit.z", coloured(9)).undone == ()


def test_what_changes_nothing_is_no_step_and_leaves_what_can_be_made_again():
    held = undone(edited(History(now=(line("a"),)), "edit.x", coloured(1)))
    assert edited(held, "edit.y", tuple) is held
