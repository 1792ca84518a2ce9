"""What the user has written over a sentence, laid over it again after every refresh: merged, never lost.

A three-way merge by words: what the data changed since the edit goes into the user's text where he left those words as
they were; where both changed the same words his stand, and the sentence says that the data have moved under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from models.frozen import frozen
from models.note.values import Sentence

# a number with its sign and unit is one word, so that half of it is never taken from each side
WORDS = re.compile(r"[+\-−]?\d[\d,.]*(?:%|％)?|[A-Za-z]+(?:[-'][A-Za-z0-9]+)*|\s+|.", re.DOTALL)


@frozen(kw_only=True)
class Edit:
    """base: the sentence as it was made when the user wrote ``text``; a text of "" takes the sentence out."""

    base: str
    text: str


Edits = Mapping[str, Edit]  # by "zh.prices.cpu_gpu"


def laid_over(sentences: Iterable[Sentence], edits: Edits) -> tuple[Sentence, ...]:
    """The sentences as the user has them."""
    return tuple(_edited(one, edits) for one in sentences)


def _edited(one: Sentence, edits: Edits) -> Sentence:
    text, moved = dict(one.text), list[str]()
    for lang in text:
        edit = edits.get(f"{lang}.{one.id}")
        if edit is not None:
            text[lang], clashed = merged(edit, one.made.get(lang, ""))
            moved += [lang] if clashed else []
    return replace(one, text=text, moved=tuple(moved)) if text != one.text or moved else one


def merged(edit: Edit, made: str) -> tuple[str, bool]:
    """The user's text with what the data have changed since; and whether some of it could not be put in."""
    if made in (edit.base, edit.text) or not edit.text:
        return edit.text, bool(not edit.text and made not in (edit.base, ""))
    base, ours, theirs = (WORDS.findall(said) for said in (edit.base, edit.text, made))
    ours_of, theirs_of = _changes(base, ours), _changes(base, theirs)
    said, clashed, at = list[str](), False, 0
    for first, last, own, new in _regions(ours_of, theirs_of):
        said += base[at:first]
        mine, data = _within(base, first, last, own), _within(base, first, last, new)
        clashed |= bool(own and new and mine != data)
        said += mine if own else data
        at = last
    return "".join(said + base[at:]), clashed


Change = tuple[int, int, tuple[str, ...]]  # from, to (of the base), what stands there now


def _changes(base: list[str], other: list[str]) -> list[Change]:
    matched = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(i1, i2, tuple(other[j1:j2])) for tag, i1, i2, j1, j2 in matched if tag != "equal"]


def _regions(ours: list[Change], theirs: list[Change]) -> list[tuple[int, int, list[Change], list[Change]]]:
    """Stretches of the base that either has changed, those that touch as one, with the changes of each side."""
    marked = sorted([(*one[:2], 0, one) for one in ours] + [(*one[:2], 1, one) for one in theirs], key=lambda m: m[:3])
    found: list[tuple[int, int, list[Change], list[Change]]] = []
    for first, last, side, change in marked:
        if found and _touch(found[-1], first, last):
            start, stop, own, new = found.pop()
        else:
            start, stop, own, new = first, last, [], []
        (new if side else own).append(change)
        found.append((start, max(stop, last), own, new))
    return found


def _touch(region: tuple[int, int, list[Change], list[Change]], first: int, last: int) -> bool:
    """Whether a change belongs to the region: it overlaps, or both only put words in, at one place."""
    start, stop, _, _ = region
    return first < stop or first == last == stop == start


def _within(base: list[str], first: int, last: int, changes: list[Change]) -> list[str]:
    """The words of a stretch as one side has them."""
    said, at = list[str](), first
    for start, stop, words in changes:
        said += [*base[at:start], *words]
        at = stop
    return said + base[at:last]
