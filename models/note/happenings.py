"""The events of the week, the recommended lists, and the risks: what a note says beside numbers."""

from __future__ import annotations

from collections.abc import Mapping

from models.events import Event
from models.note.inputs import Inputs
from models.note.settings import NoteSettings, Part
from models.note.values import LANGS, Evidence, Sentence
from models.review.paper import day_text, listed
from models.universe import Group, Recommended, Universe

Texts = Mapping[str, str]
CONFOUNDING = "policy"  # moves every row of the window alike


def events(inputs: Inputs, texts: Mapping[str, Texts]) -> tuple[Sentence, ...]:
    """What happened inside the window, the earliest first; where nothing is held a sentence that says so."""
    window = inputs.window
    held = [one for one in inputs.events.events if window.first <= one.date <= window.last]
    if not held:
        return (_sentence(Part.EVENTS, "none", {lang: texts[lang]["note.events.none"] for lang in LANGS}),)
    return tuple(_event(one, place, texts) for place, one in enumerate(held, 1))


def _event(one: Event, place: int, texts: Mapping[str, Texts]) -> Sentence:
    said = {
        lang: texts[lang][_key(one, lang)].format(place=place, date=day_text(one.date, lang), event=one.clause(lang))
        for lang in LANGS
    }
    evidence = Evidence(
        query=f"event {one.vendor} {one.date}", subject=one.vendor, value=None, source=f"events: {one.date_basis}"
    )
    return _sentence(Part.EVENTS, f"{one.date}.{one.vendor}.{one.product}", said, (evidence,))


def _key(one: Event, lang: str) -> str:
    if not one.worded(lang):
        return "note.event.bare"
    return "note.event.policy" if one.category == CONFOUNDING else "note.event"


def recommended(universe: Universe, texts: Mapping[str, Texts]) -> tuple[Sentence, ...]:
    """One sentence a part of each list."""
    return tuple(
        _sentence(
            Part.RECOMMENDED,
            f"{one.id}.{group.id}",
            {lang: _list(one, group, universe, texts[lang], lang) for lang in LANGS},
        )
        for one in universe.recommended
        for group in one.sections
    )


def _list(one: Recommended, group: Group, universe: Universe, texts: Texts, lang: str) -> str:
    zh = lang == "zh"
    names = listed([universe.instruments[name].name(lang) for name in group.members], texts)
    title, part = (one.name_zh, group.name_zh) if zh else (one.name_en, group.name_en)
    return texts["note.recommended.part" if part else "note.recommended"].format(title=title, part=part, names=names)


def risks(settings: NoteSettings, texts: Mapping[str, Texts]) -> tuple[Sentence, ...]:
    """The user's lines, or the usual ones; as many as the longer language has."""
    lines = {lang: settings.risks.get(lang) or tuple(texts[lang]["note.risks"].split("\n")) for lang in LANGS}
    most = max(len(said) for said in lines.values())
    return tuple(
        _sentence(Part.RISKS, str(place), {lang: _at(lines[lang], place) for lang in LANGS}) for place in range(most)
    )


def _at(lines: tuple[str, ...], place: int) -> str:
    return lines[place] if place < len(lines) else ""


def _sentence(
    part: Part, name: str, said: Mapping[str, str], evidence: tuple[Evidence, ...] = ()
) -> Sentence:  # fmt: skip
    return Sentence(id=f"{part}.{name}", part=part, text=said, made=said, evidence=evidence)
