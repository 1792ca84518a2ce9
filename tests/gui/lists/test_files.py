"""Lists that come in and go out: a preview in the table's place, one edit, a workbook, the files of other programs."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from data_sources.protocol import BytesKept, FileWanted, Written
from gui.lists.exporting import as_book
from models import symbols
from models.errors import ExportError, ImportRejected
from models.listfiles.values import Preview, PreviewRow, State
from models.lists.edits import columns, marks, sections, tabs
from models.lists.values import Mark
from models.workbook import Format, Weight
from tests.gui.samples import NOW, fresh

TSM, MU = symbols.instrument("TSM.US"), symbols.instrument("MU.US")


@pytest.fixture
def files(whole):
    return whole.files


@pytest.fixture
def read(client, saved):
    """The data process has read what was asked for."""

    def run(preview=None, error=None):
        future = client.list_files[-1].future
        future.set_exception(error) if error else future.set_result(preview or preview_of())
        saved()

    return run


def preview_of(*, parts=(("芯片", "Chips"), ("存储", "Memory")), mark=None):
    rows = (
        PreviewRow(line=1, text="TSM", part=0, instrument=TSM, mark=mark or Mark()),
        PreviewRow(line=2, text="MU", part=len(parts) - 1, instrument=MU),
        PreviewRow(line=3, text="???", part=0, state=State.UNKNOWN, reason="unknown"),
    )
    return Preview(file="desk.txt", format="text", name_zh="外来", name_en="Foreign", parts=parts, rows=rows)


def paste(whole, text="TSM MU ???"):
    QGuiApplication.clipboard().setText(text)
    whole.hands.acts.actions["paste"].trigger()


def shape(one):
    return [(section.name("zh"), section.members) for section in one.sections]


# in


def test_pasting_nothing_says_so_and_covers_nothing(whole, panel, client, said, zh):
    paste(whole, "  \n ")
    assert said == [zh["lists.nothing_to_paste"]]
    assert not panel.covered
    assert client.list_files == []


def test_pasted_codes_are_read_and_shown_before_they_are_taken(whole, panel, files, client, read, parts, zh):
    before = parts.lists.lists
    paste(whole)
    assert client.list_files[-1].want.text == "TSM MU ???"
    assert "NVDA.US" in client.list_files[-1].want.own
    assert panel.covered
    assert files.preview.hasFocus()
    assert zh["incoming.reading"] in files.preview.state.text()
    read()
    assert files.preview.rows.rowCount() == 3
    assert files.preview.table.hasFocus()
    assert parts.lists.lists is before


def test_enter_takes_them_into_this_list_under_their_sections(
    whole, panel, files, read, parts, saved, said, qtbot, zh, act
):
    paste(whole)
    read()
    before = shape(panel.list)
    qtbot.keyClick(files.preview.table, Qt.Key.Key_Return)
    saved()
    assert shape(panel.list) == [*before, ("芯片", ("TSM.US",)), ("存储", ("MU.US",))]
    assert said[-1] == zh["lists.taken"].format(count=2)
    assert not panel.covered
    assert panel.view.hasFocus()
    act("undo")
    assert shape(panel.list) == before  # one step


def test_a_section_of_the_same_title_takes_its_rows(whole, panel, files, read, parts, saved, qtbot):
    title = panel.list.sections[0].name("zh")
    paste(whole)
    read(preview_of(parts=((title, ""),)))
    qtbot.keyClick(files.preview.table, Qt.Key.Key_Return)
    saved()
    assert panel.list.sections[0].members[-2:] == ("TSM.US", "MU.US")


def test_or_into_a_new_list_which_is_shown_then(whole, panel, files, read, parts, saved, qtbot):
    paste(whole)
    read()
    files.preview.target.setCurrentIndex(1)
    assert files.preview.name.text() == "外来"
    qtbot.keyClick(files.preview.table, Qt.Key.Key_Return)
    saved()
    assert (panel.list.id, panel.list.name("zh")) == ("l1", "外来")
    assert shape(panel.list) == [("芯片", ("TSM.US",)), ("存储", ("MU.US",))]


def test_they_go_into_the_list_that_the_preview_names(whole, panel, files, read, parts, saved, qtbot):
    paste(whole)
    read()
    panel.tabs.go(3)
    files.preview.table.setFocus()
    qtbot.keyClick(files.preview.table, Qt.Key.Key_Return)
    saved()
    assert "TSM.US" in parts.lists.lists.named("reference").members
    assert "TSM.US" not in parts.lists.lists.named("cloud_names").members


def test_while_the_preview_is_there_nothing_is_done_to_the_table_under_it(whole, panel, files, read, parts, qtbot):
    panel.select("NVDA.US")
    paste(whole)
    read()
    actions = whole.hands.acts.actions
    assert {name for name, action in actions.items() if action.isEnabled()} == {"paste", "open_file"}
    qtbot.keyClick(files.preview.table, Qt.Key.Key_Escape)
    assert all(action.isEnabled() for action in actions.values())


def test_marks_of_the_file_come_along_but_not_over_the_users_own(whole, files, read, parts, saved, qtbot):
    parts.lists.edit("x", lambda lists: marks.flag(lists, [MU], "blue"))
    saved()
    paste(whole)
    read(preview_of(mark=Mark(flag="red", note="n", tags=("t",))))
    qtbot.keyClick(files.preview.table, Qt.Key.Key_Return)
    saved()
    assert parts.lists.lists.marks == {"TSM.US": Mark(flag="red", note="n", tags=("t",)), "MU.US": Mark(flag="blue")}


def test_escape_takes_nothing_and_gives_the_table_back(whole, panel, files, client, read, parts, qtbot, settle):
    before = parts.lists.lists
    paste(whole)
    qtbot.keyClick(files.preview, Qt.Key.Key_Escape)  # while it is being read
    assert client.list_files[-1].future.cancelled()
    assert not panel.covered
    assert panel.view.hasFocus()
    paste(whole)
    read()
    qtbot.keyClick(files.preview.table, Qt.Key.Key_Escape)
    assert parts.lists.lists is before
    assert panel.view.hasFocus()


def test_what_cannot_be_read_is_said_in_place(whole, panel, files, read, qtbot):
    files.open("/tmp/none.txt")
    read(error=ImportRejected("no such file"))
    assert files.preview.state.property("role") == "error"
    assert panel.covered
    qtbot.keyClick(files.preview, Qt.Key.Key_Escape)
    assert panel.view.hasFocus()


def test_only_the_newest_reading_is_shown(files, client, read, settle):
    files.open("/tmp/a.txt")
    files.open("/tmp/b.txt")
    assert client.list_files[0].future.cancelled()
    read()
    assert files.preview.rows.rowCount() == 3


def test_another_look_reads_what_was_shown_once_more(whole, files, client, read, make_whole, parts):
    files.open("/tmp/b.txt")
    read()
    new = make_whole(parts)
    new.inherit(whole)
    assert [one.want.path for one in client.list_files] == ["/tmp/b.txt"] * 2
    assert new.panel.covered
    read()
    assert new.files.preview.rows.rowCount() == 3


def test_what_was_decided_is_not_read_again(whole, files, client, read, make_whole, parts, qtbot):
    files.open("/tmp/b.txt")
    read()
    qtbot.keyClick(files.preview.table, Qt.Key.Key_Escape)
    new = make_whole(parts)
    new.inherit(whole)
    assert len(client.list_files) == 1
    assert not new.panel.covered


def test_a_file_is_chosen_in_a_dialog(whole, client, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    whole.hands.acts.actions["open_file"].trigger()
    assert client.list_files == []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("/tmp/zxg.blk", ""))
    whole.hands.acts.actions["open_file"].trigger()
    assert client.list_files[-1].want.path == "/tmp/zxg.blk"


# out


def test_the_table_as_it_stands_becomes_a_workbook(whole, panel, files, client, parts, saved, said, zh):
    whole.apply((fresh("NVDA.US", 120.456, previous_close=118.0, turnover=3.2e10), fresh("00700.HK", 400.0)), NOW)
    parts.lists.edit("x", lambda lists: sections.fold(lists, "reference", ["cloud"], folded=True))
    saved()
    whole.tick(NOW)
    files.outs.write("xlsx", "/tmp/x.xlsx")
    want = client.files[-1].want
    assert isinstance(want, FileWanted)
    sheet, sources = want.book.sheets
    assert sources.title == zh["sources.sheet"]
    assert {line.values[0] for line in sources.lines} == {"英伟达 NVDA.US", "腾讯控股 00700.HK"}
    formats = {one.title: one.format for one in sheet.columns}
    assert [one.title for one in sheet.columns[:5]] == ["名称", "代码", "货币", "最新", "涨跌幅"]
    assert (formats["最新"], formats["涨跌幅"], formats[zh["table.turnover"]], formats[zh["table.age"]]) == (
        Format.PRICE, Format.PERCENT, Format.BIG, Format.TEXT,
    )  # fmt: skip
    assert zh["table.spark_day"] not in formats  # a picture is no number
    held = {line.values[1]: line.values for line in sheet.lines if line.weight is Weight.PLAIN}
    at = [one.title for one in sheet.columns].index(zh["table.turnover"])
    assert held["NVDA.US"][:5] == ("英伟达", "NVDA.US", "USD", 120.456, pytest.approx((120.456 / 118 - 1) * 100))
    assert held["NVDA.US"][at] == 3.2e10
    assert held["AMD.US"][3] is None  # no price is no 0
    assert held["00700.HK"][2:4] == ("HKD", 400.0)  # its section is folded
    client.files[-1].future.set_result(Written(size=1, changed=2))
    saved()
    assert said[-1] == zh["out.written_changed"].format(file="/tmp/x.xlsx", count=2)


def test_money_has_its_currency_beside_it_once(whole, panel, files, client, parts, saved):
    """Market caps in three currencies once stood under one another as bare numbers."""
    keys = ("cap", "currency", "code")
    parts.lists.edit("x", lambda lists: columns.choose(lists, "reference", keys))
    saved()
    whole.apply((fresh("NVDA.US", 1.0, market_cap=3e12), fresh("00700.HK", 1.0, market_cap=4e12)), NOW)
    files.outs.write("xlsx", "/tmp/x.xlsx")
    sheet = client.files[-1].want.book.sheets[0]
    assert [one.title for one in sheet.columns] == ["名称", "代码", "货币", "市值"]
    held = {line.values[1]: line.values[2:] for line in sheet.lines if line.weight is Weight.PLAIN}
    assert (held["NVDA.US"], held["00700.HK"]) == (("USD", 3e12), ("HKD", 4e12))


def test_under_the_sheet_are_times_and_no_ages(whole, panel):
    """Somebody who opens the file next week is not helped by "3 seconds ago"."""
    whole.apply((fresh("NVDA.US", 120.5, received_at=NOW - 3),), NOW)
    panel.foot.rates = "1 USD = 7.0355 CNY（2024-09-25）"
    made = as_book(panel, dt.datetime.fromtimestamp(NOW, dt.UTC))
    (sheet,) = made.sheets

    def local(at, form):
        return f"{dt.datetime.fromtimestamp(at).astimezone():{form}}"

    assert sheet.under == (
        f"来源：雅虎 yfinance，最近更新于 {local(NOW - 3, '%Y-%m-%d %H:%M:%S')}（本机时间）",
        panel.foot.window,
        "1 USD = 7.0355 CNY（2024-09-25）",
        f"导出时间：{local(NOW, '%Y-%m-%d %H:%M')}（本机时间）",
    )


def test_rows_that_a_filter_hides_are_left_out(panel, files, client):
    panel.filtering.bar.open("NVDA")
    files.outs.write("xlsx", "/tmp/x.xlsx")
    sheet = client.files[-1].want.book.sheets[0]
    assert [line.values[1] for line in sheet.lines if line.weight is Weight.PLAIN] == ["NVDA.US"]
    assert [line.values[0] for line in sheet.lines if line.weight is Weight.BAND] == [panel.list.sections[0].name("zh")]


def test_rows_stand_in_the_order_shown(whole, panel, files, client):
    whole.apply((fresh("AMD.US", 3.0), fresh("NVDA.US", 1.0), fresh("INTC.US", 2.0)), NOW)
    panel.view.sort_as(1, True)
    files.outs.write("xlsx", "/tmp/x.xlsx")
    sheet = client.files[-1].want.book.sheets[0]
    assert [line.values[1] for line in sheet.lines[1:4]] == ["AMD.US", "INTC.US", "NVDA.US"]


def test_a_file_that_cannot_be_written_is_said(files, client, saved, said, zh):
    files.outs.write("xlsx", "/nowhere/x.xlsx")
    client.files[-1].future.set_exception(ExportError("file cannot be written (No such file or directory)"))
    saved()
    assert said[-1] == zh["out.failed"].format(why="file cannot be written (No such file or directory)")


@pytest.mark.parametrize(
    ("ending", "first"), [(".json", b"{"), (".txt", b"###"), (".blk", b""), (".csv", b"\xef\xbb\xbf")]
)
def test_every_format_writes_its_bytes_where_they_were_wanted(files, client, ending, first):
    files.save_to(f"/tmp/list{ending}")
    want = client.files[-1].want
    assert isinstance(want, BytesKept)
    assert want.target == f"/tmp/list{ending}"
    assert want.content.startswith(first)
    assert len(want.content) > 100


@pytest.mark.parametrize("ending", [".EBK", ".ebk", ".BLK"])
def test_a_board_is_written_under_each_of_its_endings(files, client, ending):
    """Once .EBK became JSON without a word."""
    files.save_to("/tmp/list.blk")
    files.save_to(f"/tmp/list{ending}")
    assert client.files[-1].want == BytesKept(target=f"/tmp/list{ending}", content=client.files[0].want.content)


@pytest.mark.parametrize("name", ["list.doc", "list.v2", "list"])
def test_an_ending_that_is_not_known_writes_nothing_and_says_so(files, client, said, zh, name):
    files.save_to(f"/tmp/{name}")
    assert client.files == []
    assert said == [f"没有写入 /tmp/{name}：扩展名不在 .json .txt .blk .csv .xlsx .ebk 之中"]


def test_the_name_that_is_proposed_is_of_the_kind_that_is_proposed(whole, monkeypatch):
    given = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *told: (given.extend(told), ("", ""))[1])
    whole.hands.acts.actions["save_as"].trigger()
    assert given[2].endswith(".json")
    assert given[3].partition(";;")[0].endswith("(*.json)")


def test_a_workbook_of_the_list_is_made_by_the_data_process(files, client):
    files.save_to("/tmp/list.xlsx")
    assert isinstance(client.files[-1].want, FileWanted)
    assert client.files[-1].want.format == "xlsx"


def test_what_a_format_cannot_hold_is_named(files, client, saved, said, zh):
    files.save_to("/tmp/list.blk")  # it knows nothing of the US
    client.files[-1].future.set_result(1)
    saved()
    head, _, left = said[-1].partition("；")
    assert head == zh["lists.written"].format(file="/tmp/list.blk")
    assert "NVDA.US" in left or "英伟达" in left or "有" in left


@pytest.mark.parametrize(
    ("act", "kind", "target"),
    [("export", "Excel (*.xlsx)", "/tmp/x.xlsx"), ("save_as", "TradingView (*.txt)", "/tmp/x.txt"),
     ("save_as", "CSV (*.csv)", "/tmp/x.csv")],
)  # fmt: skip
def test_a_name_without_an_ending_gets_the_one_that_was_chosen(whole, client, monkeypatch, act, kind, target):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("/tmp/x", kind))
    whole.hands.acts.actions[act].trigger()
    assert client.files[-1].want.target == target


def test_no_name_writes_nothing(whole, client, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    whole.hands.acts.actions["export"].trigger()
    whole.hands.acts.actions["save_as"].trigger()
    assert client.files == []


def test_the_day_of_an_export_is_now(files, client):
    files.outs.write("xlsx", "/tmp/x.xlsx")
    assert abs(client.files[-1].want.book.created - dt.datetime.now(dt.UTC)) < dt.timedelta(hours=1)


def test_an_empty_list_can_be_exported(panel, files, client, parts, saved):
    parts.lists.edit("x", lambda lists: tabs.new(lists, "空"))
    saved()
    panel.tabs.go(4)
    files.outs.write("xlsx", "/tmp/x.xlsx")
    assert client.files[-1].want.book.sheets[0].lines == ()
