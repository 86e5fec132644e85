"""Text to tokens and back, so that no article can speak with the chat template's voice.

Only the template's own scaffolding is tokenised with control tokens. Message texts are tokenised
apart, without them, and cut inside anything that a vocabulary would match as a user-defined token
(``<tool_call>``, ``<think>``): the bytes stay the same, the token never appears.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ctypes import create_string_buffer
from typing import Any

from llama_cpp import llama_cpp as C
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from summarizer.engine.protocol import Message
from summarizer.errors import ModelRejected

_MARK = re.compile("(\ue000[0-9]+\ue001)")


class _FrozenFormatter(Jinja2ChatFormatter):
    """Some templates print today's date; a fixed one keeps prompts, and so results, reproducible."""

    @staticmethod
    def strftime_now(_: str) -> str:
        return "1 January 2025"


class Vocabulary:
    """The tokenizer and the chat template of a loaded model."""

    def __init__(self, model: Any, path: str) -> None:
        self._vocab = C.llama_model_get_vocab(model)
        self.size: int = C.llama_vocab_n_tokens(self._vocab)
        bos, eos = C.llama_vocab_bos(self._vocab), C.llama_vocab_eos(self._vocab)
        self._bos = bos if C.llama_vocab_get_add_bos(self._vocab) else None
        template = C.llama_model_chat_template(model, None)
        if not template:
            raise ModelRejected(
                f"The model {path} carries no chat template, so it cannot be given instructions.",
                "Choose an Instruct model: nutgraf models list.",
            )
        self._format = _FrozenFormatter(
            template=template.decode("utf-8", "replace"),
            eos_token=self._spelling(eos),
            bos_token=self._spelling(bos),
        )
        forbidden = [
            self._spelling(t) for t in range(self.size) if self._attribute(t) & C.LLAMA_TOKEN_ATTR_USER_DEFINED
        ]
        self._user_defined = re.compile("|".join(map(re.escape, sorted(forbidden, key=len, reverse=True))) or r"(?!)")

    @property
    def pointer(self) -> Any:
        return self._vocab

    def _spelling(self, token: int) -> str:
        return C.llama_vocab_get_text(self._vocab, token).decode("utf-8", "replace") if token >= 0 else ""

    def _attribute(self, token: int) -> int:
        return int(C.llama_vocab_get_attr(self._vocab, token))

    def is_control(self, token: int) -> bool:
        """Whether the token is one that only the template may use."""
        return bool(self._attribute(token) & (C.LLAMA_TOKEN_ATTR_CONTROL | C.LLAMA_TOKEN_ATTR_USER_DEFINED))

    def ends(self, token: int) -> bool:
        """Whether the token ends a generation."""
        return bool(C.llama_vocab_is_eog(self._vocab, token))

    def _tokenize(self, text: str, special: bool) -> list[int]:
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        tokens = (C.llama_token * room)()
        count = C.llama_tokenize(self._vocab, data, len(data), tokens, room, False, special)
        return list(tokens[:count])

    def encode(self, text: str) -> list[int]:
        """Tokens of untrusted text: no control token and no user-defined one, bytes unchanged."""
        tokens: list[int] = []
        start = 0
        for match in self._user_defined.finditer(text):
            tokens += self._tokenize(text[start : match.start() + 1], special=False)
            start = match.start() + 1
        return tokens + self._tokenize(text[start:], special=False)

    def render(self, messages: Sequence[Message]) -> tuple[list[int], list[int]]:
        """Tokens of the conversation up to the end of the last message's text, which stays open,
        and the tokens of the scaffolding that closes it and opens the answer."""
        marks = [f"\ue000{i}\ue001" for i in range(len(messages) + 1)]
        contents = [*marks[:-2], marks[-2] + marks[-1]]
        turns: list[Any] = [{"role": m.role, "content": c} for m, c in zip(messages, contents, strict=True)]
        try:
            prompt = self._format(messages=turns, enable_thinking=False).prompt
        except Exception:  # templates without a system role raise; which exception is theirs to choose
            if turns[0]["role"] != "system" or len(turns) == 1:
                raise
            turns[1]["content"] = turns[0]["content"] + "\n\n" + turns[1]["content"]
            prompt = self._format(messages=turns[1:], enable_thinking=False).prompt
        tokens: list[int] = []
        for piece in _MARK.split(prompt):
            if piece == marks[-1]:
                break
            if piece in marks:
                tokens += self.encode(messages[marks.index(piece)].text.replace("\ue000", "").replace("\ue001", ""))
            elif piece:
                tokens += self._tokenize(piece, special=True)
        return self.begin(tokens), self._tokenize(prompt.rpartition(marks[-1])[2], special=True)

    def begin(self, tokens: list[int]) -> list[int]:
        """With the token that begins a text, if the model wants one."""
        return tokens if self._bos is None or tokens[:1] == [self._bos] else [self._bos, *tokens]

    def piece(self, token: int) -> bytes:
        """The bytes a token stands for; may end inside a code point. Control tokens stand for nothing."""
        buffer = create_string_buffer(256)
        count = C.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        if count < 0:
            buffer = create_string_buffer(-count)
            count = C.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        return buffer.raw[:count]
