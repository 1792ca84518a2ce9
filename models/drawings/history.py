"""One instrument's drawings and the steps back, as a value. They last as long as the program runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from models.drawings.values import Drawings

STEPS = 50
Edit = Callable[[Drawings], Drawings]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One edit. label: a key of the texts; hand: the drag it is part of, "" when it stands alone."""

    label: str
    before: Drawings
    after: Drawings
    hand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is drawn now, what can be taken back (the newest last) and made again (the next last)."""

    now: Drawings = ()
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()


def edited(history: History, label: str, made: Edit, hand: str = "") -> History:
    """With one edit more; the same value when it changes nothing. Edits of one ``hand`` that follow are one step."""
    after = made(history.now)
    if after == history.now:
        return history
    done, before = history.done, history.now
    if hand and done and done[-1].hand == hand and not history.undone:
        done, before = done[:-1], done[-1].before
    step = Step(label=label, before=before, after=after, hand=hand)
    return History(now=after, done=(*done, step)[-STEPS:] if after != before else done)


def undone(history: History) -> History:
    """The newest edit taken back; the same value when there is none."""
    if not history.done:
        return history
    *done, step = history.done
    return History(now=step.before, done=tuple(done), undone=(*history.undone, replace(step, hand="")))


def redone(history: History) -> History:
    """The edit made again that was taken back last; the same value when there is none."""
    if not history.undone:
        return history
    *rest, step = history.undone
    return History(now=step.after, done=(*history.done, step), undone=tuple(rest))
