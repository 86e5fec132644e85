"""A grammar that is asked about one token instead of the whole vocabulary.

Placed first in a sampler chain, a grammar masks all 150,000 tokens at every step (30-50 ms). Here
the model's choice is taken first and only that token is checked; the full mask is computed only
when it is refused (as llama.cpp's own command line does).
"""

from __future__ import annotations

from ctypes import byref
from typing import Any

import numpy as np
from llama_cpp import llama_cpp as C

from summarizer.errors import BadGrammar


class Grammar:
    """The parse state of one branch. ``close`` frees it."""

    def __init__(self, vocab: Any, gbnf: str) -> None:
        self._sampler = C.llama_sampler_init_grammar(vocab, gbnf.encode(), b"root")
        if not self._sampler:  # llama.cpp would go on unconstrained
            raise BadGrammar("llama.cpp cannot parse a grammar.", f"The grammar: {gbnf[:200]}")

    def choose(self, logits: np.ndarray[Any, np.dtype[np.float32]]) -> int:
        """The most probable token that the grammar allows next; the parse moves past it."""
        token = int(logits.argmax())
        if not self._allows(token):
            order = np.arange(logits.size, dtype=np.int32)
            data = (C.llama_token_data * logits.size)()
            view: Any = np.frombuffer(memoryview(data), dtype=np.dtype([("id", "<i4"), ("logit", "<f4"), ("p", "<f4")]))
            view["id"], view["logit"] = order, logits
            candidates = C.llama_token_data_array(data, logits.size, -1, False)
            C.llama_sampler_apply(self._sampler, byref(candidates))
            token = int(view["id"][view["logit"].argmax()])
        C.llama_sampler_accept(self._sampler, token)
        return token

    def _allows(self, token: int) -> bool:
        data = (C.llama_token_data * 1)(C.llama_token_data(token, 1.0, 0.0))
        candidates = C.llama_token_data_array(data, 1, -1, False)
        C.llama_sampler_apply(self._sampler, byref(candidates))
        return bool(data[0].logit != float("-inf"))

    def close(self) -> None:
        C.llama_sampler_free(self._sampler)
