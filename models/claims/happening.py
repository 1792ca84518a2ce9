"""Claims that something was announced on a day: who or what, the verb, and the words by which the library finds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.claims.clauses import Clause, clauses_of
from models.claims.folding import folded
from models.claims.lexing import Sort, Token
from models.claims.names import INSTRUMENT, PRODUCT, VENDOR
from models.claims.values import About, Claim, Kind, Subject
from models.claims.windows import When
from models.claims.words import Tag

DOUBTS = (
    "预计", "预期", "有望", "若", "如果", "假设", "或将", "料将", "可能", "拟", "计划", "将", "将会", "将要",
    "传闻", "据传", "一旦",
)  # fmt: skip
TOWARDS = ("面向", "针对", "对", "向", "供", "为")  # 面向企业邀测: for whom, and not who
REPORTS = ("消息", "公告", "披露", "发布会", "公布", "宣布", "消息面")  # alone they say nothing happened


def events_in(text: str, sentence: str, held: Sequence[Token]) -> Iterator[Claim]:
    """One claim for every clause that says who did what, with the days that were named before it in the sentence."""
    when: When | None = None
    date: Token | None = None
    who: list[Token] = []
    told: list[Token] | None = None
    for clause in clauses_of(held):
        tokens = clause.tokens()
        for one in tokens:
            if one.when is not None:
                when, date = one.when, one
        names = [one for one in tokens if _doer(one)]
        acts = [one for one in tokens if one.does(Tag.ACT)]
        if when is None or date is None or not acts or when.coming or _doubtful(clause):
            who = names or who
            continue
        if all(one.said in REPORTS for one in acts) and not _rest(tokens):
            who = names or who
            continue
        named = names or _strangers(tokens, acts[0]) or who
        if named and not (named is who and told is who):  # 将通义万相升级，上线…: one thing, told on
            yield _claim(text, sentence, tokens, named, when, date)
            told = names or who
        who = names or who


def _claim(text: str, sentence: str, tokens: Sequence[Token], named: Sequence[Token], when: When, date: Token) -> Claim:
    own = [one for one in tokens if one.sort is not Sort.WHEN]
    start, end = own[0].start, own[-1].end
    begins = min(start, date.start)
    what = folded(text[begins:end])
    for one in tokens:  # 9/19通义万相: the day is no part of a name
        if one.when is not None and begins <= one.start < end:
            what = what[: one.start - begins] + " " * (one.end - one.start) + what[one.end - begins :]
    subject = _subject(named)
    return Claim(
        kind=Kind.EVENT, about=About.EVENT, subject=subject, sentence=sentence, start=start, end=end,
        said=text[begins:end] if end - begins < 120 else text[start:end], window=when.window,
        named=not when.relative, words={"text": what, "vendors": " | ".join(_ids(named, VENDOR)),
               "ids": " ".join(_ids(named, INSTRUMENT))},
    )  # fmt: skip


def _subject(named: Sequence[Token]) -> Subject:
    for kind in (VENDOR, PRODUCT, INSTRUMENT):
        for one in named:
            for subject in one.names:
                if subject.kind == kind:
                    return Subject(kind=kind, id=subject.id, name=one.said)
    return named[0].names[0]


def _ids(named: Sequence[Token], kind: str) -> list[str]:
    return list(dict.fromkeys(one.id for token in named for one in token.names if one.kind == kind))


def _doer(one: Token) -> bool:
    return any(subject.kind in (VENDOR, PRODUCT, INSTRUMENT, "unknown") for subject in one.names)


def _strangers(tokens: Sequence[Token], act: Token) -> list[Token]:
    """Whoever stands before the verb and is not known."""
    held = [one for one in tokens if one.sort is Sort.TEXT and one.end <= act.start]
    if not held or held[-1].said.startswith(TOWARDS):
        return []
    subject = Subject(kind="unknown", id=held[-1].said, name=held[-1].said)
    return [Token(sort=Sort.NAME, start=held[-1].start, end=held[-1].end, said=held[-1].said, names=(subject,))]


def _doubtful(clause: Clause) -> bool:
    held = clause.tokens()
    doubts = [place for place, one in enumerate(held) if one.does(Tag.MAYBE) and one.said in DOUBTS]
    return any(held[place].said != "将" or not _doer(held[(place + 1) % len(held)]) for place in doubts)


def _rest(tokens: Sequence[Token]) -> bool:
    """Whether a clause with 宣布 says what."""
    return any(one.sort is Sort.TEXT and len(one.said) > 1 for one in tokens) or sum(map(_doer, tokens)) > 1
