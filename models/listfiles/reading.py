"""Which format a text is, and its draft. The name's ending only decides where the content could be either."""

from __future__ import annotations

from collections.abc import Callable

from models.errors import ImportRejected
from models.imports.values import Cells
from models.listfiles import free, own, tables, tdx, tradingview
from models.listfiles.meaning import Meaning
from models.listfiles.values import Draft

BLOCKS = (".blk", ".ebk")
TABLES = (".csv", ".tsv")


def draft_of_text(text: str, file: str, encoding: str, table: Callable[[], Cells], meaning: Meaning) -> Draft:
    """The draft of a text. table: the same text taken apart as cells. Raises ImportRejected."""
    name = file.lower()
    if own.is_format(text):
        return own.read(text, encoding)
    if name.endswith(BLOCKS) or tdx.is_format(text):
        return tdx.read(text, encoding)
    if tradingview.is_format(text):
        return tradingview.read(text, encoding)
    if (name.endswith(TABLES) or "\t" in text) and (found := _table(table, meaning)) is not None:
        return found
    return free.read(text, encoding, meaning)


def _table(table: Callable[[], Cells], meaning: Meaning) -> Draft | None:
    try:
        return tables.read(table(), "csv", meaning)
    except ImportRejected:  # no table, but there may be codes in it
        return None


def draft_of_book(cells: Cells, meaning: Meaning) -> Draft:
    """The draft of a workbook. Raises ImportRejected when none of its columns holds codes or names."""
    found = tables.read(cells, "xlsx", meaning)
    if found is None:
        raise ImportRejected(tables.NO_CODES)
    return found
