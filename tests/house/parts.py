"""What the rules of the house read: the files of the program, their functions, their texts."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("gui", "models", "data_sources", "resources")


def run(*words, folder=ROOT, **named):
    """A finished command with its words as text; the output of both streams stands in ``said``."""
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", timeout=300, check=False, **named)
    done.said = done.stdout + done.stderr
    return done


def module(*words):
    """``python -m`` of this environment."""
    return (sys.executable, "-m", *words)


def script(name):
    """A console script of this environment."""
    return str(Path(sys.executable).with_name(name))


def python(code, **named):
    """``code`` in a fresh interpreter of this environment."""
    return run(sys.executable, "-c", code, **named)


def files():
    """Every Python file of the program."""
    return [ROOT / "main.py", *(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))]


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


@dataclass(frozen=True)
class Function:
    """A function and how many lines it takes, its docstring included."""

    name: str
    lines: int


def functions():
    """Every function and method of the program."""
    return [
        Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)
        for path in files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
