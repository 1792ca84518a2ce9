"""A note out of the bundled facts."""

import resources
from models.events import library_from
from models.note.inputs import Inputs
from models.note.making import made
from models.note.printed import printed_from
from models.note.settings import NoteSettings
from models.products.reading import products_from
from models.traffic.bundled import bundled_series
from models.traffic.published import traffic_from
from models.universe import universe_from
from tests.models.samples import AFTER, WEEK, reference_bars

TEXTS = {lang: resources.texts(lang) for lang in ("zh", "en")}


def inputs(**changes):
    """What is held of the reference week offline."""
    given = {
        "window": WEEK,
        "universe": universe_from(resources.universe()),
        "products": products_from(resources.products()).items,
        "bars": reference_bars(),
        "series": bundled_series(traffic_from(resources.monthly_visits())),
        "events": library_from(resources.events(), resources.vendors()),
        "printed": printed_from(resources.printed()),
        "now": AFTER,
        "offline": True,
    }
    return Inputs(**(given | changes))


def note(settings=None, edits=None, **changes):
    """The note of it."""
    return made(inputs(**changes), settings or NoteSettings(), edits or {}, TEXTS)


def said(of, lang="zh"):
    """Its sentences by id."""
    return {one.id: one.text[lang] for one in of.sentences}
