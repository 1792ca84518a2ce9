"""A pack as bytes: a zip of JSON, texts and pictures with a SHA-256 each. Pure; nothing is unpacked to a disk.

manifest.json   format, version, program, made_at, window, final, hashes by name
inputs/*.json   universe, bars, witnesses, beside, series, events, products, and the rest
settings.json, edits.json, text/zh.md, text/en.md, figures/*
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

from models.errors import ImportRejected
from models.note.edits import Edit
from models.note.inputs import Inputs
from models.note.paper import settings_from
from models.note.settings import NoteSettings
from models.pack.plain import made, of_hint, plain
from models.pack.soundness import check
from models.pack.values import Pack

FORMAT, VERSION, ENDING = "suanli-pack", 1, "suanlipack"
MANIFEST = "manifest.json"
LARGEST, MOST_FILES = 256 * 1024 * 1024, 500  # unpacked bytes of all files
DAWN = (1980, 1, 1, 0, 0, 0)  # the same content makes the same bytes
# what zipfile raises of a file that was meddled with (a compression it does not know is NotImplementedError)
ZIPPED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
BAD = (ValueError, TypeError, KeyError, OverflowError, *ZIPPED)
Read = TypeVar("Read")


def written(pack: Pack) -> bytes:
    """The file's bytes."""
    held: dict[str, bytes] = {f"inputs/{name}.json": _json(value) for name, value in _inputs(pack.inputs).items()}
    held |= {"settings.json": _json(plain(pack.settings)), "edits.json": _json(plain(pack.edits))}
    held |= {f"text/{lang}.md": said.encode() for lang, said in pack.texts.items()}
    held |= {f"figures/{name}": content for name, content in pack.figures.items()}
    manifest = {
        "format": FORMAT, "version": VERSION, "program": pack.program, "made_at": pack.made_at, "final": pack.final,
        "window": plain(pack.inputs.window), "hashes": {name: _hash(content) for name, content in held.items()},
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in {MANIFEST: _json(manifest), **held}.items():
            target.writestr(zipfile.ZipInfo(name, DAWN), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read(content: bytes) -> Pack:
    """The pack of a file. Raises ImportRejected when it is none, newer than the program, damaged or changed."""
    held = _unzipped(content)
    manifest = _manifest(held)
    changed = [name for name, said in manifest["hashes"].items() if _hash(held.get(name, b"")) != said]
    if changed:
        raise ImportRejected(f"a report pack that was changed or damaged: {', '.join(sorted(changed)[:3])}")
    listed = {name: one for name, one in held.items() if name in manifest["hashes"]}
    return _checked(lambda: _pack(listed, manifest))


def _pack(held: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Pack:
    edits = {name: made(Edit, said) for name, said in _loaded(held["edits.json"]).items()}
    inputs = _inputs_from(held)
    check(inputs)
    return Pack(
        inputs=inputs,
        settings=_settings(_loaded(held["settings.json"])),
        edits=edits,
        texts={name[5:-3]: one.decode() for name, one in held.items() if name.startswith("text/")},
        figures={name[8:]: one for name, one in held.items() if name.startswith("figures/")},
        final=manifest["final"] is True,
        program=str(manifest["program"]),
        made_at=float(manifest["made_at"]),
    )


def _settings(said: Any) -> NoteSettings:
    """As the user's own are read: a number beyond its bounds is the usual one."""
    return settings_from(plain(made(NoteSettings, said)))


def _loaded(content: bytes) -> Any:
    """JSON values; what JSON does not know (NaN, Infinity) is an error."""
    return json.loads(content, parse_constant=_no_number)


def _no_number(said: str) -> Any:
    raise ValueError(f"no number: {said}")


def _inputs(inputs: Inputs) -> dict[str, Any]:
    """A file a field, so that people find what they look for."""
    return {one.name: plain(getattr(inputs, one.name)) for one in fields(inputs)}


def _inputs_from(held: Mapping[str, bytes]) -> Inputs:
    hints = get_type_hints(Inputs)
    said = {name: held[f"inputs/{name}.json"] for name in hints if f"inputs/{name}.json" in held}
    return Inputs(**{name: of_hint(hints[name], _loaded(one)) for name, one in said.items()})


def _unzipped(content: bytes) -> dict[str, bytes]:
    """The files; limits are held before anything is unpacked, and while it is."""
    with _opened(content) as source:
        listed = source.infolist()
        if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > LARGEST:
            raise ImportRejected("a report pack of more than 256 MB, or of more than 500 files")
        return {one.filename: _checked(lambda one=one: _unpacked(source, one)) for one in listed}  # type: ignore[misc]


def _opened(content: bytes) -> zipfile.ZipFile:
    return _checked(lambda: zipfile.ZipFile(io.BytesIO(content)))


def _unpacked(source: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    with source.open(one) as file:
        held = file.read(one.file_size + 1)
    if len(held) != one.file_size:
        raise ValueError("a file of another size than it says")
    return held


def _manifest(held: Mapping[str, bytes]) -> Mapping[str, Any]:
    said = _checked(lambda: _loaded(held[MANIFEST]))
    if not isinstance(said, dict) or said.get("format") != FORMAT or not isinstance(said.get("hashes"), dict):
        raise ImportRejected("not a report pack")
    if not isinstance(said.get("version"), int) or said["version"] > VERSION:
        raise ImportRejected("a report pack of a newer version")
    return said


def _checked(read_it: Callable[[], Read]) -> Read:
    try:
        return read_it()
    except BAD as error:
        raise ImportRejected(f"not a report pack ({str(error) or type(error).__name__:.80})") from error


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=None, separators=(",", ":"), allow_nan=False).encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
