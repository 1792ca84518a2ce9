"""The note of the reference week: five points, and nothing else."""

import pytest

from tests.models.audit.samples import GOLDEN, REFERENCE, audited

FIVE = [
    "event_after_data", "visits_by_downloads", "weekly_on_monthly", "different_windows", "event_outside_week",
]  # fmt: skip


@pytest.fixture(scope="module")
def audit():
    return audited(REFERENCE)


def test_exactly_the_five_points_are_found(audit):
    assert [str(one.flaw) for one in audit.findings] == FIVE
    assert [one["flaw"] for one in GOLDEN["findings"]] == FIVE


@pytest.mark.parametrize("place", range(5), ids=FIVE)
def test_each_point_stands_at_the_words_it_is_about(audit, place):
    where = "\n".join(audit.findings[place].where)
    assert [words for words in GOLDEN["findings"][place]["where"] if words not in where] == []


def test_visits_are_explained_by_what_came_after_them(audit):
    assert audit.findings[0].facts == {"about": "visits", "last": "2024-09-19", "days": "2024-09-24, 2024-09-25"}


def test_a_claim_about_doubao_rests_on_another_measure(audit):
    assert audit.findings[1].facts == {"product": "豆包", "claimed": "visits", "given": "downloads"}


def test_three_windows_are_called_this_week(audit):
    assert audit.findings[3].facts == {
        "called": "本周",
        "windows": "price 2024-09-23..2024-09-25; visits 2024-09-13..2024-09-19; downloads 2024-09-18..2024-09-24",
    }


def test_o1_is_of_the_week_before_the_one_it_is_put_into(audit):
    assert audit.findings[4].facts == {"called": "上周", "day": "2024-09-12", "week": "2024-09-16..2024-09-22"}


def test_the_ruler_has_every_window_of_the_note(audit):
    spans = {(str(one.about), str(one.window.first), str(one.window.last)) for one in audit.spans}
    assert spans == {
        ("price", "2024-09-23", "2024-09-25"),
        ("visits", "2024-09-13", "2024-09-19"),
        ("downloads", "2024-09-18", "2024-09-24"),
        ("event", "2024-09-19", "2024-09-19"),
        ("event", "2024-09-24", "2024-09-24"),
        ("event", "2024-09-25", "2024-09-25"),
    }


def test_markets_had_as_many_sessions_and_had_closed(audit):
    assert not {"session_counts", "final_early"} & {str(one.flaw) for one in audit.findings}


def test_every_claim_of_the_golden_file_stands_in_the_text():
    assert [one["said"] for one in GOLDEN["claims"] if one["said"] not in REFERENCE] == []
