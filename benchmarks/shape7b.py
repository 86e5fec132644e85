"""A model of random weights in the exact shape and quantization of Qwen2.5-7B-Instruct Q4_K_M (28 layers, width
3,584), with the tokenizer of a real Qwen2.5 file. It writes nonsense at the speed, and in the memory, of the real one.

    .venv/bin/python -m pip install gguf
    .venv/bin/python benchmarks/shape7b.py QWEN2.5-TOKENIZER-SOURCE.gguf OUT.gguf

The source is any Qwen2.5 model (0.5B will do). The mixture of types is llama.cpp's for Q4_K_M: 6 bits for the output
and for half of the value and down projections, 4 bits for the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import gguf
import numpy as np

LAYERS, WIDTH, INNER, HEADS, KV_HEADS, HEAD, VOCABULARY = 28, 3584, 18944, 28, 4, 128, 152064
Q4, Q6, F32 = gguf.GGMLQuantizationType.Q4_K, gguf.GGMLQuantizationType.Q6_K, gguf.GGMLQuantizationType.F32
BLOCK = {Q4: (256, 144), Q6: (256, 210), F32: (1, 4)}
TILE = 32_768
"""Blocks of random weights; tensors repeat them."""

Tensor = tuple[str, tuple[int, ...], gguf.GGMLQuantizationType]


def tensors() -> Iterator[Tensor]:
    """Name, shape (rows first) and type of every tensor, in the order of the file."""
    yield "token_embd.weight", (VOCABULARY, WIDTH), Q4
    for i in range(LAYERS):
        more = i < LAYERS // 8 or i >= 7 * LAYERS // 8 or (i - LAYERS // 8) % 3 == 2
        wide = KV_HEADS * HEAD
        name = f"blk.{i}"
        yield f"{name}.attn_norm.weight", (WIDTH,), F32
        yield f"{name}.attn_q.weight", (WIDTH, WIDTH), Q4
        yield f"{name}.attn_q.bias", (WIDTH,), F32
        yield f"{name}.attn_k.weight", (wide, WIDTH), Q4
        yield f"{name}.attn_k.bias", (wide,), F32
        yield f"{name}.attn_v.weight", (wide, WIDTH), Q6 if more else Q4
        yield f"{name}.attn_v.bias", (wide,), F32
        yield f"{name}.attn_output.weight", (WIDTH, WIDTH), Q4
        yield f"{name}.ffn_norm.weight", (WIDTH,), F32
        yield f"{name}.ffn_gate.weight", (INNER, WIDTH), Q4
        yield f"{name}.ffn_up.weight", (INNER, WIDTH), Q4
        yield f"{name}.ffn_down.weight", (WIDTH, INNER), Q6 if more else Q4
    yield "output_norm.weight", (WIDTH,), F32
    yield "output.weight", (VOCABULARY, WIDTH), Q6


def tile(kind: gguf.GGMLQuantizationType, random: np.random.Generator) -> np.ndarray:
    """Blocks whose weights spread by about 0.02 around zero: large enough to be no constant, small enough to stay
    finite through 28 layers."""
    size = BLOCK[kind][1]
    blocks = random.integers(0, 256, (TILE, size), dtype=np.uint8)
    if kind == Q4:  # scale and minimum, then 12 bytes of 6-bit scales, then 4-bit weights
        blocks[:, 0:2] = np.frombuffer(np.float16(1e-4).tobytes(), np.uint8)
        blocks[:, 2:4] = np.frombuffer(np.float16(7.5e-4).tobytes(), np.uint8)
    else:  # weights, 16 signed scales, then the scale of all
        blocks[:, 208:210] = np.frombuffer(np.float16(1.5e-5).tobytes(), np.uint8)
    return blocks


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    writer = gguf.GGUFWriter(target, "qwen2")
    writer.add_name("Random weights in the shape of Qwen2.5-7B-Instruct")
    writer.add_block_count(LAYERS)
    writer.add_context_length(32768)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_rope_freq_base(1e6)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_K_M)
    _copy_tokenizer(gguf.GGUFReader(source), writer)
    for name, shape, kind in tensors():
        elements, size = BLOCK[kind]
        bytes_ = (*shape[:-1], shape[-1] // elements * size)
        writer.add_tensor_info(name, bytes_, np.dtype(np.uint8), int(np.prod(bytes_)), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    random = np.random.default_rng(7)
    tiles = {kind: tile(kind, random) for kind in (Q4, Q6)}
    for number, (name, shape, kind) in enumerate(tensors()):
        elements, size = BLOCK[kind]
        count = int(np.prod(shape)) // elements
        if kind == F32:
            data = np.full(count, 0.0 if name.endswith("bias") else 1.0, np.float32).view(np.uint8)
        else:
            blocks = np.roll(tiles[kind], number * 977, axis=0)
            data = np.resize(blocks, (count, size)).reshape(-1)
        writer.write_tensor_data(data)
    writer.close()
    print(f"{target}: {target.stat().st_size:,} bytes")


def _copy_tokenizer(source: gguf.GGUFReader, writer: gguf.GGUFWriter) -> None:
    for key, field in source.fields.items():
        if not key.startswith("tokenizer."):
            continue
        value = field.contents()
        if key == "tokenizer.ggml.tokens":
            value += [f"[PAD{i}]" for i in range(len(value), VOCABULARY)]
        elif key == "tokenizer.ggml.token_type":
            value += [gguf.TokenType.UNUSED] * (VOCABULARY - len(value))
        kind = field.types[0]
        if kind == gguf.GGUFValueType.ARRAY:
            writer.add_array(key, value)
        else:
            writer.add_key_value(key, value, kind)


if __name__ == "__main__":
    main()
