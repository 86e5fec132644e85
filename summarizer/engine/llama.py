"""The engine on llama.cpp's low-level interface. Runs inside the worker process only: a bad file or
a failed assertion in C ends the process, which must not be the app's."""

from __future__ import annotations

import ctypes
import queue
import sys
import threading
from collections.abc import Generator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from llama_cpp import llama_cpp as C

from summarizer.engine.decoder import CHUNK, SEQUENCES, Decoder
from summarizer.engine.protocol import Answer, Branch, EngineInfo, Loading, Message, Piece, Prefix, Question, Reading
from summarizer.engine.vocab import Vocabulary
from summarizer.engine.work import Asking, Writing
from summarizer.errors import Interrupted, ModelRejected, OutOfMemory

_GO, _STOP = b"\0", b"x"
_WARNING, _ERROR = 3, 4  # ggml_log_level, which the binding does not name
_strlen = (ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)).strlen


class LlamaEngine:
    """``path``: a GGUF file; ``context``: tokens, all sequences together; ``threads``: CPU threads."""

    def __init__(self, path: Path, *, context: int, threads: int, sandbox: str = "none") -> None:
        self._path = path
        self._tokens = context
        self._threads = threads
        self._sandbox = sandbox
        self._info: EngineInfo | None = None
        self._flag = ctypes.create_string_buffer(2)
        """Read by llama.cpp between graph nodes: a non-empty C string stops it."""
        self._errors: list[str] = []

    def start(self) -> Generator[Loading, None, EngineInfo]:
        self._flag[0] = _GO
        yield Loading(0.0)
        if self._info is None:
            self._log = C.llama_log_callback(self._note)
            C.llama_log_set(self._log, None)
            C.llama_backend_init()
            yield from self._load_model()
            self._open_context()
            self._info = self._describe()
        yield Loading(1.0)
        return self._info

    def count_tokens(self, text: str) -> int:
        return len(self._vocab.encode(text))

    def open_prefix(self, messages: Sequence[Message]) -> Generator[Reading, None, Prefix]:
        head, _ = self._vocab.render(messages)
        yield from self._decoder.keep(head)
        return Prefix(tuple(messages), len(head))

    def generate(self, branches: Sequence[Branch]) -> Generator[Reading | Piece, None, list[Answer]]:
        works: list[Writing] = []
        try:
            for number, branch in enumerate(branches):
                works.append(Writing(number, branch, *self._vocab.render(branch.prefix.messages), self._vocab))
            yield from self._decoder.run(works)
        finally:
            for work in works:
                work.close()
        return [work.answer() for work in works]

    def score(self, prefix: Prefix, questions: Sequence[Question]) -> Generator[Reading, None, list[tuple[float, ...]]]:
        head, closing = self._vocab.render(prefix.messages)
        works = [Asking(number, question, head, closing, self._vocab) for number, question in enumerate(questions)]
        for step in self._decoder.run(works):
            if isinstance(step, Reading):
                yield step
        return [work.scores for work in works]

    @property
    def usage(self) -> tuple[int, int]:
        return (self._decoder.prompt_tokens, self._decoder.generated_tokens) if self._info else (0, 0)

    def cancel(self) -> None:
        self._flag[0] = _STOP

    def close(self) -> None:
        if self._info is not None:
            self._info = None
            self._decoder.close()
            C.llama_free(self._context)
            C.llama_model_free(self._model)
            C.llama_log_set(C.llama_log_callback(0), None)  # ours would be called after it is gone

    def _load_model(self) -> Generator[Loading, None, None]:
        fractions: queue.Queue[float | None] = queue.Queue()

        def progress(fraction: float, _: Any) -> bool:
            fractions.put(fraction)
            return self._flag[0] == _GO

        params = C.llama_model_default_params()
        params.n_gpu_layers = -1
        params.use_extra_bufts = False  # no second copy of the weights; also the faster prefill on AVX-512
        callback = params.progress_callback = C.llama_progress_callback(progress)
        loaded: list[Any] = []

        def load() -> None:
            loaded.append(C.llama_model_load_from_file(str(self._path).encode(), params))
            fractions.put(None)

        thread = threading.Thread(target=load, daemon=True)
        thread.start()
        while (fraction := fractions.get()) is not None:
            yield Loading(fraction)
        thread.join()
        del callback
        if self._flag[0] != _GO:
            raise Interrupted
        self._model = loaded[0]
        if not self._model:
            raise ModelRejected(
                f"llama.cpp cannot load {self._path}: {self._reason()}.",
                "Check the file with `nutgraf models verify`, or choose another model.",
            )
        self._vocab = Vocabulary(self._model, str(self._path))

    def _open_context(self) -> None:
        trained = int(C.llama_model_n_ctx_train(self._model))
        params = C.llama_context_default_params()
        params.n_ctx = min(self._tokens, trained) if trained > 0 else self._tokens
        params.n_batch = params.n_ubatch = CHUNK
        params.n_seq_max = SEQUENCES
        params.n_outputs_max = SEQUENCES  # cuts the compute buffer of a large vocabulary to a fifth
        params.n_threads = params.n_threads_batch = self._threads
        params.kv_unified = True
        # A C function as callback: it never waits for Python's interpreter lock.
        params.abort_callback = ctypes.cast(_strlen, C.ggml_abort_callback)
        params.abort_callback_data = ctypes.cast(self._flag, ctypes.c_void_p)
        self._context = C.llama_init_from_model(self._model, params)
        if not self._context:
            raise OutOfMemory(
                f"{self._path} with a context of {params.n_ctx} tokens does not fit in memory: {self._reason()}.",
                "Choose a smaller context (--context) or a smaller model.",
            )
        self._decoder = Decoder(self._context, self._vocab.size)

    def _describe(self) -> EngineInfo:
        return EngineInfo(
            name=self._meta("general.name") or self._path.stem,
            architecture=self._meta("general.architecture"),
            size=int(C.llama_model_size(self._model)),
            context=int(C.llama_n_ctx(self._context)),
            threads=self._threads,
            gpu_layers=-1 if C.llama_supports_gpu_offload() else 0,
            version=f"llama-cpp-python {version('llama-cpp-python')}",
            sandbox=self._sandbox,
        )

    def _meta(self, key: str) -> str:
        buffer = ctypes.create_string_buffer(256)
        C.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace")

    def _note(self, level: int, text: bytes, _: Any) -> None:
        """llama.cpp's log: warnings and errors go to the worker's log file."""
        if level in (_WARNING, _ERROR) and text:
            line = text.decode("utf-8", "replace").rstrip()
            print(line, file=sys.stderr, flush=True)
            if level == _ERROR:
                self._errors = [*self._errors[-7:], line]

    def _reason(self) -> str:
        return (self._errors[-1] if self._errors else "it gives no reason").strip().rstrip(".")
