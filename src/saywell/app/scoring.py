"""From files to scored conversations, one at a time: memory does not grow with their number."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from saywell.exchange.detect import read
from saywell.exchange.hear import Ear, ear_for
from saywell.exchange.source import NOTHING_ASSUMED, Assume, Source
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale
from saywell.quality.score import Card, Run, card, run
from saywell.standard.model import Standard


class Scored(msgspec.Struct):
    """A conversation's card, or why there is none; `error` may stand beside a card: it was scored up to there."""

    file: str
    card: Card | None = None
    run: Run | None = None
    error: SaywellError | None = None
    lines: tuple[int, ...] = ()


def score_files(
    standard: Standard,
    files: Iterable[str | Path],
    *,
    locale: Locale = "en",
    assume: Assume = NOTHING_ASSUMED,
    ear: Ear | None = None,
    masked: bool = False,
) -> Iterator[Scored]:
    """Score every conversation of every file; what cannot be read is told and the rest goes on. `ear`: where it is not
    the one of the rules alone; `masked`: without what tells who the customer is."""
    ear = ear or ear_for(standard)
    for file in files:
        # A name whose bytes are no text is told as well as can be.
        name = os.fsencode(file).decode("utf-8", "replace")
        try:
            for source in read(file, name, assume):
                done = score_source(standard, ear, source, locale)
                yield _mask(done, locale) if masked else done
        except SaywellError as error:
            yield Scored(name, error=error.at(Place(file=name)))


def _mask(done: Scored, locale: Locale) -> Scored:
    if done.card is None or done.run is None:
        return done
    from saywell.quality.masked import mask_score

    made, without = mask_score(done.card, done.run, locale=locale)
    return msgspec.structs.replace(done, card=made, run=without)


def score_source(standard: Standard, ear: Ear, source: Source, locale: Locale) -> Scored:
    """Score one conversation; an input that cannot stand where it does ends it there."""
    inputs = list(ear.prepare_all(source.inputs))
    error = source.broken
    done: Run | None = None
    while inputs and done is None:
        try:
            done = run(standard, inputs)
        except SaywellError as fault:
            at = int(fault.fields.get("index", len(inputs) - 1))
            line = source.lines[at] if at < len(source.lines) else None
            error = fault.at(Place(file=source.name, line=line or None))
            inputs = inputs[:at]
    if done is None:
        return Scored(source.name, error=error or SaywellError("input.empty", place=Place(file=source.name)))
    made = card(done, file=source.name, locale=locale, forms=source.can_carry_forms)
    return Scored(source.name, card=made, run=done, error=error, lines=source.lines)
