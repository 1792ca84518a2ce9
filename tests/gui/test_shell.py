"""The window's life: shown, rebuilt when the view changes, photographed, taken down."""

import json

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import gui.app
import resources
from gui.app import Shell
from gui.observe.timings import Timings
from gui.start import Start
from gui.wires.inbox import Inbox
from models.errors import CacheError
from models.settings import Settings
from tests.gui.samples import fresh, of_market


class App:
    """The application, except that nothing here may end the test's own."""

    def __init__(self, real):
        self._real, self.quits = real, 0

    def __getattr__(self, name):
        return getattr(self._real, name)

    def quit(self):
        self.quits += 1


def changed(shell, key, value):
    """The view is another, and the window that shows it stands."""
    shell.change(key, value)
    while shell.changing:
        QApplication.processEvents()


@pytest.fixture
def app(qapp):
    sheet = qapp.styleSheet()
    yield App(qapp)
    qapp.setStyleSheet(sheet)


@pytest.fixture
def make(app, client, universe, lists):
    """A shell on screen; closed at the end."""
    kept = []

    def build(**changes):
        given = {"client": client, "inbox": Inbox(), "universe": universe, "texts_of": resources.texts,
                 "settings": Settings(), "lists": lists, "lang": "zh", "theme": "dark", "convention": "red-up",
                 "offline": True, "size": (1200, 700)}  # fmt: skip
        start = Start(**(given | changes))
        shell = Shell(app, start)
        kept.append(shell)
        shell.start = start
        shell.show()
        return shell

    yield build
    for shell in kept:
        shell.close()
        shell._window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else later tests dress dead windows


@pytest.fixture
def ready(make, qtbot, client, universe):
    """Everything that was asked for is there."""

    def build(**changes):
        shell = make(**changes)
        qtbot.waitUntil(lambda: shell._plotting.ready)

        def done():
            client.answer_all(lambda name: of_market(universe.instruments[name]))  # histories come a few at a time
            return not shell._week.busy and not client.waiting and shell._window.chart_painted

        qtbot.waitUntil(done)
        return shell

    return build


def test_it_is_shown_in_its_size_with_its_tab_and_asks_for_week_and_chart(make, client, universe, qtbot):
    shell = make(tab="review")
    window = shell._window
    assert (window.width(), window.height(), window.pages.current) == (1200, 700, "review")
    assert window.windowTitle() == "算力台"
    qtbot.waitUntil(lambda: shell._week.busy)  # asked for after the first paint
    assert client.begun
    assert {one.id for one in universe.needed(everyone=True)} <= {one.name for one in client.open}
    assert client.charted == []
    window.pages.open("chart")  # a tab asks for what it shows when it is seen
    assert client.charted == [window.watchlist.current.id]


def test_offline_looks_at_the_week_that_is_bundled(make, zh):
    shell = make()
    assert "2024-09-23" in shell._window.watchlist.foot.text()
    assert shell._window.status._warning.text() == zh["offline"]


def test_simulated_prices_are_called_so(make, zh):
    assert make(offline=False, simulated=True)._window.status._warning.text() == zh["simulated"]


def test_settings_nobody_can_read_are_named(make, zh):
    said = f"{zh['doctor.ignored']}: settings.json, theme"
    assert make(offline=False, ignored=("settings.json", "theme"))._window.status._warning.text() == said
    assert make(ignored=("settings.json", "theme"))._window.status._warning.text() == f"{zh['offline']}    {said}"


@pytest.mark.parametrize(("key", "value"), [("theme", "light"), ("convention", "blue-orange"), ("lang", "en")])
def test_another_view_is_built_in_place_and_keeps_what_was_seen(ready, client, settle, key, value, qtbot):
    shell = ready()
    old = shell._window
    shell.start.inbox.quotes((fresh("AMD.US", 999.0),))
    old.flush()
    old.choose("AMD.US")
    old.pages.open("review")
    geometry = old.geometry()
    changed(shell, key, value)
    new = shell._window
    assert new is not old
    assert not old.isVisible()
    assert new.isVisible()
    assert new.geometry() == geometry
    assert (new.watchlist.current.id, new.pages.current) == ("AMD.US", "review")
    assert new.watchlist.model.index(3, 1).data() == "999.00"
    assert client.kept[-1].want[key] == value
    client.answer_all(lambda name: of_market(shell.start.universe.instruments[name]))
    qtbot.waitUntil(lambda: new.chart_painted or new.pages.current == "review")


def test_a_light_surface_is_light_and_blue_is_up(ready):
    shell = ready()
    changed(shell, "theme", "light")
    changed(shell, "convention", "blue-orange")
    look = shell._window._parts.theme
    assert (look.name, look.up.name().upper()) == ("light", "#0B62C4")
    picture = shell._window.grab().toImage()
    assert picture.pixelColor(picture.width() // 3, picture.height() - 40) == look.panel


def test_everything_is_in_the_other_language_at_once(ready, en):
    shell = ready()
    shell._window.pages.open("review")
    changed(shell, "lang", "en")
    window = shell._window
    assert window.windowTitle() == "Suanli Desk"
    assert "Window 2024-09-23 to 2024-09-25" in window.watchlist.foot.text()
    assert window.pages.built("review").sides.figure.title.text().startswith("Figure 1")
    said = " ".join([window.watchlist.foot.text(), window.status._clocks.text(), window.pages.tabText(0)])
    assert not any(mark > "\u2e80" for mark in said)


def test_the_same_view_again_changes_nothing(make, client):
    shell = make()
    window = shell._window
    changed(shell, "theme", "dark")
    assert shell._window is window
    assert client.kept == []


def test_settings_of_several_changes_are_kept_together(make, client):
    shell = make(settings=Settings(us_benchmark="SPX"))
    changed(shell, "theme", "light")
    changed(shell, "lang", "en")
    kept = client.kept[-1].want
    assert (kept["theme"], kept["lang"], kept["us_benchmark"]) == ("light", "en", "SPX")


def test_a_change_before_pyqtgraph_is_there_does_no_harm(make, qtbot, settle):
    shell = make()
    shell._plotting._begun = True  # it takes its time
    changed(shell, "theme", "light")
    changed(shell, "theme", "dark")
    settle()  # the first windows are gone
    shell._plotting._import()
    qtbot.waitUntil(lambda: shell._plotting.ready)
    settle()
    assert shell._window.pages.built("chart").panel.canvas is not None


def test_the_picture_is_taken_when_everything_is_on_screen(ready, tmp_path, app, qtbot):
    target = tmp_path / "picture.png"
    shell = ready(picture=target)
    qtbot.waitUntil(lambda: app.quits > 0)
    picture = QImage(str(target))
    assert (picture.width(), picture.height(), shell.code) == (1200, 700, 0)


def test_the_picture_waits_for_a_round_of_quotes_unless_offline(ready, tmp_path):
    shell = ready(offline=False, picture=tmp_path / "picture.png")
    assert not shell._done()
    shell._window.rounds = 1
    assert shell._done()


def test_a_picture_that_cannot_be_written_is_said_and_fails(ready, tmp_path, app, qtbot, capsys):
    target = tmp_path / "missing" / "picture.png"
    shell = ready(picture=target)
    qtbot.waitUntil(lambda: app.quits > 0)
    assert shell.code == 1
    assert str(target) in capsys.readouterr().err


def test_closing_leaves_nothing_behind(ready, client):
    shell = ready()
    shell._window.close()  # as the user does
    shell.close()
    assert client.open == []
    assert not shell._window.isVisible()
    assert not shell._plotting._thread.is_alive()


def test_closing_while_everything_is_awaited_leaves_nothing_behind(make, client):
    shell = make()
    shell.close()
    assert client.open == []


def test_timings_tell_the_moments_of_the_first_pictures(ready, tmp_path, qtbot, settle):
    target = tmp_path / "timings.json"
    shell = ready(timings=str(target))
    shell.start.inbox.quotes((fresh("NVDA.US", 1.0),))
    shell._window.flush()
    qtbot.waitUntil(lambda: {"first_paint", "values_painted", "chart_painted"} <= set(shell._timings._moments))
    shell.close()
    told = json.loads(target.read_text(encoding="utf-8"))
    assert told["first_paint"] <= told["values_painted"]
    assert told["beats"] > 0
    assert told["longest_turn_ms"] >= told["p99_ms"] >= 0


def test_timings_may_go_to_the_standard_output_or_nowhere(qapp, capsys):
    for where in ("", "-"):
        Timings(lambda: None, measure=False).report(where)
    told = json.loads(capsys.readouterr().out)
    assert told["beats"] == 0


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_brings_a_minimised_window_forward(make, qtbot):
    shell = make()
    shell._window.showMinimized()
    shell.come_forward()
    assert not shell._window.isMinimized()
    assert shell._window.isVisible()


def test_the_instance_listens_after_the_first_paint_and_is_released_at_the_end(make, qtbot):
    class Instance:
        said = ()

        def listen(self, forward):
            self.said += ("listen",)

        def release(self):
            self.said += ("release",)

    one = Instance()
    shell = make(instance=one)
    qtbot.waitUntil(lambda: one.said == ("listen",))
    shell.close()
    assert one.said == ("listen", "release")


# what the user did last


def removing(shell, name="AMD.US"):
    shell._window.choose(name)
    shell._window.lists.hands.acts.actions["remove"].trigger()


def answering(client, saved):
    """The disk answers while the program waits for it."""
    QTimer.singleShot(0, saved)


def test_an_edit_that_is_on_its_way_when_the_window_is_closed_reaches_the_disk(make, client, saved, qtbot):
    shell = make()
    qtbot.waitUntil(lambda: shell._begun)
    saved()
    removing(shell)
    removing(shell, "INTC.US")  # waits behind the first
    answering(client, saved)
    shell.close()
    assert not any(name in str(client.disk["list:reference"]) for name in ("AMD.US", "INTC.US"))


def test_a_name_and_a_width_that_were_not_let_go_of_reach_it_too(make, client, saved, qtbot):
    shell = make()
    qtbot.waitUntil(lambda: shell._begun)
    saved()
    whole = shell._window.lists
    shell._window.choose("NVDA.US")
    whole.hands.acts.actions["section"].trigger()
    whole.hands._line.setText("短线")
    whole.panel.view.horizontalHeader().resizeSection(1, 133)
    answering(client, saved)
    shell.close()
    assert "短线" in str(client.disk["list:reference"])
    assert client.disk["look:reference"]["widths"] == {"last": 133}


def test_a_disk_that_does_not_answer_is_not_waited_for_for_ever(make, client, saved, qtbot, monkeypatch):
    monkeypatch.setattr(gui.app, "SAVE_MS", 1)
    shell = make()
    qtbot.waitUntil(lambda: shell._begun)
    saved()
    removing(shell)
    shell.close()
    assert not shell._lists.saving


def test_what_was_given_up_is_not_waited_for(make, client, saved, settle, qtbot):
    shell = make()
    qtbot.waitUntil(lambda: shell._begun)
    saved()
    removing(shell)
    client.lists_open[0].future.set_exception(CacheError("disk is full"))
    settle()
    assert (shell._lists.busy, shell._lists.saving) == (True, False)
    shell.close()


def test_another_look_in_the_middle_of_an_edit_loses_nothing(make, client, saved, qtbot):
    shell = make()
    qtbot.waitUntil(lambda: shell._begun)
    saved()
    old = shell._window
    old.watchlist.tabs.go(2)
    old.watchlist.filtering.bar.open("30")
    old.lists.hands.acts.actions["section"].trigger()
    old.lists.hands._line.setText("短线")
    changed(shell, "theme", "light")
    saved()
    new = shell._window
    assert (new.watchlist.list.id, new.watchlist.filtering.bar.filter.text) == ("recommended", "30")
    assert "短线" in [one.name("zh") for one in new.watchlist.list.sections]
