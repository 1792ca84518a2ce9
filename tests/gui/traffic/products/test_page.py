"""The editor of products: what is typed is kept when it is right, and has a sentence when it is not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

import resources
from gui.look.theme import theme
from gui.traffic.products.lines import PRODUCT, ProductLines
from gui.traffic.products.page import ProductsPage
from gui.wires.products import ProductBook
from models.products.edits import Own
from models.products.values import Asset, Exposure, Kind


@pytest.fixture
def book(client, bridge):
    made = ProductBook(client, bridge, resources.products)
    yield made
    made.retire()


@pytest.fixture
def page(book, universe, zh, dark, shown):
    return shown(ProductsPage(book, universe, zh, "zh", dark), 980, 640)


def names(page):
    return [line.product.id for line in page.lines.lines if line.product is not None]


def pick(page, product):
    page.view.setCurrentIndex(page.lines.index(page.lines.place_of(product)))


def write(page, key, text):
    page.form.names[key].setText(text)
    page.form.names[key].editingFinished.emit()


def line(page, key, *fields):
    rows = page.form.rows[key]
    rows.new.click()
    rows.rows[-1].fill(fields)
    rows.rows[-1].edited.emit()


def sentence(page, key):
    return page.form.rows[key]._note.text() if key in page.form.rows else page.form.hints[key].text()


def test_every_product_stands_under_its_category(page, book):
    assert names(page) == [one.id for one in book.products.all()]
    assert page.lines.lines[0].said == "文本（19）"
    assert page.foot.text() == "34 个产品；修改随即保存，可撤销"
    assert page.form.title.text() == "ChatGPT"


def test_a_filter_leaves_names_vendors_domains_and_former_names(page):
    for text, left in (
        ("klingai", ["可灵"]),
        ("bard", ["Gemini"]),
        ("moonshot", ["Kimi"]),
        ("ＫＩＭＩ", ["Kimi"]),
        ("nobody", []),
    ):
        page.filter.setText(text)
        assert names(page) == left
    page.filter.clear()
    assert page.view.currentIndex().data(PRODUCT).id == "ChatGPT"


def test_choosing_shows_everything_that_is_known(page):
    pick(page, "文小言")
    form = page.form
    assert (form.title.text(), form.state.text()) == ("文小言", "随程序提供")
    assert form.rows["former"].lines() == (("文心一言", "app", "2024-09-03"),)
    assert form.rows["assets"].lines()[:3] == (
        ("site", "yiyan.baidu.com", "", "", ""),
        ("app", "文心一言", "ios-cn", "", "2024-09-03"),
        ("app", "文小言", "ios-cn", "2024-09-04", ""),
    )
    assert form.rows["exposed"].lines() == (("09888.HK", "its own product"),)
    assert not form.back.isVisible()
    assert not any(hint.isVisible() for hint in form.hints.values())


def test_only_an_app_has_a_store(page):
    pick(page, "文小言")
    assert [row.parts[2].isEnabled() for row in page.form.rows["assets"].rows] == [False, True, True, False, False]


def test_a_category_is_changed_kept_and_brought_back(page, book):
    pick(page, "Kimi")
    page.form.category.setCurrentIndex(page.form.category.findData("agent"))
    page.form.category.activated.emit(0)
    assert book.own == Own(changes={"Kimi": {"category": "agent"}})
    assert page.view.currentIndex().data() == "Kimi · 已改"
    assert page.form.state.text() == "你已修改"
    page.form.back.click()
    assert book.own == Own()
    assert page.form.category.currentData() == "text"


def test_an_asset_with_its_days_is_added_and_taken_out(page, book):
    pick(page, "Kimi")
    line(page, "assets", "site", "https://www.kimi.com/", "", "2025-05", "")
    assert book.products.get("Kimi").assets[-1] == Asset(kind=Kind.SITE, name="kimi.com", first=page_day("2025-05-01"))
    page.form.rows["assets"].rows[-1].gone.emit()
    assert book.own == Own()


def page_day(text):
    import datetime as dt

    return dt.date.fromisoformat(text)


def test_a_company_by_its_code_however_it_is_written(page, book):
    pick(page, "Perplexity")
    line(page, "exposed", "nvda", "invested")
    assert book.products.get("Perplexity").exposed == (Exposure(instrument="NVDA.US", reason="invested"),)


def test_a_new_product_is_kept_as_soon_as_it_has_a_name_and_removed_again(page, book):
    page.new.click()
    assert page.form.title.text() == "新产品"
    assert page.form.names["name_zh"].hasFocus()
    write(page, "vendor", "Suno")
    assert book.own == Own()
    assert sentence(page, "names") == "缺少名称"
    write(page, "name_en", "Suno")
    assert book.products.get("Suno").vendor == "Suno"
    assert page.view.currentIndex().data() == "Suno · 自建"
    write(page, "name_zh", "苏诺")
    assert book.products.get("Suno").name_zh == "苏诺"
    assert page.form.back.text() == "删除"
    page.form.back.click()
    assert book.products.get("Suno") is None
    assert page.form.title.text() == "ChatGPT"


def test_a_name_that_an_import_has_written_is_there_already(page, book):
    page.begin("Manus")
    page.form.take()
    assert book.products.named("Manus") == "Manus"


@pytest.mark.parametrize(
    ("key", "fields", "said"),
    [
        ("assets", ("site", "no domain", "", "", ""), "“no domain”不是域名，例：chatgpt.com"),
        ("assets", ("article", "ChatGPT", "", "", ""), "“ChatGPT”不是词条，例：en.wikipedia/ChatGPT"),
        ("assets", ("site", "a.com", "", "soon", ""), "“soon”不是日期，例：2024-05-01 或 2024-05"),
        ("assets", ("site", "a.com", "", "2024-05", "2024-04"), "“a.com”的截止日早于起始日"),
        ("assets", ("site", "", "", "2024-05", ""), "缺少名称"),
        ("former", ("Old", "", "2024-13"), "“2024-13”不是日期，例：2024-05-01 或 2024-05"),
        ("exposed", ("12", "why"), "“12”不是唯一的证券代码，例：09888.HK"),
        ("exposed", ("MSFT.US", ""), "请写明 MSFT.US 与产品的关系"),
    ],
)
def test_what_is_wrong_has_its_sentence_and_nothing_is_kept(page, book, key, fields, said):
    pick(page, "Poe")
    line(page, key, *fields)
    assert sentence(page, key) == said
    assert book.own == Own()
    assert page.form.rows[key].lines()[-1] == fields  # what was typed stays
    page.form.rows[key].rows[-1].gone.emit()
    assert sentence(page, key) == ""


def test_a_bad_day_of_the_launch_stands_under_it(page, book):
    pick(page, "Poe")
    write(page, "launched", "early")
    assert sentence(page, "launched").startswith("“early”")
    write(page, "launched", "2023年2月3日")
    assert str(book.products.get("Poe").launched) == "2023-02-03"
    assert not page.form.hints["launched"].isVisible()


def test_what_is_wrong_waits_while_somebody_looks_elsewhere(page, book):
    pick(page, "Poe")
    write(page, "launched", "early")
    page.new.click()
    write(page, "vendor", "V")
    pick(page, "Kimi")
    assert page.foot.text() == "Poe, 新产品有未改正的输入，尚未保存"
    assert page.form.names["launched"].text() == ""
    pick(page, "Poe")
    assert page.form.names["launched"].text() == "early"
    assert sentence(page, "launched").startswith("“early”")
    page.new.click()
    assert page.form.names["vendor"].text() == "V"
    assert book.own == Own()


def test_escape_forgets_what_is_wrong(page, qtbot):
    pick(page, "Poe")
    write(page, "launched", "early")
    page.form.names["launched"].setFocus()
    qtbot.keyClick(page.form.names["launched"], Qt.Key.Key_Escape)
    assert page.form.names["launched"].text() == ""
    assert not page.form.hints["launched"].isVisible()
    assert not page.form.pending


def test_an_empty_line_is_no_asset(page, book):
    pick(page, "Poe")
    page.form.rows["assets"].new.click()
    page.form.take()
    assert book.own == Own()
    assert len(page.form.rows["assets"].rows) == 2


def test_a_name_of_two_is_a_warning_and_kept(page, book):
    pick(page, "Poe")
    write(page, "aliases", "Poe AI，豆包")
    assert book.products.get("Poe").aliases == ("Poe AI", "豆包")
    assert sentence(page, "names") == "“豆包”也是豆包的名称：表格出现此名时会询问"


def test_undo_by_button(page, book, qtbot):
    assert not page.back.isEnabled()
    pick(page, "Poe")
    write(page, "vendor", "Q")
    assert page.back.isEnabled()
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert book.own == Own()
    assert page.form.names["vendor"].text() == "Quora"


def test_another_hand_changes_what_is_shown(page, book):
    pick(page, "Poe")
    book.keep(replace(book.products.get("Poe"), vendor="elsewhere"))
    assert page.form.names["vendor"].text() == "elsewhere"


def test_it_says_what_is_not_on_disk_and_what_nobody_can_read(page, book):
    book.problem.emit("disk full")
    assert page.foot.text() == "尚未存盘：disk full"
    book.skipped = 2
    page.renew()
    assert "2 处" in page.foot.text()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("look", ["dark", "light"])
def test_every_product_can_be_looked_at_in_both_languages(book, universe, lang, look, shown):
    page = shown(ProductsPage(book, universe, resources.texts(lang), lang, theme(look)), 700, 420)
    for one in book.products.all():
        page.show_product(one.id)
        assert page.form.title.text() == one.name(lang)
        page.form.take()
    assert book.own == Own()  # to look is not to change


def test_the_list_is_a_good_model(qapp, book, zh, dark):
    model = ProductLines(zh, "zh", dark)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_products(book.products, book.own)
    for text in ("k", "ki", "", "zzz", ""):
        model.filter(text)
    book.keep(replace(book.products.get("Kimi"), category="agent"))
    model.show_products(book.products, book.own)
    assert model.count == 34
    assert [line.said for line in model.lines if line.product is None] == [
        "文本（18）",
        "图像（7）",
        "视频（8）",
        "智能体（1）",
    ]
    assert tester.model() is model


def test_a_line_has_room_to_type_in_or_is_two(page, settle):
    pick(page, "ChatGPT")
    row = page.form.rows["assets"].rows[0]
    kind, site, _, first, _ = row.parts
    assert first.mapTo(row, QPoint()).y() == kind.mapTo(row, QPoint()).y()
    page.resize(560, 640)
    settle()
    assert first.mapTo(row, QPoint()).y() > kind.mapTo(row, QPoint()).y()
    assert site.width() >= 120
    assert row.minimumSizeHint().width() < row.width()
