"""The process that holds the model: ``python -m summarizer.engine.worker '<settings as JSON>' LEDGER``.

It closes its door to the network first, keeps the pipe to the app on a descriptor that nothing
native can print to, answers one request at a time, listens for cancellation meanwhile, and ends at
once when the app does.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.engine import sandbox, wire
from summarizer.engine.protocol import Engine
from summarizer.errors import EngineError, Interrupted, NutgrafError

Send = Callable[[dict[str, Any]], None]


def main() -> None:
    settings = json.loads(sys.argv[1])
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    requests = os.fdopen(os.dup(0), "rb")
    os.dup2(2, 1)  # whatever prints from here on lands in the log
    engine = _make(settings, sandbox.close_network(Path(sys.argv[2])))
    inbox: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(engine, requests, inbox), daemon=True).start()

    def send(message: dict[str, Any]) -> None:
        data = memoryview(wire.frame(message))
        while data:
            data = data[replies.write(data) :]

    while True:
        _answer(engine, inbox.get(), send)


def _make(settings: dict[str, Any], barrier: str) -> Engine:
    if "script" in settings:
        from summarizer.engine.scripted import ScriptedEngine  # noqa: PLC0415

        return ScriptedEngine(settings["script"], context=settings["context"], pace=settings["pace"])
    from summarizer.engine.llama import LlamaEngine  # noqa: PLC0415  (after the network is closed)

    return LlamaEngine(wire.as_settings(settings), sandbox=barrier)


def _listen(engine: Engine, requests: BinaryIO, inbox: queue.Queue[dict[str, Any]]) -> None:
    while (message := wire.read(requests)) is not None:
        if "cancel" in message:
            engine.cancel()
        else:
            inbox.put(message)
    os._exit(0)  # the app is gone; a decode in progress must not outlive it


def _answer(engine: Engine, request: dict[str, Any], send: Send) -> None:
    try:
        result = _work(engine, request, send)
        send({"result": wire.fields(result), "usage": engine.usage})
    except Interrupted:
        send({"interrupted": True})
    except NutgrafError as error:
        send({"error": wire.error(error)})
    except Exception:  # the log gets all of it, the app one line
        traceback.print_exc()
        failure = EngineError(
            "The engine failed on a request.", "Its log has the details: `nutgraf doctor` says where."
        )
        send({"error": wire.error(failure)})


def _work(engine: Engine, request: dict[str, Any], send: Send) -> Any:
    work: Generator[Any, None, Any]
    match request["call"]:
        case "start":
            work = engine.start()
        case "count_tokens":
            return engine.count_tokens(request["text"])
        case "open_prefix":
            work = engine.open_prefix(wire.as_messages(request["messages"]), on_disk=request["on_disk"])
        case "generate":
            work = engine.generate([wire.as_branch(b) for b in request["branches"]])
        case "score":
            questions = [wire.as_question(q) for q in request["questions"]]
            work = engine.score(wire.as_prefix(request["prefix"]), questions)
        case "likelihood":
            work = engine.likelihood([wire.as_continuation(c) for c in request["continuations"]])
        case call:
            raise EngineError(f"The engine has no call {call!r}.")
    while True:
        try:
            send({"step": wire.step(next(work))})
        except StopIteration as end:
            return end.value


if __name__ == "__main__":
    main()
