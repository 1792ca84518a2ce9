"""A Document as a Word file: real styles, native tables, pictures with captions that Word can list."""

from __future__ import annotations

from models.documents.word.writing import write

__all__ = ["write"]
