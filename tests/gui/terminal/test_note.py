"""``note`` and ``pack`` on the command line: what a scheduler or a colleague's machine gets."""

import io
import json
import zipfile

import pytest

import main
from models.note.settings import NoteSettings
from models.pack.file import written
from models.pack.values import Pack
from tests.models.note.samples import inputs
from tests.models.note.test_sentences import LINES
from tests.models.pack.test_pack import restated_close

REFERENCE = ("--from", "2024-09-23", "--to", "2024-09-25")


@pytest.fixture
def call(tmp_path, capsysbinary):
    """Run a command in a profile of its own: exit code, stdout, stderr."""

    def called(*words):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), "--offline", *words])
        except SystemExit as left:
            code = left.code
        out, said = capsysbinary.readouterr()
        return code, out.decode(errors="replace"), said.decode()

    return called


def test_the_reference_note_is_written_and_not_final(call):
    code, out, said = call("note", *REFERENCE, "--format", "md", "--out", "-")
    assert code == 3
    assert all(line in out for line in LINES)
    assert "所印为+5.73%" in out
    assert "SenseTime won the build-and-operate project" in out
    assert said


def test_one_language_where_it_is_asked_for(call):
    out = call("--lang", "en", "note", *REFERENCE)[1]
    assert "SenseTime +6.84%" in out
    assert LINES[0] not in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("note",), "--window"),
        (("note", *REFERENCE, "--window", "last"), "--window"),
        (("note", *REFERENCE, "--format", "md,docx"), "--format"),
        (("note", *REFERENCE, "--format", "doc"), "choose from md, docx"),
        (("pack", "nowhere.suanlipack"), "No such file"),
        (("pack", "nowhere.suanlipack", "--format", "json"), "--against"),
        (("pack", "nowhere.suanlipack", "--against", "none", "--format", "docx"), "md or json"),
    ],
)
def test_wrong_words_are_one_sentence(call, words, says):
    code, out, said = call("--lang", "en", *words)
    assert (code, out) == (2, "")
    assert says in said


def test_without_a_percentage_nothing_is_written(call, tmp_path):
    days = ("--from", "2031-01-06", "--to", "2031-01-10")
    code, out, said = call("--lang", "en", "note", *days, "--out", str(tmp_path / "out"))
    assert (code, out) == (1, "")
    first, *why = said.splitlines()
    assert "nothing was written" in first
    assert 1 <= len(why) <= 3 and all("offline" in one for one in why)
    assert not (tmp_path / "out").exists()


def test_every_format_into_a_folder_and_the_pack_makes_them_again(call, tmp_path):
    folder = tmp_path / "out"
    code, out, _ = call("note", *REFERENCE, "--out", str(folder), "--format", "md,docx,xlsx,pdf,pack")
    assert code == 3
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(name.rpartition(".")[2] for name in made) == sorted(
        [*("md", "docx", "xlsx", "pdf") * 2, "suanlipack"]
    )
    assert len(out.splitlines()) == len(made)
    heads = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "suanlipack": b"PK", "md": b"#"}
    assert all(content.startswith(heads[name.rpartition(".")[2]]) for name, content in made.items())
    (packed,) = folder.glob("*.suanlipack")
    with zipfile.ZipFile(packed) as held:
        assert {"manifest.json", "inputs/bars.json", "text/zh.md", "text/en.md"} <= set(held.namelist())
    again = call("pack", str(packed))
    assert again[0] == 3
    for lang in ("zh", "en"):
        (printed,) = (content.decode() for name, content in made.items() if name.endswith(f"{lang}.md"))
        assert printed in again[1]


def test_a_folder_that_cannot_be_made_is_one_sentence(call, tmp_path):
    (tmp_path / "file").write_text("")
    code, out, said = call("--lang", "en", "note", *REFERENCE, "--format", "md", "--out", str(tmp_path / "file" / "x"))
    assert (code, out) == (2, "")
    assert "--out" in said


def test_two_packs_tell_what_was_restated(call, tmp_path):
    held = inputs()
    old, new = tmp_path / "old.suanlipack", tmp_path / "new.suanlipack"
    for path, of in ((old, held), (new, restated_close(held, "002463.SZ", 33.99))):
        path.write_bytes(written(Pack(inputs=of, settings=NoteSettings())))
    code, out, _ = call("--lang", "en", "pack", str(new), "--against", str(old))
    assert code == 1
    assert "WUS Printed Circuit 002463.SZ" in out
    assert "33.99" in out
    told = json.loads(call("pack", str(new), "--against", str(old), "--format", "json")[1])
    assert {one["what"] for one in told["restated"]} == {"close", "return", "excess"}
    assert call("--lang", "en", "pack", str(old), "--against", str(old))[0] == 0


def test_a_file_that_is_no_pack_is_one_sentence(call, tmp_path):
    path = tmp_path / "x.suanlipack"
    path.write_bytes(io.BytesIO(b"no zip").getvalue())
    code, out, said = call("--lang", "en", "pack", str(path))
    assert (code, out) == (1, "")
    assert "report pack" in said
