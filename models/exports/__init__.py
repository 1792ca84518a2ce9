"""The list of export formats: each turns a Book into bytes. To add one: a file here and a line in EXPORTS."""

from __future__ import annotations

from collections.abc import Callable

from models.exports import csv, xlsx
from models.workbook import Book

EXPORTS: dict[str, Callable[[Book], bytes]] = {"xlsx": xlsx.write, "csv": csv.write}
