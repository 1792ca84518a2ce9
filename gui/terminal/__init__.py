"""What is seen in a terminal: the same client, without Qt. One file a word; main.py reads it and lends its desk."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TypeVar

from models.errors import AppError

Given = TypeVar("Given")


def gathered(asked: Mapping[str, Future[Given]]) -> tuple[dict[str, Given], dict[str, str]]:
    """What each future came to, by name, and the reasons of those that failed."""
    found, failures = dict[str, Given](), dict[str, str]()
    for name, future in asked.items():
        try:
            found[name] = future.result()
        except AppError as error:
            failures[name] = error.detail
    return found, failures
