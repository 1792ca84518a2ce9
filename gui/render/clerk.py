"""The clerk: makes notes and checks texts in a process of its own, as either takes longer than a frame. No Qt."""

from __future__ import annotations

import contextlib
import signal
import traceback
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

import resources
from gui.render.child import jobs_of, step_back
from gui.render.errands import Errand, Made, NoteErrand, TextErrand, Verdicts
from models.errors import AppError, failure_of
from models.note.inputs import Inputs
from models.note.making import made
from models.note.values import LANGS
from models.review.standing import standing_of

MODULE = "gui.render.clerk"


def serve(pipe: Connection) -> None:
    """Answer errands of ``pipe``, one after the other: Made, Verdicts or a Failure."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    step_back()
    errands = jobs_of(pipe)
    with contextlib.suppress(ConnectionError):  # nobody listens any more
        while True:
            pipe.send(_answer(errands.get()))


def _answer(errand: Any) -> Any:
    try:
        return done(errand)
    except AppError as error:
        return failure_of(error)
    except Exception as error:  # noqa: BLE001 - a bug must be told, not lost
        return failure_of(error, trace=traceback.format_exc())


def done(errand: Errand) -> Made | Verdicts:
    """What was asked for."""
    return _text(errand) if isinstance(errand, TextErrand) else _note(errand)


def _note(errand: NoteErrand) -> Made:
    texts = {lang: resources.texts(lang) for lang in LANGS}
    note = made(errand.inputs, errand.settings, errand.edits, texts)
    standing = standing_of(note.review, errand.inputs, errand.settings)
    return Made(note=replace(note, inputs=_bare(errand.inputs)), standing=standing)


def _bare(inputs: Inputs) -> Inputs:
    """What was sent need not come back."""
    return replace(inputs, bars={}, witnesses={}, beside={}, series=())


def _text(errand: TextErrand) -> Verdicts:
    from models.claims.checking import check
    from models.claims.names import names_of
    from models.claims.reading import read

    inputs = errand.inputs
    claims = read(errand.text, names_of(inputs), inputs.window)
    return Verdicts(text=errand.text, checked=check(claims, inputs, errand.settings))
