"""What a run is asked for, and the identity by which its result can be found again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

import summarizer
from summarizer.model import Article, ModelRef
from summarizer.pipeline.calibrations import calibration_of
from summarizer.summary.method import Method
from summarizer.templates.template import Template


@dataclass(frozen=True, slots=True)
class Request:
    article: Article
    template: Template
    model: ModelRef | None = None
    """None: extracts and rules only."""
    notes: bool = True
    keep_reading: bool = False
    """Keep on disk what the model read of the article, for a free analysis with another template."""
    method: Method | None = None
    """How a summary is made; None: as the model's size and the article's language suggest."""


def identity(request: Request) -> str:
    """SHA-256 over everything the result depends on: text, template, model, settings, version."""
    template = {k: v for k, v in asdict(request.template).items() if k not in {"origin", "shadows"}}
    parts = [
        summarizer.__version__,
        request.article.id,
        request.article.title,
        template,
        request.model.sha256 if request.model else None,
        request.notes,
        {name: asdict(fit) for name, fit in calibration_of(request.model).fits.items()} if request.notes else None,
        request.method,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
