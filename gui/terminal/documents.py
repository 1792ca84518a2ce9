"""A note's files, for ``note`` and ``pack``: Markdown without Qt, the others through the render child."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from data_sources.targets import written as written_to
from gui.render.job import File, Kind, Rendered, job_of, name_of
from gui.render.parent import Renderer
from gui.terminal.writing import write
from models import VERSION
from models.arguments import NOT_FINAL, parser
from models.documents.markdown import write as as_markdown
from models.exports.naming import stem as safe
from models.gate.wording import refusals
from models.note.book import book_of
from models.note.document import document_of, stem_of
from models.note.edits import Edits
from models.note.values import LANGS, WeeklyNote
from models.pack.file import ENDING, written
from models.pack.values import Pack

if TYPE_CHECKING:
    from main import Desk
    from models.documents.values import Document

PACK, MARKDOWN = "pack", "md"
BETWEEN = "\n\n---\n\n"  # two languages on one page


def languages(desk: Desk) -> tuple[str, ...]:
    """The language that was asked for, or both."""
    asked = getattr(desk.arguments, "lang", "")
    return (asked,) if asked else LANGS


def deliver(desk: Desk, note: WeeklyNote, edits: Edits) -> int:
    """Write the files that were asked for and say what stands against calling it final; 0 final, 3 not."""
    formats, out = formats_of(desk), desk.arguments.out
    documents = [document_of(note, texts_of(lang), lang, desk.convention_for(lang)) for lang in languages(desk)]
    if out == "-":
        write(_alone(desk, note, documents, formats[0], edits))
    else:
        _into(Path(out), _files(desk, note, documents, formats, edits))
    for reason in refusals(note.gate, desk.texts, desk.lang):
        print(reason, file=sys.stderr)
    return 0 if note.final else NOT_FINAL


def formats_of(desk: Desk) -> tuple[str, ...]:
    """As asked for; without a word Markdown on stdout, and all but the pack in a folder."""
    asked: tuple[str, ...] = desk.arguments.format or ()
    if desk.arguments.out != "-":
        return asked or (MARKDOWN, Kind.DOCX, Kind.XLSX, Kind.PDF)
    if len(asked) > 1:
        parser().error(desk.texts["cli.note.one"])
    return asked or (MARKDOWN,)


def texts_of(lang: str) -> Mapping[str, str]:
    """Every text of a language."""
    import resources

    return resources.texts(lang)


def _alone(desk: Desk, note: WeeklyNote, documents: Sequence[Document], format_: str, edits: Edits) -> bytes:
    """One format on stdout: Markdown in all languages, the others in one."""
    if format_ == MARKDOWN:
        return BETWEEN.join(as_markdown(one) for one in documents).encode()
    if format_ == PACK:
        return packed(note, documents, edits, ())
    chosen = next((one for one in documents if one.lang == desk.lang), documents[0])
    return _rendered(desk, note, [chosen], (format_,))[0].content


def _files(
    desk: Desk, note: WeeklyNote, documents: Sequence[Document], formats: Sequence[str], edits: Edits
) -> dict[str, bytes]:
    """Every file by its name."""
    made: dict[str, bytes] = {}
    if MARKDOWN in formats:
        made |= {f"{name_of(one, documents)}.md": as_markdown(one).encode() for one in documents}
    kinds = [one for one in formats if one not in (MARKDOWN, PACK)]
    for file in _rendered(desk, note, documents, kinds) if kinds else ():
        made[file.name] = file.content
    if PACK in formats:
        pictures = _rendered(desk, note, documents, (Kind.PNG, Kind.SVG))
        made[f"{safe(stem_of(note, ''))}.{ENDING}"] = packed(note, documents, edits, pictures)
    return made


def packed(note: WeeklyNote, documents: Sequence[Document], edits: Edits, pictures: Sequence[File]) -> bytes:
    """The report pack."""
    texts = {one.lang: as_markdown(one) for one in documents}
    figures = {file.name: file.content for file in pictures}
    return written(
        Pack(
            inputs=note.inputs, settings=note.settings, edits=edits, texts=texts, figures=figures, final=note.final,
            program=VERSION, made_at=time.time(),
        )
    )  # fmt: skip


def _rendered(desk: Desk, note: WeeklyNote, documents: Sequence[Document], kinds: Sequence[str]) -> Sequence[File]:
    books = {}
    if Kind.XLSX in kinds:
        books = {
            one.lang: book_of(note, texts_of(one.lang), one.lang, desk.convention_for(one.lang)) for one in documents
        }
    renderer = Renderer()
    try:
        job = job_of(note, documents, [Kind(kind) for kind in kinds], desk.convention, books=books)
        made: Rendered = renderer.render(job, Progress(desk.texts["cli.note.making"])).result()
        return made.files
    finally:
        renderer.close()


class Progress:
    """How far it is, on one line of a terminal; nothing where nobody watches."""

    def __init__(self, text: str) -> None:
        self._text, self._shown = text, sys.stderr.isatty()

    def __call__(self, done: int, count: int) -> None:
        """Tell; the line goes when all is done."""
        if self._shown:
            end = "\r\x1b[K" if done >= count else ""
            print(f"\r{self._text.format(done=done, count=count)}{end}", end="", file=sys.stderr, flush=True)


def _into(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write each whole, and name it on stdout. Raises ExportError, which says what is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        parser().error(f"--out {folder}: {error.strerror}")
    for name, content in files.items():
        kept(folder / name, content)
        print(folder / name)


def kept(target: Path, content: bytes) -> None:
    """One file, whole or not at all."""
    written_to(str(target), lambda file: file.write(content))
