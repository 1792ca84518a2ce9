"""What a column of a list is called and what it means, as the terminal calls it too."""

from __future__ import annotations

from models.lists.titles import meaning, title

__all__ = ["meaning", "title"]
