"""A render child without Qt that does as the job's convention says. Importable by name, as a spawned process needs."""

import os
import time

from gui.render.child import jobs_of
from gui.render.job import File, Kind, Rendered, Step
from models.errors import ExportError, failure_of


def serve(pipe):
    jobs = jobs_of(pipe)
    while True:
        word = jobs.get().convention
        if word == "die":
            os._exit(7)
        if word == "hang":
            pipe.send(Step(0, 2))
            time.sleep(600)
        if word == "step":
            pipe.send(Step(1, 1))
        pipe.send(_answer(word))


def _answer(word):
    if word == "refuse":
        return failure_of(ExportError("the disk is full"))
    if word == "bug":
        return failure_of(ZeroDivisionError("by nothing"), trace="Traceback: by nothing")
    content = f"{os.getpid()} {'PySide6' in __import__('sys').modules}".encode()
    return Rendered(files=(File(name="a.pdf", kind=Kind.PDF, lang="zh", content=content),))
