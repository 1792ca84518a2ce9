"""A note as a job: its figures that are drawn, in each language, from the periods that are shown."""

from multiprocessing.reduction import ForkingPickler

import numpy as np
import pytest

from gui.render.job import Kind, job_of, name_of
from models.note.document import document_of
from models.note.settings import NoteSettings
from models.note.values import LANGS
from tests.gui.render.samples import document
from tests.models.note.samples import TEXTS, note


@pytest.fixture
def made():
    """The reference week with months where no weeks are held."""
    held = note(NoteSettings(months=True))
    documents = [document_of(held, TEXTS[lang], lang, "red-up") for lang in LANGS]
    return job_of(held, documents, [Kind.PDF], "red-up")


def test_a_leaf_a_language_with_the_figures_that_have_numbers(made):
    assert [leaf.document.lang for leaf in made.leaves] == list(LANGS)
    for leaf in made.leaves:
        assert [plot.number for plot in leaf.plots] == [2, 3, 4, 5]
        drawn = {block.number for block in leaf.document.blocks if getattr(block, "picture", "")}
        assert drawn == {2, 3, 4, 5}
    assert made.products


def test_a_figure_begins_where_its_numbers_do(made):
    for plot in made.leaves[0].plots:
        shown = plot.panel.matrix[list(plot.caption.which)]
        assert np.isfinite(shown[:, 0]).any()
        assert plot.panel.stop == len(plot.panel.start)


def test_a_note_without_numbers_has_nothing_to_draw():
    held = note()
    documents = [document_of(held, TEXTS["zh"], "zh", "red-up")]
    assert job_of(held, documents, [Kind.PDF], "red-up").leaves[0].plots == ()


def test_a_job_goes_through_a_pipe(made):
    came = ForkingPickler.loads(ForkingPickler.dumps(made))
    assert came.leaves[0].document == made.leaves[0].document
    assert came.kinds == made.kinds


def test_a_stem_has_its_language_only_where_it_must():
    zh, en = (document(lang, stem="周报") for lang in LANGS)
    assert name_of(zh, [zh]) == "周报"
    assert [name_of(one, [zh, en]) for one in (zh, en)] == ["周报_zh", "周报_en"]
    assert name_of(document(stem="con"), []) == "_con"
