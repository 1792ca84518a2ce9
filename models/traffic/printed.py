"""A row of the table as people read it: no more decimals than the number has, and every doubt beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from models.numbers import MISSING
from models.traffic.changes import Over, digits
from models.traffic.rows import Moved, Row
from models.traffic.titling import known_text
from models.traffic.units import Unit
from models.traffic.values import BELOW, MOVED, PARTIAL, RESTATED
from models.traffic.wording import source_text

Texts = Mapping[str, str]
MARKS = {PARTIAL: "◐", MOVED: "→", RESTATED: "†"}  # behind the number; a bound is "<" before it
ABOUT = 0.5  # points: half a range, from which on a change is about so much
NAMES = {PARTIAL: "partial", BELOW: "below", MOVED: "moved", RESTATED: "restated"}
RECORD = "★"
UNSURE, BROKEN = "?", "*"  # behind RECORD: the printed digits leave it open; a level break lies between


def value_text(row: Row, unit: Unit) -> str:
    """31,000, <0.5, 1,350◐; "--" where it is missing."""
    if row.value is None:
        return MISSING
    sign = "<" if row.has(BELOW) else ""
    return sign + unit.text(row.value, row.step) + "".join(mark for flag, mark in MARKS.items() if row.has(flag))


def change_text(moved: Moved | None) -> str:
    """+25.09%, +7.5%, ≈+19.2% where the printed digits leave more than half a point open; noughts have no sign."""
    if moved is None or not math.isfinite(moved.percent):
        return MISSING
    if not moved.high - moved.low < 2 * ABOUT:
        return f"≈{moved.percent:+,.1f}%"
    text = f"{moved.percent:+,.{digits(moved.low, moved.high)}f}%"
    return text if any(digit in "123456789" for digit in text) else text[1:]


def range_text(moved: Moved, texts: Texts) -> str:
    """Between what the change may lie: +15.1% ~ +23.5%; exact when all digits are there."""
    if moved.high - moved.low <= 0:
        return texts["traffic.range.exact"].format(percent=f"{moved.percent:+,.2f}%")
    high = f"{moved.high:+,.1f}%" if math.isfinite(moved.high) else texts["traffic.range.open"]
    return texts["traffic.range"].format(percent=f"{moved.percent:+,.1f}%", low=f"{moved.low:+,.1f}%", high=high)


def share_text(row: Row) -> str:
    """12.3%."""
    return MISSING if row.share is None else f"{row.share:.1f}%"


def rank_text(row: Row) -> str:
    """3."""
    return MISSING if row.rank is None else str(row.rank)


def climbed_text(row: Row) -> str:
    """▲2, ▼1, = where nothing moved."""
    if row.climbed is None:
        return MISSING
    return "=" if not row.climbed else f"{'▲' if row.climbed > 0 else '▼'}{abs(row.climbed)}"


def record_text(row: Row, texts: Texts) -> str:
    """★ with what speaks against it behind; nothing where it is none."""
    if row.record is None or not row.record.told:
        return ""
    doubt = ("" if row.record.certain else UNSURE) + (BROKEN if row.record.broken else "")
    return f"{RECORD}{doubt} {texts['traffic.record'].format(held=row.record.held)}"


def record_line(row: Row, texts: Texts) -> str:
    """The record in a sentence, with its caveats; "" where there is none."""
    if row.record is None or not row.record.told:
        return ""
    told = [texts["traffic.record.line"].format(held=row.record.held, source=source_text(row.source, texts))]
    told += [texts["traffic.record.unsure"]] if not row.record.certain else []
    told += [texts["traffic.record.broken"]] if row.record.broken else []
    return texts["traffic.record.join"].join(told)


def explained(row: Row, texts: Texts) -> tuple[str, ...]:
    """Everything that has no column of its own, a line each."""
    lines = []
    if row.value is not None:
        lines.append(texts["traffic.tip.value"].format(value=f"{row.value:,.0f}"))
        if row.step > 0:
            lines.append(texts["traffic.tip.step"].format(half=f"{row.step / 2:,.0f}"))
    lines += [f"{over_name(over, texts)} {range_text(moved, texts)}" for over, moved in row.changes.items()]
    lines += [said] if (said := record_line(row, texts)) else []
    lines += [texts[f"traffic.flag.{NAMES[flag]}"] for flag in row.marks]
    if row.source:
        key = "traffic.tip.source.bundled" if row.bundled else "traffic.tip.source"
        known = known_text(row.known_at, texts, bundled=row.bundled)
        lines.append(texts[key].format(source=source_text(row.source, texts), known=known))
    return tuple(lines)


def over_name(over: Over, texts: Texts) -> str:
    """周环比, 月环比, 同比."""
    return texts[f"traffic.over.{over}"]
