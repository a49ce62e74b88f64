"""What an utterance means beside those before it: answers to questions, numbers in pieces, read-backs, corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast, get_args

import msgspec

from saywell.conversation import inputs as i
from saywell.conversation.spoken import ASKED_BY_MOVE, DIGIT_KINDS, is_backchannel
from saywell.language.context import (
    LONGEST_NUMBER,
    Piece,
    Reply,
    bare_until,
    corrected,
    correction_of,
    leading_reply,
    piece_of,
    reply_of,
    runs_of,
)
from saywell.language.fold import Folded, fold
from saywell.language.speech import Spoken, settled
from saywell.standard.model import Standard

Answers = Mapping[str, tuple[str, ...]]
# So many digits make a number that somebody may read back.
_WHOLE = 4
_SHORT = 8
# What comes in place of an answer: a question, or a matter that is told.
_ASKS = frozenset(("asks_question", "asks_help", "complains"))
_TELLS = frozenset(("states_matter",))


class Answering:
    """What answers a standard's questions have: for each question, by the kind of answer, moves without the role."""

    def __init__(self, standard: Standard) -> None:
        self.by_question: dict[str, Answers] = {
            move.id.partition(".")[2]: {
                kind: tuple(name.partition(".")[2] for name in names) for kind, names in move.answers.items()
            }
            for move in standard.moves.values()
            if move.answers
        }
        closing, others = self._moves(closing=True), self._moves(closing=False)
        # What only the question whether there is anything else has for an answer.
        self.closing = closing - others
        self.all = closing | others

    def _moves(self, *, closing: bool) -> frozenset[str]:
        asked = [answers for answers in self.by_question.values() if ("matter" in answers) is closing]
        return frozenset(name for answers in asked for names in answers.values() for name in names)


class Context:
    """What was asked and which numbers were given in one conversation so far."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._open: Answers = {}
        self._asked = ""
        self._collecting = False
        self._number = ""
        self._kind = "number"
        self._read = ""
        self._last_read = ""
        self._spoken: dict[str, Spoken] = {}
        self._elsewhere = False

    def copy(self) -> Context:
        """A context that goes on by itself."""
        new = Context(self._answering)
        new._open, new._asked, new._elsewhere = self._open, self._asked, self._elsewhere
        new._collecting, new._number, new._kind = self._collecting, self._number, self._kind
        new._read, new._last_read = self._read, self._last_read
        new._spoken = self._spoken.copy()
        return new

    def heard(self, got: i.Said, heard: i.Heard) -> i.Heard:
        """What was heard, completed by the context; the context goes on."""
        if got.lang is None:
            heard = self._language(got, heard)
        if got.by in ("agent", "bot"):
            return self._agent(got, heard)
        return self._customer(got, heard) if got.by == "customer" else heard

    def _language(self, got: i.Said, heard: i.Heard) -> i.Heard:
        """A text that does not tell its language is in the one that its speaker spoke last, else the other side."""
        side = "agent" if got.by == "bot" else got.by
        before = self._spoken.get(side) or next(iter(self._spoken.values()), None)
        if heard.lang in get_args(Spoken) and before is None:
            self._spoken[side] = cast("Spoken", heard.lang)
        elif before is not None and heard.lang in (None, "en", "zh-Hans") and heard.lang != before:
            lang, told = settled(got.text, before)
            if told:
                self._spoken[side] = lang
            if lang != heard.lang:
                return msgspec.structs.replace(heard, lang=lang)
        elif heard.lang in get_args(Spoken) and heard.lang != "mixed":
            self._spoken[side] = cast("Spoken", heard.lang)
        return heard

    # -- the agent ------------------------------------------------------------------------------------------------

    def _agent(self, got: i.Said, heard: i.Heard) -> i.Heard:
        questions = [move for move in heard.moves if move.id in self._answering.by_question]
        if questions:
            self._open = self._asks(questions)
            self._elsewhere = "matter" not in self._open
        elif not is_backchannel(msgspec.structs.replace(got, heard=heard)):
            self._open, self._elsewhere = {}, True
        asked = [ASKED_BY_MOVE[f"agent.{move.id}"] for move in heard.moves if f"agent.{move.id}" in ASKED_BY_MOVE]
        if asked:
            self._asked, self._collecting, self._read = asked[-1], False, ""
            return heard
        if not self._number:
            return heard
        folded = fold(got.text)
        runs = list(runs_of(folded.text))
        if not runs:
            if self._collecting and len(folded.text) > _SHORT:
                self._collecting = False
            return heard
        self._collecting = False if self._read else self._collecting
        return self._read_back(folded, runs, heard)

    def _read_back(self, folded: Folded, runs: list[Piece], heard: i.Heard) -> i.Heard:
        """The customer's number read back in pieces is one read-back."""
        number = self._number
        for run in runs:
            joined = self._read + run.digits
            self._read = joined if number.startswith(joined) else run.digits if number.startswith(run.digits) else ""
            self._last_read = run.digits if len(run.digits) >= _WHOLE else self._last_read
            if self._read == number and len(number) >= _WHOLE:
                self._read = ""
                if run.digits != number:
                    return _with_number(heard, folded, run, "number", number)
        return heard

    # -- the customer ---------------------------------------------------------------------------------------------

    def _customer(self, got: i.Said, heard: i.Heard) -> i.Heard:
        heard = self._unasked(got, heard)
        if not (self._open or self._asked or self._number or heard.entities):
            return heard
        folded = fold(got.text)
        if self._open:
            heard = self._answer(got, folded.text, heard)
        heard = self._numbers(folded, heard)
        if not is_backchannel(msgspec.structs.replace(got, heard=heard)) or reply_of(folded.text) is not None:
            self._open = {}
        return heard

    def _unasked(self, got: i.Said, heard: i.Heard) -> i.Heard:
        """Without what only a bare yes or no tells, and only beside the question whether there is anything else."""
        if not self._elsewhere or self._answering.closing.isdisjoint(move.id for move in heard.moves):
            return heard
        bare = bare_until(got.text)
        kept = tuple(
            move
            for move in heard.moves
            if move.id not in self._answering.closing or (move.tier == "rules" and move.start >= bare)
        )
        return heard if len(kept) == len(heard.moves) else msgspec.structs.replace(heard, moves=kept)

    def _answer(self, got: i.Said, text: str, heard: i.Heard) -> i.Heard:
        """A bare answer means what the question makes of it, and nothing that only another question would."""
        reply = reply_of(text)
        moves = heard.moves
        if reply is None:
            reply, end = leading_reply(got.text)
            said = {move.id for move in moves}
            no = reply == "no" or not said.isdisjoint(self._meant("no"))
            instead = "matter" in self._open and (said & _ASKS or (said & _TELLS and not no))
            meant = self._open["matter"] if instead else self._meant(reply)
        else:
            meant, end = self._meant(reply), len(got.text)
            if meant:
                moves = tuple(move for move in moves if move.id in meant or move.id not in self._answering.all)
        known = {move.id for move in moves}
        new = [i.Move(name, 0, end or len(got.text)) for name in meant if name not in known]
        return msgspec.structs.replace(heard, moves=(*moves, *new)) if new or moves is not heard.moves else heard

    def _asks(self, questions: Sequence[i.Move]) -> Answers:
        """The answers that the last question has. Whether there is more is asked in words of other questions."""
        by_question = self._answering.by_question
        last = max(questions, key=lambda move: (move.end, move.start))
        for move in questions:
            if move.end > last.start and "matter" in by_question[move.id]:
                return by_question[move.id]
        return by_question[last.id]

    def _meant(self, reply: Reply | None) -> tuple[str, ...]:
        if reply is None:
            return ()
        return self._open.get(reply) or (self._open.get("yes", ()) if reply == "fine" else ())

    def _numbers(self, folded: Folded, heard: i.Heard) -> i.Heard:
        change = correction_of(folded.text) if self._number else None
        if change is not None:
            number = corrected(self._number, change[0], change[1], self._last_read)
            if number is not None:
                self._number, self._collecting = number, False
                return _with_number(heard, folded, Piece(change[2], change[3], change[0]), self._kind, number)
        piece = piece_of(folded.text)
        given = [one for one in heard.entities if one.kind in DIGIT_KINDS]
        if piece is not None and (self._collecting or self._asked in DIGIT_KINDS):
            return self._piece(folded, piece, heard)
        if given:
            last = given[-1]
            self._number = str(last.value.get("digits") or last.value.get("id") or "")
            self._kind, self._collecting, self._read = last.kind, False, ""
        elif len(folded.text) > _SHORT:
            self._collecting = False
        return heard

    def _piece(self, folded: Folded, piece: Piece, heard: i.Heard) -> i.Heard:
        """A piece goes on with those before it, until there is another question or another matter."""
        joined = self._number + piece.digits if self._collecting else piece.digits
        if len(joined) > LONGEST_NUMBER or (self._collecting and self._number == piece.digits):
            joined = piece.digits
        going_on = self._collecting and joined != piece.digits
        self._number, self._collecting, self._read = joined, True, ""
        self._kind = self._asked if self._asked in DIGIT_KINDS else "number"
        known = any(one.kind == self._kind for one in heard.entities)
        if len(joined) < _WHOLE or (known and not going_on):
            return heard
        return _with_number(heard, folded, piece, self._kind, joined)


def _with_number(heard: i.Heard, folded: Folded, piece: Piece, kind: str, number: str) -> i.Heard:
    """A number in the place of those that were heard in its words."""
    start, end = folded.span(piece.start, piece.end)
    value = {"id": number} if kind == "order" else {"digits": number}
    kept = [one for one in heard.entities if one.kind not in DIGIT_KINDS]
    entities = sorted([*kept, i.Entity(kind, value, start, end)], key=lambda one: one.start)
    return msgspec.structs.replace(heard, entities=tuple(entities))
