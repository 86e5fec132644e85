"""The beginning of the text of a run that is not finished: what is printed is always a prefix of what
``render_text`` would print at the end."""

from __future__ import annotations

from summarizer.events import Body, ClaimReady, Finished, RunStarted, TextDelta
from summarizer.model import Claim
from summarizer.render.text import ANSWER, SUMMARY, answer_lines, claim_lines, header_lines, render_text


class TextStream:
    """Turns events into pieces of text whose concatenation is the finished text, also when the run is
    begun again after its engine died."""

    def __init__(self, width: int | None, *, bullets: bool) -> None:
        self._width = width
        self._bullets = bullets
        self._printed = ""
        self._begin()

    def feed(self, body: Body) -> str:
        """What can be printed now; mostly nothing."""
        match body:
            case RunStarted(article):
                self._begin()
                return self._add(header_lines(article, self._width))
            case ClaimReady(slot, claim):
                self._waiting[slot] = claim
                return self._add(self._ready())
            case TextDelta("custom", text):
                self._answer += text
                return self._add(self._answered())
            case Finished(analysis):
                whole = render_text(analysis, self._width)
                # A second attempt may have said other things than were printed: then the whole follows.
                return self._print(whole) if whole.startswith(self._printed) else "\n" + whole
        return ""

    def _begin(self) -> None:
        self._text = ""
        """Of this attempt; mostly what was printed."""
        self._waiting: dict[str, Claim] = {}
        self._next = 0
        self._answer = ""
        self._answer_lines = 0

    def _ready(self) -> list[str]:
        """Claims in order; one that is early waits for those before it."""
        lines: list[str] = []
        while (claim := self._waiting.pop(f"claim {self._next}", None)) is not None:
            lines += ([SUMMARY] if self._next == 0 else []) + claim_lines(claim, self._width, bullets=self._bullets)
            self._next += 1
        return lines

    def _answered(self) -> list[str]:
        """Complete lines of a free answer."""
        complete = answer_lines(self._answer.lstrip().rpartition("\n")[0].rstrip(), self._width)
        new = complete[self._answer_lines :]
        heading = [ANSWER] if new and self._answer_lines == 0 else []
        self._answer_lines = len(complete)
        return heading + new

    def _add(self, lines: list[str]) -> str:
        self._text += "".join(f"{line}\n" for line in lines)
        return self._print(self._text) if self._text.startswith(self._printed) else ""

    def _print(self, text: str) -> str:
        piece = text[len(self._printed) :]
        self._printed = text
        return piece
