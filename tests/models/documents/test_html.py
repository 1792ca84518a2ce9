"""HTML for the clipboard: every element carries its style, and nothing that is said becomes an element."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.documents import html
from models.documents.values import Style
from models.workbook import clean
from tests.models.documents.made import FIRST, PICTURES, document, everything, figure, paragraph, sheet

VOID = {"meta", "br", "img"}


class Reader(HTMLParser):
    """Elements, attributes and words; whether what is opened is closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.words = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


@pytest.fixture(scope="module")
def page():
    return Reader(html.write(everything(), PICTURES))


def test_what_is_opened_is_closed(page):
    assert page.open == []


def test_sentences_stand_in_it_char_for_char(page):
    assert FIRST in page.text
    assert "（2）云计算板块：商汤科技+6.84%。" in page.text


def test_every_element_that_is_seen_has_its_own_style(page):
    bare = {tag for tag, attrs in page.tags if "style" not in attrs}
    assert bare <= {"html", "head", "meta", "title", "body", "thead", "tbody", "tr", "img"}
    assert not any("class" in attrs or "id" in attrs for _, attrs in page.tags)


def test_a_picture_is_in_it_and_has_words(page):
    (picture,) = [attrs for tag, attrs in page.tags if tag == "img"]
    assert picture["src"].startswith("data:image/png;base64,iVBOR")
    assert (picture["width"], picture["height"]) == ("640", "213")
    assert picture["alt"] == "图2：文本类AI产品网站月访问量"


def test_a_picture_may_be_at_an_address_which_word_wants():
    page = Reader(html.write(document(figure(2)), PICTURES, {"figure-2": "file:///C:/a b/x&y.png"}))
    assert [attrs["src"] for tag, attrs in page.tags if tag == "img"] == ["file:///C:/a b/x&y.png"]


def test_a_figure_whose_picture_is_not_there_is_its_table():
    page = Reader(html.write(document(figure(2, beside=sheet())), {}))
    assert "table" in [tag for tag, _ in page.tags]
    assert "img" not in [tag for tag, _ in page.tags]


def test_a_figure_without_data_is_a_sentence_in_a_frame(page):
    assert "没有数据：请导入" in page.text


def test_up_and_down_have_the_readers_colours(page):
    words = [attrs["style"] for tag, attrs in page.tags if tag in ("p", "span")]
    assert any("text-align:right" in one and one.endswith("color:#C8222B") for one in words)
    assert any("text-align:right" in one and one.endswith("color:#0B7A43") for one in words)
    assert "color:#C8222B" in words
    assert any("background:#F" in attrs["style"] for tag, attrs in page.tags if tag == "td")


@given(st.text())
def test_nothing_that_is_said_becomes_an_element(text):
    page = Reader(html.write(document(paragraph(f"<b>&amp;{text}"), disclaimer=()), {}))
    assert "b" not in [tag for tag, _ in page.tags]
    assert f"<b>&amp;{clean(text)}".replace("\n", "").replace("\r", "") in page.text.replace("\n", "").replace("\r", "")


@pytest.mark.parametrize("style", list(Style))
def test_every_style_has_a_look(style):
    assert "你好" in Reader(html.write(document(paragraph("你好", style)), {})).text
