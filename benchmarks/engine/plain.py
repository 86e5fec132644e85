"""The obvious way: one completion for the summary, one for the notes, through llama-cpp-python's
high-level interface. ``--article-first``: the article before the task, so that the library keeps it.

Both answers are made exactly as long as nutgraf's own, so that neither gains by stopping early."""

from __future__ import annotations

import argparse
import json
import time

from tools import ARTICLE, LENGTH, NOTES, SUMMARY

SYSTEM = "You are a careful news editor."


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("threads", type=int)
    parser.add_argument("summary", type=int, help="tokens")
    parser.add_argument("notes", type=int, help="tokens")
    parser.add_argument("--article-first", action="store_true")
    args = parser.parse_args()
    from llama_cpp import Llama
    from llama_cpp.llama_chat_format import Jinja2ChatFormatter

    begun = time.perf_counter()
    llama = Llama(
        args.model,
        n_ctx=LENGTH,
        n_threads=args.threads,
        n_threads_batch=args.threads,
        flash_attn=True,
        verbose=False,
    )
    load = time.perf_counter() - begun
    spelling = {"eos_token": "<|im_end|>", "bos_token": ""}
    template = Jinja2ChatFormatter(template=llama.metadata["tokenizer.chat_template"], **spelling)
    article = ARTICLE.read_text(encoding="utf-8")
    evaluated = 0
    first_token = first_sentence = 0.0
    kept: list[int] = []
    begun = time.perf_counter()
    for task, length in ((SUMMARY, args.summary), (NOTES, args.notes)):
        body = f"{article}\n\n{task}" if args.article_first else f"{task}\n\n{article}"
        prompt = template(messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": body}]).prompt
        tokens = llama.tokenize(prompt.encode(), add_bos=False, special=True)
        evaluated += len(tokens) - next(
            (i for i, (a, b) in enumerate(zip(kept, tokens, strict=False)) if a != b), min(len(kept), len(tokens))
        )
        text = b""
        written: list[int] = []
        for token in llama.generate(tokens, temp=0.0):
            first_token = first_token or time.perf_counter() - begun
            written.append(token)
            text += llama.detokenize([token])
            if not first_sentence and b". " in text + b" ":
                first_sentence = time.perf_counter() - begun
            if len(written) == length:
                break
        kept = tokens + written
    print(
        json.dumps(
            {
                "load": load,
                "seconds": time.perf_counter() - begun,
                "first token": first_token,
                "first sentence": first_sentence or time.perf_counter() - begun,
                "evaluated": evaluated,
                "generated": args.summary + args.notes,
            }
        )
    )


if __name__ == "__main__":
    main()
