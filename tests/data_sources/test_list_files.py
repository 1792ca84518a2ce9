"""List files from the disk: read within limits, resolved, or refused with a sentence; nothing else is ever raised."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources import list_files
from data_sources.list_files import answer
from data_sources.protocol import ListFileWanted
from models.errors import ImportRejected
from models.listfiles.lines import TOO_MANY
from models.listfiles.tdx import Block
from models.listfiles.values import MOST_ROWS, State
from models.listfiles.writing import FORMATS, list_as
from tests.data_sources.imports.files import workbook
from tests.models.listfiles.samples import HOSTILE, NOW, ZH, blocks_of, content, lookup, write_index
from tests.models.search.samples import index

LISTED = index()


def asked(path="", text="", listed=LISTED):
    return answer(ListFileWanted(path=str(path), text=text), lambda own: listed)


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_format_from_the_disk(form, tmp_path):
    held = content(("芯片", "互联网"))
    made, _ = list_as(form, held, ZH, "zh", NOW)
    path = tmp_path / f"列表{FORMATS[form]}"
    path.write_bytes(made)
    found = asked(path, listed=lookup())
    assert (found.file, found.format) == (path.name, form)
    assert [row.instrument.id for row in found.rows] == [entry.instrument.id for entry in held.entries]
    assert found.counts[State.FOUND] == 2000
    assert [zh for zh, _ in found.parts] == ([""] if form == "tdx" else ["芯片", "互联网"])


def test_a_workbook_is_read_in_a_process_of_its_own(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(("代码", "名称"), (600519, "贵州茅台"), (2.0, "万科Ａ")))
    seen = []
    read = list_files.files.read_bytes
    monkeypatch.setattr(list_files.files, "read_bytes", lambda *given: seen.append(1) or read(*given))
    assert [row.instrument.id for row in asked(path).rows] == ["600519.SH", "000002.SZ"]
    assert seen == [1]


def test_an_index_of_blocks_gives_every_block_beside_it(tmp_path):
    held = content(("芯片", "互联网"))
    for name, made in blocks_of(held).items():
        (tmp_path / name).write_bytes(made)
    found = asked(tmp_path / "blocknew.cfg", listed=lookup())
    assert found.parts == (("芯片", "芯片"), ("互联网", "互联网"))
    assert [row.instrument.id for row in found.rows] == [entry.instrument.id for entry in held.entries]
    (tmp_path / "SUANLI1.blk").unlink()
    found = asked(tmp_path / "blocknew.cfg", listed=lookup())
    assert (found.parts, found.remarks) == ((("互联网", "互联网"),), ("blocks without a file were left out",))


def test_an_index_of_blocks_reads_nothing_elsewhere(tmp_path):
    (tmp_path / "outside.blk").write_bytes(b"1600519")
    inside = tmp_path / "blocknew"
    inside.mkdir()
    names = ("../outside", str(tmp_path / "outside"), "..", ".", "a/b", "NUL")
    (inside / "blocknew.cfg").write_bytes(write_index(tuple(Block(name="x", file=name) for name in names)))
    with pytest.raises(ImportRejected, match="nothing in this file"):
        asked(inside / "blocknew.cfg")


@pytest.mark.parametrize(
    ("content_", "why"),
    [
        (b"", "an empty file"),
        (b" \r\n", "an empty file"),
        (b"<html><table><tr><td>600519", "a web page dressed as a workbook"),
        (b"1600519\r\n" * 500_000, "a text of more than 4 MB"),
        (b"PK\x03\x04 damaged", "a damaged workbook"),
        (b"\xff\xfe\x00\xd8", "not readable in this encoding: utf-16"),
        (b'{"format": "suanli-list", "version": 9, "sections": []}', "newer"),
        (b", ; ,", "nothing in this file can be taken"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(content_, why, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(content_)
    with pytest.raises(ImportRejected, match=why):
        asked(path)


@pytest.mark.parametrize("path", ["/no/such/file", "/", "a\0b", "x" * 5000])
def test_what_is_no_file_says_so(path):
    with pytest.raises(ImportRejected):
        asked(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_is_told(encoding, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("###芯片\n英伟达\n寒武纪\n".encode(encoding))
    found = asked(path)
    assert (found.encoding, found.parts) == (encoding, (("芯片", "芯片"),))
    assert [row.instrument.id for row in found.rows] == ["NVDA.US", "688256.SH"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_is_shown_and_never_long(hostile):
    found = asked(text=f"600519\n{hostile}\nNVDA {hostile}")
    assert {"600519.SH", "NVDA.US"} <= {row.instrument.id for row in found.rows if row.instrument}
    assert max(len(row.text) + len(row.name) for row in found.rows) <= 400


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_or_read(tmp_path_factory, content_):
    path = tmp_path_factory.mktemp("fuzz") / "a"
    path.write_bytes(content_)
    _either(path=path)


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=300))
def test_random_texts_are_refused_or_read(written):
    _either(text=written)


@pytest.mark.parametrize("form", ["json", "tradingview", "tdx", "csv"])
def test_a_file_with_bytes_changed_is_refused_or_read(form, tmp_path):
    luck = random.Random(form)
    made, _ = list_as(form, content(HOSTILE[:6]), ZH, "zh", NOW)
    path = tmp_path / f"a{FORMATS[form]}"
    for _ in range(60):
        start = luck.randrange(len(made) - 300)
        piece = bytearray(made[start : start + 300] if luck.random() < 0.5 else made[:300])
        for _ in range(luck.randrange(1, 8)):
            piece[luck.randrange(len(piece))] = luck.randrange(256)
        path.write_bytes(piece)
        _either(path=path)


def _either(**where):
    """A preview in which every row has a state, or a refusal; never another error."""
    try:
        found = asked(**where)
    except ImportRejected as error:
        assert error.detail
        return
    assert sum(found.counts.values()) == len(found.rows) > 0
    assert all(row.instrument or row.candidates or row.reason for row in found.rows)


def test_all_blocks_of_an_index_together_are_no_more_than_a_list(tmp_path):
    """200 files of 20,000 lines were four million rows."""
    rows = b"".join(b"1%06d\r\n" % (600000 + number % 5000) for number in range(MOST_ROWS - 1))
    names = ("a", "b", "c")
    for name in names:
        (tmp_path / f"{name}.blk").write_bytes(rows)
    (tmp_path / "blocknew.cfg").write_bytes(write_index(tuple(Block(name=name, file=name) for name in names)))
    found = asked(tmp_path / "blocknew.cfg")
    assert (len(found.rows), len(found.parts), found.remarks) == (MOST_ROWS, 2, (TOO_MANY,))
