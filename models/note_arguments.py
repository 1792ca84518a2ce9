"""The words of the weekly note on the command line. Pure."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

WINDOWS = ("this", "last", "month", "reference")
DOCUMENTS = ("md", "docx", "xlsx", "pdf", "pack")  # of the weekly note


def add_note(made: argparse.ArgumentParser, day: Callable[[str], dt.date]) -> None:
    """Of ``note``. day: reads a date."""
    made.add_argument("--from", dest="first", type=day, metavar="DATE")
    made.add_argument("--to", dest="last", type=day, metavar="DATE")
    made.add_argument("--window", choices=WINDOWS, default="", help="instead of --from and --to")
    made.add_argument("--all", dest="everyone", action="store_true", help="every member, not only the featured")
    made.add_argument("--no-witness", dest="witness", action="store_false", help="ask no second source: never final")
    _add_documents(made)


def add_pack(made: argparse.ArgumentParser) -> None:
    """Of ``pack``."""
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument("--against", type=Path, metavar="FILE", help="an older pack: list what was restated since")
    _add_documents(made, "json")


def _add_documents(made: argparse.ArgumentParser, *others: str) -> None:
    made.add_argument("--format", type=_documents(others), default="", metavar=",".join((*DOCUMENTS, *others)))
    made.add_argument("--out", default="-", metavar="DIR|-", help="a folder, or - for one format on stdout")


def _documents(others: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    known = (*DOCUMENTS, *others)

    def formats(text: str) -> tuple[str, ...]:
        """xlsx,docx as a tuple, each once."""
        asked = tuple(dict.fromkeys(word.strip().lower() for word in text.split(",") if word.strip()))
        if unknown := [word for word in asked if word not in known]:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(known)}")
        return asked

    return formats


def add_check(made: argparse.ArgumentParser, day: Callable[[str], dt.date]) -> None:
    """Of ``check``. day: reads a date."""
    made.add_argument("file", metavar="FILE|-", help="a Chinese text; - is standard input")
    made.add_argument("--from", dest="first", type=day, required=True, metavar="DATE", help="of what the text calls "
                      "this week, and of what names no days")  # fmt: skip
    made.add_argument("--to", dest="last", type=day, required=True, metavar="DATE")
    made.add_argument("--format", choices=("json", "md"), default="md")
    made.add_argument("--out", default="-", metavar="FILE|-")
