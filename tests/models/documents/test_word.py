"""The Word file, opened again: styles, fonts, tables, captions, pictures, page and what it says of itself."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.documents import look, word
from models.documents.values import Style
from models.workbook import Line, clean
from tests.models.documents.made import FIRST, PICTURES, RED, document, everything, figure, paragraph, picture, sheet

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
HOSTILE = "\x00\x0b<w:p>&\ud800\ufffe]]>=cmd|' /C calc'!A0\u202e"


def qn(name):
    space, _, name = name.partition(":")
    return f"{{{SPACES[space]}}}{name}"


def opened(made, pictures=PICTURES):
    import docx

    return docx.Document(io.BytesIO(word.write(made, pictures)))


@pytest.fixture(scope="module")
def doc():
    return opened(everything())


def styled(doc, name):
    return [one.text for one in doc.paragraphs if one.style.name == name]


def instructions(element):
    return [one.get(qn("w:instr")).split()[0] for one in element.iter(qn("w:fldSimple"))]


def test_sentences_stand_in_it_char_for_char(doc):
    assert FIRST in [one.text for one in doc.paragraphs]
    assert "（2）云计算板块：商汤科技+6.84%。" in [one.text for one in doc.paragraphs]


def test_every_part_has_its_style(doc):
    assert styled(doc, "Title") == ["AI 算力链周报"]
    assert styled(doc, "Heading 1") == ["股价表现"]
    assert styled(doc, "Heading 2") == ["细项"]
    assert styled(doc, "List Bullet") == ["降准落地", "出口管制"]
    assert styled(doc, "Note Lead") == ["CPU/GPU 普涨。"]
    assert styled(doc, "Note Warning") == ["未定稿：只有一个来源。"]
    assert styled(doc, "Note Disclaimer") == ["本材料不构成投资建议。"]


def test_both_scripts_have_their_fonts_and_no_theme_wins_over_them(doc):
    for name in ("Normal", "Title", "Heading 1", "Caption", "Note Cell"):
        faces = doc.styles[name].element.rPr.find(qn("w:rFonts"))
        assert faces.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert faces.get(qn("w:ascii")) == "Arial"
        assert not any("Theme" in key for key in faces.attrib)


def test_headings_and_captions_stay_with_what_follows(doc):
    for name in ("Heading 1", "Heading 2", "Caption", "Note Unit", "Note Figure"):
        assert doc.styles[name].paragraph_format.keep_with_next, name


def test_the_page_is_a4_with_a_header_and_its_number(doc):
    page = doc.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert page.header.paragraphs[0].text.split("\t") == ["AI 算力链周报", "2024-09-26"]
    for foot in (page.footer, page.first_page_footer):
        assert instructions(foot._element) == ["PAGE", "NUMPAGES"]


def test_no_paragraph_says_anything_twice_of_itself():
    """Word calls such a file damaged."""
    with zipfile.ZipFile(io.BytesIO(word.write(everything(), PICTURES))) as held:
        names = [name for name in held.namelist() if name.startswith("word/") and name.endswith(".xml")]
        parts = [ET.fromstring(held.read(name)) for name in names]
    for part in parts:
        for kind in ("pPr", "rPr", "tcPr", "tblPr", "trPr"):
            for shape in part.iter(qn(f"w:{kind}")):
                tags = [one.tag for one in shape]
                assert len(tags) == len(set(tags)), tags


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs color spacing sz szCs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
}


@pytest.mark.parametrize("kind", ORDER)
def test_what_is_said_of_a_part_stands_in_the_order_of_the_schema(doc, kind):
    order = [qn(f"w:{name}") for name in ORDER[kind].split()]
    shapes = list(doc.element.body.iter(qn(f"w:{kind}")))
    for name in ("Title", "Heading 1", "Caption", "List Bullet", "Note Lead", "Note Cell"):
        shapes += doc.styles[name].element.iter(qn(f"w:{kind}"))
    assert shapes
    for shape in shapes:
        places = [order.index(one.tag) for one in shape]
        assert places == sorted(places)


def test_captions_are_numbered_by_fields(doc):
    captions = [one for one in doc.paragraphs if one.style.name == "Caption"]
    codes = [one._p.find(qn("w:fldSimple")).get(qn("w:instr")) for one in captions]
    assert codes == [" SEQ 图 \\* ARABIC "] * 3
    assert [one._p.xpath("string(.)") for one in captions] == [
        "图1：股价表现", "图2：文本类AI产品网站月访问量", "图3：文本类AI产品网站月访问量",
    ]  # fmt: skip


def test_a_title_without_its_number_is_taken_as_it_is():
    (caption,) = [
        one for one in opened(document(figure(2, title="访问量 2024"))).paragraphs if one.style.name == "Caption"
    ]
    assert caption.text == "访问量 2024"


def test_figure_1_is_a_native_table_whose_head_comes_again_and_whose_rows_are_not_parted(doc):
    table = doc.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[2].cells] == [
        "英伟达", "NVDA.US", "1,123.51", "+6.47%", "+5.72", "2024-09-25",
    ]  # fmt: skip


def test_a_band_is_one_cell_and_numbers_have_the_readers_colours(doc):
    table = doc.tables[0]
    assert [cell.grid_span for cell in table.rows[1]._tr.tc_lst] == [3, 1, 1, 1]
    (run,) = table.rows[2].cells[3].paragraphs[0].runs
    assert str(run.font.color.rgb) == RED
    assert table.rows[2].cells[3]._tc.tcPr.find(qn("w:shd")) is not None


def test_every_row_is_as_wide_as_the_text(doc):
    for table in doc.tables:
        for row in table._tbl.tr_lst:
            assert sum(int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst) == 9639


def test_a_picture_is_as_wide_as_the_text_and_has_words(doc):
    (inline,) = doc.element.body.iter(qn("wp:inline"))
    assert (round(inline.extent.cx / 360_000, 1), round(inline.extent.cy / 360_000, 1)) == (17.0, 5.7)
    assert inline.docPr.get("descr") == "图2：文本类AI产品网站月访问量"


def test_a_tall_picture_is_no_taller_than_a_figure_may_be():
    (inline,) = opened(document(figure(2)), {"figure-2": picture(400, 800)}).element.body.iter(qn("wp:inline"))
    assert round(inline.extent.cy / 360_000, 1) == 6.8


def test_a_figure_without_data_is_a_frame_with_a_sentence(doc):
    assert styled(doc, "Note Empty") == ["没有数据：请导入"]


def test_two_figures_without_data_stand_side_by_side():
    empties = [figure(number, empty=f"没有{number}", picture="") for number in (2, 3, 4)]
    made = opened(document(*empties))
    (table,) = made.tables
    words = [[one.text for one in cell.paragraphs] for cell in table.rows[0].cells]
    assert [cell[2:3] for cell in words] == [["没有2"], [], ["没有3"]]
    assert styled(made, "Note Empty") == ["没有4"]


def test_a_figure_whose_picture_is_not_there_is_its_table():
    assert opened(document(figure(2, beside=sheet())), {}).tables[0].rows[2].cells[0].text == "英伟达"


def test_a_long_table_may_go_over_a_page_but_not_leave_its_head_behind():
    lines = tuple(Line(values=(str(place), "", 1.0, 1.0, 1.0, None)) for place in range(40))
    table = opened(document(figure(1, table=sheet(lines=lines)))).tables[0]
    keeps = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert keeps[:6] == [True] * 6
    assert keeps[6:-3] == [None] * 32
    assert keeps[-3:] == [True] * 3


def test_it_says_whose_it_is_and_when_it_was_made(doc):
    held = doc.core_properties
    assert (held.title, held.author, held.language) == ("AI 算力链周报", "王五", "zh-CN")
    assert held.created.isoformat()[:16] == "2024-09-26T12:00"
    assert "python-docx" not in (held.comments + held.author + held.last_modified_by)


def test_it_brings_no_picture_of_an_empty_page():
    with zipfile.ZipFile(io.BytesIO(word.write(everything(), PICTURES))) as held:
        assert [name for name in held.namelist() if "thumbnail" in name] == []


def test_it_opens_in_no_compatibility_mode():
    with zipfile.ZipFile(io.BytesIO(word.write(everything(), PICTURES))) as held:
        assert 'w:name="compatibilityMode"' in held.read("word/settings.xml").decode()


def test_the_same_document_gives_the_same_words_in_english():
    made = opened(replace(everything(), lang="en"))
    assert made.core_properties.language == "en-US"
    assert FIRST in [one.text for one in made.paragraphs]


def test_hostile_texts_break_nothing():
    held = sheet(lines=(Line(values=(HOSTILE, HOSTILE, HOSTILE, 1.0, 1.0, None)),), above=(HOSTILE,), under=(HOSTILE,))
    made = document(
        paragraph(HOSTILE), figure(2, title=HOSTILE, unit=HOSTILE, source=HOSTILE, notes=(HOSTILE,), table=held),
        figure(2, title=HOSTILE), title=HOSTILE, subtitle=HOSTILE, author=HOSTILE, date=HOSTILE, state=HOSTILE,
        disclaimer=(HOSTILE,),
    )  # fmt: skip
    assert clean(HOSTILE) in [one.text for one in opened(made).paragraphs]


@settings(max_examples=25)
@given(st.text())
def test_any_text_comes_back(text):
    made = opened(document(paragraph(text), disclaimer=()))
    assert made.paragraphs[-1].text == clean(text).replace("\t", " ").replace("\r", "")


@pytest.mark.parametrize("style", list(Style))
def test_every_style_has_a_look(style):
    assert "你好" in [one.text for one in opened(document(paragraph("你好", style))).paragraphs]


def test_what_stands_against_it_is_on_every_page():
    made = opened(replace(everything(), alarm="未定稿"))
    page = made.sections[0]
    for foot in (page.footer, page.first_page_footer):
        run = next(one for one in foot.paragraphs[0].runs if one.text == "未定稿")
        assert run.bold
        assert str(run.font.color.rgb) == look.WARN
