"""What stands beside the note: figure 1's page, the figures, ledger, protocol, ruler, check."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from gui.review.audited import Audited
from gui.review.check import MOST, CheckPage
from gui.review.figure_page import FigurePage
from gui.review.figures_page import FiguresPage
from gui.review.ledger import Ledger, told
from gui.review.protocol import Protocol
from gui.review.ruler import Ruler, lanes_of
from gui.review.verdicts import why, window_text
from gui.review.window_bar import WindowBar
from models.audit.values import Audit, Finding, Flaw, Span
from models.claims.values import About, Checked, Claim, Kind, State, Subject
from models.gate.checking import gate_of
from models.gate.wording import about
from models.note.settings import NoteSettings
from models.review.standing import standing_of
from models.review.standing_values import Conversion
from models.review.values import Window
from tests.gui.samples import ink, pixels
from tests.models.note import samples
from tests.models.samples import WEEK

TEXT = "英伟达+6.47%，沪电股份+5.73%，😀AMD领涨。"


def claim(said, kind=Kind.RETURN, name="NVDA.US"):
    start = TEXT.index(said)
    subject = Subject(kind="instrument", id=name, name=name)
    return Claim(
        kind=kind, about=About.PRICE, subject=subject, sentence=TEXT, start=start, end=start + len(said), said=said,
        window=WEEK,
    )  # fmt: skip


CHECKED = (
    Checked(claim=claim("英伟达+6.47%"), state=State.CONFIRMED, found="+6.47%", value=6.47, source="reference"),
    Checked(claim=claim("沪电股份+5.73%", name="002463.SZ"), state=State.CONTRADICTED, found="+5.75%", value=5.75,
            query="return 002463.SZ", source="reference", as_of=1727222400.0),
    Checked(claim=claim("AMD领涨", Kind.LEAD, "AMD.US"), state=State.UNDECIDABLE, why="not_held",
            facts={"name": "AMD", "window": "2024-09-23"}),
)  # fmt: skip


@pytest.fixture
def ledger(qapp, zh, dark, shown, qtmodeltester):
    made = Ledger(zh, dark, zh["noteview.ledger.none"])
    made.show_checked(CHECKED)
    shown(made, 900, 400)
    yield made
    qtmodeltester.check(made.table.verdicts)


def rows(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_a_ledger_says_how_many_came_out_how(ledger):
    assert ledger.counts.text() == "共 3 条：= 属实 1   ≠ 不符 1   ? 无法判断 1"
    assert [row[0] for row in rows(ledger.table)] == ["英伟达+6.47%", "沪电股份+5.73%", "AMD领涨"]
    assert [row[1] for row in rows(ledger.table)] == ["= 属实", "≠ 不符", "? 无法判断"]


def test_an_empty_ledger_says_so(qapp, zh, dark):
    made = Ledger(zh, dark, "none")
    made.show_checked(())
    assert made.counts.text() == "none"


def test_the_claim_that_is_looked_at_is_told_in_full(ledger):
    looked = []
    ledger.looked.connect(looked.append)
    ledger.look_at(1)
    assert looked == [CHECKED[1]]
    assert "沪电股份+5.73% → ≠ 不符，查得 +5.75%" in ledger.told.text()
    assert "return 002463.SZ" in ledger.told.text()
    assert ledger.told.isVisible()


def test_a_reason_is_told_in_words(zh):
    assert "未持有AMD在 2024-09-23 的数据" in told(CHECKED[2], zh)


def test_what_is_contradicted_comes_first_when_sorted_by_state(ledger):
    ledger.table.verdicts.sort_by(1)
    assert [row[1] for row in rows(ledger.table)] == ["≠ 不符", "? 无法判断", "= 属实"]


def test_a_narrow_ledger_leaves_out_what_matters_least(ledger, settle):
    ledger.resize(420, 400)
    settle()
    hidden = [one.key for place, one in enumerate(ledger.table.verdicts.columns) if ledger.table.isColumnHidden(place)]
    assert hidden
    assert not {"name", "state"} & set(hidden)


def test_a_protocol_shows_what_refuses_first(qapp, zh, dark, shown, note, qtmodeltester):
    made = Protocol(zh, "zh", dark)
    gate = gate_of(note.review, samples.inputs(), NoteSettings())
    made.show_gate(gate)
    shown(made, 900, 400)
    said = rows(made.table)
    assert said[0][1] == "≠ 未通过"
    assert said[-1][1] == "= 通过"
    assert "未定稿" in made.title.text()
    assert len(said) == len(gate.checks)
    assert made.made.text() == about(gate, zh)
    assert f"{dt.datetime.fromtimestamp(gate.made_at, dt.UTC):%Y-%m-%d %H:%M} UTC" in made.made.text()
    qtmodeltester.check(made.model)


def test_a_ruler_has_a_lane_for_each_stretch_of_days(qapp, zh, dark, shown):
    visits = Window(first=dt.date(2024, 9, 13), last=dt.date(2024, 9, 19))
    day = Window(first=dt.date(2024, 9, 24), last=dt.date(2024, 9, 24))
    spans = (
        Span(about=About.PRICE, window=WEEK, called="本周", subject="NVDA.US"),
        Span(about=About.PRICE, window=WEEK, called="本周", subject="AMD.US"),
        Span(about=About.VISITS, window=visits, called="本周"),
        Span(about=About.EVENT, window=day, where="商汤科技中标"),
    )
    lanes = lanes_of(spans)
    assert [(one.span.about, one.count, one.span.subject) for one in lanes] == [
        (About.PRICE, 2, ""), (About.VISITS, 1, ""), (About.EVENT, 1, ""),
    ]  # fmt: skip
    made = Ruler(zh, dark, lambda name: name)
    made.show_spans(spans, WEEK.first, WEEK.last)
    shown(made, 600, 120)
    seen = ink(pixels(made), dark.panel)
    for place in range(3):
        assert seen[22 + place * 22 : 44 + place * 22].any()
    assert made._x(visits.first) < made._x(WEEK.first) < made._x(day.first)


def test_findings_are_listed_with_the_words_they_are_about(qapp, zh, dark, shown, note):
    finding = Finding(flaw=Flaw.FINAL_EARLY, facts={"market": "US"}, where=("本周",))
    made = Audited(zh, dark, lambda name: name)
    shown(made, 600, 300)
    made.show_audit(Audit(findings=()), WEEK)
    assert made.count.text() == zh["noteview.audit.clean"]
    facts = dict.fromkeys(_slots(zh["audit.final_early"]), "x")
    made.show_audit(Audit(findings=(Finding(flaw=finding.flaw, facts=facts, where=("本周",)),)), WEEK)
    looked = []
    made.looked.connect(looked.append)
    from PySide6.QtWidgets import QPushButton

    made.findings[0].findChild(QPushButton).click()
    assert looked == ["本周"]


def _slots(text):
    from string import Formatter

    return [name for _, name, _, _ in Formatter().parse(text) if name]


@pytest.fixture
def check(qapp, zh, dark, shown):
    made = CheckPage(zh, dark)
    made.asked = []
    made.wanted.connect(made.asked.append)
    made.show_window(WEEK)
    shown(made, 800, 500)
    return made


def test_a_pasted_text_is_asked_for_and_its_claims_are_marked_where_they_stand(check, settle, zh, qtbot):
    check.field.setPlainText(TEXT)
    qtbot.keyClick(check.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert check.asked == [TEXT]
    check.show_checked(TEXT, CHECKED)
    settle()
    marked = [one.cursor.selectedText() for one in check.field.extraSelections()]
    assert marked == ["英伟达+6.47%", "沪电股份+5.73%", "AMD领涨"]  # behind a sign of two UTF-16 units, too
    assert check.state.text() == zh["noteview.check.wrong"].format(count=3, wrong=1)


def test_marks_go_when_the_text_is_another(check):
    check.field.setPlainText(TEXT)
    check.check()
    check.show_checked(TEXT, CHECKED)
    check.field.setPlainText("另一篇")
    assert check.field.extraSelections() == []


def test_an_answer_for_an_older_text_is_not_shown(check):
    check.field.setPlainText(TEXT)
    check.check()
    check.show_checked("older", CHECKED)
    assert check.field.extraSelections() == []


def test_nothing_and_too_much_are_not_asked_for(check, zh):
    check.check()
    check.field.setPlainText("涨" * (MOST + 1))
    check.check()
    assert check.asked == []
    assert check.state.property("role") == "warn"


def test_a_verdict_leads_to_its_words_and_words_to_their_verdict(check, settle):
    check.field.setPlainText(TEXT)
    check.check()
    check.show_checked(TEXT, CHECKED)
    check.ledger.look_at(1)
    assert check.field.textCursor().position() == TEXT.index("沪电")
    check.field.setFocus()
    cursor = check.field.textCursor()
    cursor.setPosition(1)
    check.field.setTextCursor(cursor)
    settle()
    assert check.ledger.table.chosen == ("0",)


def test_figure_1_shows_totals_contributions_and_earlier_windows(qapp, zh, dark, shown, note):
    inputs = samples.inputs()
    made = FigurePage(zh, "zh", dark)
    made.show_review(note.review, standing_of(note.review, inputs, NoteSettings()))
    shown(made, 1200, 800)
    said = {row[0]: row for row in rows(made.table)}
    assert said["全部"][1] == "▲12 ▼0"
    assert said["芯片"][4] == "+5.15%"
    assert said["商汤科技"][6] == "+6.84"
    assert "涨 12 跌 0 平 0" in made.summary.text()


def test_stale_rows_and_converted_caps_are_footnotes(qapp, zh, dark, note):
    rate = Conversion(own="USD", target="CNY", value=7.05, date=dt.date(2024, 9, 25), pairs=("USDCNY",), sources=("x",))
    inputs = samples.inputs()
    standing = standing_of(note.review, inputs, NoteSettings())
    late = replace(standing.rows[0], stale=dt.date(2024, 9, 25))
    made = FigurePage(zh, "zh", dark)
    made.show_review(note.review, replace(standing, rows=(late, *standing.rows[1:]), conversions=(rate,)))
    said = made.notes.toPlainText()
    assert "7.05" in said
    assert "2024-09-25" in said
    assert "英伟达" in said
    assert "应到 2024-09-25" in made.table.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_narrow_figure_1_keeps_what_matters(qapp, zh, dark, shown, note, settle):
    from gui.tables.figure import COLUMNS

    made = FigurePage(zh, "zh", dark)
    made.show_review(note.review)
    shown(made, 460, 500)
    hidden = {one.key for place, one in enumerate(COLUMNS) if made.table.isColumnHidden(place)}
    assert {"sessions", "source", "benchmark", "base"} <= hidden
    assert not {"name", "change", "excess"} & hidden


def test_figures_without_data_say_so_and_offer_to_get_them(parts, shown, note, settle, zh):
    made = FiguresPage(parts)
    wanted = []
    made.wanted.connect(lambda act, panel: wanted.append((act, panel)))
    shown(made, 800, 700)
    made.show_figures(note.figures, note.inputs.products)
    for _ in range(8):
        settle()
    assert list(made.views) == [2, 3, 4, 5, 6]
    assert made.views[2].title.text() == "图2：文本类模型网站周访问量（一）"
    assert "未持有数据" in made.views[6]._why.text()
    made.views[6].wanted.emit("import")
    assert wanted[0][0] == "import"


def test_monthly_figures_are_drawn(parts, shown, settle):
    note = samples.note(NoteSettings(months=True))
    made = FiguresPage(parts)
    shown(made, 800, 700)
    made.show_figures(note.figures, note.inputs.products)
    for _ in range(8):
        settle()
    assert made.views[2].drawn is not None
    assert made.views[6].drawn is None


def test_sessions_are_counted_of_those_of_the_week(qapp, zh, note):
    made = WindowBar(zh, lambda: dt.date(2024, 9, 25))
    made.show_window(WEEK)
    made.show_counts(note.review)
    assert made.counts.text() == "沪深 3/5 · 港股 3/5 · 美股 3/5"


def test_a_line_that_is_looked_at_stays_in_sight_of_what_is_told_of_it(ledger, settle):
    many = tuple(CHECKED[0] for _ in range(40))
    ledger.resize(760, 320)
    ledger.show_checked(many)
    settle()
    ledger.look_at(len(many) - 1)
    settle()
    table = ledger.table
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_the_date_of_an_event_says_in_the_readers_words_what_it_is(zh):
    facts = {"vendor": "OpenAI", "product": "o1", "date": "2024-09-12", "basis": "reference week"}
    one = replace(CHECKED[0], why="event", facts=facts)
    assert why(one, zh) == "OpenAI o1：2024-09-12（参考周所载）"


def test_one_day_is_not_a_span():
    assert window_text(Window(first=dt.date(2024, 9, 24), last=dt.date(2024, 9, 24))) == "09-24"


def test_a_text_without_claims_is_told_as_such(check, zh):
    check.field.setPlainText("今天天气很好。")
    check.check()
    check.show_checked("今天天气很好。", ())
    assert check.state.text() == zh["claims.none"]


def test_tab_leaves_figure_1_and_it_has_a_name(qapp, zh, dark):
    made = FigurePage(zh, "zh", dark)
    assert not made.table.tabKeyNavigation()
    assert made.table.accessibleName() == zh["noteview.page.figure.tip"]


def test_in_a_narrow_protocol_the_sentence_has_the_room_of_the_numbers(qapp, zh, dark, shown, note, settle):
    made = Protocol(zh, "zh", dark)
    made.show_gate(gate_of(note.review, samples.inputs(), NoteSettings()))
    shown(made, 900, 300)
    assert not made.table.isColumnHidden(3)
    made.resize(560, 300)
    settle()
    assert made.table.isColumnHidden(3)
    assert not made.table.isColumnHidden(5)


def test_a_long_text_is_checked_and_its_marks_lie_where_qt_counts_them(check, settle):
    text = "😀" * 20_000 + TEXT
    check.field.setPlainText(text)
    check.check()
    assert check.asked == [text]
    at = text.index("+6.47%")
    one = replace(CHECKED[0], claim=replace(CHECKED[0].claim, start=at, end=at + 6))
    check.show_checked(text, (one,))
    settle()
    (mark,) = check.field.extraSelections()
    assert mark.cursor.selectedText() == "+6.47%"
