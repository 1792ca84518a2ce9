"""``import`` on the command line, with a data side that answers at once."""

import contextlib
import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest

import main
from models.errors import AppError, ImportRejected
from models.imports.traffic.values import Hints
from models.traffic.values import Granularity, Metric
from tests.gui.imports.samples import UNIT, open_questions, traffic
from tests.gui.imports.test_market import preview
from tests.gui.terminal.answers import done


class Client:
    """Answers with ``answer``, and with ``error`` when something is to be taken."""

    def __init__(self):
        self.wants, self.answer, self.error, self.read = [], preview(), None, b""

    def bring_in(self, want):
        self.wants.append(want)
        with contextlib.suppress(OSError):
            self.read = Path(want.path).read_bytes()
        return done(self.error if want.commit and self.error else self.answer)

    def papers(self, kind):
        return done({})

    def undo_import(self):
        return done(3)


@pytest.fixture
def client(monkeypatch):
    made = Client()
    monkeypatch.setattr(main.Desk, "client", lambda desk: contextlib.nullcontext(made))
    return made


@pytest.fixture
def call(client, tmp_path, capsys):
    def called(*words):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), "--lang", "en", *words])
        except SystemExit as left:
            code = left.code
        out = capsys.readouterr()
        return code, out.out, out.err

    return called


def test_a_table_is_taken_and_shown_when_that_is_all_that_is_wanted(call, client):
    code, out, _ = call("import", "week.xlsx", "--dry-run")
    assert code == 0
    assert "week.xlsx: Wind, close 1; instruments 1, dates 2024-09-25" in out
    assert "Not taken, <b>S</b> row 3: no such thing" in out
    assert out.splitlines()[-1] == "This is a preview; nothing has been taken yet."
    call("import", "week.xlsx")
    call("import", "week.xlsx", "--commit")  # the word of old
    assert [want.commit for want in client.wants] == [False, True, True]
    assert {want.hints for want in client.wants} == {None}  # whoever answers nothing may mean prices
    assert "Kimi" in [one.id for one in client.wants[0].products]


def test_a_preview_of_prices_for_programs(call):
    made = json.loads(call("import", "week.xlsx", "--dry-run", "--format", "json")[1])
    assert (made["counts"], made["vendor"], made["from"], made["committed"]) == (
        {"close": 1}, "Wind", "2024-09-25", False,
    )  # fmt: skip
    assert (made["taken"], made["layout"], made["unit"]) == (1, "market", None)
    assert made["series"] == [{"metric": "close", "first": "2024-09-25", "last": "2024-09-25", "count": 1}]
    assert made["sample"][0] == {
        "id": "688256.SH", "date": "2024-09-25", "what": "close", "value": 222.01, "currency": "CNY",
    }  # fmt: skip


def test_traffic_for_programs(call, client):
    client.answer = traffic(committed=True)
    code, out, _ = call("import", "week.csv", "--format", "json")
    made = json.loads(out)
    assert code == 0
    assert (made["taken"], made["layout"], made["unit"], made["committed"]) == (4, "products_down", "万次", True)
    assert made["refused"] == [{"sheet": "clipboard", "row": 9, "why": "a total is no product"}]
    first = made["series"][0]
    assert [first[key] for key in ("product", "metric", "unit", "granularity", "first", "last", "count")] == [
        "ChatGPT", "visits", "万次", "week", "2024-09-06", "2024-09-19", 2,
    ]  # fmt: skip
    assert first["sample"] == [670000000.0, 689300000.0]


def test_traffic_in_a_terminal(call, client):
    client.answer = traffic()
    out = call("import", "week.csv", "--dry-run")[1].splitlines()
    assert (
        out[0] == "clipboard: Similarweb, products down, dates across, unit ×10K; 2 series, 4 numbers; encoding utf-8"
    )
    assert "| 689,300,000 |  689.3M | 670.0M |" in out[3]
    assert out[-2:] == [
        "Not taken, clipboard row 9: a total is no product", "This is a preview; nothing has been taken yet.",
    ]  # fmt: skip


def test_a_question_says_how_it_is_answered(call, client):
    client.answer, client.error = open_questions(UNIT), AppError("nothing in this file can be taken")
    code, out, _ = call("import", "week.csv")
    assert code == 1
    assert "answer with --unit: 1 (as it stands), 10000 (×10K)" in out
    assert [want.commit for want in client.wants] == [True, False]
    asked = json.loads(call("import", "week.csv", "--format", "json")[1])
    assert asked["taken"] == 0
    assert asked["refused"][0] == {"sheet": "clipboard", "row": 0, "why": "no unit stands anywhere"}
    assert asked["questions"][0]["answer_with"] == "--unit"


def test_the_answers_of_the_command_line_reach_the_data_side(call, client):
    call("import", "w.csv", "--metric", "downloads", "--unit", "万次", "--source", "七麦", "--year", "2024",
         "--geo", "cn", "--device", "ios", "--granularity", "week", "--dates", "last", "--order", "dmy",
         "--scales", "cell", "--zeros", "missing", "--product", "文心=文心一言", "--product", "合计=",
         "--category", "新=video", "--known-on", "2024-09-20")  # fmt: skip
    (want,) = client.wants
    assert want.known_on == dt.date(2024, 9, 20)
    assert want.hints == Hints(
        metric=Metric.DOWNLOADS, unit=1e4, source="七麦", year=2024, geo="CN", device="ios",
        granularity=Granularity.WEEK, dates="last", order="dmy", scale="cell", zeros="missing",
        products=(("文心", "文心一言"), ("合计", "")), categories=(("新", "video"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "unit"), [("万", 1e4), ("亿次", 1e8), ("K", 1e3), ("m", 1e6), ("B", 1e9), ("10000", 1e4), ("次", 1.0)]
)
def test_a_unit_is_a_number_or_a_word(call, client, said, unit):
    call("import", "w.csv", "--unit", said)
    assert client.wants[0].hints.unit == unit


@pytest.mark.parametrize("said", ["many", "0", "-1", "nan", "inf"])
def test_what_is_no_unit_is_a_wrong_word(call, client, said):
    code, _, err = call("import", "w.csv", f"--unit={said}")
    assert (code, client.wants) == (2, [])
    assert err.startswith(f"suanli-desk: --unit {said}: not a number or one of")


def test_a_product_is_a_pair(call):
    code, _, err = call("import", "w.csv", "--product", "Kimi")
    assert (code, "not a pair like" in err) == (2, True)


def test_a_dash_is_standard_input(call, client, monkeypatch):
    table = "产品,数值".encode("gb18030")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table)))
    call("import", "-")
    assert Path(client.wants[0].path).name == "stdin"
    assert client.read == table  # as it came: its encoding is found where a file's is


def test_a_table_with_nothing_to_take_is_exit_1(call, client):
    client.answer = preview(counts=(), sample=())
    assert call("import", "week.xlsx")[0] == 1
    client.answer = traffic(lines=(), points=0)
    assert call("import", "week.xlsx")[0] == 1


def test_a_refused_file_is_one_sentence(call, client):
    client.answer = ImportRejected("a damaged workbook")
    assert call("import", "week.xlsx") == (1, "", "suanli-desk: a damaged workbook\n")


def test_a_refused_file_is_json_where_that_is_wanted(call, client):
    client.answer = ImportRejected("a damaged workbook")
    code, out, err = call("import", "week.xlsx", "--format", "json")
    assert (code, err) == (1, "suanli-desk: a damaged workbook\n")
    assert json.loads(out) == {
        "taken": 0, "refused": [{"sheet": "", "row": 0, "why": "a damaged workbook"}], "layout": None, "unit": None,
        "series": [], "committed": False,
    }  # fmt: skip


def test_an_import_is_undone(call):
    assert call("import", "--undo")[1] == "The newest import was taken out: 3 rows\n"
    assert json.loads(call("import", "--undo", "--format", "json")[1]) == {"undone": 3}


def test_where_nothing_is_left_to_undo_that_is_said(call, client):
    client.undo_import = lambda: done(0)
    assert call("import", "--undo")[:2] == (1, "There is no import left to take out\n")


@pytest.mark.parametrize("words", [("import",), ("import", "week.xlsx", "--undo")])
def test_a_file_or_undo_but_one_of_them(call, words):
    code, _, said = call(*words)
    assert (code, said) == (2, "suanli-desk: import takes a file or --undo, one of the two\n")
