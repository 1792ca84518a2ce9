#!/usr/bin/env python3
"""Make Suanli Desk ready beside this file, then run it or its tests. Needs Python 3.11 to 3.13 and nothing else.

Every later start finds the stamp in ``.venv`` and hands over at once: no pip, no network. The syntax down to the
version check stays readable for Python 3.6, so that an old Python gets a sentence instead of a traceback.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

if not (3, 11) <= sys.version_info < (3, 14):
    found = ".".join(map(str, sys.version_info[:3]))
    sys.stderr.write("Suanli Desk needs Python 3.11, 3.12 or 3.13; this is " + found + ".\n")
    sys.stderr.write("算力台需要 Python 3.11、3.12 或 3.13；当前为 " + found + "。\n")
    sys.exit(2)

from collections.abc import Iterable, Iterator
from typing import NoReturn

USAGE = """\
python3 bootstrap.py run [--] [arguments]   start the program, or one of its commands / 启动程序或其子命令
python3 bootstrap.py test [arguments]       run every check; arguments go to pytest / 运行全部检查，参数交给 pytest
"""
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "ready"
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}  # the second holds the first
FAILED, WRONG = 1, 2

# What Qt's platform plugins open and a bare Debian or Ubuntu lacks (ldd on QtGui, libqxcb, libqoffscreen).
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONT_PACKAGE = "fonts-noto-cjk"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
CJK_FONTS = ("*CJK*", "wqy*", "SourceHan*", "DroidSansFallback*", "uming*", "ukai*", "msyh*", "simsun*")
NETWORK_SIGNS = ("connection", "proxy", "ssl", "timed out", "timeout", "resolve", "no matching distribution")


def main(words: list[str]) -> int:
    """Prepare what ``words`` needs and hand over; returns only when nothing is to be started."""
    if not words or words[0] in ("-h", "--help", "help"):
        sys.stdout.reconfigure(errors="replace")  # a console without Chinese
        print(USAGE, end="")
        return 0
    kind, rest = words[0], words[1:]
    if kind not in LOCKS:
        sys.stderr.write(f"bootstrap.py: not run or test: {kind}\n{USAGE}")
        return WRONG
    if not _ready(kind):
        with _alone():
            _ready(kind) or _prepare(kind)
    if kind == "run":
        return _hand_over([str(ROOT / "main.py"), *(rest[1:] if rest[:1] == ["--"] else rest)])
    os.chdir(ROOT)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _hand_over(["-m", "pytest", *rest])


def _ready(kind: str) -> bool:
    """Whether the finished environment was made from today's locks by this Python. ``test`` holds all of ``run``."""
    stamp = _stamp()
    return PYTHON.exists() and any(stamp == _wanted(level) for level in dict.fromkeys((kind, "test")))


def _stamp() -> str:
    with suppress(OSError):
        return STAMP.read_text(encoding="utf-8")
    return ""


def _wanted(level: str) -> str:
    lines = [f"python {sys.version}"]
    kinds = LOCKS if level == "test" else ("run",)
    lines += [f"{kind} {hashlib.sha256((ROOT / LOCKS[kind]).read_bytes()).hexdigest()}" for kind in kinds]
    return "\n".join(lines) + "\n"


@contextmanager
def _alone() -> Iterator[None]:
    """One preparation at a time: a window and a scheduled review may start together after an update."""
    VENV.mkdir(exist_ok=True)
    with (VENV.parent / ".venv.lock").open("a") as file:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _prepare(kind: str) -> None:
    """Make or complete ``.venv``. The stamp goes first and comes back last, so an interruption is noticed."""
    complete = PYTHON.exists() and _stamp() == _wanted("run")
    STAMP.unlink(missing_ok=True)
    if not complete:
        _system()
        _make_environment()
    _say("Installing libraries, a few minutes the first time", "正在安装依赖库，首次需要几分钟")
    _install(ROOT / LOCKS[kind])
    _write_stamp(_wanted(kind))
    _say("Ready", "准备就绪")


def _write_stamp(text: str) -> None:
    part = STAMP.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(STAMP)


def _make_environment() -> None:
    _say("Making the environment in .venv", "正在创建 .venv 环境")
    base = getattr(sys, "_base_executable", "") or sys.executable  # .venv may be what runs this, and is emptied
    if subprocess.call([base, "-m", "venv", "--clear", str(VENV)], stdout=2) != 0:
        _stop("Python could not make .venv; see the lines above", "无法创建 .venv，原因见上文")


def _install(lock: Path) -> None:
    """Install exactly the locked files. pip keeps its own settings (index, proxy, certificates)."""
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check", "--no-input"]
    if not sys.stderr.isatty():
        command.append("--quiet")
    # Everything goes to stderr: what stdout prints belongs to the program ("review --format json").
    with subprocess.Popen([*command, "-r", str(lock)], stdout=2, stderr=subprocess.PIPE) as pip:
        said = _echo(pip.stderr or ())
    if pip.returncode == 0:
        return
    if any(sign in said.lower() for sign in NETWORK_SIGNS):
        _stop(
            "The libraries could not be downloaded: check the network, or set HTTPS_PROXY, and start again",
            "依赖库下载失败：请检查网络或设置 HTTPS_PROXY 后重试",
        )
    _stop("The libraries could not be installed; see the lines above", "依赖库安装失败，原因见上文")


def _echo(lines: Iterable[bytes]) -> str:
    kept = []
    for line in lines:
        kept.append(line.decode(errors="replace"))
        sys.stderr.write(kept[-1])
    return "".join(kept)


def _system() -> None:
    """Debian and Ubuntu: what a desktop has and a bare server lacks. Root installs it; others are told how."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        return
    missing = sorted(package for name, package in LIBRARIES.items() if not _loads(name))
    missing += [] if _has_cjk_font() else [FONT_PACKAGE]
    missing += [] if find_spec("ensurepip") else [f"python3.{sys.version_info.minor}-venv"]
    if not missing:
        return
    if os.geteuid() == 0:
        _say(f"Installing system packages: {' '.join(missing)}", "正在安装系统软件包")
        if _apt("install", *missing) or (_apt("update") and _apt("install", *missing)):
            return
    _say(
        f"Please run: sudo apt-get install {' '.join(missing)}",
        "窗口和中文字体需要以上系统软件包，请运行该命令",
    )


def _loads(library: str) -> bool:
    with suppress(OSError):
        ctypes.CDLL(library)
        return True
    return False


def _has_cjk_font() -> bool:
    folders = [Path(name).expanduser() for name in FONT_FOLDERS]
    return any(True for folder in folders for pattern in CJK_FONTS for _ in folder.rglob(pattern))


def _apt(*words: str) -> bool:
    command = ["apt-get", "-y", "-qq", "--no-install-recommends", *words]
    return subprocess.call(command, stdout=2, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}) == 0


def _hand_over(words: list[str]) -> int:
    """Become the program. Windows cannot replace a process, so there we wait and pass the exit code on."""
    command = [str(PYTHON), *words]
    if os.name != "nt":
        sys.stderr.flush()
        os.execv(command[0], command)
    with subprocess.Popen(command) as child:
        while True:
            with suppress(KeyboardInterrupt):  # Ctrl+C reaches the child too; its answer is ours
                return child.wait()


def _say(english: str, chinese: str) -> None:
    sys.stderr.write(f"{english} ... {chinese}\n")
    sys.stderr.flush()


def _stop(english: str, chinese: str) -> NoReturn:
    sys.stderr.write(f"{english}.\n{chinese}。\n")
    sys.exit(FAILED)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
