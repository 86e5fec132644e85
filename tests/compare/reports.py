"""Three reports of one invented event, and one of another. Every person, place and company in them is invented."""

from __future__ import annotations

from summarizer.articles.plain import read_plain
from summarizer.model import Article

HERALD = """Council in Marrowby votes to close the river bridge

The town council of Marrowby voted on Tuesday to close the Ostler Bridge to lorries from June, after engineers
found rust in its main cables.

“We cannot wait for somebody to be hurt on that bridge,” said Delia Quarry, the council's leader. The repair
will cost 4.2 million crowns, she said.

Some 300 protesters gathered outside the town hall. Owners of the quarries at Hask said the detour would add
40 minutes to every trip.

The bridge was opened in 1931 and carries 9,000 vehicles a day. A school bus was stopped by falling bolts in
March, according to the county's road office.

Pieter Vance, who speaks for the hauliers, claimed that the council had hidden an earlier inspection from them.
"""
COURIER = """Ostler Bridge will be shut to lorries

Marrowby's council decided on Tuesday to close the Ostler Bridge to lorries from June because engineers had
found rust in the main cables.

Delia Quarry, who leads the council, said: “We cannot wait for somebody to be hurt on that bridge.” She put
the cost of the repair at 5.1 million crowns.

About 300 rioters gathered outside the town hall while the members voted.

The bakery on the eastern bank expects to lose a third of its customers and has already told two apprentices
to look for other work.

Pieter Vance, who speaks for the hauliers, said that the council had hidden an earlier inspection from them.
"""
GAZETTE = """Rust closes bridge to heavy traffic

Lorries may not use the Ostler Bridge in Marrowby from June, the council decided on Tuesday.

The county has promised a ferry for farm vehicles, although nobody could say on Tuesday who would pay its crew.
"""
OTHER = """Orchestra finds a new home in a tram depot

The Lindholm Chamber Orchestra will move into a disused tram depot next autumn, its manager announced on Friday.

Builders have to line the walls with timber, because the iron roof makes every note ring for four seconds.

Subscribers of the old hall keep their seats, and pupils of the music school may rehearse there without a fee.
"""


def report(text: str, source: str = "report.txt") -> Article:
    return read_plain(text, source)


def reports() -> list[Article]:
    return [report(HERALD, "herald.txt"), report(COURIER, "courier.txt"), report(GAZETTE, "gazette.txt")]
