"""A list of another program, read and resolved: a file or a text in, a preview out. Nothing is taken here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data_sources.imports import files, text, workbook
from data_sources.protocol import ListFileWanted
from models.errors import ImportRejected
from models.listfiles import tdx
from models.listfiles.lines import TOO_MANY
from models.listfiles.meaning import Lookup, Meaning
from models.listfiles.reading import draft_of_book, draft_of_text
from models.listfiles.resolving import resolved
from models.listfiles.values import MOST_ROWS, Draft, DraftSection, Preview

INDEX = "blocknew.cfg"
MOST_BLOCKS = 200
LONGEST_TEXT = 4_000_000  # bytes; a text of that many is no list, and a smaller one needs no process of its own


def answer(want: ListFileWanted, listed: Callable[[str], Lookup]) -> Preview:
    """The preview of a want's file or text. listed: everything that can be looked up. Raises ImportRejected only."""
    path, meaning = Path(want.path), Meaning(listed(want.own))
    draft = _of_file(path, meaning) if want.path else _of_text(want.text, "", "", meaning)
    if not any(section.rows for section in draft.sections):
        raise ImportRejected("nothing in this file can be taken")
    return resolved(draft, meaning.row, path.name if want.path else "")


def _of_file(path: Path, meaning: Meaning) -> Draft:
    """By content: a workbook is taken apart in a process that ends with it."""
    content = files.content_of(path)
    if path.name.lower() == INDEX:
        return _blocks(path, content)
    if content.startswith((workbook.ZIP, workbook.OLE)):
        return draft_of_book(files.read_bytes(content, path.name), meaning)
    if len(content) > LONGEST_TEXT:
        raise ImportRejected("a text of more than 4 MB is no list")
    written, encoding = text.decoded(content)
    return _of_text(written, path.name, encoding, meaning)


def _blocks(index: Path, content: bytes) -> Draft:
    """Every block that an index names, a section each, out of the files beside it."""
    sections, missing, left = list[DraftSection](), False, MOST_ROWS
    for block in tdx.read_index(content)[:MOST_BLOCKS]:
        if left < 0:
            break
        beside = index.with_name(f"{Path(block.file).name}.blk")
        try:
            written, _ = text.decoded(files.content_of(beside)[:LONGEST_TEXT])
        except ImportRejected:
            missing = True
            continue
        rows = tuple(row for section in tdx.read(written).sections for row in section.rows)
        sections.append(DraftSection(name_zh=block.name, name_en=block.name, rows=rows[:left]))
        left -= len(rows)
    remarks = (*(["blocks without a file were left out"] if missing else []), *([TOO_MANY] if left < 0 else []))
    return Draft(format=tdx.FORMAT, encoding="gbk", sections=tuple(sections), remarks=remarks)


def _of_text(written: str, name: str, encoding: str, meaning: Meaning) -> Draft:
    if len(written) > LONGEST_TEXT:
        raise ImportRejected("a text of more than 4 MB is no list")
    if not written.strip():
        raise ImportRejected("an empty file")
    if written.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise ImportRejected("a web page dressed as a workbook: save it as xlsx or csv")
    return draft_of_text(written, name, encoding, lambda: text.table(written, name, encoding), meaning)
