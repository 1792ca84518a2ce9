"""``measure``: ranges of the bundled week and of a simulated market."""

import contextlib
import json

import pytest

import main
from models.errors import Unreachable
from tests.gui.terminal.answers import done
from tests.models.samples import bars, cash

WEEK = ("--from", "2024-09-23", "--until", "2024-09-25")


@pytest.fixture
def call(tmp_path, capsysbinary):
    def called(*words, lang="zh", market="--offline"):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), market, "--lang", lang, "measure", *words])
        except SystemExit as left:
            code = left.code
        out = capsysbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return called


def row(text, label):
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {label} ")]
    return [cell.strip() for cell in line.split("|")[2:-1]]


def test_three_markets_side_by_side_are_the_notes_own_numbers(call):
    code, out, _ = call("NVDA.US", "688256", "0020.HK", *WEEK)
    assert row(out, "区间统计") == ["英伟达 NVDA.US", "寒武纪 688256.SH", "商汤科技 00020.HK"]
    assert row(out, "涨跌幅") == ["+6.47%", "+6.29%", "+6.84%"]
    assert row(out, "基准：前一根收盘") == ["116.00", "208.87", "1.170"]
    assert row(out, "成交量（股）") == ["--"] * 3
    assert code == 0


def test_plain_data_says_the_same(call):
    made = json.loads(call("NVDA.US", *WEEK, "--format", "json")[1])
    assert [(one["id"], one["base"], one["close"], one["sessions"]) for one in made] == [("NVDA.US", 116.0, 123.51, 3)]
    assert made[0]["change_pct"] == pytest.approx((123.51 / 116 - 1) * 100)


def test_minutes_begin_from_the_close_before(call):
    code, out, _ = call("NVDA.US", "688256", *WEEK, "--interval", "5m", market="--simulated")
    assert row(out, "区间") == ["2024-09-23 09:30 至 2024-09-25 15:55", "2024-09-23 09:30 至 2024-09-25 14:55"]
    assert len(row(out, "基准：前一根收盘")) == 2
    assert "SIMULATED" in out
    assert code == 0


def test_a_file_is_what_its_ending_says(call, tmp_path):
    assert call("NVDA.US", *WEEK, "--out", str(tmp_path / "x.json"))[0] == 0
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))[0]["id"] == "NVDA.US"


def test_who_has_no_bars_is_named_beside_the_others(call):
    code, out, said = call("NVDA.US", "600000.SH", *WEEK, lang="en")
    assert code == 1
    assert "600000" not in out
    assert [line.split(":")[0] for line in said.splitlines()] == ["600000.SH", "NVDA.US"]


def test_days_without_a_session_are_a_sentence_and_no_table(call):
    code, out, said = call("NVDA.US", "--from", "2024-09-21", "--until", "2024-09-22", lang="en")
    assert (code, out) == (1, "")
    assert said == "NVDA.US: no session from 2024-09-21 to 2024-09-22\n"


def test_bars_that_cannot_be_adjusted_are_refused(call):
    code, out, said = call("NVDA.US", *WEEK, "--adjust", "qfq", lang="en")
    assert (code, out) == (1, "")
    assert said.startswith("NVDA.US: reference knows no splits")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("NVDA", "--from", "2024-09-25", "--until", "2024-09-23"), "--from 2024-09-25 lies after --until 2024-09-23"),
        (("??", *WEEK), '"??" is not understood'),
        (("NVDA", "--from", "2024-09-25"), "the following arguments are required: --until/--to"),
        (WEEK, "the following arguments are required: ID"),
        (("NVDA", *WEEK, "--interval", "2m"), "invalid choice: '2m'"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_exit_2(call, words, said):
    code, out, err = call(*words, lang="en")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert said in err


class Client:
    def __init__(self, held):
        self.held, self.wants = held, []

    def bars(self, want):
        self.wants.append(want)
        return done(self.held[want.instrument.id])


@pytest.fixture
def market(monkeypatch):
    def put(**held):
        made = Client({name.replace("_", "."): one for name, one in held.items()})
        monkeypatch.setattr(main.Desk, "client", lambda desk: contextlib.nullcontext(made))
        return made

    return put


def test_what_went_ex_stands_in_the_column_of_its_own_share(call, market):
    plain = {"0920": 10.0, "0923": 11.0}
    market(NVDA_US=bars(plain, name="NVDA.US"), AMD_US=bars(plain, name="AMD.US", actions=(cash("0923", 0.1),)))
    code, out, _ = call("NVDA", "AMD", *WEEK, market="--lang=zh")
    assert row(out, "区间内除权除息（价格未复权，涨跌含缺口）") == ["--", "2024-09-23"]
    assert code == 0


def test_doubtful_bars_are_shown_named_and_fail(call, market):
    made = market(NVDA_US=bars({"0920": 10.0, "0923": 11.0}, name="NVDA.US", doubt="refused"), AMD_US=Unreachable("no"))
    code, out, said = call("NVDA", "AMD", *WEEK, market="--lang=en", lang="en")
    assert code == 1
    assert row(out, "Change %") == ["+10.00%"]
    assert said == "AMD.US: no\nNVDA.US: refused\n"
    assert {str(want.start) for want in made.wants} == {"2023-08-20"}
    assert {want.actions for want in made.wants} == {True}
