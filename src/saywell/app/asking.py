"""The third tier: a chat endpoint is asked about what the rules and the semantic tier leave open.

Off unless it is asked for. What leaves the centre is masked; answers are kept, so that nothing is asked twice; what was
asked is counted and stops at the cost that the settings allow.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from saywell.app import cache
from saywell.app.config import Remote
from saywell.exchange.hear import Ear
from saywell.integrations import chat
from saywell.integrations.openai import Endpoint
from saywell.kernel.errors import SaywellError
from saywell.language.mask import Masked, mask
from saywell.language.proposals import Place, Proposal
from saywell.standard.model import MoveSpec, Standard

if TYPE_CHECKING:
    from saywell.language.semantic.tier import SemanticTier

FILE = "remote.sqlite"
_SURE = 0.5
# So many faults one after the other, and the endpoint is not asked again in this run.
_FAULTS = 3


class Bill(msgspec.Struct):
    """What was asked in this run. `cost` by the prices of the settings; `stopped`: the limit was reached."""

    asked: int = 0
    kept: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    currency: str = ""
    stopped: bool = False


class Answers:
    """Answers by the hash of their question, in the cache folder; without a folder nothing is kept."""

    def __init__(self) -> None:
        place = cache.folder()
        self._path = place / FILE if place is not None else None

    def get(self, key: str) -> chat.Answer | None:
        """The kept answer."""
        if self._path is None or not self._path.is_file():
            return None
        try:
            with closing(sqlite3.connect(self._path)) as base:
                row = base.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
            return msgspec.json.decode(row[0], type=chat.Answer) if row else None
        except (sqlite3.Error, msgspec.MsgspecError):
            return None

    def put(self, key: str, answer: chat.Answer) -> None:
        """Keep an answer; silently nothing where that cannot be done."""
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path)) as base, base:
                base.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer BLOB) WITHOUT ROWID")
                base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, msgspec.json.encode(answer)))
        except (sqlite3.Error, OSError):
            return


class RemoteTier:
    """Behind the semantic tier, whose likeliest moves are the only ones that are asked about."""

    def __init__(
        self, semantic: SemanticTier, moves: dict[str, MoveSpec], wanted: Remote, endpoint: Endpoint,
        tell: Callable[[SaywellError], None],
    ) -> None:  # fmt: skip
        """`tell` gets the first fault of the endpoint, and word that the limit of the cost was reached."""
        self._semantic = semantic
        self._moves = moves
        self._wanted = wanted
        self._endpoint = endpoint
        self._tell = tell
        self._answers = Answers()
        self._faults = 0
        self.bill = Bill(currency=wanted.currency)
        self.version = "r" + sha256(f"{wanted.url} {wanted.model} {chat.REVISION}".encode()).hexdigest()[:8]

    def doubts(self, text: str, by: str, heard: Sequence[Place]) -> list[str]:
        """Nothing: it is asked about what is open alone."""
        return []

    def propose(self, text: str, by: str, heard: Sequence[Place]) -> list[Proposal]:
        """See `Proposer`."""
        from saywell.language.semantic.tier import open_parts

        places = open_parts(text, heard)
        side = "agent" if by == "bot" else by
        known = {f"{side}.{place.move}" for place in heard}
        wanted: dict[str, None] = {}
        for start, end in places:
            wanted.update(dict.fromkeys(self._semantic.candidates(text[start:end], by, self._wanted.candidates)))
        ids = [one for one in wanted if one not in known][: self._wanted.candidates]
        if not ids:
            return []
        masked = mask(text)
        answer = self._ask(masked, by, places, ids)
        out: dict[str, Proposal] = {}
        for found in answer.moves if answer is not None else ():
            sure = round(min(max(found.sure, 0.0), 1.0), 3)
            if sure >= _SURE and found.id in ids:
                start, end = _place(found.words, masked, places)
                name = found.id.partition(".")[2]
                like = self._semantic.example(found.id, text[start:end])
                out.setdefault(name, Proposal(name, start, end, sure, "remote", like))
        return sorted(out.values(), key=lambda one: (one.start, -one.confidence, one.move))

    def _ask(self, masked: Masked, by: str, places: Sequence[tuple[int, int]], ids: list[str]) -> chat.Answer | None:
        parts = [masked.text[slice(*masked.place(start, end))] for start, end in places]
        candidates = [chat.Candidate(one, _meaning(self._moves[one])) for one in ids]
        prompt = chat.messages(masked.text, by, parts, candidates)
        key = sha256(msgspec.json.encode((self.version, prompt))).hexdigest()
        held = self._answers.get(key)
        if held is not None:
            self.bill.kept += 1
            return held
        if self._faults >= _FAULTS or self._is_spent():
            return None
        try:
            answer = chat.ask(self._endpoint, prompt, ids)
        except SaywellError as error:
            self.bill.failed += 1
            self._faults += 1
            if self.bill.failed == 1:
                self._tell(error)
            return None
        self._faults = 0
        self._count(answer)
        self._answers.put(key, answer)
        return answer

    def _is_spent(self) -> bool:
        if self.bill.cost < self._wanted.most_cost or not (self._wanted.price_in or self._wanted.price_out):
            return False
        if not self.bill.stopped:
            self.bill.stopped = True
            limit = f"{self._wanted.most_cost:g} {self._wanted.currency}"
            self._tell(SaywellError("semantic.spent", limit=limit))
        return True

    def _count(self, answer: chat.Answer) -> None:
        bill, wanted = self.bill, self._wanted
        bill.asked += 1
        bill.tokens_in += answer.tokens_in
        bill.tokens_out += answer.tokens_out
        bill.cost += (answer.tokens_in * wanted.price_in + answer.tokens_out * wanted.price_out) / 1e6


def remote_tier(
    standard: Standard, semantic: SemanticTier, wanted: Remote, tell: Callable[[SaywellError], None]
) -> RemoteTier:
    """The third tier by the settings. Raises `config.missing`."""
    for key in ("url", "model"):
        if not getattr(wanted, key):
            raise SaywellError("config.missing", part="remote", key=key)
    endpoint = Endpoint(wanted.url, wanted.model, wanted.key_from, wanted.timeout, wanted.retries)
    return RemoteTier(semantic, standard.moves, wanted, endpoint, tell)


def bill_of(ear: Ear) -> Bill | None:
    """What the third tier of an ear has asked; None where it has none."""
    return next((tier.bill for tier in ear.further if isinstance(tier, RemoteTier)), None)


def _meaning(move: MoveSpec) -> str:
    return ": ".join(dict.fromkeys(part for part in (move.title.get("en", ""), move.definition) if part)) or move.id


def _place(words: str, masked: Masked, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the words stand in the original text; the first open part where they do not stand in it."""
    at = masked.text.find(words) if words.strip() else -1
    return masked.origin(at, at + len(words)) if at >= 0 else places[0]
