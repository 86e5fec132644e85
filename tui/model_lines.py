"""The models of this machine and of the catalogue as lines: what each needs, costs and may be used for."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.engine.open import tunings_path
from summarizer.engine.tunings import Tunings, describe
from summarizer.model import ModelRef
from summarizer.models import fit
from summarizer.models.catalogue import Entry, catalogue
from summarizer.models.registry import Installed, installed
from summarizer.pipeline.calibrations import calibration_of


@dataclass(frozen=True, slots=True)
class ModelLine:
    id: str
    here: Installed | None
    entry: Entry | None
    """Its facts, if the catalogue knows it."""
    size: int
    needs: int
    """Bytes of memory; 0: unknown."""
    seconds: float
    """About how long a typical article takes here; 0: unknown."""
    fits: bool
    best: bool
    """The best choice for this machine."""
    measured: str
    """How it uses this machine, if that was measured."""
    calibration: str
    """Whether its answers about wording count in bias notes."""

    @property
    def licence(self) -> str:
        return self.entry.licence if self.entry else "unknown: not in the catalogue"

    def summary(self) -> str:
        """Size, memory, speed and licence on one line."""
        speed = f"~{self.seconds:.0f} s an article" if self.seconds else "speed unknown"
        speed = speed if self.fits else "does not fit in memory"
        return f"{self.size / 1e9:.1f} GB · {speed} · {self.licence}"


def model_lines() -> tuple[list[ModelLine], fit.Machine]:
    """Those that are here first, then those that can be had. Reads files: not for the thread of the screen."""
    on = fit.machine()
    best = fit.choose(catalogue(), on)
    tunings = Tunings(tunings_path(), on)
    here = installed()
    lines = []
    for model in here:
        tuning = tunings.find(model.sha256)
        measured = describe(tuning) if tuning else ""
        calibrated = calibration_of(ModelRef(model.id, model.sha256))
        counts = f"calibrated, {calibrated.origin}" if calibrated.fits else "not calibrated, rules alone count (C)"
        lines.append(_line(model.id, model, model.entry, on, best, measured, counts))
    have = {model.id for model in here}
    lines += [_line(e.id, None, e, on, best) for e in catalogue() if e.id not in have]
    return lines, on


def _line(
    name: str,
    here: Installed | None,
    entry: Entry | None,
    on: fit.Machine,
    best: Entry,
    measured: str = "",
    calibration: str = "",
) -> ModelLine:
    size = here.size if here else entry.size if entry else 0
    needs = fit.entry_needs(entry) if entry else 0
    seconds = fit.seconds(entry, on) if entry else 0.0
    is_best = entry is not None and entry.id == best.id
    return ModelLine(name, here, entry, size, needs, seconds, needs <= on.memory, is_best, measured, calibration)


def found_elsewhere() -> list[str]:
    """Models of the catalogue that other programs seem to keep on this disk, by size; a fetch proves and adopts them."""
    from summarizer.models.discover import candidates  # noqa: PLC0415

    have = {model.sha256 for model in installed()}
    return [e.id for e in catalogue() if e.sha256 not in have and next(candidates(e), None) is not None]
