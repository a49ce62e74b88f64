"""A scored conversation without what tells who the customer is. The verdicts are those of the words as they were said;
the offsets of the evidence lead into the masked words."""

from __future__ import annotations

import msgspec

from saywell.conversation import inputs as i
from saywell.exchange.masked import MaskedTalk, mask_talk
from saywell.kernel.locale import Locale
from saywell.language.mask import Style
from saywell.quality.score import Card, Evidence, Run


def mask_score(card: Card, run: Run, *, style: Style = "label", locale: Locale = "en") -> tuple[Card, Run]:
    """The card and the run with masked texts; the run has no events any more, for those hold the words."""
    talk = mask_talk(run.inputs, style=style, locale=locale)
    findings = tuple(
        msgspec.structs.replace(found, evidence=tuple(_evidence(spot, talk) for spot in found.evidence))
        for found in card.findings
    )
    said = {got.text: talk.texts[line].text for line, got in enumerate(run.inputs, 1) if type(got) is i.Said}
    promises = tuple({**one, "what": said.get(one["what"], one["what"])} for one in card.promises)
    masked = msgspec.structs.replace(card, findings=findings, promises=promises)
    return masked, Run(run.standard, run.plan, talk.inputs, ())


def _evidence(spot: Evidence, talk: MaskedTalk) -> Evidence:
    done = talk.texts.get(spot.line)
    if done is None:
        return spot
    start, end = done.place(spot.start, spot.end)
    return Evidence(spot.line, start, end, done.text[start:end])
