"""Duplicates, choices, the target list, and what is taken in the end."""

from models.listfiles.lines import TOO_MANY
from models.listfiles.resolving import settled, taken
from models.listfiles.values import MOST_ROWS, Draft, DraftRow, DraftSection, State, short
from tests.models.listfiles.samples import Listed, ids, one, previewed

BANK, INDEX, MOUTAI = one("000001.SZ", "平安银行"), one("000001.SH", "上证指数"), one("600519.SH", "贵州茅台")
LISTED = Listed(BANK, INDEX, MOUTAI)


def preview(*sections):
    drafts = tuple(
        DraftSection(
            name_zh=name, name_en=name,
            rows=tuple(DraftRow(text=word, line=10 * number + line) for line, word in enumerate(words, 1)),
        )
        for number, (name, words) in enumerate(sections)
    )  # fmt: skip
    return previewed(Draft(format="text", sections=drafts), LISTED)


def test_a_repeat_names_the_line_it_repeats():
    made = preview(("A", ["600519", "000001"]), ("B", ["贵州茅台", "SH600519", "???"]))
    assert [(row.state, row.of_line) for row in made.rows] == [
        (State.FOUND, 0), (State.AMBIGUOUS, 0), (State.DUPLICATE, 1), (State.DUPLICATE, 1), (State.UNKNOWN, 0),
    ]  # fmt: skip
    assert dict(made.counts) == dict(zip(State, (1, 2, 1, 1, 0), strict=True))


def test_what_the_target_holds_is_a_repeat_of_no_line():
    made = settled(preview(("", ["600519", "600519"])), held={"600519.SH"})
    assert [(row.state, row.of_line) for row in made.rows] == [(State.DUPLICATE, 0)] * 2
    assert settled(made).rows[0].state is State.FOUND


def test_what_is_not_wanted_is_not_taken_and_repeats_nothing():
    made = settled(preview(("", ["600519", "SH600519", "???"])), left={0, 2})
    assert [row.state for row in made.rows] == [State.LEFT, State.FOUND, State.LEFT]
    assert ids(taken(made)) == [["600519.SH"]]
    assert settled(made) == preview(("", ["600519", "SH600519", "???"]))


def test_a_choice_is_found_and_may_be_taken_back():
    made = preview(("", ["000001", "平安银行"]))
    chosen = settled(made, {0: BANK})
    assert [(row.state, row.of_line) for row in chosen.rows] == [(State.FOUND, 0), (State.DUPLICATE, 1)]
    assert settled(chosen, {0: INDEX}).rows[1].state is State.FOUND
    assert settled(chosen) == made


def test_what_is_taken_keeps_order_and_empty_sections():
    made = preview(("A", ["600519"]), ("empty", []), ("none", ["???"]), ("B", ["平安银行", "600519"]))
    held = taken(made)
    assert [part.name_zh for part in held.parts] == ["A", "empty", "B"]
    assert ids(held) == [["600519.SH"], [], ["000001.SZ"]]


def test_a_text_is_kept_on_one_line_and_no_longer_than_it_is_read():
    assert short(" a\n b\t") == "a b"
    assert len(short("长" * 40_000)) == 200


def test_a_list_of_more_rows_than_a_list_has_is_cut_and_says_so():
    from models.listfiles import tdx

    made = tdx.read("\r\n".join(f"1{600000 + number}" for number in range(MOST_ROWS + 5)))
    assert (len(made.sections[0].rows), made.remarks) == (MOST_ROWS, (TOO_MANY,))
