"""Five planted secrets, and none of them in a log, a trace or a report."""

import logging

import pytest

import resources
from data_sources import checkup, keys, redaction, worker
from data_sources.protocol import Boot, KeyKept, Rejected, SourceState, Status

PLANTED = ("sw-11223344aabb", "env-55667788ccdd", "file-99aa00bbeeff", "proxy-pass-77", "query-key-3141")


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """A profile with secrets in every place that holds any."""
    monkeypatch.setattr(redaction, "_known", ())
    monkeypatch.setattr(keys, "_from_keyring", lambda source: "")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "similarweb").write_text(PLANTED[2])
    monkeypatch.setenv("SUANLI_KEY_SIMILARWEB", PLANTED[1])
    redaction.hide(PLANTED[0])
    keys.hide_all(tmp_path)
    return tmp_path


def hostile():
    """Everything a careless source may say."""
    return f"{PLANTED[0]} {PLANTED[1]} {PLANTED[2]} http://me:{PLANTED[3]}@proxy:1 GET /?api_key={PLANTED[4]}"


@pytest.mark.logs
def test_the_workers_log_holds_none_of_them(planted):
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        worker._log_to(planted / "logs")
        log = logging.getLogger("some.source")
        log.warning("%s", hostile())
        log.warning("%s", KeyKept(source="similarweb", key=PLANTED[0]))
        log.warning("%s", Boot(profile="p", proxy=f"http://me:{PLANTED[3]}@proxy:1"))
        try:
            raise ValueError(hostile())
        except ValueError:
            log.exception("answering", stack_info=True)
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
        logging.getLogger("httpx").setLevel(logging.NOTSET)
    written = (planted / "logs" / "data.log").read_text()
    assert [secret for secret in PLANTED if secret in written] == []
    assert written.count("***") >= 10
    assert "Traceback" in written


def test_a_profile_that_cannot_be_written_has_no_log(tmp_path, monkeypatch):
    """Each line of it would be a traceback on the terminal."""
    monkeypatch.setattr(worker.os, "access", lambda *_: False)
    before = list(logging.getLogger().handlers)
    worker._log_to(tmp_path / "logs")
    assert logging.getLogger().handlers == before


def test_a_report_holds_none_of_them(planted, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"me:{PLANTED[3]}@proxy:1")
    source = SourceState(source="yahoo", state="failed", reason=hostile())
    rejected = Rejected(source="yahoo", instrument="NVDA.US", reason=hostile(), at=1.0)
    status = Status(sources=(source,), rejected=(rejected,), keys=(("similarweb", "file"),))
    boot = Boot(profile=str(planted), proxy=f"http://me:{PLANTED[3]}@proxy:1")
    text = checkup.report(planted, boot, status, ()).text(resources.texts("zh"))
    assert [secret for secret in PLANTED if secret in text] == []
    assert "similarweb: file" in text
    assert "***@proxy:1" in text


def test_what_is_too_short_to_be_a_key_hides_no_words(monkeypatch):
    monkeypatch.setattr(redaction, "_known", ())
    redaction.hide("a")
    redaction.hide("")
    assert redaction.redacted("a cat") == "a cat"


def test_a_record_whose_arguments_do_not_fit_is_told_without_them():
    record = logging.LogRecord("some.source", logging.INFO, __file__, 1, "%s and %s", ("one",), None)
    assert redaction.Redaction().filter(record)
    assert record.getMessage() == "%s and %s"
