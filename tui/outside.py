"""The user's own editor, for which the app leaves the screen."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from summarizer.errors import NutgrafError


def edit_outside(app: App[Any], path: Path) -> None:
    """Returns when the editor is left. Raises NutgrafError when it cannot be started."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    try:
        with app.suspend():
            subprocess.run([*command, str(path)], check=False)
    except (SuspendNotSupported, OSError) as error:
        raise NutgrafError(f"{command[0]} cannot be started here: {error}.", "Set $EDITOR.") from error
