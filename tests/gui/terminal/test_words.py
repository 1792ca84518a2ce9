"""``override`` and ``import`` on the command line, with a data side that answers at once."""

import contextlib
import json

import pytest

import main
from models.errors import ImportRejected
from models.facts import Override, Said
from tests.gui.terminal.answers import done
from tests.gui.imports.test_market import preview
from tests.models.samples import ASKED, day

ADD = ("override", "add", "688256.SH", "--date", "2024-09-25", "--what", "close", "--value", "222.01",
       "--author", "Li", "--reason", "typo")  # fmt: skip


class Client:
    def __init__(self):
        self.kept, self.dropped, self.wants, self.answer = [], [], [], preview()

    def keep_override(self, override):
        self.kept.append(override)
        return done(override)

    def overrides(self):
        return done((Override(instrument="X.US", date=day("0925"), what=Said.SHARES, value=1e9, author="Wang",
                              reason="10-Q", made_at=ASKED, number=4),))  # fmt: skip

    def drop_override(self, number):
        self.dropped.append(number)
        return done(None)

    def bring_in(self, want):
        self.wants.append(want)
        return done(self.answer)

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


def test_an_override_is_added_with_author_and_reason(call, client):
    code, out, _ = call(*ADD)
    (kept,) = client.kept
    assert (kept.instrument, kept.what, kept.value, kept.author, kept.reason) == (
        "688256.SH", Said.CLOSE, 222.01, "Li", "typo",
    )  # fmt: skip
    assert kept.made_at > ASKED
    assert code == 0
    assert "222.01" in out


@pytest.mark.parametrize("lacking", ["--author", "--reason", "--date", "--what", "--value"])
def test_an_override_says_who_why_and_what(call, client, lacking):
    words = list(ADD)
    place = words.index(lacking)
    assert call(*words[:place], *words[place + 2 :])[0] == 2
    assert client.kept == []


def test_overrides_are_listed_with_their_numbers(call):
    line = call("override", "list")[1].splitlines()[-1]
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        "4", "X.US", "shares", "2024-09-25", "1,000,000,000", "Wang", "10-Q", "2024-09-26T01:00:00+00:00",
    ]  # fmt: skip


def test_an_override_is_dropped_by_its_number(call, client):
    assert call("override", "drop", "4")[0] == 0
    assert client.dropped == [4]


def test_a_table_is_shown_and_taken_when_it_is_said_so(call, client):
    code, out, _ = call("import", "week.xlsx")
    assert code == 0
    assert "week.xlsx: Wind, close 1; instruments 1, dates 2024-09-25" in out
    assert "Not taken, <b>S</b> row 3: no such thing" in out
    assert out.splitlines()[-1] == "This is a preview; nothing has been taken yet."
    call("import", "week.xlsx", "--commit")
    assert [(want.path, want.commit) for want in client.wants] == [("week.xlsx", False), ("week.xlsx", True)]


def test_a_preview_for_programs(call):
    made = json.loads(call("import", "week.xlsx", "--format", "json")[1])
    assert (made["counts"], made["vendor"], made["from"], made["committed"]) == (
        {"close": 1},
        "Wind",
        "2024-09-25",
        False,
    )
    assert made["sample"][0] == {
        "id": "688256.SH", "date": "2024-09-25", "what": "close", "value": 222.01, "currency": "CNY",
    }  # fmt: skip


def test_a_table_with_nothing_to_take_is_exit_1(call, client):
    client.answer = preview(counts=(), sample=())
    assert call("import", "week.xlsx")[0] == 1


def test_a_refused_file_is_one_sentence(call, client):
    client.answer = ImportRejected("a damaged workbook")
    assert call("import", "week.xlsx") == (1, "", "suanli-desk: a damaged workbook\n")


def test_an_import_is_undone(call):
    assert call("import", "--undo")[1] == "The newest import was taken out: 3 rows\n"


@pytest.mark.parametrize("words", [("import",), ("import", "week.xlsx", "--undo")])
def test_a_file_or_undo_but_one_of_them(call, words):
    code, _, said = call(*words)
    assert (code, said) == (2, "suanli-desk: import takes a file or --undo, one of the two\n")
