"""The engine on llama.cpp's low-level interface. Runs inside the worker process only: a bad file or
a failed assertion in C ends the process, which must not be the app's."""

from __future__ import annotations

import ctypes
import queue
import sys
import threading
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

from llama_cpp import llama_cpp as C

from summarizer.engine.decoder import SEQUENCES, Decoder
from summarizer.engine.gpu import free_memory
from summarizer.engine.protocol import (
    Answer,
    Branch,
    Continuation,
    EngineInfo,
    Loading,
    Message,
    Piece,
    Prefix,
    Question,
    Reading,
)
from summarizer.engine.settings import AS_MANY_AS_FIT, Settings, engine_version
from summarizer.engine.states import States
from summarizer.engine.vocab import Vocabulary
from summarizer.engine.work import Asking, Weighing, Writing
from summarizer.errors import Interrupted, ModelRejected, OutOfMemory
from summarizer.models.fit import layers_on_gpu
from summarizer.models.gguf import read_header

_GO, _STOP = b"\0", b"x"
_WARNING, _ERROR = 3, 4  # ggml_log_level, which the binding does not name
_F16, _Q8_0 = 1, 8  # ggml_type
_strlen = (ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)).strlen


class LlamaEngine:
    """``sandbox``: the network barrier of this process, for the record."""

    def __init__(self, settings: Settings, *, sandbox: str = "none") -> None:
        self._settings = settings
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

    def open_prefix(self, messages: Sequence[Message], *, on_disk: bool = False) -> Generator[Reading, None, Prefix]:
        head, _ = self._vocab.render(messages)
        yield from self._decoder.keep(head, on_disk=on_disk)
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

    def likelihood(self, continuations: Sequence[Continuation]) -> Generator[Reading, None, list[float]]:
        works = [Weighing(number, each, self._vocab) for number, each in enumerate(continuations)]
        for step in self._decoder.run(works):
            if isinstance(step, Reading):
                yield step
        return [work.mean for work in works]

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
        params.n_gpu_layers = self._gpu_layers = self._layers()
        params.use_extra_bufts = self._settings.tuning.repack
        callback = params.progress_callback = C.llama_progress_callback(progress)
        loaded: list[Any] = []

        def load() -> None:
            loaded.append(C.llama_model_load_from_file(self._settings.model.encode(), params))
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
                f"llama.cpp cannot load {self._settings.model}: {self._reason()}.",
                "Check the file with `nutgraf models verify`, or choose another model.",
            )
        self._vocab = Vocabulary(self._model, self._settings.model)

    def _layers(self) -> int:
        layers = self._settings.tuning.gpu_layers
        if layers != AS_MANY_AS_FIT:
            return layers
        return layers_on_gpu(read_header(Path(self._settings.model)), self._settings.context, free_memory())

    def _open_context(self) -> None:
        tuning, tokens = self._settings.tuning, self._settings.context
        trained = int(C.llama_model_n_ctx_train(self._model))
        params = C.llama_context_default_params()
        params.n_ctx = min(tokens, trained) if trained > 0 else tokens
        params.n_batch = params.n_ubatch = tuning.micro_batch
        params.n_seq_max = SEQUENCES
        params.n_outputs_max = SEQUENCES  # cuts the compute buffer of a large vocabulary to a fifth
        params.n_threads = params.n_threads_batch = tuning.threads
        params.flash_attn_type = int(tuning.flash_attention)
        params.type_k = params.type_v = _Q8_0 if tuning.kv_type == "q8_0" else _F16
        params.kv_unified = True
        # A C function as callback: it never waits for Python's interpreter lock.
        params.abort_callback = ctypes.cast(_strlen, C.ggml_abort_callback)
        params.abort_callback_data = ctypes.cast(self._flag, ctypes.c_void_p)
        self._context = C.llama_init_from_model(self._model, params)
        if not self._context:
            raise OutOfMemory(
                f"{self._settings.model} with a context of {params.n_ctx} tokens does not fit in memory: {self._reason()}.",
                "Choose a smaller context (--context) or a smaller model.",
            )
        states = States(self._settings)
        rewinds = not (C.llama_model_is_recurrent(self._model) or C.llama_model_is_hybrid(self._model))
        drafts = tuning.draft_rows if rewinds else 0
        self._decoder = Decoder(self._context, self._vocab.size, tuning.micro_batch, states, drafts)

    def _describe(self) -> EngineInfo:
        return EngineInfo(
            name=self._meta("general.name") or Path(self._settings.model).stem,
            architecture=self._meta("general.architecture"),
            size=int(C.llama_model_size(self._model)),
            context=int(C.llama_n_ctx(self._context)),
            threads=self._settings.tuning.threads,
            gpu_layers=self._gpu_layers,
            version=engine_version(),
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
