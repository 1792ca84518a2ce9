"""The clerk: makes notes, drafts and packs, and checks texts, in a process of its own: each takes longer than a frame.

No Qt is loaded here; pictures and what holds them are the render child's.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import signal
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import resources
from gui.render.child import jobs_of, step_back
from gui.render.errands import (
    MARKDOWN,
    Answer,
    DraftErrand,
    Drafts,
    Errand,
    Made,
    Needs,
    NoteErrand,
    Opened,
    OpenErrand,
    Packed,
    PackErrand,
    ReadErrand,
    TextErrand,
    Verdicts,
)
from gui.render.job import Job, Kind, job_of, name_of
from models import VERSION
from models.claims import needs
from models.claims.checking import check
from models.claims.names import names_of
from models.claims.reading import read as claims_of
from models.claims.values import Claim
from models.documents.markdown import write as as_markdown
from models.documents.values import Document
from models.errors import AppError, ImportRejected, failure_of
from models.exports.naming import stem as safe
from models.note.document import document_of, stem_of
from models.note.inputs import Inputs
from models.note.making import made
from models.note.values import LANGS, WeeklyNote
from models.pack.difference import difference
from models.pack.file import ENDING, LARGEST, read, written
from models.pack.values import Difference, Pack
from models.review.standing import standing_of

NO_DAYS = dt.timedelta()  # who asks for bars looks back by himself


def serve(pipe: Connection) -> None:
    """Answer errands of ``pipe``, one after the other; with a Failure where one cannot be done."""
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


def done(errand: Errand) -> Answer:
    """What was asked for. Raises ImportRejected where a file is no pack."""
    does: Mapping[type, Callable[[Any], Any]] = {
        NoteErrand: _note, ReadErrand: _needs, TextErrand: _text, DraftErrand: _drafts, PackErrand: _pack,
        OpenErrand: _open,
    }  # fmt: skip
    answer: Answer = does[type(errand)](errand)
    return answer


def _written(errand: NoteErrand) -> WeeklyNote:
    return made(errand.inputs, errand.settings, errand.edits, {lang: resources.texts(lang) for lang in LANGS})


def _note(errand: NoteErrand) -> Made:
    note = _written(errand)
    standing = standing_of(note.review, errand.inputs, errand.settings)
    return Made(note=replace(note, inputs=_bare(errand.inputs)), standing=standing)


def _bare(inputs: Inputs) -> Inputs:
    """What was sent need not come back."""
    return replace(inputs, bars={}, witnesses={}, beside={}, series=())


def _text(errand: TextErrand) -> Verdicts:
    claims = _claims(errand.text, errand.inputs)
    return Verdicts(text=errand.text, checked=check(claims, errand.inputs, errand.settings))


def _needs(errand: ReadErrand) -> Needs:
    claims, inputs = _claims(errand.text, errand.inputs), errand.inputs
    return Needs(
        instruments=needs.instruments(claims, inputs.universe),
        window=needs.span(claims, inputs.window, NO_DAYS, errand.today),
    )


def _claims(text: str, inputs: Inputs) -> tuple[Claim, ...]:
    return claims_of(text, names_of(inputs.universe, inputs.products, inputs.events), inputs.window)


# files


def _drafts(errand: DraftErrand) -> Drafts:
    note = _written(errand.note)
    documents = [document_of(note, resources.texts(one), one, errand.conventions[one]) for one in errand.langs]
    files = {f"{name_of(one, documents)}.md": as_markdown(one).encode() for one in documents}
    kinds = [Kind(one) for one in errand.formats if one != MARKDOWN]
    return Drafts(
        documents=tuple(documents),
        files=files if MARKDOWN in errand.formats else {},
        job=_job(note, documents, kinds, errand) if kinds else None,
        final=note.final,
    )


def _job(note: WeeklyNote, documents: list[Document], kinds: list[Kind], errand: DraftErrand) -> Job:
    from models.note.book import book_of

    langs = errand.langs if Kind.XLSX in kinds else ()
    books = {one: book_of(note, resources.texts(one), one, errand.conventions[one]) for one in langs}
    return job_of(note, documents, kinds, errand.conventions[errand.langs[0]], books=books)


# packs


def _pack(errand: PackErrand) -> Packed:
    held, note = errand.note, _written(errand.note)
    texts = {lang: as_markdown(document_of(note, resources.texts(lang), lang, "red-up")) for lang in LANGS}
    pack = Pack(
        inputs=held.inputs, settings=held.settings, edits=held.edits, texts=texts, figures=errand.figures,
        final=note.final, program=VERSION, made_at=time.time(),
    )  # fmt: skip
    return Packed(name=f"{safe(errand.name or stem_of(note, ''))}.{ENDING}", content=written(pack))


def _open(errand: OpenErrand) -> Opened:
    pack = read(_bytes(Path(errand.path)))
    note = _written(NoteErrand(inputs=pack.inputs, settings=pack.settings, edits=pack.edits))
    other = difference(note, _written(errand.against)) if errand.against is not None else Difference()
    standing = standing_of(note.review, pack.inputs, pack.settings)
    return Opened(note=note, standing=standing, edits=pack.edits, made_at=pack.made_at, difference=other)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ImportRejected("a report pack of more than 256 MB, or of more than 500 files")
        return path.read_bytes()
    except OSError as error:
        raise ImportRejected(error.strerror or str(error)) from error
