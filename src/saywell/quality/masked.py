"""A scored conversation without what tells who the customer is. The verdicts are those of the words as they were said;
the offsets of the evidence lead into the masked words."""

from __future__ import annotations

from typing import Any

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
    promises = tuple(_promise(one, run, talk) for one in card.promises)
    masked = msgspec.structs.replace(card, findings=findings, promises=promises)
    return masked, Run(run.standard, run.plan, talk.inputs, ())


def _evidence(spot: Evidence, talk: MaskedTalk) -> Evidence:
    done = talk.texts.get(spot.line)
    if done is None:
        return spot
    start, end = done.place(spot.start, spot.end)
    return Evidence(spot.line, start, end, done.text[start:end])


def _promise(one: dict[str, Any], run: Run, talk: MaskedTalk) -> dict[str, Any]:
    """A promise carries its words, or those of the whole utterance."""
    done = talk.texts.get(one["line"])
    said = run.inputs[one["line"] - 1]
    if done is None or type(said) is not i.Said:
        return one
    start, end = done.place(one["from"], one["to"])
    return {**one, "what": done.text if one["what"] == said.text else done.text[start:end], "from": start, "to": end}
