"""Several files into a folder: told once, and no name leads out of it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gui.wires.filing import placed, write_all
from models.errors import ExportError


def test_all_files_are_told_once_when_the_last_is_there(client, bridge, settle):
    told = []
    write_all(client, bridge, {"/a": b"1", "/b": b"2"}, lambda: told.append("done"), told.append)
    client.files[1].future.set_result(1)
    settle()
    assert told == []
    client.files[0].future.set_result(1)
    settle()
    assert told == ["done"]


def test_the_first_that_cannot_be_written_is_told(client, bridge, settle):
    told = []
    write_all(client, bridge, {"/a": b"1", "/b": b"2"}, lambda: told.append("done"), told.append)
    for one in client.files:
        one.future.set_exception(ExportError("the disk is full"))
    settle()
    assert [one.detail for one in told] == ["the disk is full"]


@given(st.text(max_size=60))
def test_no_name_leads_out_of_the_folder(name):
    (path,) = placed({f"{name}.pdf": b""}, "/notes")
    assert Path(path).parent == Path("/notes")
    assert Path(path).suffix == ".pdf"
