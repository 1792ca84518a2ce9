"""What was said of tables' layouts, as it is kept: whatever somebody made of the file, the rest is read."""

from models.imports.traffic.values import Hints, Template

SAID = Template(fingerprint="f", hints=Hints(unit=1e4))


def test_nothing_is_asked_before_somebody_imports(templates, client):
    assert client.papers_asked == []
    templates.begin()
    templates.begin()
    assert len(client.papers_asked) == 1


def test_what_is_kept_is_read_and_the_rest_left_out(templates, client, papers_kept):
    client.papers_disk = {
        ("import_templates", "f"): {"fingerprint": "f", "hints": {"unit": 1e4, "metric": "sales"}},
        ("import_templates", "g"): ["no template"],
    }
    templates.begin()
    papers_kept()
    assert templates.template("f") == SAID
    assert templates.template("g") is None


def test_what_was_said_meanwhile_counts_before_what_is_kept(templates, client, papers_kept):
    client.papers_disk = {("import_templates", "f"): {"fingerprint": "f", "hints": {"unit": 1e6}}}
    templates.begin()
    templates.keep(SAID)
    papers_kept()
    assert templates.template("f") == SAID
    assert client.papers_disk["import_templates", "f"]["hints"] == {"unit": 1e4}


def test_the_same_is_not_written_twice_and_no_layout_not_at_all(templates, client, papers_kept):
    templates.begin()
    papers_kept()
    templates.keep(SAID)
    papers_kept()
    count = len(client.papers_asked)
    templates.keep(SAID)
    templates.keep(Template(fingerprint="", hints=Hints()))
    papers_kept()
    assert len(client.papers_asked) == count
