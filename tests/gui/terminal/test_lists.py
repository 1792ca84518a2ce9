"""``lists`` on the command line: offline with a data process of its own, ``show`` with one that answers at once."""

import contextlib
import csv
import io
import json

import pytest

import main
from data_sources.profile import Owner
from data_sources.protocol import QuotesAnswer, Status
from gui.tables.columns import column
from models.errors import CacheError, Failure, NoSuchData
from models.lists.columns import KEYS
from models.lists.edits import columns
from models.lists.parts import parts_of
from models.lists.shown import BY, WORDS, is_meant
from tests.gui.terminal.answers import done
from tests.models.samples import bars, quote

TEXT = "600519.SH\n000001\nNVDA\nXYZZY\nNVDA\n"


@pytest.fixture
def call(tmp_path, capsysbinary):
    """Run a command offline in a profile of its own: exit code, stdout, stderr."""

    def called(*words, lang="en"):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), "--offline", "--lang", lang, *words])
        except SystemExit as left:
            code = left.code
        out, said = capsysbinary.readouterr()
        return code, out.decode(), said.decode()

    return called


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "mine.txt"
    made.write_text(TEXT)
    return str(made)


def names(call):
    return {one["name_en"]: one["rows"] for one in json.loads(call("lists", "--format", "json")[1])}


# what is kept


def test_a_new_profile_has_the_lists_that_ship(call):
    code, out, said = call("lists")
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in out.splitlines()]
    assert (code, said) == (0, "")
    assert lines[0] == ["Id", "Name", "Sections", "Rows"]
    assert lines[2][:2] == ["reference", "Compute chain"]
    assert "算力链" in call("lists", lang="zh")[1]


def test_an_import_is_shown_and_leaves_the_lists_alone(call, file):
    before = names(call)
    code, out, said = call("lists", "import", file)
    assert (code, said) == (0, "")
    assert [line.split("|")[1].strip() for line in out.splitlines() if line.startswith("| ")][1:] == [
        "Found", "Ambiguous", "Found", "Unknown", "Duplicate",
    ]  # fmt: skip
    assert out.splitlines()[-3:] == [
        "Found 2, Duplicate 1, Ambiguous 1, Unknown 1",
        "As a new list mine: 2 rows",
        "This is a preview; nothing has been taken yet.",
    ]
    assert names(call) == before


def test_an_import_is_kept_undone_and_done_again(call, file):
    before = names(call)
    code, out, _ = call("lists", "import", file, "--new", "Mine", "--commit")
    assert (code, out.splitlines()[-1]) == (0, "Taken; it can be undone.")
    assert names(call) == before | {"Mine": 2}
    assert call("lists", "undo") == (0, "Undone: lists imported Mine\n", "")
    assert names(call) == before
    assert call("lists", "redo") == (0, "Done again: lists imported Mine\n", "")
    assert names(call) == before | {"Mine": 2}
    assert call("lists", "redo") == (1, "", "Nothing to undo or redo\n")


def test_into_a_list_what_it_holds_is_no_news(call, file):
    before = names(call)
    told = json.loads(call("lists", "import", file, "--into", "cloud names", "--commit", "--format", "json")[1])
    assert (told["target"], told["new"], told["taken"], told["committed"]) == ("Cloud names", False, 2, True)
    assert names(call)["Cloud names"] == before["Cloud names"] + 2
    told = json.loads(call("lists", "import", file, "--into", "cloud_names", "--format", "json")[1])
    assert (told["counts"]["found"], told["counts"]["duplicate"], told["committed"]) == (0, 3, False)


@pytest.mark.parametrize("ending", ["txt", "blk", "EBK", "csv", "xlsx", "json"])
def test_what_is_exported_comes_in_again(call, tmp_path, ending):
    out = str(tmp_path / f"list.{ending}")
    assert call("lists", "export", "Cloud names", "--out", out) == (0, "", "")
    told = json.loads(call("lists", "import", out, "--format", "json")[1])
    assert [row["id"] for row in told["rows"] if row["state"] == "found"][:2] == ["MSFT.US", "AMZN.US"]
    assert told["counts"]["found"] == 7


def test_what_a_format_cannot_hold_is_named(call, tmp_path):
    code, _, said = call("lists", "export", "reference", "--out", str(tmp_path / "list.blk"))
    assert (code, said) == (0, "a block holds one list: its sections are left out\n")


def test_another_programs_profile_is_refused_and_left_as_it_is(call, file, tmp_path):
    before = names(call)
    owner = Owner(tmp_path / "profile")
    try:
        for words in (("import", file, "--commit"), ("undo",)):
            code, out, said = call("lists", *words)
            assert (code, out) == (1, "")
            assert said.splitlines()[-1] == "suanli-desk: another program has this profile"
        assert names(call) == before
        assert call("lists", "import", file)[0] == 0
    finally:
        owner.release()


def test_where_nothing_is_kept_nothing_is_said_to_be_taken(call, file):
    code, out, said = call("--simulated", "lists", "import", file, "--commit")
    assert (code, out, said) == (1, "", "suanli-desk: nothing can be kept in this profile\n")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("show", "nope"), 2, 'no list is called "nope": there are reference Compute chain, recommended'),
        (("show", "reference", "--columns", "last,foo"), 2, '"foo" is neither a column nor a set of columns'),
        (("export", "reference", "--out", "x.pdf"), 2, "--out x.pdf: its ending is none of .json .txt .blk"),
        (("export", "nope", "--out", "x.csv"), 2, 'no list is called "nope"'),
        (("import", "no-such-file"), 1, "suanli-desk: no such file"),
        (("import", "a", "--into", "b", "--new", "c"), 2, "argument --new: not allowed with argument --into"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(call, words, code, sentence):
    found, out, said = call("lists", *words)
    assert (found, out, said.count("\n")) == (code, "", 1)
    assert sentence in said


def test_a_file_with_nothing_to_take_is_exit_1(call, tmp_path):
    (tmp_path / "odd.txt").write_text("XYZZY\n")
    code, out, _ = call("lists", "import", str(tmp_path / "odd.txt"), "--commit")
    assert (code, out.splitlines()[-1]) == (1, "Nothing in this file can be taken.")


# what is shown


class Client:
    """Has a quote of every row but Meta's, and the bars of Microsoft."""

    def __init__(self):
        self.quoted, self.asked, self.parts = [], [], {}

    def lists(self):
        return done(self.parts)

    def status(self):
        return done(Status(sources=()))

    def quotes(self, want):
        self.quoted += [one.id for one in want.instruments]
        found = [quote(one.id, 11.0, previous_close=10.0) for one in want.instruments if one.id != "META.US"]
        failures = (("META.US", Failure(kind="Unreachable", detail="offline")),)
        return done(QuotesAnswer(quotes=tuple(found), failures=failures))

    def bars(self, want):
        self.asked.append(want)
        if want.instrument.id != "MSFT.US":
            return done(NoSuchData("no such thing"))
        return done(bars({"0920": 10.0, "0923": 10.0}, name="MSFT.US"))


@pytest.fixture
def client(monkeypatch):
    made = Client()
    monkeypatch.setattr(main.Desk, "client", lambda desk: contextlib.nullcontext(made))
    return made


def test_a_list_without_period_columns_asks_for_no_history(call, client):
    code, out, said = call("lists", "show", "cloud_names", "--columns", "last,change_pct")
    assert (code, said) == (1, "META.US: offline\n")
    assert client.asked == []
    assert client.quoted[:4] == ["MSFT.US", "AMZN.US", "GOOG.US", "META.US"]
    lines = {line.split("|")[2].strip(): [cell.strip() for cell in line.split("|")] for line in out.splitlines()[1:10]}
    assert lines["MSFT.US"][3:6] == ["11.00", "+10.00%", "sample"]
    assert lines["META.US"][3:7] == ["--", "--", "--", "--"]
    assert lines[""][1:5] == ["[mean] 7", "", "", "+10.00%"]


def test_histories_are_asked_for_as_far_back_as_the_columns_go_and_those_that_lack_are_named(call, client):
    code, out, said = call("lists", "show", "cloud_names", "--columns", "pct:2014-09-22", "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert {want.start.year for want in client.asked} == {2013}
    assert all(want.actions for want in client.asked)
    assert "AMZN.US, daily bars: no such thing" in said.splitlines()
    assert [one["id"] for one in told["failures"]] == ["META.US"]
    assert "MSFT.US" not in [one["id"] for one in told["histories_lacking"]]
    assert told["sections"][0]["rows"][0]["bars_last_date"] == "2024-09-23"


def test_the_columns_are_those_the_list_shows_unless_others_are_asked_for(call, client):
    cloud = main.Desk(main.parser().parse_args(["--simulated"])).lists()[0]
    held = columns.choose(columns.save_set(cloud, "mine", ["open"]), "cloud_names", ["pe", "pb"])
    client.parts = parts_of(held)

    def heads(*words):
        return next(csv.reader(io.StringIO(call("lists", "show", "cloud_names", "--format", "csv", *words)[1])))[3:5]

    assert heads() == ["pe", "pb"]
    assert heads("--columns", "mine,high") == ["open", "high"]


def test_lists_that_cannot_be_read_are_named_beside_those_that_can(call, client):
    client.parts = {"order": ["reference", "l1"], "list:reference": {"shipped": True}, "list:l1": 7}
    code, out, said = call("lists")
    assert (code, "reference" in out) == (0, True)
    assert said == "some of your lists cannot be read: list:l1\n"


def test_quotes_of_a_list_are_those_of_its_rows(call, client):
    _, out, _ = call("quotes", "--list", "cloud names")
    assert [one["id"] for one in json.loads(out)["quotes"]][:3] == ["MSFT.US", "AMZN.US", "GOOG.US"]


def test_why_an_edit_is_not_kept_is_said_in_the_readers_language(call, client):
    client.undo_lists = lambda redo: done(CacheError("another program has this profile"))
    assert call("lists", "undo", lang="zh")[2] == "suanli-desk: 另一个程序正在使用此配置文件夹\n"


@pytest.mark.parametrize("key", [*KEYS, "pct:5", "pct:2024-09-20"])
def test_every_column_is_the_windows(key):
    assert is_meant(key) is column(key).aggregates
    if key not in WORDS and column(key).by:
        assert column(key).by in (BY.get(key, key), "change_pct")  # the line of the day sorts by the day's change
