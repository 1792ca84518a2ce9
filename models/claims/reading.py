"""Claims out of a Chinese text: who is said to have risen, led, beaten, set a record, when and by how much.

The grammar: a text is folded and cut into tokens (lexing), tokens into clauses and predications (clauses); a
predication without a subject is of whoever was named before, one without days is of those named before in its
paragraph, else of the window the text is read with. What is conditional, expected, asked, intraday, or of something
that is not followed (earnings, orders, targets) is no claim. No number is read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.claims.clauses import AMONG, Clause, clauses_of, sentences, waits_for
from models.claims.context import GROUPS, State
from models.claims.counted import count_claims, is_counted
from models.claims.dating import SHORT, Days, flat
from models.claims.happening import events_in
from models.claims.lexing import Sort, Token, tokens
from models.claims.names import Names
from models.claims.numbers import Unit
from models.claims.predications import Part, Said, parts_of
from models.claims.priced import price_claims
from models.claims.saying import Saying, of_names, pick
from models.claims.subjects import named
from models.claims.tables import tabled
from models.claims.than import beside_itself
from models.claims.turns import turns_of
from models.claims.values import Claim, Kind
from models.claims.windows import When
from models.claims.words import MOVEMENT, Tag
from models.review.values import Window
from models.traffic.values import Granularity

SIDES = (Tag.BEAT, Tag.TRAIL, Tag.EXCESS)
DIRECTIONS = (Tag.UP, Tag.DOWN, Tag.GAIN, Tag.LOSS, Tag.LEAD, Tag.GROW, Tag.SHRINK)
TELLING = (Unit.PERCENT, Unit.POINTS, Unit.COUNT, Unit.PLAIN)
MOVING = (
    "传闻",
    "预期",
    "市场预期",
    "看好",
    "评级",
    "上调",
    "下调",
    "目标价",
    "增持",
    "据传",
    "推荐",
    "一致预期",
    "关注",
    "增持评级",
)
LAST_TWO = 2  # 前者 and 后者
LONGEST = 500  # characters of a sentence that a claim carries
SUPPOSED = ("若", "如果", "假设", "假如", "倘若", "如若", "一旦", "假定", "若是", "如")


def read(text: str, world: Names, window: Window) -> tuple[Claim, ...]:
    """Every checkable claim of a text, in the order of its characters. window: of what names no days.

    Never raises on any text. Claims whose days were not named with them carry ``named`` False.
    """
    made, rest = tabled(text, world, window)
    found = tokens(rest, world, window)
    heading: When | None = None
    told = frozenset(one.names[0].id for one in found if one.names and one.names[0].kind == "instrument")
    state = State(told=told)
    for sentence in sentences(found):
        reader = _Sentence(text, sentence, world, window, state)
        claims = list(reader.claims())
        made += claims
        if sentence[-1].sort is Sort.LINE:
            heading = _heading(sentence, claims, heading)
            state = State(
                told=told,
                month=state.month,
                when=heading,
                heading=heading is not None and heading.period is not Granularity.DAY,
            )
    return tuple(sorted(made, key=lambda one: (one.start, one.end)))


def _heading(sentence: Sequence[Token], claims: Sequence[Claim], before: When | None) -> When | None:
    """A short line with days and no claim gives them to the lines below; an empty line ends that."""
    if len(sentence) <= 1:
        return None
    days = [one.when for one in sentence if one.when is not None and not one.when.coming]
    if claims or not days or len(sentence) > 14 or any(one.does(Tag.ACT, Tag.CAUSE) for one in sentence):
        return before
    return days[-1]


class _Sentence:
    """One sentence, read with what was said before it."""

    def __init__(self, text: str, held: Sequence[Token], world: Names, window: Window, state: State) -> None:
        self.world, self.window, self.state = world, window, state
        state.percents = state.percents or bool(_PERCENTS.search(text[held[0].start : held[-1].end]))
        self.held = held = _as_percents(held) if state.percents else held
        self.start, self.end = held[0].start, held[-1].end
        self.text = text
        self.days = Days(text, state, window)
        self.shares = [one.names[0].id for one in held if one.names and one.names[0].kind == "instrument"]
        self.sentence = text[self.start : self.end].strip()[:LONGEST]
        self.turns: dict[int, When | None] = {}
        self.asks = held[-1].said in ("？", "?")

    def claims(self) -> Iterator[Claim]:
        """In the order of its predications."""
        if self.asks:
            list(self._spoken())  # who is asked about is spoken of
            return
        yield from events_in(self.text, self.sentence, self.held)
        yield from self._spoken()

    def _spoken(self) -> Iterator[Claim]:
        state = self.state
        state.maybe, state.supposed, state.other = False, False, False
        state.loose = state.when is not None and not state.heading
        state.mentioned, state.excepted, state.seen, state.counted, state.since = [], [], [], False, None
        state.met, state.before, state.beaten = [], 0, None
        state.kept, state.mean, state.closing = [], False, False
        state.vague, state.total, state.against, state.excess = False, 0, None, False
        groups = [one.names[0] for one in self.held if one.names and one.names[0].kind in ("sector", "list")]
        state.ahead = groups[0] if groups else None
        months = {one.when.window: one.when for one in self.held if one.when and one.when.period is Granularity.MONTH}
        if len(months) == 1:  # …（2024年9月访问量）: the only month of a sentence is that of all its counts
            state.month = next(iter(months.values()))
        held = clauses_of(self.held)
        self.turns = turns_of(held, self.window, state.when)
        for clause, after in zip(held, [*held[1:], None], strict=False):
            self.days.take(clause)
            waits = after is not None and clause.after is Sort.COLON and waits_for(clause, after)
            told = list(self._clause(clause))
            yield from (one for one in told if not (waits and one.kind is Kind.LEAD))

    def _clause(self, clause: Clause) -> Iterator[Claim]:
        state = self.state
        if clause.before is Sort.STOP:
            state.maybe, state.other, state.before = False, False, len(state.seen)
            state.excepted = []
        coming = any(one.when is not None and one.when.coming for one in flat(clause))
        doubts = [one for one in clause.tokens() if one.does(Tag.MAYBE) and not _no_doubt(one, clause)]
        here = coming or bool(doubts)
        if clause.has(Tag.PRICE) and not here and not state.supposed:
            state.maybe = False
        if coming or any(not one.value for one in doubts):
            state.maybe = True
        if any(one.said in SUPPOSED for one in doubts):
            state.supposed = True
        parts = parts_of(clause)
        self._among(clause, parts)
        since = 0
        for part in parts:
            since = self.days.own(part, clause, since)
            named(part, self.state, self.world)
            self._domain(part)
            if not state.maybe and not here and not state.other:
                yield from self._claims(part)
            self._after(part)
        if clause.after is Sort.COLON and not any(part.numbers for part in parts):
            state.counted = False
            state.topic = [one for one in state.who if one.names[0].kind == "instrument"]

    def _among(self, clause: Clause, parts: Sequence[Part]) -> None:
        """12只个股中, 微软、亚马逊、Meta中: of whom the next words speak."""
        tokens, state = clause.tokens(), self.state
        if not tokens or tokens[-1].said not in AMONG or len(parts) != 1 or parts[0].kind:
            return
        part = parts[0]
        stocks = [one.token.number for one in part.numbers if one.unit is Unit.STOCKS]
        state.total = int(stocks[0].value) if stocks and stocks[0] is not None else 0
        picked = [pick(one, "instrument") for one in part.names]
        shares = [one for one in picked if one is not None]
        if len(shares) > 1 and not part.numbers:
            state.scope = of_names(shares)
        elif not part.names and not state.total:
            state.scope, state.vague = None, True

    def _domain(self, part: Part) -> None:
        """Whether it is of prices, of visits or downloads, or of something that is not followed."""
        state = self.state
        other, own = part.has(Tag.OTHER), bool(part.names) and not part.follows
        priced = part.has(Tag.PRICE) or any(one.does(Tag.BACK) and "股价" in one.said for one in part.words)
        dated = any((one.window.last - one.window.first).days < SHORT for one in self.days.here)
        closes = any(
            one.said.startswith(("收", "报")) and one.does(Tag.UP, Tag.DOWN, Tag.CLOSE, Tag.FLAT) for one in part.words
        )
        if other or (part.has(Tag.INTRADAY) and not closes):
            state.other = True
        elif closes or (own and part.of is None) or priced or (dated and part.has(Tag.UP, Tag.DOWN)):
            state.other = False
        if metric := part.word(Tag.VISITS, Tag.DOWNLOADS, Tag.USERS):
            state.metric, state.other = metric, other
        elif own and part.has(Tag.PRICE, Tag.UP, Tag.DOWN) and _no_product(part):
            state.metric = None

    def _claims(self, part: Part) -> Iterator[Claim]:
        days = self._in_turn(part) or self.days.one_each(part) or self.days.beside(part)
        if any(self.turns.get(one.token.start, one) is None for one in part.numbers):
            return  # a day each, and nobody can tell which
        yield from beside_itself(self._saying(part), days)
        for number, when in days:
            plain = number.unit in (Unit.COUNT, Unit.MONEY) and part.kind == "beat"  # 低于5月的4970万次
            words = [one for one in part.words if not one.does(Tag.RESPECT, Tag.FROM, *(SIDES if plain else ()))]
            alone = replace(part, numbers=[number], words=words, kind="" if plain else part.kind)
            told = self._saying(alone)
            closes = plain or (number.unit is Unit.MONEY and part.has(Tag.AGAINST))
            yield from self._of(replace(told, when=when, loose=False, closing=told.closing or closes))
        beside = self.days.base is not None and part.kind == "beat" and bool(days)  # 略低于8月的6950万次
        if not days or beside:
            yield from self._of(self._saying(replace(part, numbers=[]) if beside else part))

    def _in_turn(self, part: Part) -> list[tuple[Said, When]]:
        """先微跌0.06%，再大涨4.13%."""
        found = [(one, self.turns.get(one.token.start)) for one in part.numbers]
        return [(one, when) for one, when in found if when is not None]

    def _of(self, saying: Saying) -> Iterator[Claim]:
        counted = is_counted(saying)
        about, state_month = "counts" if counted else "prices", self.state.month
        if self.state.spoken and self.state.spoken != about and not self.state.fresh and not saying.loose:
            saying = replace(saying, loose=True)
        if counted and saying.when is None and state_month is not None:
            saying = replace(saying, when=state_month, loose=True)
        elif counted and saying.when is not None and saying.when.period is Granularity.MONTH:
            self.state.month = saying.when
        for one in count_claims(saying) if counted else price_claims(saying):
            self.state.spoken = about
            yield one

    def _saying(self, part: Part) -> Saying:
        state = self.state
        return Saying(
            text=self.text, sentence=self.sentence, part=part, world=self.world, window=self.window,
            when=state.when, loose=state.loose, scope=state.scope, metric=state.metric,
            peers=(*state.peers, *self.shares), vague=state.vague, total=state.total,
            shares=tuple(self.shares), told=state.told,
            mentioned=tuple(state.mentioned), excepted=tuple(state.excepted),
            direction=state.direction,
            counted=state.counted, since=state.since, ahead=state.ahead, groups=tuple(state.groups),
            against=state.against, beaten=state.beaten, excess=state.excess, mean=state.mean,
            closing=state.closing, base=self.days.base, within=self.days.within,
        )  # fmt: skip

    def _is_index(self, one: Token) -> bool:
        instrument = self.world.universe.instruments.get(one.names[0].id)
        return instrument is not None and instrument.kind == "index"

    def _after(self, part: Part) -> None:
        state = self.state
        if part.of is not None:
            return
        stocks = [one.token.number for one in part.numbers if one.unit is Unit.STOCKS]
        if stocks and stocks[0] is not None and not part.kind and any(one.said[-1:] == "中" for one in part.words):
            state.total = int(stocks[0].value)  # 在12只个股中倒数第一
        state.closing = (state.closing and not part.has(Tag.OTHER)) or (part.has(Tag.CLOSE) and not part.numbers)
        state.mean = state.mean or (part.has(Tag.MEAN) and not part.numbers)
        state.excess = part.has(Tag.EXCESS) or (state.excess and part.kind in ("", "beat"))
        if part.has(Tag.AGAINST) and part.objects and part.follows and not part.numbers and not part.has(*SIDES):
            state.against = pick(part.objects[0], "instrument", "sector", "list", "market")
            return
        beside = [*part.objects, *(one for one in part.names if self._is_index(one))]
        state.beaten = (pick(beside[-1], "instrument", "market") if beside else None) or state.beaten
        groups = [one.names[0] for one in part.names if one.names[0].kind in GROUPS]
        state.groups = groups if part.has(Tag.RESPECT) and not part.numbers and len(groups) > 1 else []
        own = [one for one in part.names if one.names[0].kind != "vendor" or len(one.names) > 1]
        if own and not part.follows:
            beside = part.objects if len(own) == len(part.objects) == 1 and pick(part.objects[0], "instrument") else []
            again = len(state.pair) == LAST_TWO and own[0].names[0].id in {one.names[0].id for one in state.pair}
            if len(own) > 1 or beside or not again:  # 英伟达和AMD哪个强？英伟达，前者…
                state.pair = [*own, *beside] if len(own) > 1 or beside else [*state.pair[-1:], *own]
            state.counted = False
        if part.kind == "lead" and part.objects and (not part.names or part.names[0].names[0].kind in GROUPS):
            own = part.objects
        if not part.follows or part.objects:
            state.seen += [
                one for one in own if one.names[0].kind in ("instrument", "product") and one not in state.seen
            ]
        if own and not (part.has(Tag.OTHER) and state.who and all(one.names[0].kind == "unknown" for one in own)):
            yardstick = all(one.names[0].id == "own" for one in own) and bool(state.who)
            state.who = state.who if yardstick else own  # 可大盘涨了6.26%，…: of whoever was spoken of
        told = any(one.unit in TELLING for one in part.numbers)
        state.counted = told or (state.counted and part.follows)
        keeps = part.follows or not part.kind or part.kind in ("beat", "lead")
        state.direction = part.word(*DIRECTIONS) or (state.direction if keeps else None)
        if not part.follows or part.objects:
            state.met += [
                one for one in (*part.names, *part.objects) if one not in state.met and pick(one, "instrument")
            ]
        ids = [one.names[0].id for one in (*part.names, *part.objects) if one.names[0].kind == "instrument"]
        state.peers += ids
        state.mentioned += ids


_PERCENTS = re.compile(r"[(（]\s*[%％]\s*[)）]|单位\s*[:：为]?\s*[%％]")


def _as_percents(held: Sequence[Token]) -> list[Token]:
    """涨跌幅（%）：工业富联 11.72: a bare number right after a name is one."""
    made: list[Token] = []
    for one in held:
        number, before = one.number, made[-1] if made else None
        if (
            number is not None
            and number.unit is Unit.PLAIN
            and before is not None
            and (before.sort in (Sort.NAME, Sort.COLON) or _goes_on(made))
        ):
            number = replace(number, unit=Unit.PERCENT, signed=number.signed or 1)
            made.append(Token(sort=Sort.NUMBER, start=one.start, end=one.end, said=one.said, number=number))
        else:
            made.append(one)
    return made


def _goes_on(made: Sequence[Token]) -> bool:
    """7.78、6.74: a list of percentages goes on."""
    if len(made) < 2 or not made[-1].does(Tag.AND):
        return False
    number = made[-2].number
    return number is not None and number.unit is Unit.PERCENT


def _no_doubt(one: Token, clause: Clause) -> bool:
    """受收购传闻提振涨7.78%: what moved a price; 将可灵升级: 将 before a name."""
    held = clause.tokens()
    if one.said == "若" and [word.said for word in held if word.start == one.end] == ["以"]:
        return True  # 若以纳指为基准
    if one.said in MOVING and any(word.does(Tag.CAUSE) and word.start < one.start for word in held):
        return True
    after = held[held.index(one) + 1 :][:1]
    if not after or after[0].sort is not Sort.NAME:
        return False
    return one.said == "将" or (one.said == "如" and not clause.has(*MOVEMENT, Tag.BEAT, Tag.TRAIL))  # 如谷歌（-1.00%）


def _no_product(part: Part) -> bool:
    return all(subject.kind != "product" for one in part.names for subject in one.names)
