"""The note as a document in one language: parts in the user's order, figures in their places, the appendix, the end.

Each sentence stands in it char for char; colour and weight are laid over its words and change none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from models.documents.values import Block, Document, FigureBlock, Heading, Paragraph, Style, Tone, Words
from models.note import appendix
from models.note.settings import NoteSettings, Part
from models.note.sheets.chain import cap_unit
from models.note.tables import price_sheet, traffic_sheet
from models.note.values import Figure, Form, Sentence, WeeklyNote
from models.review.paper import day_text
from models.review.standing import standing_of
from models.review.values import Window
from models.traffic.captions import Caption
from models.workbook import PAPER_COLOURS

Texts = Mapping[str, str]
HOME = ZoneInfo("Asia/Shanghai")  # a note is dated where it is written
FIGURES = {Part.PRICES: (1,), Part.TRAFFIC: (2, 3, 4, 5), Part.DOWNLOADS: (6,)}
LISTS = (Part.EVENTS, Part.RECOMMENDED, Part.RISKS)
LABELLED = (Part.PRICES, Part.TRAFFIC, Part.DOWNLOADS, Part.RECOMMENDED)
LONGEST_LABEL = 80
CHANGES = re.compile(r"[+\-−]\d[\d,]*(?:\.\d+)?[%％]")
LABELS = re.compile(r"[：:]")


def document_of(note: WeeklyNote, texts: Texts, lang: str, convention: str) -> Document:
    """The note's document. texts: of ``lang``; convention: of PAPER_COLOURS."""
    up, down = PAPER_COLOURS[convention]
    made, window = note.inputs.now, note.inputs.window
    return Document(
        title=title_of(window, texts),
        subtitle=texts["document.join"].join([_days(window, texts, lang), *_sessions(note, texts)]),
        author=note.settings.author,
        date=dt.datetime.fromtimestamp(made, HOME).date().isoformat(),
        state=texts[f"document.state.{'final' if note.final else 'open'}"],
        lang=lang,
        blocks=tuple(_blocks(note, texts, lang)),
        disclaimer=_disclaimer(note.settings, texts, lang),
        stem=stem_of(note, lang),
        up=up,
        down=down,
        created=dt.datetime.fromtimestamp(made, dt.UTC),
        alarm=alarm_of(note, texts),
    )


def alarm_of(note: WeeklyNote, texts: Texts) -> str:
    """What every page says of a note that is not final, or not of this world; "" of any other."""
    told = [] if note.final else [texts["document.state.open"]]
    told += [texts["document.state.simulated"]] if note.inputs.simulated else []
    return texts["document.join"].join(told)


def title_of(window: Window, texts: Texts) -> str:
    """What a note over these days is called."""
    return texts[f"document.title.{_span(window)}"].format(first=f"{window.first:%m%d}", last=f"{window.last:%m%d}")


def picture_key(figure: Figure) -> str:
    """What a figure's picture is called among the Pictures; "" for one that is none."""
    return f"figure-{figure.number}" if figure.form is Form.PLOT else ""


def stem_of(note: WeeklyNote, lang: str) -> str:
    """The name of the note's files, as the user words it; what is no slot stays as it is written."""
    window, made = note.inputs.window, dt.datetime.fromtimestamp(note.inputs.now, HOME).date()
    slots = {"first": window.first, "last": window.last, "lang": lang, "made": made, "author": note.settings.author}
    said = note.settings.stem
    for name, value in slots.items():
        said = said.replace(f"{{{name}}}", str(value))
    return said


# the top


def _span(window: Window) -> str:
    """Whether the days are of one week, which is what the title calls them."""
    return "week" if window.first.isocalendar()[:2] == window.last.isocalendar()[:2] else "span"


def _days(window: Window, texts: Texts, lang: str) -> str:
    if window.first.year != window.last.year:
        return texts["document.window.years"].format(first=window.first, last=window.last)
    first, last = day_text(window.first, lang), day_text(window.last, lang)
    return texts["document.window"].format(first=first, last=last, year=window.last.year)


def _sessions(note: WeeklyNote, texts: Texts) -> Iterator[str]:
    """沪深 3/3 · 港股 3/3: the sessions that are held, of those that the calendar has."""
    review = note.review
    counts = [f"{texts[f'market.{one}']} {held}/{review.expected[one]}" for one, held in review.sessions.items()]
    if counts:
        yield texts["document.sessions"].format(counts=texts["document.join"].join(counts))


def _disclaimer(settings: NoteSettings, texts: Texts, lang: str) -> tuple[str, ...]:
    said = settings.disclaimer.get(lang) or texts["document.disclaimer"]
    return tuple(line for line in said.split("\n") if line.strip())


# blocks


def _blocks(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[Block]:
    yield from (_plain(one, Style.WARNING) for one in _warnings(note, texts, lang))
    place = 0
    for part in note.settings.parts:
        held = list(_part(note, part, texts, lang))
        if held and part is not Part.HEADLINE:
            place += 1
            yield Heading(text=numbered(place, texts[f"document.part.{part}"], texts))
        yield from held
    yield from appendix.blocks(note, texts, lang)


def numbered(place: int, title: str, texts: Texts) -> str:
    """一、算力链股价."""
    return texts["document.numbered"].format(place=texts["document.numerals"].split()[place - 1], title=title)


def _warnings(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[str]:
    """What a reader must know before the first number."""
    if note.inputs.simulated:
        yield texts["simulated"]
    yield from appendix.warnings(note, texts, lang)


def _part(note: WeeklyNote, part: Part, texts: Texts, lang: str) -> Iterator[Block]:
    said = [one for one in note.sentences if one.part is part and one.text[lang]]
    yield from _paragraphs(said, lang)
    wanted = FIGURES.get(part, ())
    yield from _told_once([_figure(note, one, texts, lang) for one in note.figures if one.number in wanted], texts)


def _paragraphs(said: Iterable[Sentence], lang: str) -> Iterator[Paragraph]:
    """A paragraph a sentence; what follows stands in that of the one before."""
    group: list[Sentence] = []
    for one in said:
        if group and not one.follows:
            yield _paragraph(group, lang)
            group = []
        group.append(one)
    if group:
        yield _paragraph(group, lang)


def _paragraph(group: list[Sentence], lang: str) -> Paragraph:
    part, between = group[0].part, "" if lang == "zh" else " "
    words: list[Words] = []
    for place, one in enumerate(group):
        text = one.text[lang] if not place else between + one.text[lang]
        words += spoken(text, labelled=part in LABELLED and not place)
    style = Style.LEAD if part is Part.HEADLINE else Style.ITEM if part in LISTS else Style.BODY
    return Paragraph(words=tuple(words), style=style)


def spoken(text: str, *, labelled: bool = False) -> list[Words]:
    """A sentence's words: its percentages in the colours of direction, its label in strong letters."""
    made: list[Words] = []
    label = LABELS.search(text[:LONGEST_LABEL]) if labelled else None
    at = label.end() if label else 0
    if at:
        made.append(Words(text[:at], Tone.STRONG))
    for found in CHANGES.finditer(text, at):
        made += [Words(text[at : found.start()]), Words(found[0], _direction(found[0]))]
        at = found.end()
    return [one for one in (*made, Words(text[at:])) if one.text]


def _direction(change: str) -> Tone:
    if not any(digit in "123456789" for digit in change):
        return Tone.PLAIN
    return Tone.UP if change[0] == "+" else Tone.DOWN


def _plain(text: str, style: Style) -> Paragraph:
    return Paragraph(words=(Words(text),), style=style)


# figures


def _figure(note: WeeklyNote, figure: Figure, texts: Texts, lang: str) -> FigureBlock:
    caption = figure.captions[lang]
    if figure.form is Form.TABLE:
        return _prices(note, figure.number, caption, texts, lang)
    empty, notes = "", caption.notes
    if figure.form is Form.EMPTY:  # its first note says that nothing is held
        empty, notes = (*notes[:1], texts["document.empty"])[0], notes[1:]
    beside = None if empty or figure.panel is None else traffic_sheet(figure.panel, caption, lang, texts)
    return FigureBlock(
        number=figure.number, title=caption.title, unit=caption.unit, source=caption.source, notes=notes,
        warning=caption.warning, picture=picture_key(figure), beside=beside, empty=empty,
    )  # fmt: skip


def _told_once(figures: list[FigureBlock], texts: Texts) -> Iterator[FigureBlock]:
    """Figures, where one that has the notes of the one before refers to them."""
    before: FigureBlock | None = None
    for one in figures:
        same = before is not None and len(one.notes) > 1 and one.notes == before.notes
        said = (texts["document.same_notes"].format(number=before.number),) if same and before else one.notes
        yield replace(one, notes=said)
        before = before if same else one


def _prices(note: WeeklyNote, number: int, caption: Caption, texts: Texts, lang: str) -> FigureBlock:
    standing = standing_of(note.review, note.inputs, note.settings)
    table = price_sheet(note, standing, texts, lang)
    unit = texts["document.unit"].format(caps=cap_unit(standing, texts))
    return FigureBlock(
        number=number, title=caption.title, unit=unit, source=caption.source, notes=(*caption.notes, *table.under),
        warning=caption.warning, table=replace(table, under=()),
    )  # fmt: skip
