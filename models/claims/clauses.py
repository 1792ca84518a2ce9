"""Tokens into sentences and clauses, with what stands in brackets set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from models.claims.lexing import Sort, Token
from models.claims.words import CLASSES, Tag

AMONG = ("中", "里", "当中", "之中", "之间", "间", "内")  # of those that are named before it


@dataclass(slots=True)
class Inside:
    """What stands in brackets."""

    tokens: list[Token]


Item = Token | Inside


@dataclass(slots=True)
class Clause:
    """A stretch between commas. before: the mark it follows."""

    items: list[Item] = field(default_factory=list)
    before: Sort = Sort.LINE
    after: Sort = Sort.LINE

    def tokens(self) -> list[Token]:
        """Its own, without those in brackets."""
        return [one for one in self.items if isinstance(one, Token)]

    def has(self, *tags: Tag) -> bool:
        """Whether a word of it does one of these."""
        return any(one.does(*tags) for one in self.tokens())


def sentences(found: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each sentence with the mark that ends it."""
    held: list[Token] = []
    for one in found:
        held.append(one)
        if one.sort in (Sort.END, Sort.LINE):
            yield held
            held = []
    if held:
        yield held


def clauses_of(sentence: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence; stretches that only begin a list go on in the next one."""
    made = [Clause()]
    for one in _nested(sentence):
        if isinstance(one, Token) and one.sort in (Sort.COMMA, Sort.STOP, Sort.COLON, Sort.END, Sort.LINE):
            made[-1].after = one.sort
            made.append(Clause(before=one.sort))
        else:
            made[-1].items.append(one)
    return _joined([one for one in made if one.items])


def _nested(sentence: Sequence[Token]) -> list[Item]:
    made: list[Item] = []
    depth, inner = 0, list[Token]()
    for one in sentence:
        if one.sort is Sort.OPEN:
            depth += 1
        elif one.sort is Sort.CLOSE and depth:
            depth -= 1
            if not depth:
                made.append(Inside(inner))
                inner = []
        elif one.sort is Sort.CLOSE:
            continue
        elif depth and one.sort in (Sort.END, Sort.LINE):
            made += inner  # it is never closed: not brackets after all
            made.append(one)
            depth, inner = 0, []
        elif depth:
            inner.append(one)
        else:
            made.append(one)
    return [*made, *inner]


def _joined(held: list[Clause]) -> list[Clause]:
    made: list[Clause] = []
    for one in held:
        before = made[-1] if made else None
        if before is not None and one.before is Sort.COLON and waits_for(before, one) and not _numbered(one):
            before.items += one.items  # 涨幅前三：A、B、C
            before.after = one.after
        elif before is not None and one.before is Sort.COLON and _shared_out(before, one):
            first = one.tokens()[0].start
            before.items += [Token(sort=Sort.WORD, start=first, end=first, said="", tag=Tag.RESPECT), *one.items]
            before.after = one.after
        elif before is not None and one.before is Sort.COMMA and (shares := _same_shares(before, one)):
            first = one.tokens()[0].start
            respect = Token(sort=Sort.WORD, start=first, end=first, said="", tag=Tag.RESPECT)
            one.items = [*shares, respect, *one.items]  # A、B分别报20元、10元，当日涨9.99%、跌0.10%
            made.append(one)
        elif (
            before is not None and one.before is Sort.COMMA and (_only_names(before, one) or _more_numbers(before, one))
        ):
            before.items += [_comma(one), *one.items]
            before.after = one.after
        else:
            if before is not None and one.before is Sort.COLON and _lists(one):
                one.items += _told_of(before)
            made.append(one)
    return made


def _lists(clause: Clause) -> bool:
    """A、B、C, and nothing else."""
    tokens = clause.tokens()
    shares = all(one.does(Tag.AND) or (one.names and one.names[0].kind == "instrument") for one in tokens)
    return shares and len(tokens) == len(clause.items)


def _told_of(clause: Clause) -> list[Token]:
    """半数跑输沪深300：A、B、C: what is said of some whose names come after the colon."""
    tokens = clause.tokens()
    place = next((at for at, one in enumerate(tokens) if one.does(Tag.BEAT, Tag.TRAIL, Tag.UP, Tag.DOWN)), None)
    if place is None or clause.has(Tag.NOT, Tag.EXCEPT, Tag.MAYBE, Tag.OTHER):
        return []
    some = any(one.does(Tag.SOME, Tag.MOST) or (one.said[-1:] in ("只", "家") and one.number) for one in tokens[:place])
    named = any(subject.kind == "instrument" for one in tokens[:place] for subject in one.names[:1])
    rest = tokens[place:]
    plain = all(one.sort in (Sort.NAME, Sort.WORD) for one in rest)
    return rest if some and plain and not named else []


def _shared_out(before: Clause, clause: Clause) -> bool:
    """A/B/C区间涨跌幅：a/b/c: as many numbers as names, and nothing else."""
    tokens = clause.tokens()
    numbers = sum(one.sort is Sort.NUMBER for one in tokens)
    if len(tokens) != len(clause.items) or not all(one.sort is Sort.NUMBER or one.does(Tag.AND) for one in tokens):
        return False
    held = [one for item in before.items for one in (item.tokens if isinstance(item, Inside) else [item])]
    return numbers > 1 and sum(subject.kind != "market" for one in held for subject in one.names[:1]) == numbers


def _numbered(clause: Clause) -> bool:
    """A+11.92%、B…: each has its number."""
    second = clause.items[1] if len(clause.items) > 1 else None
    return isinstance(second, Token) and (second.sort is Sort.NUMBER or second.does(Tag.UP, Tag.DOWN))


def waits_for(before: Clause, clause: Clause) -> bool:
    """Whether a clause says a place of somebody who stands behind its colon."""
    first = clause.items[0]
    if not isinstance(first, Token) or not first.names or first.names[0].kind != "instrument":
        return False
    shares = any(subject.kind == "instrument" for one in before.tokens() for subject in one.names[:1])
    return before.has(Tag.PLACE, Tag.LEAD) and not shares and not before.has(Tag.MAYBE, Tag.OTHER)


def _comma(clause: Clause) -> Token:
    first = clause.items[0]
    start = first.start if isinstance(first, Token) else first.tokens[0].start if first.tokens else 0
    return Token(sort=Sort.WORD, start=start, end=start, said="", tag=Tag.AND, value="comma")


def _goes_on(before: Clause, clause: Clause) -> bool:
    return _only_names(before, clause) or _more_numbers(before, clause)


def _same_shares(before: Clause, clause: Clause) -> list[Token]:
    """The shares of a 分别 before, where a second row of as many percentages follows."""
    shares = [one for one in before.tokens() if one.names and one.names[0].kind == "instrument"]
    tokens = clause.tokens()
    numbers = [one for one in tokens if one.sort is Sort.NUMBER]
    fits = before.has(Tag.RESPECT) and len(numbers) == len(shares) > 1 and not any(one.names for one in tokens)
    percents = all(one.said.endswith("%") for one in numbers) and not clause.has(Tag.RESPECT, Tag.MEAN)
    joints = sum(one.does(Tag.AND) for one in tokens)
    return shares if fits and percents and joints == len(numbers) - 1 else []


def _only_names(clause: Clause, after: Clause) -> bool:
    """英伟达，英特尔，AMD分别…: so far only a list."""
    if after.has(Tag.FORMER, Tag.LATTER):
        return False
    kinds = [one for one in clause.items if not (isinstance(one, Inside) and not telling(one.tokens))]
    tokens = [one for one in kinds if isinstance(one, Token)]
    if len(tokens) != len(kinds) or not any(one.sort is Sort.NAME for one in tokens):
        return False
    if any(subject.kind in ("sector", "market", "list") for one in tokens for subject in one.names[:1]):
        return False
    if tokens[-1].said in AMONG:
        return False
    return all(one.sort is Sort.NAME or one.does(Tag.AND, Tag.FILL) for one in tokens)


def telling(inner: Sequence[Token]) -> bool:
    """Whether there is a number in it, or a word that says something."""
    return any(one.sort is Sort.NUMBER or one.does(*CLASSES) for one in inner)


def _more_numbers(before: Clause, clause: Clause) -> bool:
    """分别上涨6.47%，7.78%，3.89%: the list of numbers goes on."""
    tokens = clause.tokens()
    numbers = [one for one in tokens if one.sort is Sort.NUMBER]
    if not numbers or len(tokens) != len(clause.items):
        return False
    if not all(one.sort is Sort.NUMBER or one.does(Tag.AND, Tag.UP, Tag.DOWN) for one in tokens):
        return False
    earlier = before.tokens()
    names = sum(one.sort is Sort.NAME for one in earlier)
    return before.has(Tag.RESPECT) and names > sum(one.sort is Sort.NUMBER for one in earlier)
