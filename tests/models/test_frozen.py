"""A frozen value is what dataclass would have made, in every respect that is used."""

import copy
import pickle  # noqa: TID251 - what multiprocessing does to every message
from dataclasses import FrozenInstanceError, asdict, dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.frozen import frozen


@frozen(kw_only=True)
class Ours:
    """Every kind of field."""

    name: str
    price: float = 1.5
    rows: list[int] = field(default_factory=list)
    secret: str = field(default="", repr=False)
    note: str = field(default="", compare=False)


Theirs = dataclass(frozen=True, slots=True, kw_only=True)(
    type("Ours", (), {
        "__annotations__": {"name": str, "price": float, "rows": list, "secret": str, "note": str}, "price": 1.5,
        "rows": field(default_factory=list), "secret": field(default="", repr=False),
        "note": field(default="", compare=False), "__module__": __name__,
    })
)  # fmt: skip


@frozen
class Pair:
    """By position."""

    left: object
    right: object = 2


@frozen
class One:
    """A single field."""

    value: float


@frozen
class Nothing:
    """No field."""


@frozen(kw_only=True, eq=False)
class Itself:
    """Equal to itself alone."""

    value: int = 0


@frozen
class Checked:
    """Looks at its fields once they are set."""

    value: int

    def __post_init__(self):
        if self.value < 0:
            raise ValueError("negative")

    def __repr__(self):
        return "its own"


WORDS = st.fixed_dictionaries(
    {"name": st.text(max_size=3)},
    optional={
        "price": st.floats(),
        "rows": st.lists(st.integers(), max_size=2),
        "secret": st.text(max_size=2),
        "note": st.text(max_size=2),
    },
)


@given(WORDS, WORDS)
def test_a_value_behaves_as_one_of_dataclass(left, right):
    ours, theirs = (Ours(**left), Ours(**right)), (Theirs(**left), Theirs(**right))
    assert repr(ours[0]) == repr(theirs[0]).replace("test_frozen.", "")
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert str(asdict(ours[0])) == str(asdict(theirs[0]))
    assert str(replace(ours[0], name="x")) == str(replace(theirs[0], name="x"))


def test_equal_values_are_one_in_a_set():
    assert len({Pair(1), Pair(1, 2), Pair(1, 3), Nothing(), Nothing(), One(1.0), One(1)}) == 4
    assert Pair(1) != (1, 2)
    assert One(1) != Pair(1)
    assert len({Itself(), Itself()}) == 2


def test_a_missing_number_equals_itself_as_in_a_tuple():
    nan = float("nan")
    assert One(nan) == One(nan)


@pytest.mark.parametrize("name", ["left", "another"])
def test_nobody_changes_a_value(name):
    made = Pair(1)
    with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
        setattr(made, name, 3)
    with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
        delattr(made, name)
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("made", [Pair(1, "a"), One(2.0), Nothing(), Ours(name="n", rows=[1])], ids=repr)
def test_a_value_crosses_a_pipe_and_is_copied(made):
    assert pickle.loads(pickle.dumps(made)) == made == copy.deepcopy(made)


def test_a_default_is_made_for_each_value():
    assert Ours(name="a").rows is not Ours(name="b").rows


@pytest.mark.parametrize("wrong", [{}, {"name": "a", "nope": 1}])
def test_a_wrong_call_says_whose_it_is(wrong):
    with pytest.raises(TypeError, match=r"Ours\.__init__\(\)"):
        Ours(**wrong)
    with pytest.raises(TypeError, match=r"Ours\.__init__\(\)"):
        Ours("by position")


def test_a_value_is_matched_by_position():
    match Pair(1, 5):
        case Pair(left, 5):
            assert left == 1
        case _:
            pytest.fail("no match")


def test_what_a_class_says_itself_stands():
    assert repr(Checked(1)) == "its own"
    with pytest.raises(ValueError, match="negative"):
        Checked(-1)


def test_a_value_that_holds_more_than_another():
    @frozen(kw_only=True)
    class More(Ours):
        """Ours, and one field more."""

        more: int = 3

    made = More(name="a")
    assert (made.price, made.more) == (1.5, 3)
    assert made == More(name="a") != Ours(name="a")
