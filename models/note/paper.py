"""Settings and edits of the note as papers, and back. What cannot be read falls back singly, and nothing raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.note.edits import Edit, Edits
from models.note.settings import NoteSettings, Part
from models.review.values import Window

KIND, SETTINGS, EDIT = "note", "settings", "edit."  # of the papers
CURRENCIES = ("", "CNY", "USD", "HKD")
LONGEST = 20_000  # characters of a text
USUAL = NoteSettings()


def settings_paper(settings: NoteSettings) -> dict[str, Any]:
    """What differs from the usual."""
    usual = _whole(USUAL)
    return {key: value for key, value in _whole(settings).items() if value != usual[key]}


def _whole(settings: NoteSettings) -> dict[str, Any]:
    return {
        "parts": list(settings.parts), "everyone": settings.everyone, "broad": settings.broad,
        "leaders": settings.leaders, "tolerance": settings.tolerance, "marked": settings.marked,
        "months": settings.months, "currency": settings.currency,
        "featured": {sector: list(names) for sector, names in settings.featured.items()},
        "slots": dict(settings.slots), "wording": dict(settings.wording),
        "risks": {lang: list(lines) for lang, lines in settings.risks.items()},
        "author": settings.author, "disclaimer": dict(settings.disclaimer), "stem": settings.stem,
    }  # fmt: skip


def settings_from(paper: Any) -> NoteSettings:
    """The settings of a paper."""
    held = paper if isinstance(paper, Mapping) else {}
    return NoteSettings(
        parts=_parts(held.get("parts")),
        everyone=held.get("everyone") is True,
        broad=_number(held, "broad", 0.5, 1.0, USUAL.broad),
        leaders=int(_number(held, "leaders", 1, 10, USUAL.leaders)),
        tolerance=_number(held, "tolerance", 0.0, 5.0, USUAL.tolerance),
        marked=_number(held, "marked", 0.0, 1000.0, USUAL.marked),
        months=held.get("months") is True,
        currency=_chosen(held.get("currency"), CURRENCIES),
        featured=_lists(held.get("featured")),
        slots={key: n for key, n in _mapping(held.get("slots")).items() if type(n) is int and 0 <= n <= 20},
        wording=_texts(held.get("wording")),
        risks=_lists(held.get("risks")),
        author=_text(held.get("author"), USUAL.author),
        disclaimer=_texts(held.get("disclaimer")),
        stem=_text(held.get("stem"), USUAL.stem) or USUAL.stem,
    )


def edit_paper(edit: Edit) -> dict[str, str]:
    """One edit, under ``edit_name``."""
    return {"base": edit.base, "text": edit.text}


def edits_from(papers: Mapping[str, Any]) -> Edits:
    """The edits of papers, by name; what is none is left out."""
    found = {name: _mapping(paper) for name, paper in papers.items()}
    return {
        name: Edit(base=held["base"], text=held["text"][:LONGEST])
        for name, held in found.items()
        if isinstance(held.get("base"), str) and isinstance(held.get("text"), str)
    }


def edit_name(window: Window, sentence: str) -> str:
    """The name of an edit's paper. sentence: "zh.prices.cpu_gpu".

    Edits belong to windows that begin on the same day: those of a running week stay as its days come, and the next
    week begins with none.
    """
    return f"{EDIT}{window.first.isoformat()}.{sentence}"


def edits_of(edits: Edits, window: Window) -> Edits:
    """The edits of a window by sentence, out of those of all papers."""
    head = edit_name(window, "")
    return {name.removeprefix(head): one for name, one in edits.items() if name.startswith(head)}


def _parts(said: Any) -> tuple[Part, ...]:
    if not isinstance(said, list):
        return USUAL.parts
    return tuple(dict.fromkeys(Part(one) for one in said if one in list(Part))) or USUAL.parts


def _chosen(said: Any, choices: tuple[str, ...]) -> str:
    return said if isinstance(said, str) and said in choices else choices[0]


def _number(held: Mapping[str, Any], key: str, least: float, most: float, usual: float) -> float:
    said = held.get(key)
    return float(said) if type(said) in (int, float) and least <= said <= most else usual  # type: ignore[operator,arg-type]


def _mapping(said: Any) -> Mapping[str, Any]:
    return {key: one for key, one in said.items() if isinstance(key, str)} if isinstance(said, Mapping) else {}


def _lists(said: Any) -> dict[str, tuple[str, ...]]:
    found = {key: one for key, one in _mapping(said).items() if isinstance(one, list | tuple)}
    return {key: tuple(item[:LONGEST] for item in one if isinstance(item, str)) for key, one in found.items()}


def _texts(said: Any) -> dict[str, str]:
    return {key: one[:LONGEST] for key, one in _mapping(said).items() if isinstance(one, str)}


def _text(said: Any, usual: str) -> str:
    return said[:LONGEST] if isinstance(said, str) else usual
