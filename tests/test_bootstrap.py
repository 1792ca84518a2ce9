"""bootstrap.py runs before anything is installed: stdlib only, readable for old Pythons up to the version check."""

import ast
import io
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

import bootstrap
from tests.house.parts import ROOT, run

SOURCE = (ROOT / "bootstrap.py").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A copy of the locks with an empty environment beside it."""
    for lock in bootstrap.LOCKS.values():
        (tmp_path / lock).write_text(f"content of {lock}\n")
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    changes = {"ROOT": tmp_path, "VENV": venv, "PYTHON": venv / "bin" / "python", "STAMP": venv / "ready"}
    for name, value in changes.items():
        monkeypatch.setattr(bootstrap, name, value)
    bootstrap.PYTHON.touch()
    return tmp_path


@pytest.fixture
def steps(monkeypatch):
    """What would have been done to the machine, instead of doing it."""
    done = []
    for name in ("_system", "_make_environment"):
        monkeypatch.setattr(bootstrap, name, lambda name=name: done.append(name))
    monkeypatch.setattr(bootstrap, "_install", lambda lock: done.append(lock.name))
    monkeypatch.setattr(bootstrap, "_hand_over", lambda words: done.append(words) or 0)
    return done


def test_it_imports_the_standard_library_only():
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(SOURCE))
        for name in (
            [one.name for one in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", "") or ""]
        )
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported <= sys.stdlib_module_names


def test_what_stands_before_the_version_check_is_readable_for_python_3_6():
    before = SOURCE[: SOURCE.index("from collections.abc")]
    ast.parse(before, feature_version=(3, 6))
    assert "f'" not in before
    assert 'f"' not in before


@pytest.mark.parametrize("version", [(3, 10, 12), (3, 14, 0), (2, 7, 18)], ids=str)
def test_another_python_gets_two_sentences_and_exit_2(version, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", version)
    check = SOURCE[SOURCE.index("if not (3, 11)") : SOURCE.index("from collections.abc")]
    with pytest.raises(SystemExit) as left:
        exec(check, {"sys": sys})
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert said.count(".".join(map(str, version))) == 2
    assert said.isascii() is False


# usage


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"], ["help"]], ids=str)
def test_without_words_it_says_how_it_is_used(words, capsys):
    assert bootstrap.main(words) == 0
    assert capsys.readouterr().out == bootstrap.USAGE


def test_an_unknown_word_is_exit_2_with_the_usage(capsys):
    assert bootstrap.main(["start"]) == 2
    assert capsys.readouterr().err == f"bootstrap.py: not run or test: start\n{bootstrap.USAGE}"


def test_the_usage_names_both_commands_in_a_subprocess_without_chinese():
    done = run(sys.executable, "bootstrap.py", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "bootstrap.py run" in done.stdout
    assert "bootstrap.py test" in done.stdout


# the stamp


def test_without_a_stamp_nothing_is_ready(place):
    assert not bootstrap._ready("run")


def test_an_environment_made_from_these_locks_is_ready(place):
    bootstrap._write_stamp(bootstrap._wanted("run"))
    assert bootstrap._ready("run")
    assert not bootstrap._ready("test")
    assert sorted(path.name for path in bootstrap.VENV.iterdir()) == ["bin", "ready"]


def test_an_environment_for_tests_runs_the_program_too(place):
    bootstrap._write_stamp(bootstrap._wanted("test"))
    assert bootstrap._ready("run")
    assert bootstrap._ready("test")


@pytest.mark.parametrize("lock", bootstrap.LOCKS.values())
def test_a_changed_lock_makes_the_environment_stale(place, lock):
    bootstrap._write_stamp(bootstrap._wanted("test"))
    (place / lock).write_text("another content\n")
    assert not bootstrap._ready("test")


def test_another_python_makes_the_environment_stale(place, monkeypatch):
    bootstrap._write_stamp(bootstrap._wanted("run"))
    monkeypatch.setattr(sys, "version", "3.13.0 (another)")
    assert not bootstrap._ready("run")


def test_a_stamp_without_its_python_is_worth_nothing(place):
    bootstrap._write_stamp(bootstrap._wanted("run"))
    bootstrap.PYTHON.unlink()
    assert not bootstrap._ready("run")


# what is done


def test_the_first_start_makes_installs_stamps_and_hands_over(place, steps):
    assert bootstrap.main(["run", "--", "review"]) == 0
    assert steps == ["_system", "_make_environment", "requirements.lock", [str(place / "main.py"), "review"]]
    assert bootstrap._ready("run")


def test_a_later_start_hands_over_at_once(place, steps):
    bootstrap._write_stamp(bootstrap._wanted("run"))
    bootstrap.main(["run", "review", "--offline"])
    assert steps == [[str(place / "main.py"), "review", "--offline"]]


def test_tests_complete_a_finished_environment_instead_of_making_it_again(place, steps, monkeypatch):
    monkeypatch.chdir(place)
    bootstrap._write_stamp(bootstrap._wanted("run"))
    bootstrap.main(["test", "-k", "review"])
    assert steps == ["requirements-dev.lock", ["-m", "pytest", "-k", "review"]]


def test_an_interrupted_installation_leaves_no_stamp(place, steps, monkeypatch):
    def interrupted(lock):
        raise KeyboardInterrupt

    bootstrap._write_stamp("made from older locks\n")
    monkeypatch.setattr(bootstrap, "_install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.main(["run"])
    assert bootstrap._stamp() == ""


class Pip:
    """A finished pip that said something on stderr."""

    def __init__(self, said):
        self.stderr, self.returncode = io.BytesIO(said), 1

    def __call__(self, command, **named):
        self.command = command
        return self

    def __enter__(self):
        return self

    def __exit__(self, *rest):
        self.stderr.close()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (b"Could not fetch: Connection refused\n", "could not be downloaded: check the network, or set HTTPS_PROXY"),
        (b"SSL: CERTIFICATE_VERIFY_FAILED\n", "could not be downloaded: check the network"),
        (b"THESE PACKAGES DO NOT MATCH THE HASHES\n", "could not be installed; see the lines above"),
    ],
)
def test_a_failing_installation_is_two_sentences_and_exit_1(place, monkeypatch, capsys, said, sentence):
    pip = Pip(said)
    monkeypatch.setattr(bootstrap, "subprocess", SimpleNamespace(Popen=pip, PIPE=subprocess.PIPE))
    with pytest.raises(SystemExit) as left:
        bootstrap._install(place / "requirements.lock")
    assert left.value.code == 1
    assert sentence in capsys.readouterr().err
    assert "--require-hashes" in pip.command
    assert not [word for word in pip.command if "index" in word]


def test_a_desktop_that_is_not_debian_is_left_alone(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap, "_apt", lambda *words: pytest.fail("asked apt"))
    bootstrap._system()


def test_a_library_is_found_by_loading_it():
    assert not bootstrap._loads("libnosuchthing.so.9")
