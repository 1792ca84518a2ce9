"""Our own note holds together, and its audit is worded in both languages."""

from dataclasses import replace

import pytest

from models.audit.own import audit_of_note
from models.audit.wording import as_markdown, finding_text, findings_json, windows_json
from tests.models.audit.samples import NOTES, REFERENCE, audited
from tests.models.note.samples import TEXTS, note


@pytest.fixture(scope="module")
def own():
    return note()


def test_nothing_is_found_in_our_own_note(own):
    assert audit_of_note(own.sentences, own.figures, own.inputs).findings == ()


def test_its_months_stand_on_the_ruler_beside_its_week(own):
    spans = audit_of_note(own.sentences, own.figures, own.inputs).spans
    assert {(str(one.about), str(one.window.last)) for one in spans} >= {
        ("price", "2024-09-25"), ("visits", "2024-08-31"), ("event", "2024-09-24"),
    }  # fmt: skip
    assert "ChatGPT" not in {one.subject for one in spans if one.about == "price"}


def test_what_the_user_writes_into_it_is_audited(own):
    text = {"zh": "8月ChatGPT访问量创新高，得益于9月25日高级语音功能全面推送。", "en": ""}
    edited = (*own.sentences, replace(own.sentences[0], text=text))
    found = audit_of_note(edited, own.figures, own.inputs).findings
    assert [str(one.flaw) for one in found] == ["event_after_data"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_has_its_sentence(lang):
    audits = [audited(REFERENCE), *(audited(one["text"], one["window"]) for one in NOTES)]
    for one in (finding for audit in audits for finding in audit.findings):
        said = finding_text(one, TEXTS[lang])
        assert said
        assert "{" not in said
        assert ".." not in said


def test_the_sentences_of_the_five_points():
    audit = audited(REFERENCE)
    assert [finding_text(one, TEXTS["zh"]) for one in audit.findings] == [
        "访问量数据止于2024-09-19，却以其后的事件（2024-09-24, 2024-09-25）解释",
        "豆包的访问量以下载量佐证：两者不是同一指标",
        "下载量说的是一周（2024-09-18 – 2024-09-24），所配的却是月度数据",
        (
            "不同的日期都称“本周”：股价2024-09-23 – 2024-09-25；访问量2024-09-13 – 2024-09-19；"
            "下载量2024-09-18 – 2024-09-24"
        ),
        "称“上周”（2024-09-16 – 2024-09-22）的事件，实际在2024-09-12",
    ]


def test_it_is_plain_data_too():
    audit = audited(REFERENCE)
    assert [one["flaw"] for one in findings_json(audit, TEXTS["en"])] == [str(one.flaw) for one in audit.findings]
    first = windows_json(audit)[0]
    assert first == {
        "about": "price", "called": None, "from": "2024-09-23", "to": "2024-09-25", "period": None, "subject": None,
        "where": None,
    }  # fmt: skip


def test_it_reads_as_markdown():
    said = as_markdown(audited("本周（0923-0925）英伟达+6.47%。"), TEXTS["en"])
    assert "- 2024-09-23 – 2024-09-25: Prices, Prices “本周”" in said
    assert said.endswith("No finding about windows\n")
