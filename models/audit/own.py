"""The audit of our own note, out of its Chinese sentences and its figures. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import numpy as np

from models.audit.auditing import audit_of
from models.audit.values import Audit
from models.note.inputs import Inputs
from models.note.settings import Part
from models.note.values import Figure, Form, Sentence

_LANG = "zh"  # the language that is read
_COUNTED = (Part.TRAFFIC, Part.DOWNLOADS)  # of which a sentence without numbers says that there are none
_DATED = re.compile(r"\d{4}\s*[年-]\s*\d")


def audit_of_note(
    sentences: Iterable[Sentence], figures: Iterable[Figure], inputs: Inputs, *, final: bool = False
) -> Audit:  # fmt: skip
    """The audit of what is printed. final: whether the gate lets it be called so."""
    # items behind the first are of the days and numbers that the first names, as clauses of one sentence are
    said = [one.text[_LANG].replace("；", "，") for one in sentences if one.evidence or one.part not in _COUNTED]
    shown = [line for one in figures for line in _shown(one)]
    return audit_of("\n".join((*said, *shown)), inputs, final=final)


def _shown(one: Figure) -> Iterator[str]:
    """A drawn figure's caption with the days of its newest number, and its footnotes.

    Those that date a rename or a step of the source are of no data of the note.
    """
    if one.form is not Form.PLOT:
        return
    caption, days = one.captions[_LANG], _newest(one)
    told = f"，数据区间：{days[0]:%Y年%m月%d日}-{days[1]:%Y年%m月%d日}" if days else ""
    yield f"{caption.title}（{caption.unit}{told}）"
    yield from (f"注：{note}" for note in caption.notes if not _DATED.search(note))


def _newest(one: Figure) -> tuple[dt.date, dt.date] | None:
    """First and last day of the newest period that has a number."""
    panel = one.panel
    if panel is None or not panel.members:
        return None
    held = np.flatnonzero(np.isfinite(panel.matrix[:, panel.first : panel.stop]).any(axis=0))
    if not len(held):
        return None
    place = panel.first + int(held[-1])
    return panel.start[place].astype(dt.date), panel.end[place].astype(dt.date)
