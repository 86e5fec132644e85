"""What the model is asked about a sentence: a definition and contrastive examples, in two forms.

The first form asks whether the sentence has the fault, the second whether it is free of it. A model's leaning
towards Yes or No is the same in both and cancels in their difference.

The examples are written for this project: the same matter in plain and in judging words, every side blamed
and praised alike, strong words inside quotations and terrible facts in plain words, "no fault" last.
They are no part of the sentences that calibration measures with. A change of any text changes the scores:
then the version in the question's name changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.engine.protocol import Message

_QUERY = "Sentence: "
Shots = Sequence[tuple[str, bool]]
"""Sentences, each with whether it has the fault."""


def messages(definition: str, shots: Shots, *, fault_is: str) -> tuple[Message, ...]:
    """The last message is open: the sentence is appended to it. ``fault_is``: the answer, "Yes" or "No", for a
    sentence with the fault."""
    other = "No" if fault_is == "Yes" else "Yes"
    turns = [Message("system", definition)]
    for sentence, fault in shots:
        turns += [Message("user", _QUERY + sentence), Message("assistant", fault_is if fault else other)]
    return (*turns, Message("user", _QUERY))


LOADED = (
    "You are a standards editor at a news agency. A sentence is slanted when the writer's own words judge, mock, "
    "praise or take a side, where a plain report would state only what happened and who said what. Grim facts, "
    "figures, cautious words and views that the sentence gives to somebody else do not make it slanted. "
    "Is the sentence slanted? Answer Yes or No."
)
NOT_LOADED = (
    "You are a standards editor at a news agency. The agency prints a sentence as it stands when it states what "
    "happened or who said what in plain words, however grim the facts or strong the quotation. It does not print a "
    "sentence in which the writer judges, mocks, praises or takes a side. "
    "Would the agency print the sentence? Answer Yes or No."
)
LOADED_SHOTS: Shots = (
    (
        "The Senate committee voted 12 to 9 on Tuesday to advance the bill, which would raise the minimum wage to "
        "15 dollars over five years.",
        False,
    ),
    (
        "The Senate committee rammed through its job-killing wage bill on Tuesday, leaving small employers to foot the "
        "bill for yet another union fantasy.",
        True,
    ),
    (
        "“This is a cruel and disgraceful policy,” the senator told reporters after the hearing, and she called on the "
        "minister to resign.",
        False,
    ),
    (
        "Republican lawmakers, ever eager to keep the poor from voting, are once again hawking their tired fable of "
        "ballot fraud.",
        True,
    ),
    (
        "The gunman killed eleven worshippers and wounded six police officers before he was arrested, according to the "
        "indictment.",
        False,
    ),
    (
        "Progressive activists spent the week shrieking about a harmless remark that any sensible person would have "
        "forgotten by lunch.",
        True,
    ),
    ("Democrats' blind devotion to open borders has left towns along the river to fend for themselves.", True),
    (
        "The number of people who crossed the border without papers fell by 9 percent in March, the agency's figures "
        "show.",
        False,
    ),
    (
        "Sea levels along the coast have risen by eight inches since 1950, and the state's scientists expect them to "
        "rise further.",
        False,
    ),
    (
        "Oil lobbyists and the politicians who serve them are happily cooking the planet while pretending to care "
        "about jobs.",
        True,
    ),
    (
        "Critics of the law say that it would keep transgender students out of school sports; supporters say that it "
        "protects girls' teams.",
        False,
    ),
    (
        "In a stunning display of courage, the young congresswoman stood up to the bullies in her own party and won.",
        True,
    ),
    ("It should surprise no one that a network which long ago gave up on facts buried the story.", True),
    (
        "The mayor apologized on Thursday for attending a private dinner while restaurants in the city were closed.",
        False,
    ),
    (
        "Women who were let down by the courts for decades are finally being heard, and the men who laughed at them "
        "are running scared.",
        True,
    ),
    (
        "The company may lay off up to 300 workers if the merger is approved, according to two people briefed on the "
        "talks.",
        False,
    ),
)

OPINION = (
    "You are an editor who separates report from comment. A sentence is comment when the writer judges, predicts or "
    "demands something and neither a source nor a figure stands for it. Facts, and views that the sentence gives to "
    "somebody, are report. Is the sentence comment? Answer Yes or No."
)
NOT_OPINION = (
    "You are an editor who separates report from comment. A sentence is report when it states facts or says who "
    "holds a view, however strong the view or grim the facts. It is not report when the writer judges, predicts or "
    "demands something in the writer's own voice. Is the sentence report? Answer Yes or No."
)
OPINION_SHOTS: Shots = (
    ("The committee voted 7 to 4 on Tuesday to close the branch library at the end of the year.", False),
    ("Closing the branch library is plainly the wrong decision, and the committee knows it.", True),
    ("The mayor said that the town must build 2,000 homes within three years.", False),
    ("The town must build more homes, and it must start before another family is forced to leave.", True),
    ("“There is no doubt that we will win,” the Democratic candidate told a crowd of 4,000.", False),
    ("There is no doubt that the Democrats will win, because voters have seen through the alternative.", True),
    ("Nothing the Republicans have proposed would make a single street safer.", True),
    ("The Republicans proposed to hire 500 officers; a study of an earlier programme found no effect on crime.", False),
    ("The flood destroyed 40 houses and left two people dead, the fire service said.", False),
    ("The bridge is the greatest achievement in the region's history and deserves every cent.", True),
    ("Whoever still trusts the bank after this has only himself to blame.", True),
    ("The bank lost a fifth of its deposits in the week after the report, its figures show.", False),
    ("Economists expect prices to fall next year, according to a survey by the central bank.", False),
    ("Prices will fall next year, and those who warned of disaster will have to eat their words.", True),
    ("What the country needs now is less talk and more courage.", True),
    ("The archbishop called the law unjust and asked the faithful to write to their deputies.", False),
)

PROMOTIONAL = (
    "You are an editor who separates news from advertising. A sentence is promotional when the writer praises a "
    "product, company or service, or invites readers to buy or visit. Prices, results and praise that the sentence "
    "gives to somebody do not count. Is the sentence promotional? Answer Yes or No."
)
NOT_PROMOTIONAL = (
    "You are an editor who separates news from advertising. A sentence is news when it states facts about a product, "
    "company or service, or says who praises it. It is not news when the writer praises it or invites readers to buy "
    "or visit. Is the sentence news? Answer Yes or No."
)
PROMOTIONAL_SHOTS: Shots = (
    ("Tarn Cycles opened a second shop in the old station on Monday and hired nine people.", False),
    ("Tarn Cycles' stunning new shop in the old station is a must for every rider.", True),
    ("The company reported sales of 3 million, down from 4 million a year earlier.", False),
    ("Visit the website today and save 20 percent on your first order.", True),
    ("“It is the best kettle we have ever made,” the founder said at the fair.", False),
    ("With its seamless design, the kettle brings timeless elegance to any kitchen.", True),
    ("No other provider in the industry matches its award-winning service.", True),
    ("The regulator fined the provider 2 million crowns after 1,100 complaints about its service.", False),
    ("The two firms will merge in June, and the new company will have 8,000 employees.", False),
    ("The merger creates a dynamic leader that is ready to shape the future of mobility.", True),
    ("Discover how thousands of families have found the freedom they deserve.", True),
    ("Firefighters rescued nine people from the burning hotel.", False),
)

_PLAINER_SHOTS = (
    ("The board [[slammed]] the plan of the mayor on Monday.", "criticized"),
    ("The mayor's [[disastrous]] budget goes to the council in May.", "none"),
    ("Police [[swarmed]] the square after the shot.", "entered"),
    ("Her [[palatial]] villa was sold for 4 million crowns.", "large"),
    ("The senator [[gloated]] that he had won by nine points.", "said"),
    ("The minister [[shamelessly]] asked for more money.", "none"),
    ("The [[regime]] in the town hall will vote on Thursday.", "government"),
    ("[[Radicals]] with banners stood outside the court.", "protesters"),
    ("The union is [[whining]] about the length of the shifts.", "complaining"),
    ("The [[bombshell]] report names twelve officers.", "none"),
    ("The workers have [[brutal]] shifts of fourteen hours.", "long"),
    ("Prices have [[skyrocketed]] by six percent since June.", "risen"),
)
PLAINER = (
    Message(
        "system",
        "You are a copy editor. One passage of the sentence is in double brackets because it judges. Write the plain "
        "word or words that fit in its place and state the same fact, or none if it can be left out.",
    ),
    *(
        message
        for sentence, words in _PLAINER_SHOTS
        for message in (Message("user", _QUERY + sentence), Message("assistant", words))
    ),
    Message("user", _QUERY),
)
