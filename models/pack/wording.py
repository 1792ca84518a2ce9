"""The difference of two packs in words: a table of restated numbers, and the sentences that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.note.inputs import Inputs
from models.numbers import MISSING
from models.pack.values import Difference, Restated
from models.text_table import aligned

Texts = Mapping[str, str]
COLUMNS = ("what", "subject", "when", "was", "now", "source")
LEFT = {0, 1, 2, 5}
BY_HAND = "override "


def as_markdown(held: Difference, texts: Texts, lang: str, inputs: Inputs) -> str:
    """Tables that line up in a terminal; one sentence where there is no difference."""
    if not held:
        return texts["pack.same"] + "\n"
    parts = [f"# {texts['pack.restated'].format(count=len(held.restated))}"]
    if held.restated:
        heads = [texts[f"pack.column.{key}"] for key in COLUMNS]
        parts.append(aligned([heads, *(row_text(one, texts, lang, inputs) for one in held.restated)], LEFT))
    parts += _sentences(held, texts, lang)
    return "\n\n".join(parts) + "\n"


def _sentences(held: Difference, texts: Texts, lang: str) -> Iterable[str]:
    told = [one for one in held.reworded if one.lang == lang]
    if told:
        yield f"## {texts['pack.reworded'].format(count=len(told))}"
    for one in told:
        yield f"- {texts['pack.was']} {one.was or MISSING}\n- {texts['pack.now']} {one.now or MISSING}"


def row_text(one: Restated, texts: Texts, lang: str, inputs: Inputs) -> list[str]:
    """One restated number, a text for each of COLUMNS."""
    return [what_text(one.what, texts), subject_name(one.subject, lang, inputs), one.when, _number(one.was),
            _number(one.now), texts.get(f"source.{one.source}", one.source)]  # fmt: skip


def what_text(what: str, texts: Texts) -> str:
    """What a number is: a close, a split beside it, a return, a number put in by hand, a count of visits."""
    of, colon, action = what.partition(": ")
    if colon:
        return texts["pack.what.action"].format(of=what_text(of, texts), action=texts[f"pack.what.{action}"])
    if what.startswith(BY_HAND):
        return texts["pack.what.override"].format(what=texts[f"override.{what.removeprefix(BY_HAND)}"])
    named = texts.get(f"pack.what.{what.replace(' ', '_')}")
    return named or texts.get(f"trafficfile.metric.{what}", what)


def subject_name(subject: str, lang: str, inputs: Inputs) -> str:
    """The name and id of an instrument, the name of a product; of another the id."""
    instrument = inputs.universe.instruments.get(subject)
    if instrument is not None:
        return f"{instrument.name(lang)} {subject}"
    return next((one.name(lang) for one in inputs.products if one.id == subject), subject)


def _number(value: float | None) -> str:
    return MISSING if value is None else f"{value:,.10g}" if abs(value) < 1e15 else f"{value:.6e}"
