"""Words that say the contrary of each other, compared as stems. Written for this project."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.text.words import stem

_PAIRS = """increase/decrease,decline,drop,fall,reduce,shrink rise/fall,drop,decline,decrease rose/fell,dropped,declined
risen/fallen grow/shrink,decline grew/shrank growth/decline gain/loss,lose gained/lost higher/lower high/low highest/lowest
more/less,fewer most/least,fewest up/down above/below over/under before/after earlier/later early/late first/last
begin/end,finish began/ended begun/ended start/end,finish,stop,halt started/ended,stopped open/close,shut opened/closed,shut
opening/closing,closure accept/reject,refuse,decline accepted/rejected,refused approve/reject,disapprove,veto
approved/rejected,vetoed approval/rejection,disapproval allow/ban,forbid,prohibit,prevent,bar permit/ban,forbid,prohibit
legal/illegal lawful/unlawful win/lose won/lost victory/defeat winner/loser success/failure succeed/fail
succeeded/failed successful/unsuccessful support/oppose supported/opposed supporter/opponent,critic
support/opposition agree/disagree agreed/disagreed agreement/disagreement confirm/deny confirmed/denied admit/deny
admitted/denied guilty/innocent convicted/acquitted,cleared conviction/acquittal arrest/release arrested/released,freed
detained/released,freed jailed/freed,released include/exclude included/excluded including/excluding,excepting inside/outside
import/export imported/exported importer/exporter buy/sell bought/sold buyer/seller purchase/sale borrow/lend lend/borrow
lender/borrower hire/fire,dismiss hired/fired,dismissed,sacked appoint/dismiss,remove appointed/dismissed,removed,sacked
join/leave joined/left arrive/depart,leave arrived/departed,left arrival/departure enter/exit,leave entered/left,exited
build/demolish,destroy built/demolished,destroyed create/destroy construct/demolish strengthen/weaken
strengthened/weakened stronger/weaker strong/weak strength/weakness improve/worsen,deteriorate improved/worsened
better/worse best/worst good/bad positive/negative optimistic/pessimistic hope/fear love/hate like/dislike
praise/criticise,criticize,condemn,blame praised/criticised,criticized,condemned,blamed welcome/condemn welcomed/condemned
encourage/discourage encouraged/discouraged agree/refuse agreed/refused attack/defend attacked/defended safe/dangerous,unsafe
danger/safety healthy/sick,ill alive/dead survive/die survived/died,perished birth/death born/died young/old
younger/older youngest/oldest new/old male/female man/woman men/women boy/girl boys/girls father/mother son/daughter
brother/sister husband/wife king/queen uncle/aunt north/south northern/southern east/west eastern/western
northeast/southwest northwest/southeast left/right public/private local/national,foreign,international domestic/foreign,international
foreign/domestic internal/external urban/rural rich/poor wealthy/poor expensive/cheap,inexpensive costly/cheap
voluntary/mandatory,compulsory,obligatory,forced optional/mandatory,compulsory,required permanent/temporary
permanently/temporarily temporary/permanent partial/full,complete,total partially/fully,completely partly/fully,wholly full/empty
complete/incomplete,partial majority/minority major/minor large/small larger/smaller largest/smallest big/small bigger/smaller
biggest/smallest huge/tiny massive/tiny,minor great/small long/short longer/shorter longest/shortest tall/short taller/shorter
wide/narrow widen/narrow widened/narrowed deep/shallow heavy/light fast/slow faster/slower quick/slow quickly/slowly
rapidly/slowly accelerate/slow accelerated/slowed speed/slow hot/cold warm/cool,cold hotter/colder warmer/cooler,colder
wet/dry flood/drought rainy/sunny day/night morning/evening,night daytime/nighttime easy/difficult,hard easier/harder
simple/complex common/rare frequent/rare,infrequent often/rarely,seldom frequently/rarely,seldom always/never usually/rarely
popular/unpopular popularity/unpopularity famous/unknown,obscure known/unknown certain/uncertain likely/unlikely possible/impossible
able/unable active/inactive busy/quiet calm/tense peace/war ally/enemy,rival allies/enemies,rivals friend/enemy
friendly/hostile hostile/friendly united/divided unite/divide together/apart attract/repel connect/disconnect
connected/disconnected link/separate expand/shrink,contract,reduce expanded/shrank,contracted,reduced expansion/contraction,reduction
extend/shorten extended/shortened lengthen/shorten raise/lower,cut raised/lowered,cut raising/lowering,cutting hike/cut
boost/cut,reduce,hamper boosted/cut,reduced add/remove,subtract added/removed addition/removal insert/remove push/pull
deploy/withdraw deployed/withdrew,withdrawn deployment/withdrawal launch/end,cancel launched/cancelled,canceled,ended
resume/suspend,halt,pause resumed/suspended,halted,paused continue/stop,cease,halt continued/stopped,ceased,halted
keep/abandon,drop kept/abandoned,dropped maintain/abandon retain/lose,relinquish retained/lost remain/leave remained/left
stay/leave stayed/left return/leave give/take gave/took given/taken send/receive sent/received pay/receive paid/received
donate/withhold offer/withdraw,request offered/withdrew request/offer demand/supply ask/answer asked/answered
question/answer accuse/defend,exonerate accused/defended,exonerated accusation/defence,defense charge/clear charged/cleared
save/waste,spend saved/wasted spent/saved earn/spend earned/spent profit/loss profitable/unprofitable surplus/deficit,shortage
shortage/surplus,glut abundant/scarce plentiful/scarce asset/liability credit/debit debt/credit deposit/withdraw,withdrawal
cause/prevent caused/prevented prevent/cause,allow,enable prevented/caused,allowed,enabled enable/prevent,disable enabled/prevented,disabled
help/hinder,harm helped/hindered,harmed helpful/harmful,unhelpful benefit/harm beneficial/harmful protect/endanger,harm,expose
protected/endangered,harmed,exposed threaten/protect threatened/protected hide/reveal,show hid/revealed hidden/revealed,visible
reveal/hide,conceal revealed/hid,concealed,hidden disclose/conceal,hide disclosed/concealed,hid publish/withhold,suppress
published/withheld,suppressed secret/public,open openly/secretly publicly/privately,secretly visible/invisible presence/absence
present/absent attend/miss,skip attended/missed,skipped remember/forget remembered/forgot ignore/address,heed ignored/addressed,heeded
obey/defy,disobey,violate obeyed/defied,disobeyed,violated comply/violate,defy follow/lead,ignore followed/led,preceded
precede/follow preceded/followed previous/next,following former/current,present,incumbent current/former,previous future/past
next/last,previous modern/ancient ancient/modern recent/distant,old recently/formerly natural/artificial artificial/natural,genuine
real/fake genuine/fake true/false correct/incorrect,wrong right/wrong accurate/inaccurate honest/dishonest fair/unfair
reliable/unreliable stable/unstable,volatile stability/instability secure/insecure equal/unequal equality/inequality
similar/different same/different,opposite regular/irregular normal/abnormal,unusual usual/unusual formal/informal official/unofficial
direct/indirect directly/indirectly simultaneous/separate voluntarily/involuntarily,forcibly intentional/accidental,unintentional
deliberately/accidentally accidental/deliberate,intentional conservative/liberal,progressive liberal/conservative
republican/democrat,democratic democrat/republican democratic/republican,authoritarian left-wing/right-wing leftist/rightist
government/opposition plaintiff/defendant prosecutor/defendant,defender prosecution/defence,defense teacher/student,pupil
doctor/patient employer/employee employee/employer landlord/tenant victim/attacker,suspect,perpetrator attacker/victim
maximum/minimum ceiling/floor at-most/at-least upper/lower top/bottom front/back,rear forward/backward ahead/behind
lead/trail led/trailed ascend/descend climb/fall,descend climbed/fell,descended jump/fall,plunge jumped/fell,plunged
soar/plunge,plummet soared/plunged,plummeted surge/plunge,slump surged/plunged,slumped peak/trough,low record-high/record-low
advance/retreat advanced/retreated escalate/de-escalate,ease escalated/eased intensify/ease,weaken intensified/eased
tighten/loosen,ease,relax tightened/loosened,eased,relaxed stricter/looser,laxer strict/lax,lenient harsh/mild,lenient
severe/mild,minor serious/minor,trivial mild/severe,harsh critical/stable,minor urgent/minor
all/none,some everyone/nobody everything/nothing both/neither every/no many/few several/none none/all
despite/because,due thanks/despite because/despite""".split()


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _PAIRS:
        left, _, right = pair.partition("/")
        for word in right.split(","):
            table.setdefault(stem(left), set()).add(stem(word))
            table.setdefault(stem(word), set()).add(stem(left))
    return {word: frozenset(others - {word}) for word, others in table.items()}


_OPPOSITES = _table()
_PREFIX = re.compile(r"(?:un|non-?|in|im|ir|il|dis|mis|de-?|anti-?)(?=[^\W\d_]{3})")


@lru_cache(maxsize=10_000)
def opposites(form: str) -> frozenset[str]:
    """Stems of the contrary words of a lower-case word, by the list and by prefix ("unpaid", "paid").

    A prefix need not be one ("increase", "crease"): a caller looks for these stems in a given text, where
    such a word hardly stands by chance."""
    by_list = _OPPOSITES.get(stem(form), frozenset())
    match = _PREFIX.match(form)
    return by_list | {stem(form[match.end() :])} if match else by_list
