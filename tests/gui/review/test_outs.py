"""The note leaves: files where they were wanted, the clipboard, a pack; what fails says so."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from models.errors import ExportError
from models.pack.file import read


@pytest.fixture
def outs(made):
    made.outs.said = []
    made.outs.told.connect(lambda text, role: made.outs.said.append((text, role)))
    return made.outs


@pytest.fixture
def finish(clerk, renderer, client, settle):
    """Everything on its way is done; files are on disk."""

    def run():
        for _ in range(6):
            clerk.answer_all()
            renderer.answer_all()
            settle()
        for one in client.files:
            if not one.future.done():
                one.future.set_result(1)
        settle()

    return run


def names(client):
    return [Path(one.want.target).name for one in client.files]


def acts(outs):
    outs.fill()
    return [action.text() for action in outs.menu.actions() if action.text()]


def test_the_menu_offers_the_language_that_is_looked_at(outs, made):
    assert acts(outs)[0] == "Word 文档（中文）…"
    made.page.speak("en")
    assert acts(outs)[0] == "Word 文档（英文）…"


def test_a_second_wish_does_not_take_the_place_of_the_first(outs, client, finish, tmp_path):
    outs.write_to("docx", str(tmp_path / "first.docx"))
    outs.write_to("pdf", str(tmp_path / "second.pdf"))
    finish()
    assert names(client) == ["first.docx"]


def test_an_export_that_ends_with_its_window_is_told_in_the_status_line(outs, parts, zh, tmp_path):
    said = []
    parts.writing.told.connect(lambda text, alarm: said.append((text, alarm)))
    outs.retire()
    assert said == []
    outs.write_to("docx", str(tmp_path / "a.docx"))
    outs.retire()
    assert said == [(zh["noteview.out.cut"], True)]


@pytest.mark.parametrize("act", ["docx", "pdf", "xlsx", "md"])
def test_a_file_is_written_where_it_is_wanted(outs, client, finish, tmp_path, act, zh):
    outs.write_to(act, str(tmp_path / f"a.{act}"))
    finish()
    (one,) = client.files
    assert one.want.target == str(tmp_path / f"a.{act}")
    assert one.want.content == (act.encode() if act != "md" else one.want.content)
    assert outs.said[-1] == (zh["out.written"].format(file=str(tmp_path / f"a.{act}")), "foot")


def test_markdown_is_the_note_char_for_char(outs, client, finish, made):
    outs.write_to("md", "a.md")
    finish()
    text = client.files[0].want.content.decode()
    assert all(line in text for line in made.page.text.split("\n") if line)


def test_all_files_of_both_languages_go_into_a_folder(outs, client, finish, tmp_path):
    outs.write_into("all", str(tmp_path))
    finish()
    stem = "suanli-note_2024-09-23_2024-09-25"
    assert sorted(names(client)) == sorted(
        f"{stem}_{lang}.{kind}" for lang in ("zh", "en") for kind in ("docx", "pdf", "xlsx", "md")
    )


def test_a_pack_holds_inputs_edits_texts_and_figures(outs, client, finish, made):
    made.page.edited.emit("prices.cloud", "zh", "x")
    finish()
    outs.write_to("pack", "a.suanlipack")
    finish()
    pack = read(client.files[0].want.content)
    assert set(pack.texts) == {"zh", "en"}
    assert pack.figures
    assert pack.inputs.window == made.maker.note.inputs.window


def test_the_dialog_proposes_the_name_of_the_settings(outs, made, monkeypatch):
    offered = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *given: (offered.append(Path(given[2]).name), ("", ""))[1]
    )
    outs.do("docx")
    outs.do("pack")
    assert offered[0] == "suanli-note_2024-09-23_2024-09-25_zh.docx"
    assert offered[1].endswith(".suanlipack")
    assert not outs.drafting.busy


def test_figures_ask_for_a_folder(outs, client, finish, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(tmp_path))
    outs.do("png")
    finish()
    assert client.files[0].want.content == b"png"


@pytest.mark.parametrize("act", ["copy_web", "copy_word"])
def test_a_copy_is_rich_and_plain(outs, finish, made, zh, act):
    outs.do(act)
    finish()
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == made.page.text
    assert "商汤科技" in held.html()
    assert outs.said[-1] == (zh["noteview.out.copied"], "foot")


def test_a_plain_copy_is_the_text(outs, made):
    outs.do("copy_plain")
    assert QGuiApplication.clipboard().text() == made.page.text


def test_progress_is_told_and_a_stop_ends_it(outs, clerk, renderer, client, settle, zh):
    outs.write_to("pdf", "a.pdf")
    clerk.answer_all()
    settle()
    renderer.open[-1][2](1, 2)
    settle()
    assert outs.said[-1] == (zh["noteview.out.progress"].format(done=1, count=2), "foot")
    assert acts(outs)[0] == zh["noteview.out.stop"]
    outs.stop()
    assert renderer.asked[-1][1].cancelled()
    assert client.files == []
    assert outs.said[-1] == (zh["noteview.out.stopped"], "foot")


def test_a_file_that_cannot_be_made_says_why(outs, clerk, settle, zh):
    outs.write_to("pdf", "a.pdf")
    clerk.fail(ExportError("the disk is full"))
    settle()
    assert outs.said[-1] == (zh["out.failed"].format(why="the disk is full"), "error")
    assert not outs.drafting.busy


def test_a_file_that_cannot_be_written_says_why(outs, clerk, client, settle, zh):
    outs.write_to("md", "a.md")
    clerk.answer_all()
    settle()
    client.files[0].future.set_exception(ExportError("the disk is full"))
    settle()
    assert outs.said[-1] == (zh["out.failed"].format(why="the disk is full"), "error")


def test_before_there_is_a_note_nothing_leaves(tab, zh):
    said = []
    tab.outs.told.connect(lambda text, role: said.append(role))
    tab.outs.write_to("pdf", "a.pdf")
    assert said == ["error"]
    assert not tab.outs.drafting.busy
