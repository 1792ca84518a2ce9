"""What can be done with one member, beside hiding it and taking it out by a click."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QMenu

from models.compare import chosen
from models.compare.chosen import Comparison
from models.compare.values import Basket, Single

Change = Callable[[Comparison], Comparison]


def fill(menu: QMenu, texts: Mapping[str, str], held: Comparison, key: str, does: Callable[[Change], None]) -> None:
    """The acts of a member, each as a change of whatever is compared by then."""
    for name, change in _acts(held, key):
        menu.addAction(texts[f"duel.chip.{name}"], lambda change=change: does(change))


def _acts(held: Comparison, key: str) -> list[tuple[str, Change]]:
    member = held.member(key)
    acts: list[tuple[str, Change]] = [
        ("show" if key in held.hidden else "hide", lambda now: chosen.switched(now, key)),
    ]
    if isinstance(member, Basket):
        acts.append(("weights", lambda now: chosen.reweighted(now, key)))
    if isinstance(member, Single):
        name = member.instrument.id
        acts.append(("mark", lambda now: replace(now, against=name)))
    acts += [
        ("left", lambda now: chosen.moved(now, key, -1)),
        ("right", lambda now: chosen.moved(now, key, 1)),
        ("remove", lambda now: chosen.without(now, (key,))),
    ]
    return acts if member is not None else []
