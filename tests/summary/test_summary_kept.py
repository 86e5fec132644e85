from __future__ import annotations

import pytest
from fakes import story

from summarizer.model import Verdict
from summarizer.summary.kept import check_kept

TEXT = """Mill

The mill will keep its forty workers, but its owner Ada Brook plans to sell the meadow to a hotel.

“The meadow floods every spring and most believe nobody should sleep there,” said Jonas Reed, a farmer.
"""


@pytest.mark.parametrize(
    ("main", "text", "layer"),
    [
        (0, "The mill will keep forty workers but its owner plans to sell the meadow.", None),
        (0, "The mill will keep its forty workers.", "polarity"),
        (0, "The mill reduces staffing, but owner Ada Brook plans to sell the meadow.", "support"),
        (1, "Jonas Reed said the meadow floods every spring.", None),
        (1, "The meadow floods every spring and most believe nobody should sleep there.", "attribution"),
    ],
)
def test_what_shortening_must_keep(main: int, text: str, layer: str | None) -> None:
    article = story(TEXT)
    found = check_kept(text, article, main, article.sentence_text(main))
    assert (found.layer if found.verdict is Verdict.FAIL else None) == layer
