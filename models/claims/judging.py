"""Verdicts: what a check comes to, with its reason, its number and where it was looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.claims.held import Held
from models.claims.values import Checked, Claim, State
from models.review.values import Row, Window

CONFIRMED, CONTRADICTED, UNDECIDABLE = State.CONFIRMED, State.CONTRADICTED, State.UNDECIDABLE


def verdict(claim: Claim, holds: bool | None, **more: object) -> Checked:
    """holds: None cannot be decided. A claim that denies (未跑赢) is turned around."""
    if holds is None:
        return Checked(claim=claim, state=UNDECIDABLE, **more)  # type: ignore[arg-type]
    true = holds is not bool(claim.words.get("not"))
    return Checked(claim=claim, state=CONFIRMED if true else CONTRADICTED, **more)  # type: ignore[arg-type]


def unknown(claim: Claim, why: str, **facts: str) -> Checked:
    """Cannot be decided, and why."""
    return Checked(claim=claim, state=UNDECIDABLE, why=why, facts=facts)


def best(found: Iterable[Checked]) -> Checked:
    """Of several readings of a claim the first that is true, else the first that can be decided, else the first."""
    held = list(found)
    for state in (CONFIRMED, CONTRADICTED):
        for one in held:
            if one.state is state:
                return one
    return held[0]


def told(window: Window) -> str:
    """2024-09-23..2024-09-25."""
    return f"{window.first}..{window.last}"


def no_row(claim: Claim, row: Row | None, window: Window, held: Held) -> Checked:
    """Why a share has no percentage."""
    if row is None:
        return unknown(claim, "not_followed", name=claim.subject.name)
    if row.state == "missing" and not row.doubt and row.instrument.id not in held.bars:
        return unknown(claim, "not_held", name=row.instrument.name("zh"), window=told(window))
    if row.state == "missing":
        return unknown(claim, "not_held", name=row.instrument.name("zh"), window=told(window))
    return unknown(claim, f"row.{row.state}", name=row.instrument.name("zh"), window=told(window))


def sourced(checked: Checked, rows: Iterable[Row | None], query: str) -> Checked:
    """With what was looked up, whose number it is, and as of when: the oldest of those it rests on."""
    known = [one for one in rows if one is not None and one.source]
    moments = [one.as_of for one in known if one.as_of]
    return replace(
        checked, query=query, source=" · ".join(dict.fromkeys(one.source for one in known)),
        as_of=min(moments, default=None),
    )  # fmt: skip
