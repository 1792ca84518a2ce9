"""Settings of the data side: order, proxy, certificates, keys. Bad input stays where it is, with a sentence."""

import pytest

from data_sources.protocol import Status
from gui.sources.preferences import Preferences
from gui.wires.choices import Choices
from models.errors import ExportError
from models.settings import Settings
from tests.gui.test_sources_tab import ROUTES


@pytest.fixture
def choices(client, bridge):
    return Choices(client, bridge, Settings(proxy="http://me:word@proxy:1"), lambda settings: settings)


@pytest.fixture
def page(parts, choices, shown):
    from dataclasses import replace

    made = shown(Preferences(replace(parts, choices=choices), ROUTES), 900, 400)
    yield made
    made.retire()


def kept(client):
    """What was last given to be written."""
    return client.kept[-1].want


def names(order):
    return [order.list.item(place).text() for place in range(order.list.count())]


def test_moves_are_tried_out_and_taken_together(page, client, settle):
    order = page.order
    assert names(order) == ["1   腾讯", "2   雅虎 yfinance"]
    assert not order.take.isEnabled()
    order.list.setCurrentRow(1)
    order.up.click()
    assert names(order) == ["1   雅虎 yfinance", "2   腾讯"]
    assert order.list.currentRow() == 0
    assert client.kept == []
    order.take.click()
    assert kept(client)["order"] == {"quotes.CN": ("yahoo", "tencent")}
    assert not order.take.isEnabled()
    order.usual.click()
    order.take.click()
    assert kept(client)["order"] == {}


def test_another_route_shows_its_own_sources(page):
    page.order.route.setCurrentIndex(1)
    assert names(page.order) == ["1   雅虎 yfinance"]
    assert not page.order.up.isEnabled()
    assert not page.order.down.isEnabled()


def test_a_password_is_not_shown_and_not_lost(page, client, tmp_path):
    network = page.network
    assert network.proxy.text() == "http://***@proxy:1"
    pem = tmp_path / "own.pem"
    pem.touch()
    network.bundle.setText(str(pem))
    network.take.click()
    assert (kept(client)["proxy"], kept(client)["ca_bundle"]) == ("http://me:word@proxy:1", str(pem))


@pytest.mark.parametrize(
    ("typed", "problem"), [("proxy:3128", "scheme"), ("http://proxy", "port"), ("http://***@other:1", "stars")]
)
def test_a_bad_proxy_stays_with_a_sentence_and_nothing_is_written(page, client, zh, typed, problem):
    page.network.proxy.setText(typed)
    page.network.take.click()
    note = page.network.notes["proxy"]
    assert (note.text(), note.property("role")) == (zh[f"sources.bad.{problem}"], "error")
    assert page.network.proxy.text() == typed
    assert client.kept == []


def test_certificates_that_are_not_there_are_said(page, client, zh, tmp_path):
    page.network.bundle.setText(str(tmp_path / "gone.pem"))
    page.network.take.click()
    assert page.network.notes["ca_bundle"].text() == zh["sources.bad.no_file"]
    assert client.kept == []


def test_nothing_changed_begins_nothing_anew(page, client, zh):
    page.network.take.click()
    assert page.network.notes["proxy"].text() == zh["sources.same"]
    assert client.kept == []


def test_the_data_process_begins_anew_once_everything_is_written(page, client, choices, settle, zh):
    choices.change(proxy="")
    choices.change(ca_bundle="x.pem")
    client.kept[0].future.set_result(None)
    settle()
    assert client.boots == []
    client.kept[1].future.set_result(None)
    settle()
    assert client.boots == [Settings(ca_bundle="x.pem")]
    assert page._note.text() == zh["sources.kept"]


def test_a_colour_begins_nothing_anew(client, choices, settle):
    choices.change(theme="light")
    client.kept[0].future.set_result(None)
    settle()
    assert client.boots == []


def test_settings_that_cannot_be_written_hold_for_now_and_that_is_said(page, client, choices, settle):
    choices.change(proxy="")
    client.kept[0].future.set_exception(ExportError("settings cannot be written (Read-only file system)"))
    settle()
    assert page._note.text() == "设置未能保存（设置无法写入），本次运行内仍有效"
    assert client.boots == [Settings()]
    assert choices.problem


def test_a_key_is_handed_over_and_forgotten_by_the_field(page, client, settle, zh):
    key = page.keys["similarweb"]
    assert (key.note.text(), key.take.isEnabled(), key.drop.isEnabled()) == (zh["sources.key.none"], False, False)
    key.field.setText(" sw-0123456789 ")
    key.take.click()
    assert client.keyed[0].want == ("similarweb", "sw-0123456789")
    client.keyed[0].future.set_result("file")
    settle()
    assert (key.field.text(), key.note.text()) == ("", zh["sources.key.file"])
    key.drop.click()
    assert client.keyed[1].want == ("similarweb", "")


def test_a_key_that_cannot_be_kept_stays_in_the_field_and_the_next_status_leaves_the_reason(page, client, settle):
    key = page.keys["similarweb"]
    key.field.setText("sw-0123456789")
    key.take.click()
    client.keyed[0].future.set_exception(ExportError("the key cannot be written (Permission denied)"))
    settle()
    page.show_status(Status(sources=()))
    assert (key.field.text(), key.note.text(), key.note.property("role")) == ("sw-0123456789", "密钥无法写入", "error")
    page.show_status(Status(sources=(), keys=(("similarweb", "file"),)))
    assert key.note.property("role") == "foot"
