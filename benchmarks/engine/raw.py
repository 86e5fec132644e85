"""The bare loop of the same library: a batch filled by hand, llama_decode, argmax. Nothing else.

Reads the article, then answers each line on standard input with the ms per step of that many sequences."""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from llama_cpp import llama_cpp as C
from tools import ARTICLE, LENGTH


def main() -> None:
    path, tuning, steps = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])
    quiet = C.llama_log_callback(lambda *_: None)
    C.llama_log_set(quiet, None)
    C.llama_backend_init()
    model_params = C.llama_model_default_params()
    model_params.use_extra_bufts = tuning["repack"]
    model = C.llama_model_load_from_file(path.encode(), model_params)
    params = C.llama_context_default_params()
    size = tuning["micro_batch"]
    params.n_ctx, params.n_batch, params.n_ubatch = LENGTH, size, size
    params.n_seq_max, params.n_outputs_max, params.kv_unified = 16, 16, True
    params.n_threads = params.n_threads_batch = tuning["threads"]
    params.flash_attn_type = int(tuning["flash_attention"])
    context = C.llama_init_from_model(model, params)
    memory = C.llama_get_memory(context)
    vocab = C.llama_model_get_vocab(model)
    count = C.llama_vocab_n_tokens(vocab)
    text = ARTICLE.read_bytes()
    tokens = (C.llama_token * 8192)()
    length = C.llama_tokenize(vocab, text, len(text), tokens, 8192, False, False)
    batch = C.llama_batch_init(size, 0, 1)

    def decode(rows: list[tuple[int, int, int, bool]]) -> None:
        batch.n_tokens = len(rows)
        for i, (sequence, position, token, output) in enumerate(rows):
            batch.token[i], batch.pos[i], batch.logits[i] = token, position, output
            batch.n_seq_id[i], batch.seq_id[i][0] = 1, sequence
        assert C.llama_decode(context, batch) == 0

    def read() -> float:
        C.llama_memory_clear(memory, False)
        begun = time.perf_counter()
        for start in range(0, length, size):
            end = min(start + size, length)
            decode([(0, i, tokens[i], i == length - 1) for i in range(start, end)])
        return length / (time.perf_counter() - begun)

    print(json.dumps(read()), flush=True)
    for line in sys.stdin:
        if line.startswith("read"):
            print(json.dumps(read()), flush=True)
            continue
        width = int(line)
        for sequence in range(1, width + 1):
            C.llama_memory_seq_cp(memory, 0, sequence, -1, -1)
        now = [tokens[length - 1 - i] for i in range(width)]
        begun = time.perf_counter()
        for step in range(steps):
            decode([(i + 1, length + step, token, True) for i, token in enumerate(now)])
            now = [
                int(np.ctypeslib.as_array(C.llama_get_logits_ith(context, i), (count,)).argmax()) for i in range(width)
            ]
        print(json.dumps((time.perf_counter() - begun) * 1000 / steps), flush=True)
        for sequence in range(1, width + 1):
            C.llama_memory_seq_rm(memory, sequence, -1, -1)


if __name__ == "__main__":
    main()
