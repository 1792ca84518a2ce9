"""The protocol of the publish gate in words: what a state line says, and the sheet of every check. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby

from models.gate.values import Check, Gate, Reason
from models.reasons import said
from models.review.paper import source_name
from models.workbook import Column, Format, Line, Sheet, Value, Weight

Texts = Mapping[str, str]


def verdict(gate: Gate, texts: Texts) -> str:
    """Final, or not and which checks refuse it, each with the number of its lines."""
    if gate.final:
        return texts["gate.final"].format(count=len(gate.checks), tolerance=f"{gate.tolerance:.10g}")
    counts: dict[Reason, int] = {}
    for one in gate.refused:
        counts[one.reason] = counts.get(one.reason, 0) + 1
    listed = texts["gate.comma"].join(f"{texts[f'gate.reason.{reason}']} {count}" for reason, count in counts.items())
    return texts["gate.not_final"].format(reasons=listed)


def about(gate: Gate, texts: Texts) -> str:
    """What the checks mean, by which tolerance, and when they were made (UTC)."""
    made = dt.datetime.fromtimestamp(gate.made_at, dt.UTC).strftime("%Y-%m-%d %H:%M")
    return texts["gate.about"].format(tolerance=f"{gate.tolerance:.10g}", made=made)


def refusals(gate: Gate, texts: Texts, lang: str) -> tuple[str, ...]:
    """A sentence for each thing that stands against calling it final; subjects that share one stand in it together."""
    groups: dict[tuple[Reason, str], list[Check]] = {}
    for one in gate.refused:
        groups.setdefault((one.reason, sentence(one, gate.tolerance, texts)), []).append(one)
    return tuple(_together(told, held, gate, texts, lang) for (_, told), held in groups.items())


def _together(told: str, held: list[Check], gate: Gate, texts: Texts, lang: str) -> str:
    names = [name for name in (subject_name(one, texts, lang) for one in held) if name]
    if not names:
        return texts["gate.alone"].format(told=told)
    rows = sum(one.reason is Reason.MISSING for one in gate.checks)
    listed = texts["gate.every"].format(count=rows) if len(held) == rows > 1 else texts["gate.comma"].join(names)
    return texts["gate.named"].format(told=told, names=listed)


def sentence(check: Check, tolerance: float, texts: Texts) -> str:
    """What a check found, without its subject and without a full stop. tolerance: percentage points."""
    facts: dict[str, object] = dict(check.facts)
    for key in ("first", "second"):
        facts[key] = source_name(str(facts.get(key, "")), texts)
    facts["why"] = said(str(facts["why"]), texts) if facts.get("why") else texts["cli.no_data"]
    if check.reason is Reason.MANUAL:
        facts |= {"why": check.facts["why"], "what": texts[f"override.{check.facts['what']}"]}
    if "state" in facts:
        facts["state"] = texts[f"review.state.{facts['state']}"]
    facts |= {"one": _percent(check.first), "two": _percent(check.second), "apart": _points(check)}
    return texts[f"gate.{check.reason}.{check.facts['told']}"].format(**facts, tolerance=tolerance)


def subject_name(check: Check, texts: Texts, lang: str) -> str:
    """The instrument or market a check is about; "" for one that is about everything."""
    return check.facts.get(lang) or texts.get(f"market.{check.subject}", check.subject)


def _percent(value: float | None) -> str:
    return "--" if value is None else f"{round(value, 3) + 0.0:+.3f}%"


def _points(check: Check) -> str:
    apart = _apart(check)
    return "--" if apart is None else f"{apart:.3f}"


def _apart(check: Check) -> float | None:
    return None if check.first is None or check.second is None else abs(check.first - check.second)


# the sheet

_LAYOUT = (
    ("reason", Format.TEXT, 24), ("name", Format.TEXT, 20), ("id", Format.TEXT, 12), ("result", Format.TEXT, 9),
    ("said", Format.TEXT, 60), ("one", Format.PERCENT, 12), ("two", Format.PERCENT, 12), ("apart", Format.PLAIN, 12),
    ("first", Format.TEXT, 18), ("second", Format.TEXT, 18),
)  # fmt: skip


def as_sheet(gate: Gate, texts: Texts, lang: str) -> Sheet:
    """Every check, a band for each kind of them with how many refuse."""
    columns = tuple(Column(title=texts[f"gate.column.{key}"], format=kind, width=room) for key, kind, room in _LAYOUT)
    lines = [
        line
        for reason, held in groupby(gate.checks, key=lambda one: one.reason)
        for line in _group(reason, tuple(held), gate.tolerance, texts, lang)
    ]
    above = (texts["gate.title"], verdict(gate, texts), about(gate, texts))
    return Sheet(
        title=texts["gate.sheet"], above=above, columns=columns,
        lines=tuple(lines), under=refusals(gate, texts, lang), alarms=() if gate.final else (1,),
    )  # fmt: skip


def _group(reason: Reason, held: tuple[Check, ...], tolerance: float, texts: Texts, lang: str) -> Iterable[Line]:
    refused = sum(not one.passed for one in held)
    count = texts["gate.band"].format(reason=texts[f"gate.reason.{reason}"], refused=refused, count=len(held))
    empty: list[Value] = [None] * (len(_LAYOUT) - 1)
    yield Line(values=(count, *empty), weight=Weight.BAND)
    for one in held:
        yield Line(
            values=_cells(one, tolerance, texts, lang), weight=Weight.PLAIN if one.passed else Weight.WARN
        )  # fmt: skip


def _cells(one: Check, tolerance: float, texts: Texts, lang: str) -> tuple[Value, ...]:
    told = "told" if one.reason is Reason.MANUAL else "passed" if one.passed else "refused"
    sources = [source_name(one.facts.get(key, ""), texts) or None for key in ("first", "second")]
    apart = _apart(one)
    return (
        texts[f"gate.reason.{one.reason}"], subject_name(one, texts, lang), one.subject, texts[f"gate.result.{told}"],
        sentence(one, tolerance, texts), one.first, one.second, None if apart is None else round(apart, 4), *sources,
    )  # fmt: skip
