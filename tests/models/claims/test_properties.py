"""Sentences made of templates are read back whole; one changed number is one contradicted claim; nothing raises."""

from hypothesis import given
from hypothesis import strategies as st

from models.claims.vocabulary import VOCABULARY
from tests.models.claims.samples import bars, checked, claims, universe


def moved(name):
    """Percent over the reference week, worked out here: the close of the 25th over that of the 20th."""
    closes = dict(zip(bars()[name].date.astype(str).tolist(), bars()[name].close.tolist(), strict=True))
    return (closes["2024-09-25"] / closes["2024-09-20"] - 1) * 100


HELD = {one.id: (one.name("zh"), moved(one.id)) for one in universe().members()}
some = st.lists(st.sampled_from(sorted(HELD)), min_size=1, max_size=8, unique=True)
PIECES = [word for word in VOCABULARY.split() if not word.endswith(":")]
noise = st.lists(
    st.sampled_from(
        [
            *PIECES,
            "英伟达",
            "CPU/GPU板块",
            "6.47%",
            "9月24日",
            "，",
            "。",
            "（",
            "）",
            "：",
            "\n",
            "豆包",
            "3亿次",
            "12只",
        ]
    ),
    max_size=40,
).map("".join)


def printed(value):
    return f"{value:+.2f}%"


def worded(value):
    return f"{'上涨' if value > 0 else '下跌'}{abs(value):.2f}%"


def sector_line(names, values):
    return (
        "（1）CPU/GPU板块：本周（0923-0925）"
        + "，".join(HELD[n][0] + printed(v) for n, v in zip(names, values, strict=True))
        + "。"
    )


def plain_line(names, values):
    return "数据中心硬件：" + "，".join(HELD[n][0] + worded(v) for n, v in zip(names, values, strict=True)) + "。"


def shared_line(names, values):
    return "、".join(HELD[n][0] for n in names) + "本周涨跌幅分别为" + "、".join(printed(v) for v in values) + "。"


def bracketed(names, values):
    return "表现：" + "、".join(f"{HELD[n][0]}（{printed(v)}）" for n, v in zip(names, values, strict=True)) + "。"


FORMS = st.sampled_from([sector_line, plain_line, shared_line, bracketed])


@given(some, FORMS)
def test_every_number_of_a_template_is_read_and_confirmed(names, form):
    found = checked(form(names, [HELD[name][1] for name in names]))
    assert [one.claim.subject.id for one in found] == names
    assert {str(one.state) for one in found} == {"confirmed"}


@given(some, FORMS, st.data())
def test_a_changed_number_contradicts_exactly_its_claim(names, form, data):
    place = data.draw(st.integers(0, len(names) - 1))
    values = [HELD[name][1] for name in names]
    values[place] += data.draw(st.sampled_from([-9.0, -1.0, -0.02, 0.02, 0.1, 3.0]))
    found = checked(form(names, values))
    assert [one.claim.subject.id for one in found if str(one.state) == "contradicted"] == [names[place]]


@given(noise)
def test_no_text_makes_it_fail_and_no_claim_is_read_twice(text):
    found = claims(text)
    keys = [(one.kind, one.subject, one.start, one.end, one.against, one.said) for one in found]
    assert len(keys) == len(set(keys))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
    checked(text)


@given(st.text(max_size=200))
def test_nor_does_any_other(text):
    checked(text)
