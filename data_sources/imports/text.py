"""Tables as text: CSV, tab-separated, or from the clipboard; in whichever encoding they were saved."""

from __future__ import annotations

import codecs
import csv
import io
import json

from data_sources.imports.limits import COLUMNS, LONGEST_CELL, ROWS
from models.errors import ImportRejected
from models.imports.values import Cell, Cells, Grid

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = "\t,;|"
HEAD = 20  # lines that tell the delimiter


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding's name: by its mark, else UTF-8, UTF-16 by its zeros, GB 18030, Windows-1252."""
    for mark, name in BOMS:
        if content.startswith(mark):
            return _strict(content, name)
    head = content[:4096]
    zeros = [head[at::2].count(0) for at in (0, 1)]  # of Chinese text only its marks and line ends have one
    if head.count(0) > len(head) // 3 or (min(zeros) == 0 and max(zeros) > len(head) // 40 and b"\n" in head):
        return _strict(content, "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    return _chinese(content) or (content.decode("cp1252", errors="replace"), "cp1252")


def _strict(content: bytes, name: str) -> tuple[str, str]:
    try:
        return content.decode(name), name
    except UnicodeDecodeError as error:
        raise ImportRejected(f"not readable in this encoding: {name}") from error


def _chinese(content: bytes) -> tuple[str, str] | None:
    """As GB 18030, if what comes out are the common characters: é before a letter makes a rare one."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    high = [mark for mark in text if ord(mark) > 127][:4000]
    common = sum(bool(_in_gb2312(mark)) for mark in high)
    return (text, "gb18030") if common >= 0.8 * len(high) else None


def _in_gb2312(mark: str) -> bool:
    try:
        return bool(mark.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def saved(text: str, name: str, encoding: str) -> Cells | None:
    """The tables of an answer of Similarweb's interface that was saved as JSON; None for text that is no JSON.

    Raises ImportRejected for JSON of any other kind.
    """
    from models.imports.traffic.saved import grids_of

    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict | list):
        return None
    try:
        return Cells(name=name, sheets=grids_of(answer, name), encoding=encoding, form="json")
    except ValueError as error:
        raise ImportRejected(str(error)) from error


def table(text: str, name: str, encoding: str) -> Cells:
    """The cells of ``text``, each kept as it was written: no number, no date, no NA is read into them here."""
    remarks = []
    if "\0" in text:
        text, remarks = text.replace("\0", ""), ["NUL characters were left out"]
    csv.field_size_limit(2**31 - 1)  # a long field is a cell that is refused, not the end of the file
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[tuple[Cell, ...]] = []
    try:
        for row in lines:
            if len(rows) >= ROWS:
                remarks.append(f"rows after the {ROWS}th were left out")
                break
            rows.append(tuple(_short(cell) for cell in row[:COLUMNS]))
    except csv.Error as error:
        raise ImportRejected(f"line {lines.line_num}: {error}") from error
    sheet = Grid(title=name, rows=tuple(rows))
    return Cells(name=name, sheets=(sheet,), encoding=encoding, remarks=tuple(remarks))


def _delimiter(text: str) -> str:
    """The mark that stands most often in the first lines; a tab in half of them, for commas group thousands."""
    lines = [line for line in text[:100_000].splitlines()[:HEAD] if line.strip()]
    if lines and 2 * sum("\t" in line for line in lines) >= len(lines):
        return "\t"
    return max(DELIMITERS, key="\n".join(lines).count)


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else cell[:60] + "..."
