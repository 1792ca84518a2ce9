"""The texts of a note, with the templates that the user has put in their place."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from models.note.settings import NoteSettings

Texts = Mapping[str, str]
OWN = ("note.", "review.sentence")  # beginnings of the keys that may be worded otherwise


def worded(texts: Texts, settings: NoteSettings, lang: str) -> Texts:
    """``texts`` of a language with the user's wording; a template that does not fit its slots is left out."""
    given = {key.removeprefix(f"{lang}."): said for key, said in settings.wording.items() if key.startswith(f"{lang}.")}
    fitting = {key: said for key, said in given.items() if key.startswith(OWN) and fits(said, texts.get(key))}
    return {**texts, **fitting}


def fits(template: str, usual: str | None) -> bool:
    """Whether a template can stand in the place of the usual one: it has no slots that are not filled.

    A slot is a name alone: what is put in are words, and a conversion or a format of theirs would fail or fill pages.
    """
    if usual is None:
        return False
    asked = slots(template)
    return asked is not None and asked <= (slots(usual) or frozenset())


def slots(template: str) -> frozenset[str] | None:
    """The names in braces; None where the braces do not pair, or hold more than a name."""
    try:
        parts = [
            (name, form or conversion) for _, name, form, conversion in Formatter().parse(template) if name is not None
        ]
    except ValueError:
        return None
    return None if any(more for _, more in parts) else frozenset(name for name, _ in parts)


def wordable(texts: Texts) -> tuple[str, ...]:
    """The keys that a user may word otherwise, in their order."""
    return tuple(key for key in texts if key.startswith(OWN))
