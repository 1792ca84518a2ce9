"""The note's sentences in both languages side by side, and the numbers that each of them rests on."""

from __future__ import annotations

from collections.abc import Iterable

from models.note.sheets.words import Slot, Texts, columns, cut, moment
from models.note.values import Sentence, WeeklyNote
from models.review.paper import source_name
from models.workbook import Format, Line, Sheet, Value, Weight

ROOM = 130  # characters of a sentence over its evidence
_WORDS = (Slot("number", Format.COUNT, 8), Slot("zh", width=66, wrap=True), Slot("en", width=66, wrap=True),
          Slot("rests_on", Format.COUNT, 10), Slot("edited", width=20, wrap=True))  # fmt: skip
_RESTS = (Slot("number", Format.COUNT, 8), Slot("query", width=56), Slot("subject", width=16),
          Slot("value", Format.PLAIN, 18), Slot("value_unit", width=12), Slot("source", width=30),
          Slot("as_of", Format.MOMENT, 18))  # fmt: skip


def words_sheet(note: WeeklyNote, title: str, state: str, texts: Texts) -> Sheet:
    """A row a sentence, a band a part. The number is that of the sheet of evidence."""
    lines: list[Line] = []
    before = None
    for place, one in enumerate(note.sentences, 1):
        if one.part is not before:
            lines.append(Line(values=(texts[f"notefile.part.{one.part}"], "", "", "", ""), weight=Weight.BAND))
            before = one.part
        lines.append(_line(place, one, texts))
    author = (texts["notefile.author"].format(author=note.settings.author),) if note.settings.author else ()
    disclaimer = [note.settings.disclaimer[lang] for lang in ("zh", "en") if note.settings.disclaimer.get(lang)]
    return Sheet(
        title=texts["notefile.sheet.words"], above=(title, state, *author), columns=columns(_WORDS, texts),
        alarms=() if note.final else (1,),
        lines=tuple(lines), under=("", *disclaimer) if disclaimer else (),
    )  # fmt: skip


def _line(place: int, one: Sentence, texts: Texts) -> Line:
    edited = [lang for lang in one.text if one.text[lang] != one.made[lang]]
    told = [texts[f"notefile.edited.{lang}"] for lang in edited]
    told += [texts["notefile.moved"]] if one.moved else []
    weight = Weight.WARN if one.moved else Weight.PLAIN
    values: tuple[Value, ...] = (
        place, one.text["zh"], one.text["en"], len(one.evidence), texts["note.and"].join(told),
    )  # fmt: skip
    return Line(values=values, weight=weight)


def evidence_sheet(note: WeeklyNote, texts: Texts, lang: str) -> Sheet:
    """A row a number, under its sentence. Percent in percent, counts as plain counts."""
    lines = [line for place, one in enumerate(note.sentences, 1) for line in _evidence(place, one, texts, lang)]
    return Sheet(
        title=texts["notefile.sheet.evidence"], above=(texts["notefile.evidence.title"],),
        columns=columns(_RESTS, texts), lines=tuple(lines),
    )  # fmt: skip


def _evidence(place: int, one: Sentence, texts: Texts, lang: str) -> Iterable[Line]:
    if not one.evidence:
        return
    yield Line(values=(cut(one.text[lang], ROOM), *[""] * (len(_RESTS) - 1)), weight=Weight.BAND)
    for held in one.evidence:
        values: tuple[Value, ...] = (
            place, held.query, held.subject, held.value, texts.get(f"notefile.in.{held.unit}", held.unit),
            ", ".join(source_name(name, texts) for name in held.source.split(", ")), moment(held.as_of),
        )  # fmt: skip
        yield Line(values=values)
