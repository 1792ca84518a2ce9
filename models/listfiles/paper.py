"""The preview of a list file in words: a line a row for a terminal, and plain data for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.instruments import Instrument
from models.listfiles.values import Preview, PreviewRow, State, short
from models.reasons import said
from models.text_table import aligned, printable

Texts = Mapping[str, str]
COLUMNS = ("state", "line", "text", "market", "code", "name", "section", "remark")


def preview_text(made: Preview, texts: Texts, lang: str) -> str:
    """What the file is, its rows, how many are in which state."""
    table = [[texts[f"incoming.column.{key}"] for key in COLUMNS]]
    table += [[printable(_cell(made, row, key, texts, lang)) for key in COLUMNS] for row in made.rows]
    kind = texts[f"listfile.format.{made.format}"]
    head = texts["cli.lists.file"].format(file=printable(made.file), format=kind, encoding=made.encoding or "--")
    counts = ", ".join(f"{texts[f'incoming.state.{state}']} {count}" for state, count in made.counts.items() if count)
    left = {place for place, key in enumerate(COLUMNS) if key != "line"}
    return "\n".join([head, *(said(one, texts) for one in made.remarks), aligned(table, left), counts])


def preview_json(made: Preview) -> dict[str, Any]:
    """Every row with what it is; counts by state."""
    return {
        "file": made.file,
        "format": made.format,
        "encoding": made.encoding or None,
        "name_zh": made.name_zh or None,
        "name_en": made.name_en or None,
        "counts": {str(state): count for state, count in made.counts.items()},
        "remarks": list(made.remarks),
        "rows": [_told(made, row) for row in made.rows],
    }


def remark(row: PreviewRow, texts: Texts, lang: str) -> str:
    """Why a row is not taken; what it was called in the file, where that is another name."""
    match row.state:
        case State.DUPLICATE:
            return texts["incoming.repeats"].format(line=row.of_line) if row.of_line else texts["incoming.held"]
        case State.AMBIGUOUS:
            choice = " / ".join(_called(one, lang) for one in row.candidates)
            return texts["incoming.may_be"].format(choice=choice)
        case State.UNKNOWN:
            return said(row.reason, texts)
        case State.LEFT:
            return texts["incoming.left"]
    one = row.instrument
    other = row.name and one is not None and row.name not in (one.name_zh, one.name_en, one.id)
    return texts["incoming.called"].format(name=short(row.name)) if other else ""


def _called(one: Instrument, lang: str) -> str:
    name = short(one.name(lang))
    return f"{one.id} {name}" if name != one.code else one.id


def _cell(made: Preview, row: PreviewRow, key: str, texts: Texts, lang: str) -> str:
    one = row.instrument
    match key:
        case "state":
            return texts[f"incoming.state.{row.state}"]
        case "line":
            return str(row.line)
        case "text":
            return short(row.text)
        case "section":
            zh, en = made.parts[row.part]
            return short((zh or en) if lang == "zh" else (en or zh))
        case "remark":
            return remark(row, texts, lang)
        case "market":
            return texts[f"market.{one.market}"] if one is not None else ""
        case "code":
            return one.id if one is not None else ""
    return short(one.name(lang) if one is not None else row.name)


def _told(made: Preview, row: PreviewRow) -> dict[str, Any]:
    one = row.instrument
    return {
        "line": row.line,
        "text": row.text,
        "state": str(row.state),
        "id": one.id if one is not None else None,
        "market": str(one.market) if one is not None else None,
        "name_zh": (one.name_zh or None) if one is not None else None,
        "name_en": (one.name_en or None) if one is not None else None,
        "section_zh": made.parts[row.part][0] or None,
        "section_en": made.parts[row.part][1] or None,
        "repeats_line": row.of_line or None,
        "candidates": [each.id for each in row.candidates],
        "why": row.reason or None,
    }
