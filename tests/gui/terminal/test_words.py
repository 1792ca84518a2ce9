"""``override`` on the command line, with a data side that answers at once."""

import contextlib

import pytest

import main
from models.facts import Override, Said
from tests.gui.terminal.answers import done
from tests.models.samples import ASKED, day

ADD = ("override", "add", "688256.SH", "--date", "2024-09-25", "--what", "close", "--value", "222.01",
       "--author", "Li", "--reason", "typo")  # fmt: skip


class Client:
    def __init__(self):
        self.kept, self.dropped = [], []

    def keep_override(self, override):
        self.kept.append(override)
        return done(override)

    def overrides(self):
        return done((Override(instrument="X.US", date=day("0925"), what=Said.SHARES, value=1e9, author="Wang",
                              reason="10-Q", made_at=ASKED, number=4),))  # fmt: skip

    def drop_override(self, number):
        self.dropped.append(number)
        return done(None)


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
