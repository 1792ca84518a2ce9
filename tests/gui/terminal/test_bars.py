"""``bars`` with indicators beside, from a data side that answers at once, and from the bundled week."""

import contextlib
import csv
import io
import json

import pytest

import main
from models.errors import Unreachable
from tests.gui.terminal.answers import done
from tests.models.samples import bars

DAYS = ("--from", "2024-09-23", "--to", "2024-09-24")
NVDA = {"0918": 10.0, "0919": 12.0, "0920": 14.0, "0923": 16.0, "0924": 24.0}
IXIC = {"0919": 100.0, "0920": 110.0, "0923": 100.0}


class Client:
    """Bars by name; what was wanted is kept."""

    def __init__(self):
        self.wants = []
        self.held = {"NVDA.US": bars(NVDA, name="NVDA.US"), "IXIC": bars(IXIC, name="IXIC")}

    def bars(self, want):
        self.wants.append(want)
        return done(self.held[want.instrument.id])


@pytest.fixture
def client(monkeypatch):
    made = Client()
    monkeypatch.setattr(main.Desk, "client", lambda desk: contextlib.nullcontext(made))
    return made


@pytest.fixture
def call(tmp_path, capsysbinary):
    def called(*words, lang="en"):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), "--lang", lang, "bars", *words])
        except SystemExit as left:
            code = left.code
        out = capsysbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return called


def rows(text):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| 2024")]


def test_lines_are_known_from_the_first_bar_on_because_older_ones_are_asked_for(call, client):
    code, out, said = call("NVDA", *DAYS, "--indicators", "ma:2,4", "--format", "table")
    assert [row[-2:] for row in rows(out)] == [["15.00", "13.00"], ["20.00", "16.50"]]
    assert (code, said) == (0, "")
    (want,) = client.wants
    assert (str(want.start), str(want.end)) == ("2018-09-25", "2024-09-24")


def test_without_indicators_nothing_more_is_asked_for(call, client):
    code, out, _ = call("NVDA", *DAYS)
    assert (code, str(client.wants[0].start)) == (0, "2024-09-23")
    assert [sorted(bar) for bar in json.loads(out)["bars"]] == [
        sorted(["date", "open", "high", "low", "close", "volume", "turnover"])
    ] * 2


def test_a_comparison_is_with_the_markets_benchmark_carried_to_its_days(call, client):
    _, out, _ = call("NVDA", *DAYS, "--indicators", "rel")
    made = json.loads(out)
    assert [bar["indicators"]["REL"] for bar in made["bars"]] == pytest.approx([100.0, 150.0])
    assert made["benchmark"] == "IXIC"
    assert {want.instrument.id for want in client.wants} == {"NVDA.US", "IXIC"}


def test_the_benchmark_and_its_source_stand_under_the_table(call, client):
    _, out, _ = call("NVDA", *DAYS, "--indicators", "rel", "--format", "table")
    assert [line.split(":")[0] for line in out.splitlines()[-2:]] == ["NVDA.US", "IXIC"]


def test_a_benchmark_that_does_not_come_leaves_its_line_empty_and_fails(call, client):
    client.bars = lambda want: done(Unreachable("refused") if want.instrument.id == "IXIC" else client.held["NVDA.US"])
    code, out, said = call("NVDA", *DAYS, "--indicators", "rel;ma:2", "--format", "csv")
    made = list(csv.DictReader(io.StringIO(out)))
    assert ([row["REL"] for row in made], [row["MA2"] for row in made]) == (["", ""], ["15.0", "20.0"])
    assert (code, said) == (1, "IXIC: refused\n")


def test_a_benchmark_that_may_end_early_is_named(call, client):
    client.held["IXIC"] = bars(IXIC, name="IXIC", doubt="refused")
    assert call("NVDA", *DAYS, "--indicators", "rel")[::2] == (1, "IXIC: refused\n")
    assert call("NVDA", *DAYS, "--indicators", "ma")[::2] == (0, "")


def test_a_workbook_has_the_lines_beside_the_prices(call, client, tmp_path):
    file = tmp_path / "nvda.xlsx"
    assert call("NVDA", *DAYS, "--indicators", "ma:2;volma:2", "--out", str(file)) == (0, "", "")
    import openpyxl

    sheet = openpyxl.load_workbook(file).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (heads,) = [row for row in values if row[0] == "Date"]
    assert heads[-2:] == ["MA2", "VOLMA MA2"]
    assert values[values.index(heads) + 2][-2:] == [20, 1000]


@pytest.mark.parametrize(("name", "begins"), [("x.csv", "id,date,"), ("x.json", "{\n"), ("x.txt", "{\n")])
def test_a_file_is_what_its_ending_says(call, client, tmp_path, name, begins):
    assert call("NVDA", *DAYS, "--out", str(tmp_path / name))[0] == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_format_that_is_said_counts_more_than_the_ending(call, client, tmp_path):
    call("NVDA", *DAYS, "--format", "table", "--out", str(tmp_path / "x.csv"))
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").startswith("NVIDIA NVDA.US Daily")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("foo", '"foo" is no indicator; there are: ma, ema, boll, vwap, volma, macd, kdj, rsi, atr, rel'),
        ("kdj:x", '"kdj:x" has other numbers than it takes: period 2-500, k 1-100, d 1-100'),
        ("rel:2", '"rel:2": rel takes no numbers'),
    ],
)
def test_a_wrong_indicator_is_one_sentence_and_exit_2(call, client, asked, said):
    assert call("NVDA", *DAYS, "--indicators", asked) == (2, "", f"suanli-desk: {said}\n")
    assert client.wants == []


def test_days_without_a_session_are_a_sentence(call, client):
    code, out, said = call("NVDA", "--from", "2024-09-21", "--to", "2024-09-22", "--indicators", "ma", lang="zh")
    assert (code, out, said) == (1, "", "NVDA.US: 2024-09-21 至 2024-09-22 没有交易\n")


def test_without_days_it_is_what_a_chart_asks_for(call, client):
    client.held["NVDA.US"] = bars(NVDA, name="NVDA.US")
    call("NVDA", "--to", "2024-09-24", "--interval", "1m")
    assert str(client.wants[0].start) == "2024-09-16"


def test_a_first_day_that_has_not_come_is_a_wrong_word(call, client):
    code, _, said = call("NVDA", "--from", "2199-01-01")
    assert code == 2
    assert "2199-01-01 lies after" in said
    assert client.wants == []


def test_closes_alone_have_the_lines_that_need_no_more(call):
    code, out, _ = call("NVDA", *DAYS, "--offline", "--indicators", "ma:2;kdj", "--format", "table")
    assert rows(out) == [
        ["2024-09-23", "116.26", "116.13", "--", "--", "--"],
        ["2024-09-24", "120.87", "118.56", "--", "--", "--"],
    ]
    assert code == 0
    assert "bundled facts" in out


def test_minutes_have_the_exchanges_clock(call):
    one_day = ("--from", "2024-09-24", "--to", "2024-09-24", "--interval", "60m")
    _, out, _ = call("NVDA", *one_day, "--simulated", "--indicators", "ma:2;rel", "--format", "table")
    assert "Time (America/New_York)" in out
    assert [row[1] for row in rows(out)] == ["09:30", "10:30", "11:30", "12:30", "13:30", "14:30", "15:30"]
    assert rows(out)[0][-1] == "100.00"
    assert not any(cell == "--" for row in rows(out) for cell in row)
