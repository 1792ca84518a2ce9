"""A table of prices on the page of imports: shown first, taken on a press, undone on another."""

import datetime as dt

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gui.imports.page import ImportPage
from models.errors import ImportRejected
from models.facts import Imported, Said
from models.imports.values import Preview, Refused

DAY = dt.date(2024, 9, 25)
ROW = Imported(instrument="688256.SH", date=DAY, what=Said.CLOSE, value=222.01, vendor="Wind", currency="CNY")


@pytest.fixture
def widget(parts, shown):
    made = shown(ImportPage(parts))
    yield made
    made.retire()


def preview(**changes):
    held = {
        "name": "week.xlsx", "encoding": "", "vendor": "Wind", "counts": ((Said.CLOSE, 1),), "instruments": 1,
        "sample": (ROW,), "refused": (Refused(sheet="<b>S</b>", row=3, reason="no such thing"),), "refused_count": 1,
        "currencies": ("CNY",), "first": DAY, "last": DAY,
    }  # fmt: skip
    return Preview(**(held | changes))


def answered(client, settle, value):
    client.imports[-1].future.set_result(value)
    settle()


def test_a_file_is_shown_and_nothing_is_taken(widget, client, settle):
    widget.open("/tmp/week.xlsx")
    assert (client.imports[0].want.path, client.imports[0].want.commit) == ("/tmp/week.xlsx", False)
    assert not widget.take.isEnabled()
    answered(client, settle, preview())
    assert widget.take.isEnabled()
    assert widget.state.text() == "以上仅为预览，尚未导入。"
    assert "Wind" in widget.summary.text()
    assert list(widget.market.texts.rows[0]) == [
        "688256.SH",
        "2024-09-25",
        "收盘价",
        "222.01",
        "CNY",
    ]
    assert widget.refused.texts.rows == [["<b>S</b>", "3", "no such thing"]]


def test_what_is_shown_is_taken_and_the_review_made_again(widget, client, settle):
    widget.open("/tmp/week.xlsx")
    answered(client, settle, preview())
    widget.take.click()
    assert client.imports[-1].want.commit
    answered(client, settle, preview(committed=True))
    assert widget.state.text() == "已导入，可撤销。"
    assert not widget.take.isEnabled()
    assert client.asked  # the week asks again


def test_a_table_is_pasted(widget, client):
    QGuiApplication.clipboard().setText("代码\t日期\t收盘价")
    widget.paste()
    assert (client.imports[0].want.path, client.imports[0].want.text) == ("", "代码\t日期\t收盘价")


def test_a_file_is_picked(widget, client, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: ("/tmp/a.csv", ""))
    widget.pick()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: ("", ""))
    widget.pick()
    assert [one.want.path for one in client.imports] == ["/tmp/a.csv"]


def test_a_file_with_nothing_to_take_cannot_be_taken(widget, client, settle):
    widget.open("x")
    answered(client, settle, preview(counts=(), sample=(), remarks=("NUL characters were left out",)))
    assert not widget.take.isEnabled()
    assert widget.state.property("role") == "warn"
    assert widget.summary.text().endswith("已去除 NUL 字符")


def test_a_refusal_says_why_and_the_preview_before_is_gone(widget, client, settle):
    widget.open("x")
    answered(client, settle, preview())
    widget.open("bomb.xlsx")
    client.imports[-1].future.set_exception(ImportRejected("a damaged workbook"))
    settle()
    assert (widget.state.text(), widget.state.property("role")) == ("工作簿已损坏", "error")
    assert (widget.market.isVisible(), widget.take.isEnabled()) == (False, False)


def test_an_undo_says_how_much_went(widget, client, settle):
    widget.undo()
    answered(client, settle, 7)
    assert widget.state.text() == "已撤销最近一次导入：7 条"


def test_a_second_file_is_not_overtaken_by_the_first(widget, client, settle):
    widget.open("slow.xlsx")
    widget.open("quick.xlsx")
    assert client.imports[0].future.cancelled()
    answered(client, settle, preview(name="quick.xlsx"))
    assert "quick.xlsx" in widget.summary.text()
