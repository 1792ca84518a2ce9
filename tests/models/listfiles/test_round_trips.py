"""Every format, out and in again: 2,000 rows in order, hostile names as plain text, and nothing lost unsaid."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.imports import text, workbook
from models.listfiles import tables
from models.listfiles.lines import LEFT_OUT, flat
from models.listfiles.meaning import Meaning
from models.listfiles.reading import draft_of_book, draft_of_text
from models.listfiles.resolving import taken
from models.listfiles.values import Content, Entry, Part
from models.listfiles.writing import FORMATS, content_of, list_as
from models.lists.values import Chosen, Lists, Mark, NamedList, Section
from tests.models.listfiles.samples import (
    EN,
    HOSTILE,
    NOW,
    ZH,
    content,
    ids,
    lookup,
    one,
    previewed,
    titles,
    two_thousand,
)

FLAT = ("芯片", "Chips & <b>", "=cmd|' /C calc'!A0", "@x", "<img src=file:///etc/passwd>", "🚀 moon", "'=1")


def written(form, held, lang="zh"):
    return list_as(form, held, ZH if lang == "zh" else EN, lang, NOW)


def read(form, made, held=None, encoding="utf-8"):
    """What a file of ``form`` gives back, as it would be taken."""
    meaning = Meaning(held or lookup())
    if form == "xlsx":
        return taken(previewed(draft_of_book(workbook.read(made, "a.xlsx"), meaning), held))
    told, name = text.decoded(made)
    draft = draft_of_text(told, "a" + FORMATS[form], name, lambda: text.table(told, "a", name), meaning)
    assert draft.format == form
    assert draft.encoding.replace("-sig", "") == encoding
    return taken(previewed(draft, held))


@pytest.mark.parametrize("form", ["json", "tradingview", "csv", "xlsx"])
def test_rows_and_sections_come_back_in_order(form):
    held = content(FLAT)
    made, problems = written(form, held)
    again = read(form, made)
    assert problems == ()
    assert (titles(again), ids(again)) == (titles(held), ids(held))
    assert sum(map(len, ids(again))) >= 1_995


def test_a_block_keeps_the_order_and_says_that_it_has_no_sections():
    held = content(FLAT)
    made, problems = written("tdx", held)
    assert [one.reason for one in problems] == ["a block holds one list: its sections are left out"]
    again = read("tdx", made)
    assert ids(again) == [[entry.instrument.id for entry in held.entries]]
    assert made.startswith(b"1600000\r\n1600001\r\n")


def test_json_is_exact():
    def mark(place):
        return Mark(
            flag=("", "red", "purple")[place % 3], note=HOSTILE[place % 20], tags=(HOSTILE[3], "x") * (place % 2)
        )

    held = replace(content(HOSTILE, mark), set="weekly", columns=("last", "pct:5"))
    made, problems = written("json", held)
    assert problems == ()
    assert read("json", made) == held


@pytest.mark.parametrize("form", ["tradingview", "csv", "xlsx"])
def test_hostile_names_come_back_as_far_as_the_format_holds_them(form):
    held = content(HOSTILE)
    made, problems = written(form, held)
    again = read(form, made)
    marks = {",": "，"} if form == "tradingview" else None
    assert titles(again) == [flat(name, marks)[0] for name in HOSTILE]
    assert ids(again) == ids(held)
    told = [one.subject for one in problems if one.reason == LEFT_OUT]
    assert told == [flat(name, marks)[0] for name in HOSTILE if flat(name, marks)[1]]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_notes_and_tags_come_back_from_a_table(form):
    mark = Mark(flag="green", note="=1+1", tags=("AI", "@x"))
    held = Content(parts=(Part(name_zh="A", name_en="A", entries=(Entry(instrument=one("NVDA.US"), mark=mark),)),))
    made, _ = written(form, held, "en")
    assert read(form, made).entries[0].mark == mark


def test_no_cell_of_a_csv_begins_a_formula():
    shares = [replace(share, name_zh=HOSTILE[place % 20]) for place, share in enumerate(two_thousand())]
    notes = [Mark(note=HOSTILE[place % 20]) for place in range(len(shares))]
    part = Part(entries=tuple(Entry(instrument=a, mark=b) for a, b in zip(shares, notes, strict=True)))
    made, _ = written("csv", Content(parts=(part,)))
    cells = [cell for row in csv.reader(io.StringIO(made.decode("utf-8-sig"))) for cell in row]
    assert len(cells) == 7 * 2001
    assert [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＋－＠\t\r\n") and cell] == []
    assert ids(read("csv", made)) == [[share.id for share in shares]]


def test_no_cell_of_a_workbook_is_a_formula():
    import openpyxl

    made, _ = written("xlsx", content(HOSTILE, lambda place: Mark(note=HOSTILE[place % 20])))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    risky = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(("=", "+", "@"))]
    assert risky
    assert all(cell.quotePrefix for cell in risky)


@pytest.mark.parametrize(
    ("form", "encoding"), [("tradingview", "gb18030"), ("csv", "gb18030"), ("tradingview", "utf-16")]
)
def test_other_encodings_are_told_apart(form, encoding):
    names = ("芯片", "互联网", "新能源汽车")
    held = content(names)
    told = written(form, held)[0].decode("utf-8-sig").encode(encoding)
    again = read(form, told, encoding=encoding)
    assert (titles(again), ids(again)) == (list(names), ids(held))


def test_what_a_format_cannot_hold_is_named():
    three = tuple(Entry(instrument=one(id_)) for id_ in ("920000.BJ", "SOX", "USDCNY"))
    held = Content(
        parts=(
            Part(name_zh="A", name_en="A", entries=three),
            Part(name_zh="", name_en="", entries=(Entry(instrument=replace(one("TCEHY.US"), exchange="")),)),
            Part(name_zh="B", name_en="B"),
        )
    )  # fmt: skip
    made, problems = written("tradingview", held)
    assert made.decode().split() == ["###A", "NASDAQ:SOX", "FX_IDC:USDCNY", "TCEHY", "###B"]
    assert [(one.subject, one.reason in {key.removeprefix("why.") for key in EN}) for one in problems] == [
        ("920000.BJ", True), ("", True), ("TCEHY.US", True),
    ]  # fmt: skip
    made, problems = written("tdx", held)
    assert made == b"2920000\r\n74#TCEHY\r\n"
    assert [one.subject for one in problems] == ["SOX", "USDCNY", ""]
    _, problems = written("csv", held)
    assert [(one.subject, one.reason) for one in problems] == [("B", tables.EMPTY)]


def test_a_list_is_written_with_its_marks_and_only_the_sections_asked_for():
    held = [one("NVDA.US"), one("00700.HK")]
    lists = Lists(known={each.id: each for each in held}, marks={"NVDA.US": Mark(flag="red")})
    sections = (
        Section(id="a", name_zh="甲", name_en="A", members=("NVDA.US", "GONE.US")),
        Section(id="b", name_zh="乙", name_en="B", members=("00700.HK",)),
    )
    named = NamedList(id="x", name_zh="表", name_en="List", sections=sections, chosen=Chosen(set="weekly"))
    whole = content_of(lists, named)
    assert (whole.name_zh, whole.set, ids(whole)) == ("表", "weekly", [["NVDA.US"], ["00700.HK"]])
    assert whole.entries[0].mark.flag == "red"
    assert ids(content_of(lists, named, {"b"})) == [["00700.HK"]]


names = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
marks = st.builds(
    Mark, flag=st.sampled_from(["", "red", "blue"]), note=names, tags=st.lists(names, max_size=3).map(tuple)
)
KNOWN = ("600000.SH", "000001.SZ", "000001.SH", "00700.HK", "NVDA.US", "BRK.B.US", "HSI", "SPX", "USDCNY")
rows = st.lists(st.sampled_from(KNOWN), unique=True, max_size=9)


@st.composite
def contents(draw):
    """A list of up to three sections in which nothing stands twice."""
    left = draw(rows)
    cuts = sorted(draw(st.lists(st.integers(0, len(left)), min_size=2, max_size=2)))
    pieces = [left[: cuts[0]], left[cuts[0] : cuts[1]], left[cuts[1] :]]
    parts = [
        Part(
            name_zh=(name := draw(names)), name_en=name,
            entries=tuple(Entry(instrument=one(id_, draw(names), draw(names)), mark=draw(marks)) for id_ in piece),
        )
        for piece in pieces
    ]  # fmt: skip
    return Content(name_zh=draw(names), name_en=draw(names), parts=tuple(parts))


@given(contents())
def test_json_holds_whatever_there_is(held):
    class Nobody:
        def known(self, id_):
            return None

        def named(self, text):
            return ()

    made, _ = written("json", held)
    if held.entries:
        assert read("json", made, Nobody()) == held


class Everything:
    """Lists what the sample rows are, without names."""

    def known(self, id_):
        return one(id_) if id_ in KNOWN else None

    def named(self, text):
        return ()


@given(contents(), st.sampled_from(["json", "tradingview", "tdx", "csv"]))
def test_what_was_read_is_written_the_same(held, form):
    """Names become the listed ones once; from then on reading and writing change nothing."""
    first, _ = written(form, Content(name_zh="A", name_en="A", parts=held.parts))
    if not any(part.entries for part in held.parts) or not first.strip():
        return
    once = read(form, first, Everything())
    second, _ = written(form, once)
    again = read(form, second, Everything()) if once.entries else once
    assert (ids(again), written(form, again)[0]) == (ids(once), second)
    if form == "json":
        assert ids(once) == ids(held)
