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


SOURCES = """Harbour

The letters obtained by the Ledger were handed to the police by the lawyers of Ada Brook.

Nurses are paid to send fewer patients to the clinic, an inquiry by the county has found.

On Monday the owner of the mill, Jonas Reed, met the mayor, an old friend of Reed's brother.

“The mayor has a better plan for the harbour than anybody before him.”

The council of Harrow expects the driest May on record, and the board wants fresh wells.

The Heron, the surveyor's inn, stands next to efforts by Ada Brook to drain the meadow.

At a dinner given by Jonas Reed on Sunday, she said she had hoped that Harrow would keep the wells.

The new well, called Tarn Spring, was called a waste by Jonas Reed on Sunday.

The Ledger's front page read: “Harrow sells its meadow to the lowest bidder in the county.”

The county engineer, Signe Vold, measured the slope above the meadow on Tuesday.

In Lower Marlow, the council sold a mill by the river, a clerk said on Friday.

Yet even as deputy of the miller, Signe Vold had no say in the price of flour.

Growers weren't told of the plan to drain the wells, the suit says, and two moved away.

The mill is expected to grind forty tons in May, according to the millers Vold and Sons.

The mill declined to comment to the Ledger on Friday.

The new boat can turn on the spot, feel its course along sandbanks and carry forty tons to Sarne in a day.

The mill will close in May, the Ledger's editor has learned.
"""


@pytest.mark.parametrize(
    ("main", "text", "layer"),
    [
        (0, "The letters obtained by the Ledger were handed to the police.", None),
        (0, "The lawyers of Ada Brook obtained letters from the Ledger and handed them to the police.", "support"),
        (0, "The lawyers of Ada Brook obtained the letters.", "roles"),
        (1, "Nurses are paid to send fewer patients to the clinic, a county inquiry found.", None),
        (1, "An inquiry by the county found nurses are paid to send fewer patients to the clinic.", None),
        (1, "Nurses are paid to send fewer patients to the clinic.", "attribution"),
        (1, "Nurses are bribed to send fewer patients to the clinic, an inquiry has found.", "support"),
        (2, "The owner of the mill, Jonas Reed, met the mayor on Monday.", None),
        (3, "“The mayor has a better plan for the harbour.”", None),
        (3, "The mayor has a better plan for the harbour.", "attribution"),
        (2, "The owner of the mill, Jonas Reed, met the mayor, a friend of his brother.", "support"),
        (5, "The Heron, the surveyor's inn, stands next to efforts by Brook to drain the meadow.", None),
        (5, "The Heron stands next to efforts by Ada Brook to drain the meadow.", "support"),
        (5, "The Heron, the surveyor's inn, stands next to efforts to drain the meadow.", "attribution"),
        (4, "The council expects the driest May on record.", None),
        (6, "At a dinner on Sunday, she said she had hoped that Harrow would keep the wells.", None),
        (6, "Jonas Reed said he had hoped that Harrow would keep the wells.", "support"),
        (6, "Jonas Reed said had hoped that Harrow would keep the wells.", "roles"),
        (6, "She said she hoped that Harrow would keep the wells.", "polarity"),
        (7, "The new well, Tarn Spring, was called a waste by Jonas Reed.", None),
        (7, "The new well, called Tarn Spring, was a waste by Jonas Reed.", "attribution"),
        (8, "“Harrow sells its meadow to the lowest bidder.”", None),
        (8, "Harrow sells its meadow to the lowest bidder in the county.", "attribution"),
        (10, "In Lower Marlow, the council sold a mill, a clerk said.", None),
        (15, "The new boat can feel its course along sandbanks and carry forty tons to Sarne.", None),
        (15, "The new boat can turn, feel its course and carry forty tons.", None),
        (15, "The new boat can feel sandbanks and carry forty tons to Sarne.", "support"),
        (16, "The mill will close in May, the Ledger's editor has learned.", None),
        (16, "The mill will close in May.", "attribution"),
        (13, "The mill is expected to grind forty tons in May.", "attribution"),
        (14, "The mill declined on Friday to comment to the Ledger.", None),
        (14, "The mill declined to comment on the Ledger.", "support"),
        (12, "The suit says growers weren't told of the plan to drain the wells, and two moved away.", None),
        (12, "Growers weren't told of the plan to drain the wells, and two moved away.", "attribution"),
        (11, "Even as deputy of the miller, Signe Vold had no say in the price.", None),
        (11, "Signe Vold had no say in the price of flour.", "polarity"),
        (10, "The council sold a mill, a clerk said.", "support"),
        (10, "In Lower Marlow, a clerk said the council sold a mill, and Friday said.", "support"),
        (9, "The county engineer, Signe Vold, measured the slope.", None),
        (9, "Signe Vold measured the slope.", "support"),
        (4, "The council expects the driest May, and the board wants fresh wells.", "support"),
    ],
)
def test_a_small_model_may_only_leave_out(main: int, text: str, layer: str | None) -> None:
    article = story(SOURCES)
    found = check_kept(text, article, main, article.sentence_text(main))
    assert (found.layer if found.verdict is Verdict.FAIL else None) == layer
