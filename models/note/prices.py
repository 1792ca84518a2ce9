"""The price sentences: one line a sector in the note's three forms, an event of the sector after its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.events import Event, Library, is_own
from models.note import queries
from models.note.inputs import Inputs
from models.note.settings import NoteSettings, Part
from models.note.values import LANGS, Sentence
from models.review import paper
from models.review.values import Review, Window
from models.universe import Sector, Universe

Texts = Mapping[str, str]
USUAL_SLOTS = 1


def followed(universe: Universe, settings: NoteSettings) -> Universe:
    """The universe with the user's featured lists; names that nobody knows are left out."""
    sectors = tuple(_featured(one, settings, universe) for one in universe.sectors)
    return replace(universe, sectors=sectors)


def _featured(sector: Sector, settings: NoteSettings, universe: Universe) -> Sector:
    chosen = tuple(name for name in settings.featured.get(sector.id, ()) if name in universe.instruments)
    return replace(sector, featured=chosen) if chosen else sector


def sentences(
    review: Review, inputs: Inputs, settings: NoteSettings, texts: Mapping[str, Texts]
) -> tuple[Sentence, ...]:
    """One sentence a sector."""
    events = {
        held.sector.id: slot(held.sector, inputs.events, review.window, settings) for held in review.sectors
    }  # fmt: skip
    lines = {lang: paper.sentences(review, texts[lang], lang, events) for lang in LANGS}
    return tuple(
        Sentence(
            id=f"{Part.PRICES}.{held.sector.id}",
            part=Part.PRICES,
            text={lang: lines[lang][place] for lang in LANGS},
            made={lang: lines[lang][place] for lang in LANGS},
            evidence=tuple(queries.returned(row, review.window) for row in held.rows),
        )
        for place, held in enumerate(review.sectors)
    )


def slot(sector: Sector, library: Library, window: Window, settings: NoteSettings) -> Sequence[Event]:
    """The newest events inside the window, of companies that the sector's sentence names."""
    most = settings.slots.get(sector.id, USUAL_SLOTS)
    named = sector.members if settings.everyone else sector.featured
    own = [one for one in library.events if window.first <= one.date <= window.last and is_own(library, one, named)]
    return own[-most:] if most > 0 else ()
