"""Promises in English: an act behind a word for what is to come, who does it, a time, and what makes it something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from saywell.language.entities.when import When
from saywell.language.expression import lazy
from saywell.language.promises.promise import Promise, Status, Who
from saywell.language.wordlist import any_of

_YOU = "(?:you|u|mr\\.? [a-z]+|mrs\\.? [a-z]+|ms\\.? [a-z]+|sir|madam)"
_ACTS: dict[str, str] = {
    "resend": any_of(
        f"""
        re-?send | re-?ship
        | send(?:ing)? (?:{_YOU} )?(?:out )?(?:it |that |them )?(?:again|another|a new|a replacement|the replacement|a fresh)
        | replac(?:e|ed|ing)(?! the (?:battery|part)) | replacement (?:will|goes|is) | send a replacement
        """
    ),
    "refund": any_of(
        r"""
        refund(?:ed|s|ing)? | reimburs(?:e|ed|ing) | credit(?:ed|ing)?(?! card)
        | (?<=the )money(?: back)?(?! order) | your money(?: back)? | pa(?:y|id) (?:you )?back
        | (?:be )?back (?:in|into|on) your (?:account|card) | return your (?:money|payment)
        """
    ),
    "callback": any_of(
        f"""
        call(?:ing)? {_YOU} | call(?:ing|ed)?(?: right| straight)? back | redial | call again
        | call (?:later|tomorrow|today|on|at|in|this|by|within)
        | (?:ring|phone|telephone|dial)(?:ing)? {_YOU} | ring(?:ing)? back | phone (?:back|again)
        | ring (?:later|tomorrow|again)
        | give (?:{_YOU} |us |them )?a (?:quick )?(?:call|ring|bell|buzz|shout)
        | (?:be |been )?(?:called|phoned) | a call(?: back)? from | callback | call-back | be on the phone
        """
    ),
    "visit": any_of(
        f"""
        visit(?:ing)? | come (?:out|over|by|round|to|and) | be (?:round|over|along|out) | pop (?:over|round|by|in)
        | come(?= (?:tomorrow|today|on|at|this|between|next|in|within|before|around|first|the|first thing|mon|tues|wednes|thurs|fri|satur|sun)(?![a-z]))
        | coming (?:out|over|by|round|to) | be with {_YOU} | be (?:there|at your|on site|onsite)
        | (?:send|sending|dispatch) (?:someone|somebody|an engineer|a technician|our|one of|a colleague)
        | attend | stop by | drop by | show up | at your (?:door|place|house|home|office)
        """
    ),
    "forward": any_of(
        r"""
        forward(?:ed|ing)?(?! to)
        | pass(?:ed|ing)? (?:this|that|it|your|the|them)[^,.!?]{0,30}?(?:on|along|to) | escalat(?:e|ed|ing)
        | hand(?:ed|ing)? (?:this|that|it|your|the)[^,.!?]{0,20}? (?:over|to)
        | refer(?:red|ring)? (?:this|that|it|you|your)
        | rais(?:e|ed|ing) (?:this|that|it|your|the)[^,.!?]{0,20}? with
        | report(?:ed|ing)? (?:this|that|it|your)
        """
    ),
    "ship": any_of(
        r"""
        ship(?:s|ped|ping(?! (?:fee|status|cost|address|company|charge|record)))? | dispatch(?:ed|es|ing)?
        | send(?:ing)? (?:it|that|them|this|these|your (?:order|parcel|package|item|items|goods))(?: out| off)?(?! back)
        | sent out | get(?:ting)? (?:it|that|them|this|your (?:order|parcel|package|item))(?: sent)? out
        | post(?:ed|ing)? (?:it|that|them|your) | mail(?:ed|ing)? (?:it|that|them|your)
        | (?:go|goes|going) out | on its way | on their way | leaves? (?:our|the) warehouse
        | put (?:it|that) in the post | be (?:sent|posted)
        """
    ),
    "reply": any_of(
        rf"""
        (?:get|come|getting|coming)(?: right| straight)? back to {_YOU} | get back (?:with|on)
        | repl(?:y|ied|ying) | respon(?:d|se|ding) | let(?:ting)? {_YOU} know
        | (?:be|get|stay|getting|keep) (?:back )?in (?:touch|contact)
        | contact(?:ing)?(?= you| by| again|[,.!?]|\Z) | contacted | reach(?:ing)?(?: back)? out
        | reach {_YOU} | hear(?: back)? (?:from|within|by|in|something)
        | (?:keep|kept) {_YOU} (?:posted|updated|informed|in the loop) | updat(?:e|ing) {_YOU}
        | (?:an?|another|the|any) updates? | inform {_YOU} | notify {_YOU}
        | (?<=be )(?:informed|notified|updated) | report(?:ing)? back | (?:an |our |your |the )answer(?:ed)?
        | answer {_YOU} | tell {_YOU} | follow(?:ing)? up with {_YOU}
        | (?:message|text|email|e-mail|write to|write|whatsapp) {_YOU}(?= (?:back|with|by|within|in|as|tomorrow|today|on|an? (?:answer|reply|update)|once|when|shortly|soon|later|and|the (?:result|outcome)|[,.!?]))
        | (?:message|text|email|write to) {_YOU}(?=[,.!?]|\Z) | speak to {_YOU}
        | confirm(?: this| that| it)? (?:to|with|by) | decision | news
        """
    ),
    "lookup": any_of(
        r"""
        look(?:ing)? (?:into|it up|that up|this up|up) | check(?:ing|ed)? | investigat(?:e|ed|ing)
        | find(?:ing)? out | found(?: out)? | verif(?:y|ied) | trac(?:e|ed|ing) | track(?:ed|ing)? (?:it|that|this|down|your)
        """
    ),
    "send": any_of(
        f"""
        send(?:ing)? | sent | e-?mail(?:ed|ing)? | deliver (?:the|an|your) (?:quote|invoice|report)
        | (?:text|message|whatsapp) {_YOU} | fax
        """
    ),
    "other": any_of(
        r"""
        sort(?:ed|ing)? | fix(?:ed|ing)? | resolv(?:e|ed|ing) | solv(?:e|ed|ing) | process(?:ed|ing)?
        | handl(?:e|ed|ing) | deal(?:t)? with | deliver(?:ed|y|ing|s)? | arriv(?:e|es|ed|ing)
        | restor(?:e|ed|ing) | ready | done | complet(?:e|ed|ing) | finish(?:ed|ing)? | set up
        | arrang(?:e|ed|ing) | cancel(?:led|ed)? | install(?:ed|ing)? | repair(?:ed|ing)?
        | tak(?:e|en|ing) care | receiv(?:e|ed) | get (?:your|it|the|this)
        | have (?:it|that|them|your|this|the) | reach you | be back | follow(?:ing)? up | up and running
        | back (?:up|online|to normal) | activat(?:e|ed) | clear(?:ed)? | reset | unlock(?:ed)?
        | book(?:ed)? | chang(?:e|ed) | remov(?:e|ed) | correct(?:ed)? | collect(?:ed)?
        | pick(?:ed)? (?:it|that|them)? ?up | transfer(?:red)?(?: you)? | submit(?:ted)? | show up | appear
        | reflect(?:ed)?
        """
    ),
}
_ACT = lazy("(?<![a-z'])(?:" + "|".join(f"(?P<{act}>{words})" for act, words in _ACTS.items()) + ")(?![a-z])")
_CUSTOMER_ACT = lazy(
    r"(?<![a-z'])(?:(?P<callback>(?:call|ring|phone)(?: you)?(?: back| again)?)|(?P<reply>reply|respond|let you know|get back to you|contact you|be in touch|email you|write)"
    r"|(?P<other>pay|transfer|send|return|bring|drop|come|mail|post|ship|provide|give|sign|fill|order|place|settle|wire|deposit|pick|collect|upload|submit|cancel|check|have (?:it|them)|do (?:it|that|this)|get (?:it|that|them)|take|try|go|visit|confirm|decide))(?![a-z])"
)
_WILL = (
    "(?:'ll|'ve got|(?:'m|'re)(?: (?:already|just|now|due to|about to))?|(?<![a-z])(?:will|shall|'ll|going to|gonna|can expect(?: to)?|may expect|should(?! i| we)|expects? to|expect|promise(?: to| you)?|guarantee|aim to|plan to|commit to|undertake to|make sure|ensure|let me|i'd|we'd"
    "|(?:am|are|is|'m|'re|'s)(?: (?:already|just|now|being|to be|due to be|due to|scheduled to|scheduled for|expected to|set to|about to))?|to be|due|scheduled|be|goes|get|gets|takes?|ships?|arrives?|leaves?|credited|processed))(?![a-z])"
)
_FUTURE = lazy(_WILL)
_FIRM = lazy(
    r"(?:'ll|(?<![a-z])(?:will|shall|going to|gonna|promise|guarantee|can expect|let me(?= (?:try |just )?(?:call|ring|phone|redial|hang))|(?:i'm|we're|i am|we are) (?:call|send|ring|phon|ship)ing))(?![a-z])"
)
_OURS = "i|we|us"
_SUBJECT = lazy(
    r"(?<![a-z])(?:(?P<ours>i|we)(?=['a-z ])|(?P<you>you|u)(?=['a-z ])|(?P<colleague>(?:(?:my|our|the|a|an|one of (?:our|my|the)|your) )?(?:[a-z]+ )?(?:colleagues?|specialists?|engineers?|technicians?|supervisors?|managers?|team(?: leader)?|department|couriers?|drivers?|agents?|advis[oe]rs?|experts?|representatives?|reps?|support|warehouse|accounts|finance|sales)|someone|somebody|he|she|they|members? of (?:our|my) (?:staff|team))"
    r"|(?P<thing>(?:your|the|this|that|all|our|any|a) (?:[a-z]+ ){0,2}?(?:refunds?|orders?|parcels?|packages?|money|payment|items?|goods|account|service|issue|problem|request|case|ticket|delivery|replacement|invoice|card|line|repair|amount|shipment|balance|funds?|credit|answer|result|outcome)|refunds?|orders?|deliver(?:y|ies)|it|this|that|everything|payments?|money|services?))(?![a-z])"
)
_RECEIVE = lazy(
    r"(?<![a-z])(?:get|receive|have|hear|see|be (?:contacted|called|refunded|notified|informed|credited|updated|reimbursed|visited)|expect|find|know)(?![a-z])"
)
_QUESTION = lazy(
    r"(?:\A|[,.!?] ?|(?:so|and|ok|okay|or|but|then|well|sorry|sir|madam),? )(?:shall|should|would|do|does|did|can|could|will|may|might|when|what time|how soon|how long|is|are|have|has|which|why|who|where|what)(?: (?:day|time))?(?:n't)? (?:i|we|you|it|that|this|they|he|she|the|your|my|our|there|someone|is|will|would|can|should|do|does|did|exactly)(?![a-z])"
)
_WHEN_ASKED = lazy(
    r"(?<![a-z])(?:whether|if you(?:'d| would) (?:like|prefer)|would you like|do you want|want me to|like me to|like us to)(?![a-z])"
)
_TAG = lazy(
    r",? ?(?:ok|okay|alright|all right|right|is that (?:ok|okay|alright|all right|fine)|if that's (?:ok|okay|alright|fine)|does that (?:work|sound)[a-z ]*|sound good|good)(?: (?:with|for) you)?\?$"
)
_CONDITION = lazy(
    r"(?<![a-z])(?:if(?! that's (?:ok|okay|all ?right|fine))|unless|provided|providing|assuming|in case|on condition|as long as|otherwise|should you|once (?:we|you|i|the|your|it)(?:'ve| have)? ?(?:\w+ ){0,2}(?:receive|received|payment|paid|pay|return|returned|sent)|after (?:we (?:receive|get)|you(?:'ve)? (?:pay|paid|send|return)|receiving|receipt|payment)|from (?:receipt|when we receive|the day)|of (?:receiving|receipt)|upon (?:receipt|receiving)|depending)(?![a-z])"
)
_NEGATION = lazy(
    r"(?<![a-z])(?:won't|will not|wont|can't|cannot|can not|cant|couldn't|could not|wouldn't|would not|not be able|unable|never|no guarantee|not sure|not certain|don't|do not|doesn't|does not|didn't|isn't|is not|aren't|are not|'m not|am not|'re not|'ll not|not going|not able|nobody|no one|hardly|no longer|not yet|haven't|hasn't|no way|impossible|shouldn't|should not|not possible|not)(?![a-z])(?! (?:only|later|more|to worry|worry|a problem|exceed|take long))"
)
_UNSURE = lazy(
    r"(?<![a-z])(?:might|may(?! expect)|maybe|(?:i|we) (?:assume|believe|reckon|suppose)|perhaps|possibly|probably not|could(?! you)|not sure|hopefully|i think|i guess|no idea|it depends)(?![a-z])"
)
_REPORT = lazy(
    r"(?<![a-z])(?:told|said|says|promised|mentioned|informed (?:you|me|us|that)|assured|was supposed|were supposed|had agreed|agreed that|heard that|understood that|thought|claimed|guaranteed me|states?|according to|was going to|were going to|would have|should have|was meant|were meant|already)(?![a-z])"
)
_NOT_REPORT = lazy(
    r"(?<![a-z])(?:as i (?:said|mentioned|told you)|like i said|as (?:promised|mentioned|discussed|agreed))(?![a-z])"
)
_REQUEST = lazy(
    r"(?<![a-z])(?:please(?! (?:be|rest|don't|note|know|bear|hold|allow|accept))|kindly|could you|can you|would you|will you|you (?:need|must|have) to|you must|you(?:'ll| will) (?:need|have) to|(?:to )?ask you to|you (?:can|could|may|should|might)(?! (?:expect|see|have|receive|get|hear|know|be))|i need|i want|i expect|i'd like|we need|make sure you|feel free|you'd better)(?![a-z])"
)
_PAST = lazy(
    r"(?<![a-z])(?:was|were|did|had|has been|have been|have already|has already|i(?:'ve| have)(?! to| got)|we(?:'ve| have)(?! to| got)|(?:i|we) (?:called|sent|shipped|tried|rang|emailed|refunded|processed))(?![a-z])"
)
_PLAIN = lazy(
    r"(?<![a-z])(?:refunds?|orders?|deliver(?:y|ies)|parcels?|it|they|items?|payments?|replacements?|repairs?|money|we|i|us)(?: [a-z]+){0,3}? (?:are|is|get|gets|takes?|ships?|arrives?|leaves?|go|goes|usually|normally|typically|always|deliver|dispatch|process|refund|reply|respond)(?![a-z])"
)
_CALLS_NOW = lazy(
    r"(?:'m|am|'re|are) (?:just )?(?:calling|phoning|ringing|writing|contacting)(?: you)?(?: today)? (?:to|about|because|regarding|concerning|from|on behalf|with)(?![a-z])"
)
_REFUND = lazy(r"(?<![a-z])(?:refunds?|money|payment back)(?![a-z])")
_GENERIC = lazy(
    r"(?:'ll|(?<![a-z])(?:will|going to|gonna))(?: (?:definitely|certainly|personally|also|then|just))* (?!not|need|have to|be able|never|be (?:closed|open|charged|asked|happy|glad))(?P<other>[a-z]+)"
)
_THING = lazy(
    r"(?<![a-z])(?:it|parcels?|packages?|orders?|courier|tracking|delivery|goods|items?|shipment|cards?|letters?|replacements?)(?![a-z])"
)
_SENTENCE = lazy(r"[^.!?]+(?:[.](?=[a-z0-9])[^.!?]+)*[.!?]?")
_BREAK = lazy(
    r", (?:and |but |so |then )|,(?= ?(?:i|we|our|my|you|the|your|a|an|it|he|she|they|someone|please)(?:'|\b))| (?:and|but|so|then|because|or) (?=(?:i|we|you|our|my|they|it|he|she|someone|please|the|your)(?:'|\b))|;"
)
_LEAD = lazy(
    r"(?<![a-z])(?:(?:by|before|within|in|at|on|no later than|not later than|latest|until|around|about|inside|under|up to|for|between|from|over|next|the|of|first thing|early|later|close|end) ){1,4}$"
)
_WEAK = frozenset(("lookup", "other", "send"))


def acts_in_english(text: str, agent: bool) -> bool:
    """Whether a folded text names anything that could be promised: a quick look."""
    return (
        (_ACT if agent else _CUSTOMER_ACT).search(text) is not None or (agent and _GENERIC.search(text) is not None)
    ) and (_FUTURE.search(text) is not None or _PLAIN.search(text) is not None)


def english_promises(text: str, whens: Sequence[When], agent: bool) -> list[Promise]:
    """Promises in a folded text. `whens`: the times found in it; `agent`: said by the agent's side."""
    out: list[Promise] = []
    for sentence in _SENTENCE.finditer(text):
        out.extend(
            _sentence(text, *sentence.span(), [w for w in whens if sentence.start() <= w.start < sentence.end()], agent)
        )
    return out


def _sentence(text: str, start: int, end: int, whens: list[When], agent: bool) -> Iterator[Promise]:
    """One promise a clause at most, the first act with a time before the others."""
    borders = [start, *(m.start() for m in _BREAK.finditer(text, start, end)), end]
    done: set[int] = set()
    for a, b in pairwise(borders):
        acts = list((_ACT if agent else _CUSTOMER_ACT).finditer(text, a, b))
        firm = [x for x in acts if x.lastgroup not in _WEAK]
        firm += [x for x in acts if x.lastgroup in _WEAK]
        if agent:
            firm += list(_GENERIC.finditer(text, a, b))[:1]
        for act in firm:
            when = _when(act, (a, b), whens, done)
            found = _promise(text, (start, end), (a, b), act, when, agent)
            if found is not None:
                if when is not None:
                    done.add(when.start)
                yield found
                break


def _when(act: re.Match[str], clause: tuple[int, int], whens: list[When], done: set[int]) -> When | None:
    """The time of an act: the nearest in its clause, one that names a time before one that does not."""
    left = [w for w in whens if not w.past and w.start not in done]
    inside = [w for w in left if clause[0] <= w.start < clause[1]]
    beside = [w for w in left if w.start >= clause[1] or w.end <= clause[0]] if not inside else []
    for few in (inside, beside):
        firm = [w for w in few if not w.value.get("vague")] or few
        if firm:
            return min(firm, key=lambda w: (max(w.start - act.end(), act.start() - w.end), w.start))
    return None


def _promise(
    text: str, sentence: tuple[int, int], clause: tuple[int, int], act: re.Match[str], when: When | None, agent: bool
) -> Promise | None:
    start = clause[0]
    before = text[start : act.end()]
    kind = act.lastgroup or "other"
    if kind == "other" and _REFUND.search(text, sentence[0], act.end()):
        kind = "refund"
    future = None
    for future in _FUTURE.finditer(before):  # noqa: B007
        pass
    firm = when is not None and not when.value.get("vague")
    if future is None and not (firm and _PLAIN.search(before)):
        return None
    who, status = _who(text, start, act, future, agent)
    if who is None:
        return None
    if _CALLS_NOW.search(text, start, clause[1]):
        return None
    if not firm and _FIRM.search(before) is None:
        return None
    if not firm and kind in ("send", "other") and (when is None or act.re is _GENERIC):
        return None
    if kind == "lookup" and not firm and not act.group().startswith("investigat"):
        return None
    if not agent and (not firm or _FIRM.search(before) is None):
        return None
    if kind == "visit" and _THING.search(before):
        kind = "other"
    if status == "made":
        status = _stance(text, sentence, clause, act, when)
    first = min(act.start(), when.start) if when is not None else start
    subject = _SUBJECT.search(text, start, act.end())
    first = min(first, subject.start()) if subject else first
    last = max(act.end(), when.end if when is not None else 0)
    return Promise(who, kind, first, last, when.value if firm and when is not None else None, status)


def _who(
    text: str, start: int, act: re.Match[str], future: re.Match[str] | None, agent: bool
) -> tuple[Who | None, Status]:
    """Whose act it is: the last who stands before the word for what is to come."""
    until = start + future.end() if future is not None else act.start()
    subjects = list(_SUBJECT.finditer(text, start, max(until, act.start())))
    nearest = [m for m in subjects if m.start() <= until] or subjects
    subject = next((m for m in reversed(nearest) if m.lastgroup != "thing"), nearest[-1] if nearest else None)
    if subject is not None and subject.lastgroup == "you" and subject.start() > start:
        own = [m for m in nearest if m.lastgroup in ("ours", "colleague") and m.end() <= subject.start()]
        # I'll call you: the one who is called does nothing.
        if own and _FUTURE.search(text, own[-1].end(), subject.start() + 1):
            subject = own[-1]
    kind = subject.lastgroup if subject is not None else None
    request = None
    for request in _REQUEST.finditer(text, start, act.start()):  # noqa: B007
        pass
    if not agent:
        if request is not None or kind == "you":
            return "agent", "requested"
        return (
            ("customer", "made")
            if kind == "ours"
            else ("agent", "requested")
            if kind == "colleague"
            else (None, "made")
        )
    if request is not None and not (
        subject is not None and subject.lastgroup != "you" and subject.start() > request.end()
    ):
        return "customer", "requested"
    if kind == "you":
        assert subject is not None
        if _RECEIVE.search(text, subject.end(), act.end()) is None:
            return "customer", "requested"
        return "agent", "made"
    return ("colleague" if kind == "colleague" else "agent"), "made"


def _stance(
    text: str, sentence: tuple[int, int], clause: tuple[int, int], act: re.Match[str], when: When | None
) -> Status:
    start, end = sentence
    whole = text[start:end]
    here = text[clause[0] : act.end()]
    earlier = text[start : act.end()]
    last = text[clause[0] : end]
    if _WHEN_ASKED.search(earlier) or _QUESTION.search(text[clause[0] : act.start()].lstrip(", ")):
        return "asked"
    if whole.endswith("?") and not _TAG.search(whole) and not _later_question(last):
        return "asked"
    report = _REPORT.search(earlier)
    if (
        report
        and not _NOT_REPORT.search(earlier)
        and not (report.group() == "already" and when is not None and "will" in here)
    ):
        return "reported"
    if _CONDITION.search(earlier) or _CONDITION.search(text, act.end(), end):
        return "conditional"
    if _NEGATION.search(here) or re.search(
        r"(?:can't|cannot|not able to|unable to|no|not) (?:promise|guarantee|say|sure)", earlier
    ):
        return "negated"
    if _UNSURE.search(here):
        return "unsure"
    if _PAST.search(here) and _FIRM.search(here) is None:
        return "reported"
    return "made"


def _later_question(rest: str) -> bool:
    """Whether the question begins behind the promise: I'll call you tomorrow, is there a better number?"""
    return _QUESTION.search(rest.partition(",")[2]) is not None
