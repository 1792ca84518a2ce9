"""Nothing of akshare but the reviewed calls is within reach of our code."""

import ast
from pathlib import Path

import pytest

from data_sources.ak import safety
from tests.house.parts import ROOT

CODE = sorted(path for folder in ("data_sources", "models", "gui") for path in (ROOT / folder).rglob("*.py"))


def imports_of_akshare(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import) and any(one.name.partition(".")[0] == "akshare" for one in node.names):
            yield node
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "akshare":
            yield node


def test_at_most_ten_calls_are_reviewed_and_each_says_what_it_asks():
    assert len(safety.REVIEWED) <= 10
    assert all(safety.REVIEWED.values())


def test_only_one_function_sees_the_library():
    assert [path.relative_to(ROOT) for path in CODE for _ in imports_of_akshare(path)] == [
        Path("data_sources/ak/safety.py")
    ]


def test_that_function_takes_nothing_of_it_but_the_reviewed_calls():
    tree = ast.parse((ROOT / "data_sources/ak/safety.py").read_text(encoding="utf-8"))
    (taking,) = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "reviewed"]
    uses = [node for node in ast.walk(taking) if isinstance(node, ast.Name) and node.id == "akshare"]
    calls = [node for node in ast.walk(taking) if isinstance(node, ast.Call) and uses[0] in node.args + uses]
    asked = {
        ast.unparse(node)
        for node in ast.walk(taking)
        if isinstance(node, ast.Call) and any(isinstance(arg, ast.Name) and arg.id == "akshare" for arg in node.args)
    }
    assert asked == {"getattr(akshare, name)", "hasattr(akshare, name)"}
    assert len(uses) == 2
    assert calls
    assert "for name in REVIEWED" in ast.unparse(taking)


def test_every_call_named_in_the_adapter_is_reviewed():
    tree = ast.parse((ROOT / "data_sources/adapters/akshare_cn.py").read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    named = {word for word in words if word.endswith(("_em", "_hist"))}
    assert named == set(safety.REVIEWED)


@pytest.mark.library
def test_the_installed_version_has_all_of_them():
    assert set(safety.reviewed()) == set(safety.REVIEWED)
