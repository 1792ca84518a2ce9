"""An audit in words: a finding's sentence, plain data, and Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.audit.values import Audit, Finding, Span
from models.review.values import Window

Texts = Mapping[str, str]
_ABOUTS = ("about", "claimed", "given")  # facts that name what is counted


def finding_text(one: Finding, texts: Texts) -> str:
    """The sentence of a finding."""
    facts = dict(one.facts)
    facts |= {key: texts[f"notefile.about.{facts[key]}"] for key in _ABOUTS if key in facts}
    if "windows" in facts:
        facts["windows"] = texts["audit.join"].join(_window(part, texts) for part in facts["windows"].split("; "))
    if not facts.get("product", "-"):
        facts["product"] = texts["audit.some"]
    return texts[f"audit.{one.flaw}"].format(**{key: said.replace("..", " – ") for key, said in facts.items()})


def _window(part: str, texts: Texts) -> str:
    about, _, days = part.partition(" ")
    return texts["audit.window"].format(about=texts[f"notefile.about.{about}"], days=days)


def windows_json(audit: Audit) -> list[dict[str, Any]]:
    """The ruler as plain data: dates ISO, null where nothing is said."""
    return [
        {
            "about": str(one.about), "called": one.called or None, "from": one.window.first.isoformat(),
            "to": one.window.last.isoformat(), "period": str(one.period) if one.period else None,
            "subject": one.subject or None, "where": one.where or None,
        }
        for one in audit.spans
    ]  # fmt: skip


def findings_json(audit: Audit, texts: Texts) -> list[dict[str, Any]]:
    """The findings as plain data with their sentences."""
    return [
        {"flaw": str(one.flaw), "text": finding_text(one, texts), "where": list(one.where), "facts": dict(one.facts)}
        for one in audit.findings
    ]


def as_markdown(audit: Audit, texts: Texts) -> str:
    """The windows and what was found, to stand behind the claims."""
    return "\n".join([*_ruler(audit, texts), "", *_found(audit, texts)]) + "\n"


def _ruler(audit: Audit, texts: Texts) -> Iterator[str]:
    yield texts["audit.windows"]
    yield ""
    for window, spans in _by_window(audit.spans).items():
        told = dict.fromkeys(_said(one, texts) for one in spans)
        yield f"- {window.first} – {window.last}: {', '.join(told)}"


def _by_window(spans: tuple[Span, ...]) -> dict[Window, list[Span]]:
    held: dict[Window, list[Span]] = {}
    for one in sorted(spans, key=lambda one: (one.window.first, one.window.last)):
        held.setdefault(one.window, []).append(one)
    return held


def _said(one: Span, texts: Texts) -> str:
    about = texts[f"notefile.about.{one.about}"]
    called = texts["audit.quoted"].format(words=one.called) if one.called else ""
    return " ".join(filter(None, (about, one.subject, called)))


def _found(audit: Audit, texts: Texts) -> Iterator[str]:
    yield texts["audit.findings"].format(count=len(audit.findings))
    yield ""
    if not audit.findings:
        yield texts["audit.none"]
    for place, one in enumerate(audit.findings, 1):
        yield f"{place}. {finding_text(one, texts)}"
        yield from (f"   - {texts['audit.quoted'].format(words=words)}" for words in one.where)
