"""What doctor says and when it asks for the user."""

import pytest

import resources
from data_sources import checkup
from data_sources.protocol import Boot, SourceState, Status

LIVE = ("yahoo", "akshare", "tencent")


def status(**states):
    named = dict.fromkeys(LIVE, "ok") | {"reference": "idle", "simulated": "off"} | states
    return Status(sources=tuple(SourceState(source=name, state=state) for name, state in named.items()))


def report(tmp_path, said=None, ignored=(), **boot):
    return checkup.report(tmp_path, Boot(profile=str(tmp_path), **boot), said or status(), ignored)


def test_all_well(tmp_path):
    assert not report(tmp_path).needs_user


def test_one_source_that_works_is_enough(tmp_path):
    assert not report(tmp_path, status(yahoo="failed", akshare="resting")).needs_user


@pytest.mark.parametrize("state", ["failed", "resting", "idle"])
def test_no_live_source_at_all_needs_the_user(tmp_path, state):
    assert report(tmp_path, status(**dict.fromkeys(LIVE, state))).needs_user


def test_a_traffic_source_that_answers_is_no_market(tmp_path):
    said = status(**dict.fromkeys(LIVE, "failed"), wikimedia="ok", similarweb="off")
    assert report(tmp_path, said).needs_user
    assert not report(tmp_path, status(wikimedia="failed", apple="resting")).needs_user


def test_offline_by_choice_needs_nobody(tmp_path):
    assert not report(tmp_path, status(**dict.fromkeys(LIVE, "off")), offline=True).needs_user


def test_a_ca_file_that_is_gone_needs_the_user(tmp_path):
    lost = report(tmp_path, ca_bundle=str(tmp_path / "gone.pem"))
    assert lost.needs_user
    assert "gone.pem" in lost.text(resources.texts("en"))
    assert resources.texts("en")["doctor.no_file"] in lost.text(resources.texts("en"))


def test_a_settings_key_that_was_ignored_needs_the_user(tmp_path):
    said = report(tmp_path, ignored=("colour",))
    assert said.needs_user
    assert "colour" in said.text(resources.texts("zh"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_names_everything_and_no_password(tmp_path, monkeypatch, lang):
    monkeypatch.setenv("HTTPS_PROXY", "http://me:secret@proxy:8080")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
    said = report(tmp_path, proxy="socks5://you:secret@other:1080").text(resources.texts(lang))
    assert "secret" not in said
    assert "http://***@proxy:8080" in said
    assert "socks5://***@other:1080" in said
    for name in (*LIVE, "yfinance", "akshare", "Python", str(tmp_path), "gone.pem"):
        assert name in said


def test_a_reason_stands_beside_its_source(tmp_path):
    why = Status(sources=(SourceState(source="yahoo", state="failed", reason="asks us to wait"),))
    assert "asks us to wait" in report(tmp_path, why).text(resources.texts("en"))
