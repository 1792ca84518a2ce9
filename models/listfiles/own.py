"""Our own list file: JSON that a person can read, exact in both directions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from models import symbols
from models.errors import ImportRejected
from models.instruments import Instrument, Kind, Market
from models.listfiles.lines import TOO_MANY
from models.listfiles.values import MOST_ROWS, Content, Draft, DraftRow, DraftSection, Entry, Part, Written, short
from models.lists.columns import known
from models.lists.values import FLAGS, Mark

FORMAT = "json"
MARK, VERSION = "suanli-list", 1
BROKEN = "a list file that is damaged"
NEWER = "a list file of a newer version"
NO_ROW = "a row without a code"
_LONE = re.compile("[\ud800-\udfff]")  # half a character: JSON can say it, UTF-8 cannot
_PAIR = re.compile(r"[A-Z]{6}")


def is_format(text: str) -> bool:
    """Whether ``text`` says that it is one."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and f'"{MARK}"' in text[:2000]


def write(content: Content) -> Written:
    """All of ``content``; nothing is left out."""
    told: dict[str, Any] = {"format": MARK, "version": VERSION, "name": _names(content.name_zh, content.name_en)}
    if content.set or content.columns:
        told |= {"set": content.set, "columns": list(content.columns)}
    told["sections"] = [_part(part) for part in content.parts]
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return _LONE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode("utf-8") + b"\n", ()


def _part(part: Part) -> dict[str, Any]:
    return {"name": _names(part.name_zh, part.name_en), "rows": [_row(entry) for entry in part.entries]}


def _row(entry: Entry) -> dict[str, Any]:
    one, mark = entry.instrument, entry.mark
    told: dict[str, Any] = {"id": one.id, "name": _names(one.name_zh, one.name_en)}
    told |= {"kind": one.kind.value, "market": one.market.value, "exchange": one.exchange}
    return told | {
        key: value for key, value in (("flag", mark.flag), ("tags", list(mark.tags)), ("note", mark.note)) if value
    }


def _names(zh: str, en: str) -> Any:
    """One name where both are the same."""
    return zh if zh == en else {"zh": zh, "en": en}


def read(text: str, encoding: str = "") -> Draft:
    """The draft of a file. Raises ImportRejected when it is damaged or of a newer version; a bad row is only named."""
    try:
        told = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ImportRejected(BROKEN) from error
    if not isinstance(told, dict) or told.get("format") != MARK or not isinstance(told.get("sections"), list):
        raise ImportRejected(BROKEN)
    if not isinstance(told.get("version"), int) or told["version"] > VERSION:
        raise ImportRejected(NEWER)
    sections, count = list[DraftSection](), 0
    for part in told["sections"]:
        sections.append(_read_part(part, count))
        count += len(sections[-1].rows)
    zh, en = _read_names(told.get("name"))
    return Draft(
        format=FORMAT, encoding=encoding, name_zh=zh, name_en=en, sections=tuple(sections), set=_text(told.get("set")),
        columns=tuple(key for key in _list(told.get("columns")) if known(key)),
        remarks=(TOO_MANY,) if _rows_in(told["sections"]) > count else (),
    )  # fmt: skip


def _rows_in(sections: list[Any]) -> int:
    """Rows that the file holds."""
    held = (part.get("rows") for part in sections if isinstance(part, dict))
    return sum(len(rows) for rows in held if isinstance(rows, list))


def _read_part(part: Any, before: int) -> DraftSection:
    """A section; lines are counted by rows, as a person does who looks for the third one."""
    held: Mapping[str, Any] = part if isinstance(part, dict) else {}
    zh, en = _read_names(held.get("name"))
    rows = held.get("rows")
    kept = rows[: max(MOST_ROWS - before, 0)] if isinstance(rows, list) else []
    return DraftSection(
        name_zh=zh, name_en=en, rows=tuple(_read_row(row, line) for line, row in enumerate(kept, before + 1))
    )


def _read_row(row: Any, line: int) -> DraftRow:
    held: Mapping[str, Any] = row if isinstance(row, dict) else {"id": row}
    id_, names = _text(held.get("id")), _read_names(held.get("name"))
    flag = _text(held.get("flag"))
    mark = Mark(flag=flag if flag in FLAGS else "", note=_text(held.get("note")), tags=tuple(_list(held.get("tags"))))
    given = _instrument(id_, held, *names)
    reason = "" if id_ else NO_ROW
    return DraftRow(text=short(id_), name=short(names[0] or names[1]), line=line, given=given, mark=mark, reason=reason)


def _instrument(id_: str, held: Mapping[str, Any], zh: str, en: str) -> Instrument | None:
    """The instrument as the file says it, if its id is one; otherwise the id is read like any other code."""
    pair = held.get("kind") == Kind.FX and _PAIR.fullmatch(id_)
    plain = Instrument(id=id_, kind=Kind.FX, market=Market.FX) if pair else symbols.read(id_[:40]).instrument
    if plain is None or plain.id != id_:
        return None
    exchange = _text(held.get("exchange"))
    kind = Kind(held["kind"]) if held.get("kind") in list(Kind) else plain.kind
    return Instrument(
        id=id_, kind=kind, market=plain.market, exchange=exchange or plain.exchange, name_zh=zh, name_en=en
    )


def _read_names(told: Any) -> tuple[str, str]:
    if isinstance(told, dict):
        return _text(told.get("zh")), _text(told.get("en"))
    return _text(told), _text(told)


def _text(told: Any) -> str:
    return told if isinstance(told, str) else ""


def _list(told: Any) -> list[str]:
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []
