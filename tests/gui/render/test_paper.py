"""The PDF: pages of A4 with their fonts inside, words that can be found, and nothing that breaks it."""

import re
import zlib
from dataclasses import replace

import pytest

from gui.render.blocks import Strips
from gui.render.figures import Figures
from gui.render.paper import A4, BOTTOM, LEFT, TOP, write
from gui.render.searchable import RADICALS, with_true_letters
from gui.render.strips import paged
from models.documents.values import FigureBlock, Heading, Paragraph, Style, Table, Tone, Words
from models.note.document import document_of
from tests.gui.render.samples import (
    ROWS,
    SENTENCES,
    document,
    empty,
    first,
    job,
    leaf,
    paragraph,
    plot,
    table,
)  # fmt: skip
from tests.models.note.samples import TEXTS, note

WIDE = A4[0] - 2 * LEFT
HOSTILE = {
    "formula": "=1+1", "control": "\x00\x07\x1b[31m", "half": "\ud800", "right to left": "\u202eסוף\u202c",
    "long": "a" * 5000, "marked up": "<b>&amp;</b>", "widthless": "\u200b" * 40, "rockets": "🚀" * 300, "nothing": "",
}  # fmt: skip


@pytest.fixture
def pdf(qapp):
    """The file of a document."""

    def build(lang="zh", **changes):
        held = leaf(lang, document=document(lang, **changes))
        return write(held.document, Figures(held, job(leaves=(held,))))

    return build


@pytest.fixture
def pages(qapp):
    """What stands on the pages of a document."""

    def build(*blocks):
        held = leaf(document=document(blocks=blocks))
        strips = Strips(held.document, Figures(held, job(leaves=(held,))), WIDE).all()
        return paged(strips, A4[1] - TOP - BOTTOM)

    return build


def count(content):
    return len(re.findall(rb"/Type /Page\b(?!s)", content))


def told(content):
    """Every code that the file says a letter of it is."""
    tables = b"".join(re.findall(rb"begincmap.*?endcmap", content, re.DOTALL))
    return {int(code, 16) for held in re.findall(rb"\[([^\]]*)\]", tables) for code in re.findall(rb"<(\w{4})>", held)}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_whole_note_is_pages_of_a4_with_its_fonts_inside(pdf, lang):
    content = pdf(lang)
    assert content.startswith(b"%PDF-1.")
    assert content.rstrip().endswith(b"%%EOF")
    assert count(content) == 3
    assert set(re.findall(rb"/MediaBox \[([^\]]*)\]", content)) <= {b"0 0 595.000000 842.000000", b"0 0 595 842"}
    assert content.count(b"/FontFile") >= 1


def test_every_letter_of_the_sentences_can_be_found(pdf):
    codes = told(pdf())
    wanted = {ord(letter) for text in (*SENTENCES, "算力周报", "ChatGPT", "豆包") for letter in text if letter != " "}
    assert {chr(one) for one in wanted - codes} == set()


def test_no_letter_is_an_old_radical(pdf):
    assert told(pdf()) & set(RADICALS) == set()


def test_only_the_lists_of_a_table_of_letters_are_changed():
    table = b"begincmap <0009> <0009> <0041>\n<0001> <0002> [<0009> <0041>] endcmap [<0009>]"
    assert with_true_letters(table) == table.replace(b"[<0009> <0041>]", b"[<0020> <0041>]")


def test_title_and_author_stand_in_the_file(pdf):
    content = pdf(title="Weekly note", author="Research A")
    for words in ("Weekly note", "Research A"):
        assert words.encode("utf-16-be") in content or words.encode() in content


def test_figures_are_vectors(pdf):
    """No picture of pixels stands in it."""
    assert b"/Subtype /Image" not in pdf()
    streams = [zlib.decompress(one) for one in _packed(pdf())]
    assert any(stream.count(b" l\n") > 5 for stream in streams)


def _packed(content):
    for found in re.finditer(rb"/Filter /FlateDecode[^>]*>>\s*stream\r?\n", content):
        stop = content.find(b"endstream", found.end())
        yield content[found.end() : stop].rstrip(b"\r\n")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_it(pdf, text):
    blocks = [Heading(text=text), *(paragraph(text, style) for style in Style), first((("x", text, 1.0, 2.0, 3.0),)),
              plot(2, title=text, unit=text, source=text, notes=(text,), warning=text)]  # fmt: skip
    content = pdf(blocks=blocks, title=text, subtitle=text, author=text, state=text, date=text, disclaimer=(text,))
    assert count(content) >= 1


def test_an_empty_document_is_one_page(pdf):
    assert count(pdf(blocks=[], title="", subtitle="", author="", date="", state="", disclaimer=())) == 1


def test_a_long_table_goes_on_over_pages_under_its_headings(pages):
    rows = tuple(("中际旭创", "300308.SZ", 1.0, 1.0, 1.0) for _ in range(120))
    made = pages(first(rows))
    assert len(made) == 3
    heads = {id(put.strip.head) for page in made for put in page if put.strip.head is not None}
    assert len(heads) == 1
    for page in made[1:]:
        assert id(page[0].strip) in heads


def test_a_short_section_of_a_table_is_whole(pages):
    filler = [paragraph("一句话。") for _ in range(21)]
    made = pages(*filler, first(ROWS))
    grids = [[put.strip for put in page if put.strip.head is not None] for page in made]
    assert len([one for one in grids if one]) == 2
    assert len(grids[0]) in (7, 9)  # whole sectors


def test_a_heading_never_stands_last_on_a_page(pages):
    for lines in range(20, 60):
        made = pages(
            *[paragraph("一句话。") for _ in range(lines)], Heading(text="标题"), paragraph("正文。"), empty(4)
        )
        assert not made[0][-1].strip.keeps


def test_places_without_data_stand_side_by_side(pages):
    one, two = (sum(len(page) for page in pages(*held)) for held in ([empty(4)], [empty(4), empty(5)]))
    assert two < one  # one strip for both


def test_a_chart_stands_with_its_title_and_its_source(pages):
    for lines in range(10, 40, 3):
        made = pages(*[paragraph("一句话。") for _ in range(lines)], plot(2))
        (page,) = [page for page in made if any(put.strip.height == 250.0 for put in page)]
        place = next(at for at, put in enumerate(page) if put.strip.height == 250.0)
        assert page[place - 1].strip.keeps
        assert len(page) > place + 1


def test_tones_of_words_change_no_letter(pages):
    text = [Words("涨", Tone.UP), Words("跌", Tone.DOWN), Words("\n", Tone.PLAIN)]
    assert pages(Paragraph(words=tuple(text)))


def test_what_stands_under_a_table_stays_with_its_last_row(pages):
    sheet = replace(table(ROWS[:4]), under=("一句很长的说明。" * 9,))
    for lines in range(20, 45):
        made = pages(*[paragraph("一句话。") for _ in range(lines)], Table(sheet=sheet))
        (page,) = [page for page in made if any(put.strip.head is not None for put in page)][-1:]
        assert page[-1].strip.head is None  # not a row


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_figure_1_of_the_reference_week_stands_whole_on_the_first_page(qapp, lang):
    made = document_of(note(), TEXTS[lang], lang, "red-up")
    held = leaf(lang, document=made)
    page = paged(Strips(made, Figures(held, job(leaves=(held,))), WIDE).all(), A4[1] - TOP - BOTTOM)[0]
    rows = [put for put in page if put.strip.head is not None]
    figure = next(one for one in made.blocks if isinstance(one, FigureBlock))
    assert len(rows) == len(figure.table.lines)
    assert len(page) > page.index(rows[-1]) + 3  # with its source and its notes
