"""A clause into predications: who, what is said of them, beside whom, with which numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.claims.clauses import Clause, Inside, Item, telling
from models.claims.lexing import Sort, Token
from models.claims.numbers import Unit
from models.claims.values import Subject
from models.claims.words import AMOUNT, CLASSES, METRIC, MOVEMENT, Tag

TOGETHER = {  # kinds of words that make one predication
    ("move", "lead"), ("move", "beat"), ("beat", "move"), ("close", "record"), ("close", "move"),
    *(("cap", other) for other in ("beat", "move", "close", "lead", "record")),
}  # fmt: skip
PLACED = ("居", "位居", "位列", "居于", "在", "冠", "位于", "排", "排在", "稳居", "高居", "名列")
COUNTS = {"两者": 2, "二者": 2, "三者": 3, "四者": 4, "两家公司": 2, "三家公司": 3}  # as many as were just named
CARRIED = (Tag.GAIN, Tag.LOSS)


@dataclass(slots=True)
class Said:
    """A number with the word of direction before it."""

    token: Token
    word: Token | None
    to: str = ""  # 至: the level that is reached; "over" and "under" of 突破 and 跌破

    @property
    def unit(self) -> Unit:
        """What it counts."""
        assert self.token.number is not None
        return self.token.number.unit


@dataclass(slots=True)
class Part:
    """A predication. names: whom it is of; objects: beside whom, or who leads; gap: what is unknown between."""

    names: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    numbers: list[Said] = field(default_factory=list)
    gap: list[Token] = field(default_factory=list)
    lead: list[Token] = field(default_factory=list)
    kind: str = ""
    follows: bool = False  # nobody is named: of whoever was named before
    source: Said | None = None  # 从208.87元: the number it is told from
    of: Part | None = None  # it stands in the brackets of another

    def word(self, *tags: Tag) -> Token | None:
        """The first word of it that does one of these."""
        return next((one for one in self.words if one.does(*tags)), None)

    def has(self, *tags: Tag) -> bool:
        """Whether there is one."""
        return self.word(*tags) is not None

    def span(self) -> tuple[int, int]:
        """From its first to its last character."""
        names = [] if self.follows else self.names
        held = [*names, *self.objects, *self.words, *(one.token for one in self.numbers)]
        return min(one.start for one in held), max(one.end for one in held)


def parts_of(clause: Clause) -> list[Part]:
    """What a clause says, in order."""
    return _Scan().run(clause.items)


class _Scan:
    """Walks along a clause; a name after something was said, or another kind of word, begins the next predication."""

    def __init__(self) -> None:
        self.part = Part()
        self.made: list[Part] = [self.part]
        self.direction: Token | None = None
        self.last: Token | None = None
        self.turned = False  # 跑赢沪深300的有: who it is comes last
        self.lent = False  # the names are those before the brackets

    def run(self, items: Iterable[Item]) -> list[Part]:
        held = list(items)
        for place, one in enumerate(held):
            if isinstance(one, Inside):
                self._brackets(one)
                continue
            self._token(one, held[place + 1] if place + 1 < len(held) else None)
            self.last = one
        for part in self.made:
            _compare_flat(part)
        return [one for one in self.made if one.names or one.words or one.numbers or one.lead]

    def _token(self, one: Token, after: Item | None) -> None:
        if one.sort is Sort.NAME:
            self._name(one)
        elif one.sort is Sort.NUMBER:
            self._number(one)
        elif one.sort is Sort.TEXT:
            self._text(one, after)
        elif one.sort is Sort.WORD:
            self._word(one, after)

    def _name(self, one: Token) -> None:
        part = self.part
        if part.gap and part.names and not part.numbers and not part.kind and _all_unknown(part.names):
            part.names, part.gap = [], []  # 光模块三剑客中际旭创
        if not part.kind and any(word.said == "把" for word in part.words):
            part.objects.append(one)  # 把A（+6.29%）和B甩在身后
        elif self.lent and not part.numbers and not part.kind:
            self.lent = False
            if one.names[0].id not in [name.names[0].id for name in part.names]:
                part.names = [one]
        elif self.turned:
            part.names.append(one)
        elif self._closes(one):
            part.names, part.follows = [one], False
        elif self._expects_object() or self._among(one):
            part.objects.append(one)
        elif self._placed_among(one):
            self._next(names=[])
            self.part.objects.append(one)  # 以7.57%的涨幅位居…板块首位
        elif (part.numbers or part.kind or part.has(Tag.EACH) or part.has(Tag.RESPECT)) and not self._still_names():
            self._next(names=[one])
        else:
            part.names.append(one)

    def _still_names(self) -> bool:
        """除A外, 仅A: the word stands before the name."""
        return bool(self.last and self.last.does(Tag.EXCEPT, Tag.ONLY)) and not self.part.numbers

    def _expects_object(self) -> bool:
        part, last = self.part, self.last
        if part.kind == "move" and part.has(*AMOUNT) and not part.numbers and not part.has(Tag.RESPECT):
            return last is not None and last.does(Tag.BE) and bool(part.names or part.follows)  # 涨幅是AMD的两倍
        if part.kind == "beat" and all(said.unit is Unit.STOCKS for said in part.numbers):
            beaten = part.word(Tag.BEAT, Tag.TRAIL, Tag.AGAINST, Tag.EXCESS)
            return beaten is not None and bool(part.names or part.follows or part.gap or not part.objects)
        if part.kind == "lead" and not part.numbers:
            joined = last is not None and last.does(Tag.AND) and last.value != "comma"
            listed = joined and bool(part.objects)
            return listed or (not part.objects and not joined)
        return False

    def _closes(self, one: Token) -> bool:
        """上涨6.47%的英伟达, 领涨CPU/GPU板块的英特尔: who it is stands after what is said."""
        part, last = self.part, self.last
        if last is None or last.said != "的":
            return False
        if one.names[0].kind in ("sector", "market", "list"):
            return (
                bool(part.numbers) and not part.names and part.kind == "move" and part.numbers[-1].unit is Unit.PERCENT
            )
        if part.numbers:
            return last.start == part.numbers[-1].token.end and (part.follows or not part.names)
        return part.kind == "lead" and bool(part.objects) and (part.follows or not part.names)

    def _among(self, one: Token) -> bool:
        """涨幅居CPU/GPU板块之首: the group among which somebody is placed."""
        part = self.part
        group = one.names[0].kind in ("sector", "market", "list")
        return (
            group
            and bool(part.names)
            and not part.numbers
            and part.kind == "move"
            and part.has(*AMOUNT)
            and (self.last is not None and self.last.said in PLACED)
        )

    def _placed_among(self, one: Token) -> bool:
        """Whether a group is where somebody with a number is placed."""
        group = one.names[0].kind in ("sector", "market", "list")
        placed = self.last is not None and self.last.said in PLACED and self.last.said != "在"
        return group and placed and bool(self.part.numbers and self.part.names)

    def _number(self, one: Token) -> None:
        assert one.number is not None
        part, last = self.part, self.last
        shares = [name for name in part.names if name.names[0].kind not in ("sector", "market", "list")]
        if one.number.unit is Unit.STOCKS and len(shares) == one.number.value and not part.kind:
            return  # A、B、C三家: as many as were named
        if one.number.unit is Unit.STOCKS and part.kind == "lead" and not part.objects:
            return  # 涨幅最高的三只个股
        label = part.kind == "lead" and last is not None and last in part.objects and not part.names
        if label and not part.has(Tag.LEAD, *AMOUNT) and one.number.unit is Unit.PERCENT:
            part.names, part.objects, part.kind = part.objects, [], ""  # 倒数第一 龙芯中科 2.73%
        share = one.number.unit is Unit.PERCENT and ("成" in one.said or "分之" in one.said)
        if share and last is not None and last.said == "的" and (part.names or part.objects):
            return  # 只有沪深300的四成多: a share of another number
        to = ""
        if last is not None and last.said in ("至", "到"):
            to = "to"
        elif reach := self._reached():
            to = reach.value or "to"
        word = self.direction
        if one.number.unit is Unit.STOCKS and not (word and word.does(Tag.UP, Tag.DOWN) and one.start - word.end <= 6):
            word = None
        part.numbers.append(Said(one, word, to))

    def _reached(self) -> Token | None:
        """升至, 突破 after the number before."""
        since = self.part.numbers[-1].token.end if self.part.numbers else 0
        found = [one for one in self.part.words if one.does(Tag.REACH) and one.start >= since]
        return found[-1] if found else None

    def _text(self, one: Token, after: Item | None) -> None:
        part = self.part
        listed = self.last is not None and self.last.does(Tag.AND) and bool(part.names) and not part.numbers
        before = isinstance(after, Token) and after.does(Tag.AND) and not part.numbers and not part.kind
        if (listed or before) and len(one.said) <= 10 and not part.kind:
            part.names.append(_stranger(one))
        elif part.numbers:
            return
        elif part.names or part.kind:
            part.gap.append(one)
        else:
            part.lead.append(one)

    def _word(self, one: Token, after: Item | None) -> None:
        assert one.tag is not None
        part, kind = self.part, CLASSES.get(one.tag, "")
        near = part.numbers[-1] if part.numbers and self.last is part.numbers[-1].token else None
        if one.does(Tag.LEAD) and near is not None and near.word is None and near.unit is Unit.PERCENT:
            near.word = one  # 以5.36%领涨
        if one.does(Tag.AGAINST) and isinstance(after, Token) and after.sort is Sort.WHEN:
            kind = ""  # 较上周五 is beside a day
        if kind and self._breaks(one, kind):
            chained = part.objects[-1:] if one.value == "chain" else []
            self._next(
                names=chained, words=[word for word in part.words if word.does(*CARRIED, *METRIC, Tag.MAYBE, Tag.OTHER)]
            )
            part = self.part
        if kind and not (part.kind in ("lead", "beat", "broad") and kind == "move"):
            part.kind = kind
        if one.does(*MOVEMENT, *AMOUNT, Tag.LEAD):
            self.direction = one
            last = part.numbers[-1] if part.numbers else None
            if one.does(*AMOUNT) and last is not None and last.word is None and last.unit is not Unit.STOCKS:
                for said in part.numbers:  # 分别录得11.92%、9.28%的涨幅
                    said.word = said.word or (one if said.unit is last.unit else None)
        part.words.append(one)
        if one.does(Tag.BE) and one.value == "turn":
            groups = all(name.names[0].kind in ("sector", "market", "list") for name in part.names)
            self.turned = part.kind in ("beat", "move", "lead") and groups and not part.has(Tag.MEAN)
            if self.turned and part.names and part.kind == "move":
                part.names = []

    def _of_stocks(self, one: Token) -> bool:
        """10只上涨: the word is of the number before it."""
        said = self.part.numbers[-1]
        if one.does(*AMOUNT, Tag.GROW, Tag.SHRINK):
            return False
        near = self.part.kind in ("", "move", "broad") and 0 <= one.start - said.token.end <= 8
        group = any(0 <= word.start - said.token.end <= 3 and word.does(Tag.GROUP) for word in self.part.words)
        if near and said.unit is Unit.PERCENT and said.word is None and group:
            return True  # 近九成个股上涨
        if said.unit is not Unit.STOCKS or not near:
            return False
        if said.word is None or said.word.start < said.token.start:
            said.word = one
        return True

    def _breaks(self, one: Token, kind: str) -> bool:
        """Whether a word begins another predication."""
        part = self.part
        if part.objects and one.does(Tag.BEAT, Tag.TRAIL) and part.has(Tag.BEAT, Tag.TRAIL):
            return True
        if part.numbers and all(said.unit is Unit.SPAN for said in part.numbers) and kind == "move":
            return False
        if part.numbers:
            if kind == "lead" and part.kind == "move" and all(said.unit is Unit.STOCKS for said in part.numbers):
                return False  # 涨幅居全部23只标的首位
            if kind in ("move", "broad", "beat") and self._of_stocks(one):
                return False
            if part.has(Tag.RESPECT) and kind == "move" and len(part.numbers) < len(part.names):
                return False
            return not (one.does(*AMOUNT, Tag.EXCESS) and part.numbers[-1].word is None)
        if (
            kind == "lead"
            and part.kind == "lead"
            and part.objects
            and self.last is not None
            and self.last.does(Tag.AND)
        ):
            return True  # 领涨的A和垫底的B
        if not part.kind or part.kind == kind:
            return False
        if (part.kind, kind) in TOGETHER and not (
            part.kind == "move" and part.has(Tag.UP, Tag.DOWN, Tag.ALSO) and kind == "lead"
        ):
            return False
        return not (part.kind == "lead" and kind == "move" and one.does(*AMOUNT) and not part.names)

    def _next(self, names: list[Token], words: list[Token] | None = None) -> None:
        before, self.turned = self.part, False
        self.part = Part(names=names, words=list(words or ()), follows=not names)
        self.part.source = before.numbers[-1] if before.numbers and before.has(Tag.FROM) and not names else None
        if not names:
            self.part.names = list(before.names)
            self.part.follows = before.follows or bool(before.names)
        self.direction = next((word for word in self.part.words if word.does(*CARRIED)), None)
        self.made.append(self.part)

    def _listed(self, inner: Sequence[Token]) -> bool:
        """Names alone in brackets: the members of a group before them, or who an unknown nickname is."""
        names = [one for one in inner if one.sort is Sort.NAME]
        if not names or not all(one.sort in (Sort.NAME, Sort.COMMA) or one.does(Tag.AND) for one in inner):
            return False
        part, last = self.part, self.last
        if (
            last is not None
            and (last.sort is Sort.TEXT or part.lead or part.gap or last.does(Tag.FORMER, Tag.LATTER))
            and not part.numbers
            and not part.kind
        ):
            part.names = [*(one for one in part.names if one.said != last.said), *names]
            part.gap, part.lead = [], []
            return True
        stocks = part.numbers[-1].token.number if part.numbers else None
        if not part.names and stocks is not None and stocks.unit is Unit.STOCKS and stocks.value == len(names):
            part.names, part.numbers = names, part.numbers[:-1]  # 三只个股（A、B、C）
            return True
        group = part.names[-1] if part.names else None
        if group is not None and group.names[0].kind == "market" and len(names) == 1 and not part.numbers:
            part.names[-1] = names[0]  # A股（沪深300）
            return True
        if group is not None and group.names[0].kind in ("sector", "market", "list") and len(names) > 1:
            members = tuple(subject.id for name in names for subject in name.names if subject.kind == "instrument")
            made = Subject(kind="list", id="+".join(members), name=group.said, members=members)
            part.names[-1] = Token(sort=Sort.NAME, start=group.start, end=group.end, said=group.said, names=(made,))
            return True
        return False

    def _brackets(self, one: Inside) -> None:
        inner = one.tokens
        if self._listed(inner):
            return
        if not telling(inner) or not any(token.sort is Sort.NUMBER or token.does(Tag.UP, Tag.DOWN) for token in inner):
            return
        part, last = self.part, self.last
        named = [last] if last is not None and last.sort in (Sort.NAME, Sort.TEXT) else list(part.names)
        if last is not None and last.sort is Sort.TEXT:
            named = [_stranger(last)]
        scan = _Scan()
        scan.part.names, scan.part.of, scan.lent = named, part, True
        scan.direction = self.direction
        found = scan.run(inner)
        for made in found:
            made.of = part
        self.made[-1:] = [*(made for made in found if made.numbers or made.kind), part]


def _all_unknown(names: Sequence[Token]) -> bool:
    return all(one.names[0].kind == "unknown" for one in names)


def _compare_flat(part: Part) -> None:
    """与沪深300基本持平 puts one beside another."""
    if not part.has(Tag.FLAT) or not part.names or part.has(Tag.EACH) or part.of is not None:
        return
    joint = next(
        (one for one in part.words if one.said in ("与", "同", "跟", "和") and one.start < part.names[-1].start), None
    )
    alone = joint is not None and part.names[-1].start - joint.end <= 1 and len(part.names) <= 2
    if alone:
        part.objects.append(part.names.pop())
        part.follows = not part.names


def _stranger(one: Token) -> Token:
    subject = Subject(kind="unknown", id=one.said, name=one.said)
    return Token(sort=Sort.NAME, start=one.start, end=one.end, said=one.said, names=(subject,))
