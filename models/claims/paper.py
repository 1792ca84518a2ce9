"""Checked claims on paper: JSON for programs, a Markdown table for readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from models.claims.values import Checked, Claim, State
from models.numbers import MISSING

Texts = Mapping[str, str]
INNER = ("text", "step")  # words of a claim that only the check needs


def as_json(checked: Sequence[Checked], texts: Texts) -> dict[str, Any]:
    """{"claims": [...]}: one entry a claim, in the order of the text; numbers unrounded, days ISO, null is unknown."""
    return {"claims": [_json(one, texts) for one in checked], "counts": counts(checked)}


def counts(checked: Sequence[Checked]) -> dict[str, int]:
    """How many are of each state."""
    return {str(state): sum(one.state is state for one in checked) for state in State}


def as_markdown(checked: Sequence[Checked], texts: Texts) -> str:
    """A table of every claim, with how many there are of each state above it."""
    if not checked:
        return texts["claims.none"] + "\n"
    columns = ("state", "subject", "said", "found", "why", "source")
    held = counts(checked)
    lines = [texts["claims.total"].format(count=len(checked), **held), ""]
    lines += [_row(texts[f"claims.column.{name}"] for name in columns), "| --- " * len(columns) + "|"]
    for one in checked:
        state, known = (
            texts[f"claims.state.{one.state}"],
            (one.found or MISSING, why(one, texts), one.source or MISSING),
        )
        lines.append(_row((state, subject(one.claim), one.claim.said, *known)))
    return "\n".join(lines) + "\n"


def why(one: Checked, texts: Texts) -> str:
    """The reason in the reader's words."""
    if not one.why:
        return ""
    nobody = one.facts.get("others") == MISSING and f"claims.why.{one.why}.all" in texts
    return texts[f"claims.why.{one.why}.all" if nobody else f"claims.why.{one.why}"].format(**one.facts)


def subject(claim: Claim) -> str:
    """Whom it is about, with the id where that says more."""
    one = claim.subject
    if one.kind in ("unknown", "list", "market") or one.name in (one.id, ""):
        return one.name or one.id
    return f"{one.name} {one.id}"


def _json(one: Checked, texts: Texts) -> dict[str, Any]:
    claim = one.claim
    return {
        "sentence": claim.sentence, "subject": subject(claim), "said": claim.said, "found": one.found,
        "state": str(one.state), "why": why(one, texts), "kind": str(claim.kind), "about": str(claim.about),
        "id": claim.subject.id, "said_value": claim.value, "value": one.value, "bound": str(claim.bound),
        "against": claim.against or None,
        "window": {"from": str(claim.window.first), "to": str(claim.window.last)} if claim.window else None,
        "named": claim.named, "start": claim.start, "end": claim.end, "query": one.query, "source": one.source or None,
        "as_of": _moment(one.as_of),
    }  # fmt: skip


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(text) for text in cells) + " |"


def _moment(seconds: float | None) -> str | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds") if seconds else None


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
