"""From what is held to the note in one step. Pure: the same inputs, settings and edits give the same note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.audit.own import audit_of_note
from models.claims.checking import check
from models.claims.names import names_of
from models.claims.reading import read
from models.claims.values import Checked
from models.gate.checking import gate_of
from models.note import counts, figures, happenings, headline, prices
from models.note.edits import Edits, laid_over
from models.note.inputs import Inputs
from models.note.settings import NoteSettings, Part
from models.note.values import LANGS, Figure, Sentence, WeeklyNote
from models.note.wording import worded
from models.review.calculation import review
from models.review.values import Review
from models.traffic.panel import Panel

Texts = Mapping[str, str]
UNCHECKED = (Part.RECOMMENDED, Part.RISKS)  # they claim nothing of the past


def made(inputs: Inputs, settings: NoteSettings, edits: Edits, texts: Mapping[str, Texts]) -> WeeklyNote:
    """The note. texts: every text, by language."""
    said = {lang: worded(texts[lang], settings, lang) for lang in LANGS}
    held = _review(inputs, settings)
    panels = figures.panels(inputs, settings)
    shown = _figures(held, panels, inputs, said)
    sentences = laid_over(_sentences(held, panels, inputs, settings, said), edits)
    gate = gate_of(held, inputs, settings)
    return WeeklyNote(
        inputs=inputs,
        settings=settings,
        review=held,
        figures=shown,
        sentences=sentences,
        gate=gate,
        ledger=ledger(sentences, inputs, settings),
        audit=audit_of_note(sentences, shown, inputs, final=gate.final),
    )


def ledger(sentences: Iterable[Sentence], inputs: Inputs, settings: NoteSettings) -> tuple[Checked, ...]:
    """Every claim of the printed Chinese text, as anybody's text is checked: an edit can make a claim untrue."""
    names = names_of(inputs.universe, inputs.products, inputs.events)
    said = "\n".join(one.text["zh"] for one in sentences if one.text["zh"] and one.part not in UNCHECKED)
    return check(read(said, names, inputs.window), inputs, settings)


def _review(inputs: Inputs, settings: NoteSettings) -> Review:
    universe = prices.followed(inputs.universe, settings)
    held = (universe, inputs.window, inputs.bars, inputs.failures, inputs.now)
    return review(*held, everyone=settings.everyone, beside=inputs.beside)


def _figures(
    held: Review, panels: Mapping[int, Panel], inputs: Inputs, texts: Mapping[str, Texts]
) -> tuple[Figure, ...]:
    warning = {lang: texts[lang]["simulated"] if inputs.simulated else "" for lang in LANGS}
    return (
        figures.price_figure(held, () if inputs.simulated else inputs.printed, warning, texts),
        *figures.traffic_figures(panels, inputs, warning, texts),
    )


def _sentences(
    held: Review, panels: Mapping[int, Panel], inputs: Inputs, settings: NoteSettings, texts: Mapping[str, Texts]
) -> Iterable[Sentence]:
    """Those of the parts that are printed, in the user's order of parts."""
    counted = counts.sentences(panels, inputs, settings, texts)
    parts = {
        Part.HEADLINE: headline.sentences(held, settings, texts),
        Part.PRICES: prices.sentences(held, inputs, settings, texts),
        Part.TRAFFIC: [one for one in counted if one.part is Part.TRAFFIC],
        Part.DOWNLOADS: [one for one in counted if one.part is Part.DOWNLOADS],
        Part.EVENTS: happenings.events(inputs, texts),
        Part.RECOMMENDED: happenings.recommended(inputs.universe, texts),
        Part.RISKS: happenings.risks(settings, texts),
    }
    return [one for part in settings.parts for one in parts[part]]
