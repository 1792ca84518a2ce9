"""The command line: one sentence and exit 2 for a wrong word, and every number of the window without a window."""

import csv
import io
import json
import os
import runpy
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import main
from data_sources.user import UserData
from gui.terminal.writing import write
from models.charts.paper import GRID, KIND, grid_written
from models.charts.values import GridSpec, reshaped
from models.errors import Unreachable
from models.lists import parts
from models.lists.edits import rows, tabs
from models.lists.values import Lists
from tests.house.parts import python, run

NOW = 1_727_000_000.0
WEEK = ("--from", "2024-09-23", "--to", "2024-09-25")
TWELVE = ("+6.47%", "+7.78%", "+3.89%", "+6.29%", "+3.73%", "+2.73%", "+6.84%", "+11.72%", "+11.92%", "+7.15%",
          "+7.57%", "+5.75%")  # fmt: skip
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def call(tmp_path, capsysbinary):
    """Run a command in a profile of its own: exit code, bytes on stdout, text on stderr."""

    def called(*words):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), *words])
        except SystemExit as left:
            code = left.code
        out, said = capsysbinary.readouterr()
        return code, out, said.decode()

    return called


def parsed(*words):
    return main.parser().parse_args(words)


# wrong words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("review", "suanli-desk review: the following arguments are required: --from, --to"),
        ("review --from yesterday --to 2024-09-25", "argument --from: not a date like 2024-09-23: yesterday"),
        ("review --from 2024-09-23 --to 2024-09-31", "argument --to: not a date like 2024-09-23: 2024-09-31"),
        ("review --from 0001-01-01 --to 0001-01-05", "argument --from: not a date like 2024-09-23: 0001-01-01"),
        ("review --from 2024-09-25 --to 2024-09-23", "suanli-desk: --from 2024-09-25 lies after --to 2024-09-23"),
        ("review --from 2024-09-23 --to 2024-09-25 --format pdf", "argument --format: invalid choice: 'pdf'"),
        ("bars --from 2024-09-23 --to 2024-09-25", "suanli-desk bars: the following arguments are required: ID"),
        ("bars NVDA --from 2024-09-25 --to 2024-09-23", "suanli-desk: --from 2024-09-25 lies after --to 2024-09-23"),
        ("bars NVDA --from 2024-09-23 --to 2024-09-25 --adjust both", "argument --adjust: invalid choice: 'both'"),
        ("bars ?? --from 2024-09-23 --to 2024-09-25", '"??" is not understood: not a code of any market known here'),
        ("bars 881121 --from 2024-09-23 --to 2024-09-25", '"881121" is not understood: 88xxxx are a vendor\'s private'),
        ("quotes", "suanli-desk quotes: one of the arguments ID --list is required"),
        ("quotes NVDA --list reference", "suanli-desk quotes: argument --list: not allowed with argument ID"),
        ("lists drop", "suanli-desk lists: argument verb: invalid choice: 'drop'"),
        ("lists show", "suanli-desk lists show: the following arguments are required: LIST"),
        ("lists export reference", "suanli-desk lists export: the following arguments are required: --out"),
        ("profile", "suanli-desk profile: the following arguments are required: verb"),
        ("profile import", "suanli-desk profile import: the following arguments are required: FILE"),
        ("quotes NVDA ??", '"??" is not understood'),
        ("doctor --loud", "unrecognized arguments: --loud"),
        ("weekly", "invalid choice: 'weekly'"),
        ("--lang fr doctor", "argument --lang: invalid choice: 'fr'"),
        ("--theme blue", "argument --theme: invalid choice: 'blue'"),
        ("--size 0x0", "argument --size: not a size like 1600x900: 0x0"),
        ("--size wide", "argument --size: not a size like 1600x900: wide"),
        ("--scale 0", "argument --scale: not a scale like 1.5: 0"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_exit_2(call, words, sentence):
    code, out, said = call(*words.split())
    assert (code, out) == (2, b"")
    assert sentence in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("words", ["bars 000001 --from 2024-09-23 --to 2024-09-25", "quotes NVDA 000001"])
def test_an_ambiguous_code_is_answered_with_what_it_may_mean(call, words):
    code, _, said = call(*words.split())
    assert code == 2
    assert '"000001" may mean: 000001.SZ, 000001.SH; write one of them' in said


def test_candidates_carry_the_names_that_are_known(call):
    assert "000300.SZ, 000300.SH 沪深300" in call("--lang", "zh", "quotes", "000300")[2]


def test_a_profile_that_cannot_be_a_folder_is_a_wrong_word(call, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    code, _, said = call("doctor", "--profile", str(file))
    assert code == 2
    assert said.startswith(f"suanli-desk: --profile {file}: ")


@pytest.mark.parametrize("out", [".", "", "no/such/folder/week.xlsx"])
def test_a_file_that_cannot_be_written_is_a_wrong_word(tmp_path, monkeypatch, capsys, out):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        write(b"content", out)
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith(f"suanli-desk: --out {out}: ")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_a_files_place_says_what_to_do(call, tmp_path):
    code, out, said = call("--offline", "--lang", "en", "review", *WEEK, "--out", str(tmp_path))
    assert (code, out, said) == (1, b"", "suanli-desk: a folder has this name: choose another name\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a device of POSIX")
def test_a_device_is_written_to_and_stays_one(tmp_path):
    device = tmp_path / "pipe"
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(b"content", str(device))
        assert os.read(reader, 100) == b"content"
    finally:
        os.close(reader)
    assert device.is_fifo() and list(tmp_path.iterdir()) == [device]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("out", ["-", "/dev/full"])
def test_a_full_disk_behind_stdout_is_one_sentence(tmp_path, out):
    words = ("--profile", str(tmp_path), "--offline", "--lang", "en", "events", "--out", out)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "main.py", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "suanli-desk: no room is left on this disk: free some, or choose another place\n"


def test_a_spawned_process_leaves_ctrl_c_to_its_parent():
    before = signal.getsignal(signal.SIGINT)
    try:
        runpy.run_path("main.py", run_name="__mp_main__")
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_error_takes_the_place_of_the_line_that_told_how_far_it_was(call, monkeypatch, tmp_path):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, _, said = call("--offline", "--lang", "en", "events", "--out", str(tmp_path))
    assert (code, said) == (1, "\r\x1b[Ksuanli-desk: a folder has this name: choose another name\n")


def test_ctrl_c_before_a_command_has_begun_is_exit_130(call, monkeypatch):
    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "Desk", interrupted)
    assert call("doctor") == (130, b"", "")


def test_help_is_exit_0_on_a_console_without_chinese():
    done = run(sys.executable, "main.py", "--help", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "Suanli Desk ???" in done.stdout


# options


@pytest.mark.parametrize("options", [("--offline",), ("--simulated",), ("--lang", "zh"), ("--profile", "here")])
def test_a_global_option_means_the_same_before_and_after_the_command(options):
    assert parsed(*options, "review", *WEEK) == parsed("review", *WEEK, *options)


def test_a_leading_double_dash_is_taken_off(call):
    assert call("--", "weekly")[0] == 2
    with pytest.raises(SystemExit) as left:
        main.main(["--", "--help"])
    assert left.value.code == 0


@pytest.mark.parametrize(
    ("stored", "words", "convention"),
    [
        ({}, (), "green-up"),
        ({}, ("--lang", "zh"), "red-up"),
        ({"lang": "zh"}, (), "red-up"),
        ({"convention": "blue-orange"}, ("--lang", "zh"), "blue-orange"),
        ({"convention": "blue-orange"}, ("--convention", "red-up"), "red-up"),
        ({"convention": "mauve", "lang": "zh"}, (), "red-up"),
    ],
)
def test_up_is_coloured_as_asked_for_as_stored_or_as_readers_of_the_language_expect(
    tmp_path, stored, words, convention
):
    (tmp_path / "settings.json").write_text(json.dumps(stored))
    desk = main.Desk(parsed("--profile", str(tmp_path), *words))
    assert desk.convention == convention
    assert desk.ignored == (("convention",) if stored.get("convention") == "mauve" else ())


def test_a_damaged_settings_file_is_named(tmp_path):
    (tmp_path / "settings.json").write_text("{")
    assert main.Desk(parsed("--profile", str(tmp_path))).ignored == ("settings.json",)


def test_an_expected_failure_is_one_sentence_and_exit_1(call, monkeypatch):
    def broken(desk):
        raise Unreachable("the data service was restarted")

    monkeypatch.setattr("gui.terminal.doctor.run", broken)
    assert call("doctor") == (1, b"", "suanli-desk: the data service was restarted\n")


# the review


def test_the_offline_review_prints_the_twelve_numbers(call):
    code, out, _ = call("review", *WEEK, "--offline")
    text = out.decode()
    assert code == 0
    assert [number for number in TWELVE if number not in text] == []
    assert "本周" not in text


def test_every_member_can_be_had_as_utf_8_json(call):
    code, out, _ = call("--lang", "zh", "review", *WEEK, "--offline", "--all", "--format", "json")
    made = json.loads(out.decode("utf-8"))
    rows = [row for sector in made["sectors"] for row in sector["rows"]]
    assert (code, len(rows)) == (0, 23)
    assert "英伟达".encode() in out
    assert rows[0]["change_pct"] == (123.51 / 116.0 - 1.0) * 100.0


@pytest.mark.parametrize("to_file", [True, False], ids=["file", "stdout"])
def test_the_workbook_goes_to_a_file_or_to_stdout(call, tmp_path, to_file):
    import openpyxl

    target = tmp_path / "week.xlsx"
    code, out, _ = call("review", *WEEK, "--offline", "--format", "xlsx", "--out", str(target) if to_file else "-")
    content = target.read_bytes() if to_file else out
    assert (code, out == b"") == (0, to_file)
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Figure 1", "Sources"]


def test_a_week_nobody_can_answer_for_is_exit_1_and_names_every_row(call):
    code, out, said = call("review", "--from", "2020-01-06", "--to", "2020-01-10", "--offline")
    assert code == 1
    assert out.decode().startswith("# Figure 1")
    assert len([line for line in said.splitlines() if "offline" in line]) == 12


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_a_display_the_window_becomes_the_reference_table(call, monkeypatch):
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    code, out, said = call()
    assert (code, said.splitlines()[0]) == (0, main.NO_DISPLAY)
    assert [number for number in TWELVE if number not in out.decode()] == []


# bars, quotes, doctor


def test_bars_as_csv_stand_alone_on_every_line(call):
    code, out, _ = call("bars", "英伟达", *WEEK, "--simulated", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.decode())))
    assert code == 0
    assert [row["date"] for row in rows] == ["2024-09-23", "2024-09-24", "2024-09-25"]
    assert {(row["id"], row["source"]) for row in rows} == {("NVDA.US", "simulated")}


@pytest.mark.parametrize(("options", "count"), [((), 7), (("--extended",), 17)])
def test_bars_of_an_hour_with_and_without_the_night(call, options, count):
    one_day = ("--from", "2024-09-24", "--to", "2024-09-24")
    code, out, _ = call("bars", "NVDA", *one_day, "--simulated", "--interval", "60m", *options)
    made = json.loads(out)
    assert (code, made["extended"], len(made["bars"])) == (0, bool(options), count)


def test_bars_that_cannot_be_adjusted_are_refused_and_not_passed_off(call):
    code, out, said = call("bars", "NVDA", *WEEK, "--offline", "--adjust", "qfq")
    assert (code, out) == (1, b"")
    assert "reference knows no splits and dividends" in said


def test_quotes_are_json_with_one_entry_a_name(call):
    code, out, _ = call("quotes", "NVDA", "NVDA.US", "00700", "--simulated")
    made = json.loads(out)
    assert (code, made["failures"]) == (0, [])
    assert {quote["id"]: quote["currency"] for quote in made["quotes"]} == {"NVDA.US": "USD", "00700.HK": "HKD"}


def test_the_check_up_names_versions_profile_and_sources(call, tmp_path):
    _, out, _ = call("doctor", "--offline")
    text = out.decode()
    for word in ("Python", "PySide6-Essentials", str(tmp_path / "profile"), "yahoo", "akshare", "tencent", "reference"):
        assert word in text


# what is loaded


def test_importing_main_loads_nothing_heavy():
    """Every spawned process imports it again."""
    loaded = python("import main, sys; print(*sys.modules)").stdout.split()
    heavy = {"PySide6", "numpy", "pandas", "httpx", "openpyxl", "data_sources", "gui"}
    assert heavy & {name.partition(".")[0] for name in loaded} == set()
    assert {name for name in loaded if name.startswith("models")} == {"models", "models.arguments"}


def test_a_headless_command_loads_no_qt(tmp_path):
    code = (
        "import main, sys\n"
        "if __name__ == '__main__':\n"
        f"    main.main(['review', *{WEEK!r}, '--offline', '--profile', {str(tmp_path)!r}, '--format', 'xlsx'])\n"
        "    heavy = {name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'pandas', 'gui.'))}\n"
        "    print({name for name in heavy if not name.startswith('gui.terminal')}, file=sys.stderr)\n"
    )
    done = run(sys.executable, "-c", code, errors="replace")
    assert done.stderr.splitlines()[-1] == "set()", done.stderr


# what the window begins with


def test_the_window_begins_with_the_lists_as_they_were_left(tmp_path):
    desk = main.Desk(parsed("--profile", str(tmp_path), "--lang", "zh"))
    default, kept = desk.lists()
    assert kept == default
    assert [one.name("zh") for one in default.lists] == ["算力链", "建议关注", "云厂商"]
    assert default.lists[0].sections[-1].name("en") == "Benchmarks"
    mine = tabs.rename(rows.remove(default, "reference", ["NVDA.US"]), "cloud_names", "云")
    with closing(UserData(tmp_path, NOW)) as user:
        user.lists.edit("edit.x", "", parts.changed(Lists(), mine, default), NOW)
    assert desk.lists() == (default, mine)
    simulated = main.Desk(parsed("--profile", str(tmp_path), "--simulated"))
    assert simulated.lists() == (default, default)


def test_the_window_begins_with_the_charts_as_they_were_left(tmp_path):
    desk = main.Desk(parsed("--profile", str(tmp_path)))
    assert desk.grid() is None
    nine = reshaped(GridSpec(), 9)
    with closing(UserData(tmp_path, NOW)) as user:
        user.papers.keep(KIND, {GRID: grid_written(nine)}, NOW)
    assert desk.grid() == nine
    assert main.Desk(parsed("--profile", str(tmp_path), "--simulated")).grid() is None


@pytest.mark.parametrize("said", [{"order": []}, {"order": ["gone"]}, {"order": 7}, {"list:x": None}])
def test_lists_that_say_nothing_are_never_no_list_at_all(tmp_path, said):
    with closing(UserData(tmp_path, NOW)) as user:
        user.lists.edit("edit.x", "", said, NOW)
    _, kept = main.Desk(parsed("--profile", str(tmp_path))).lists()
    assert kept.lists
