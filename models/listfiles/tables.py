"""Any table with a column of codes: Excel, CSV, what was copied out of a page. And the tables that we write.

Which column holds the codes is told by how many of its cells mean something; a heading only decides between equals.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.imports.cells import plain
from models.imports.headings import CODE, FIELDS, NAME, heading
from models.imports.values import Cell, Cells, Grid
from models.instruments import Instrument
from models.listfiles.lines import LEFT_OUT, Sections, flat
from models.listfiles.meaning import Meaning
from models.listfiles.values import LONGEST_TEXT, Content, Draft, Entry, Problem, Written
from models.lists.values import FLAGS, Mark

SECTION, FLAG, TAGS, NOTE = "section", "flag", "tags", "note"
WORDS = {
    "分组": SECTION, "板块": SECTION, "分类": SECTION, "行业": SECTION, "所属行业": SECTION, "section": SECTION,
    "group": SECTION, "sector": SECTION, "industry": SECTION, "category": SECTION,
    "标记": FLAG, "旗标": FLAG, "flag": FLAG, "标签": TAGS, "tags": TAGS, "备注": NOTE, "note": NOTE, "notes": NOTE,
}  # fmt: skip
COLUMNS = (CODE, NAME, "market", SECTION, FLAG, TAGS, NOTE)  # of the tables that we write
HEAD = 30  # rows among which a heading is looked for
SAMPLE = 300  # rows by which a column is judged
ENOUGH = 0.5  # the part of the rows in which a column must mean something
NO_CODES = "no column of this table holds codes or names that are known here"
EMPTY = "an empty section has no place in a table"
TITLE = "###"
BAND = re.compile(r"'(?='*\s*[=+\-@＝＋－＠])")  # a quote that keeps a spreadsheet from running what follows
RISKY = re.compile(r"'*\s*[=+\-@＝＋－＠]")
_SOURCE = re.compile(r"数据来源|来源|注：|注:|备注|Source|source")
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where the columns of a sheet are, by field, and its first row of values. A sheet of names has no CODE.

    several: other columns hold codes, too, and no heading says which one is meant.
    """

    columns: dict[str, int]
    first: int
    rank: int
    several: bool


def read(cells: Cells, form: str, meaning: Meaning) -> Draft | None:
    """The draft of every sheet with codes in it, or of names where none has codes; None without either.

    A text without headings that has codes in several columns is no table: they are all meant.
    """
    found = [(grid, where) for grid in cells.sheets if (where := _where(grid, meaning)) is not None]
    if not found or (form == "csv" and any(where.several for _, where in found)):
        return None
    best = max(where.rank for _, where in found)
    told = [(grid, where) for grid, where in found if where.rank == best]
    sections = Sections()
    for grid, where in told:
        if len(told) > 1:
            sections.begin(grid.title)
        _take(sections, grid, where)
    return sections.draft(form, cells.encoding, cells.remarks)


def _take(sections: Sections, grid: Grid, where: Where) -> None:
    field = where.columns
    for number, row in enumerate(grid.rows[where.first :], where.first + 1):
        if sections.full:
            return
        code, name = _at(row, field.get(CODE)), said(_at(row, field.get(NAME)))
        text = said(code) or name
        if not text or (not name and _SOURCE.match(text)):
            continue
        if text.startswith(TITLE):
            sections.begin(text.removeprefix(TITLE).strip())
            continue
        if SECTION in field:
            sections.begin(said(_at(row, field[SECTION])))
        sections.add(
            text, number, name=name[:LONGEST_TEXT] if said(code) else "", lost=is_lost(code), mark=_mark(row, field)
        )


def _mark(row: Row, field: dict[str, int]) -> Mark:
    flag = said(_at(row, field.get(FLAG))).lower()
    tags = re.split(r"[;；,，、]", said(_at(row, field.get(TAGS))))
    return Mark(
        flag=flag if flag in FLAGS else "",
        tags=tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip())),
        note=said(_at(row, field.get(NOTE))),
    )


def said(cell: Cell) -> str:
    """A cell as text, without the quote that kept it from being a formula."""
    text = plain(cell) if not isinstance(cell, str) else cell.strip()
    return text[1:] if BAND.match(text) else text


def is_lost(cell: Cell) -> bool:
    """Whether ``cell`` may once have begun with zeros: a number of under six digits, a text of under five."""
    text = plain(cell)
    return text.isascii() and text.isdigit() and len(text) < (6 if isinstance(cell, int | float) else 5)


# which column is which


def _where(grid: Grid, meaning: Meaning) -> Where | None:
    """The columns of a sheet; None when it holds no codes and no names."""
    first, fields = _headed(grid)
    sample: list[Row] = [row for row in grid.rows[first : first + SAMPLE] if any(plain(cell) for cell in row)]
    codes = _best(sample, lambda cell: _is_code(cell, meaning), fields.get(CODE))
    names = _best(sample, lambda cell: bool(meaning.name(said(cell))), fields.get(NAME))
    if not codes and not names:
        return None
    columns = {key: column for key, column in fields.items() if key != CODE} | ({NAME: names[0]} if names else {})
    if codes:
        columns[CODE] = codes[0]
        columns = {key: column for key, column in columns.items() if key == CODE or column != codes[0]}
    several = len(codes) > 1 and CODE not in fields
    first = first or _past_title(grid, columns, meaning)
    return Where(columns=columns, first=first, rank=int(bool(codes)), several=several)


def _headed(grid: Grid) -> tuple[int, dict[str, int]]:
    """The row under the headings (0 without any) and where each stands."""
    for place, row in enumerate(grid.rows[:HEAD]):
        told = [(_field(cell), column) for column, cell in enumerate(row)]
        fields = {field: column for field, column in reversed(told) if field}
        if CODE in fields or NAME in fields:
            return place + 1, fields
    return 0, {}


def _field(cell: Cell) -> str:
    if not isinstance(cell, str) or not 0 < len(cell) < 60:
        return ""
    found = heading(cell)
    if found is not None and found.field in FIELDS:
        return found.field if found.field in (CODE, NAME) else ""
    return WORDS.get(cell.strip().lower(), "")


def _best(sample: list[Row], tells: Callable[[Cell], bool], headed: int | None) -> list[int]:
    """The columns that mean something in half of the rows: the headed one first, then the one with the most hits."""
    scores: list[tuple[bool, int, int]] = []
    for column in range(max((len(row) for row in sample), default=0)):
        hits = sum(tells(cell) for row in sample if plain(cell := _at(row, column)))
        if hits and (column == headed or hits >= ENOUGH * len(sample)):
            scores.append((column == headed, hits, -column))
    return [-column for _, _, column in sorted(scores, reverse=True)]


def _is_code(cell: Cell, meaning: Meaning) -> bool:
    """Whether a cell means something as a code; a number, which may be any, only when it is a listed one."""
    told = meaning.code(said(cell))
    if isinstance(cell, int | float) and told.instrument is not None:
        return bool(told.instrument.name_zh or told.instrument.name_en)
    return told.instrument is not None or bool(told.candidates)


def _past_title(grid: Grid, columns: dict[str, int], meaning: Meaning) -> int:
    """The first row of values: the second where the first is a line that nobody recognised as headings."""
    if len(grid.rows) < 2 or CODE not in columns:
        return 0
    top, next_ = (_at(row, columns[CODE]) for row in grid.rows[:2])
    return int(not _is_code(top, meaning) and not meaning.name(said(top)) and _is_code(next_, meaning))


def _at(row: Row, column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else None


# writing


def rows_of(content: Content, market: Callable[[Instrument], str], lang: str) -> tuple[list[list[str]], list[Problem]]:
    """COLUMNS of every row, each on one line, and what had to be left out."""
    rows, problems = list[list[str]](), list[Problem]()
    for part in content.parts:
        title, reason = flat(part.name_zh if lang == "zh" else part.name_en)
        if reason:
            problems.append(Problem(subject=title, reason=reason))
        if not part.entries:
            problems.append(Problem(subject=title, reason=EMPTY))
        rows += [_row(entry, title, market, lang, problems) for entry in part.entries]
    return rows, problems


def _row(
    entry: Entry, title: str, market: Callable[[Instrument], str], lang: str, problems: list[Problem]
) -> list[str]:
    one, mark = entry.instrument, entry.mark
    tags = [flat(tag, {";": "，", ",": "，"}) for tag in mark.tags]
    told = [flat(one.name(lang)), ("; ".join(tag for tag, _ in tags), ""), flat(mark.note)]
    if any(reason for _, reason in (*told, *tags)):
        problems.append(Problem(subject=one.id, reason=LEFT_OUT))
    (name, _), (joined, _), (note, _) = told
    return [one.id, name, market(one), title, mark.flag, joined, note]


def quoted(text: str) -> str:
    """``text`` with a quote before what a spreadsheet would run; reading takes it off again."""
    return f"'{text}" if RISKY.match(text) else text


def kept(text: str) -> str:
    """``text`` for a workbook, whose cells say that they are text: only a quote of its own must not be taken off."""
    return f"'{text}" if BAND.match(text) else text


def write_csv(titles: Sequence[str], rows: list[list[str]], problems: list[Problem]) -> Written:
    """UTF-8 with its mark, by which Excel knows it."""
    out = io.StringIO()
    csv.writer(out).writerows([list(titles), *([quoted(cell) for cell in row] for row in rows)])
    return out.getvalue().encode("utf-8-sig"), tuple(problems)
