"""Errors cross a pipe as data and come out as the exception they were."""

import pytest

from models import errors
from models.errors import AppError, Cancelled, Failure, SourceError, failure_of


@pytest.mark.parametrize("kind", errors.KINDS.values(), ids=errors.KINDS)
def test_an_error_comes_back_as_what_it_was(kind):
    raised = failure_of(kind("why", source="yahoo", wait_s=30.0)).raised()
    assert (type(raised), raised.detail, raised.source, raised.wait_s) == (kind, "why", "yahoo", 30.0)


def test_the_source_is_filled_in_where_the_error_does_not_name_one():
    assert failure_of(errors.Unreachable("refused"), source="akshare").source == "akshare"
    assert failure_of(errors.Unreachable("refused", source="yahoo"), source="akshare").source == "yahoo"


@pytest.mark.parametrize(
    "bug", [KeyError("close"), ValueError("x" * 1000), AppError("plain")], ids=lambda bug: type(bug).__name__
)
def test_anything_outside_the_tree_is_a_bug_and_unreadable(bug):
    failure = failure_of(bug, source="akshare", trace="Traceback ...")
    assert (failure.kind, failure.source, failure.trace) == ("Unreadable", "akshare", "Traceback ...")
    assert failure.detail.startswith(type(bug).__name__)
    assert len(failure.detail) <= 300


def test_a_failure_of_an_unknown_kind_is_unreadable():
    assert isinstance(Failure(kind="FromTheFuture", detail="?").raised(), errors.Unreadable)


def test_only_source_errors_let_another_source_try():
    sources = {errors.Unreachable, errors.RateLimited, errors.NoSuchData, errors.Unreadable, errors.Refused}
    assert {kind for kind in errors.KINDS.values() if issubclass(kind, SourceError)} == sources


def test_cancelled_is_no_error_to_show():
    assert not issubclass(Cancelled, AppError)
