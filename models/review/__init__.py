"""The weekly review: values, calculation, footnotes, and what it looks like on paper."""

from models.review.calculation import review
from models.review.values import (
    Note,
    NoteKind,
    Review,
    Row,
    RowState,
    SectorReview,
    Window,
)

__all__ = ["Note", "NoteKind", "Review", "Row", "RowState", "SectorReview", "Window", "review"]
