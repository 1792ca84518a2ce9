"""Members as JSON, and read back whatever stands there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.compare.values import Against, Basket, Pair, Single, Visits, Weighting
from models.compare.written import member_from, member_json, members_from, members_json
from models.errors import ImportRejected
from tests.models.compare.samples import basket, pair_instrument, single
from tests.models.samples import INDEX

VISITS = Visits(id="chatgpt", name_zh="ChatGPT", name_en="ChatGPT")
MEMBERS = (
    single("600000.SH"),
    Single(instrument=INDEX, benchmark=True),
    Single(instrument=pair_instrument("USDCNY")),
    basket("600000.SH", "NVDA.US", weighting=Weighting.CAP),
    VISITS,
    Pair(against=Against.RATIO, one=basket("NVDA.US"), other=single("00700.HK")),
    Pair(against=Against.SPREAD, one=VISITS, other=Single(instrument=INDEX, benchmark=True)),
)


def test_members_come_back_as_they_were():
    said = json.loads(json.dumps(members_json(MEMBERS)))
    assert members_from(said) == (MEMBERS, ())


def test_keys_differ():
    assert len({member.key for member in MEMBERS}) == len(MEMBERS)


def test_unknown_keys_are_left_alone_and_names_may_lack():
    said = member_json(single("NVDA.US")) | {"colour": "#fff"}
    del said["name_zh"], said["exchange"]
    assert member_from(said).name("zh") == "NNV"


def test_a_member_that_cannot_be_read_is_left_out_and_named():
    said = [member_json(VISITS), {"what": "moon"}, 7, member_json(VISITS)]
    made, bad = members_from(said)
    assert made == (VISITS,)
    assert bad == (
        "2: not a member of a compare chart: of no known kind",
        "3: not a member of a compare chart: not an object",
    )


def test_members_that_are_no_list_are_rejected():
    with pytest.raises(ImportRejected):
        members_from({"what": "basket"})


BASKET = member_json(basket("NVDA.US"))


@pytest.mark.parametrize(
    "said",
    [
        BASKET | {"members": []},
        BASKET | {"weighting": "best"},
        BASKET | {"id": ""},
        member_json(single("NVDA.US")) | {"market": "FX"},
        member_json(single("NVDA.US")) | {"kind": "fx"},
        member_json(single("NVDA.US")) | {"id": 7},
        {"what": "pair", "against": "ratio", "one": BASKET, "other": {"what": "pair"}},
        {"what": ["instrument"]},
        {},
    ],
)  # fmt: skip
def test_a_bad_member_is_rejected(said):
    with pytest.raises(ImportRejected):
        member_from(said)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["what", "id", "kind", "market", "members", "weighting", "one", "other", "against"])


@given(st.dictionaries(KEYS, st.sampled_from(["instrument", "basket", "pair", "visits", "fx", "US"]) | JSON))
def test_nothing_but_a_rejection_comes_of_anything(said):
    try:
        made = member_from(said)
    except ImportRejected:
        return
    assert isinstance(made, Single | Basket | Visits | Pair)
    assert member_from(member_json(made)) == made


def test_names():
    ratio = MEMBERS[5]
    assert (ratio.name("zh"), ratio.name("en")) == ("篮 / 名00", "Basket / N00")
    assert MEMBERS[6].name("en") == "ChatGPT − 沪深300"
    assert Basket(id="x", name_zh="", name_en="", members=()).name("zh") == "x"
