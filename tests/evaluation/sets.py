"""A standard with five moves and gold sets about it, written for the tests: what is heard in them is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.saywell import put

FILES = {
    "standard.yaml": 'id: tiny\nversion: "1"\ntitle: {zh-Hans: 小, zh-Hant: 小, en: tiny}\n',
    "clauses.yaml": (
        "- {id: tiny-1, meaning: The agent greets., channel: any, direction: any, check: [live]}\n"
        "- {id: tiny-2, meaning: The agent is never rude., channel: any, direction: any, check: [live]}\n"
        "- {id: tiny-3, meaning: Thanks are answered., channel: any, direction: any, check: [live]}\n"
    ),
    "moves.yaml": (
        "agent.greets: {title: {en: greets}, zh: [您好], en: [hello]}\n"
        "agent.offers: {title: {en: offers}, zh: [帮您], en: [help you]}\n"
        "agent.answers: {title: {en: answers}, zh: [不客气], en: [you're welcome]}\n"
        "customer.thanks: {title: {en: thanks}, zh: [谢谢], en: [thank you]}\n"
        "customer.asks: {title: {en: asks}, zh: [请问], en: [may i ask]}\n"
    ),
    "taboo.yaml": "rude: {clauses: [tiny-2], phrases: [{say: 笨蛋, sense: anywhere}]}\n",
    "norms.yaml": (
        "greeting: {title: T, kind: duty, clauses: [tiny-1], when: call.started, do: agent.greets, within: turn}\n"
        "rude: {title: T, kind: ban, clauses: [tiny-2], never: agent.taboo.rude}\n"
        "thanked: {title: T, kind: duty, clauses: [tiny-3], when: customer.thanks, do: agent.answers, within: turn}\n"
    ),
}


def tiny(folder: Path) -> Path:
    """The standard."""
    for name, text in FILES.items():
        put(folder, f"tiny/{name}", text)
    return folder / "tiny"


def utterance(standard: Path, id: str, by: str, text: str, **more: Any) -> str:
    """A line of a gold file."""
    wire = {"id": id, "lang": "zh-Hans", "channel": "phone", "by": by, "standard": str(standard), "text": text}
    return json.dumps(wire | more, ensure_ascii=False) + "\n"


def utterances(standard: Path) -> str:
    """Eight utterances: of seven moves four are heard, one is heard that does not hold, one may hold."""
    rows = (
        utterance(standard, "a1", "agent", "您好，我帮您看", moves=["agent.greets", "agent.offers"]),
        utterance(standard, "a2", "agent", "您好", lang="zh-Hant", moves=["agent.offers"]),
        utterance(standard, "a3", "agent", "Good day", lang="en", channel="chat", moves=["agent.greets"]),
        utterance(standard, "a4", "agent", "你这笨蛋", taboo=["rude"], none=True),
        utterance(standard, "a5", "agent", "您好，真是笨蛋", may=["agent.greets"], none=True),
        utterance(standard, "c1", "customer", "谢谢", moves=["customer.thanks"]),
        utterance(standard, "c2", "customer", "笨蛋，请问", moves=["customer.asks"]),
        utterance(standard, "c3", "customer", "多谢晒", lang="yue", moves=["customer.thanks"]),
    )
    return "".join(rows)


CALL = (
    '{"at": 0, "type": "opened", "id": "k", "channel": "phone", "direction": "inbound"}\n'
    '{"at": 1, "type": "answered"}\n'
    '{"at": 2, "to": 3, "type": "said", "by": "agent", "text": "您好"}\n'
    '{"at": 4, "to": 5, "type": "said", "by": "customer", "text": "谢谢"}\n'
    '{"at": 6, "to": 7, "type": "said", "by": "agent", "text": "嗯"}\n'
    '{"at": 8, "to": 9, "type": "said", "by": "customer", "text": "再见"}\n'
    '{"at": 9, "type": "hung_up", "by": "customer"}\n'
)


def conversation(folder: Path, standard: Path, name: str = "k", **verdicts: str) -> None:
    """A conversation with verdicts on tiny-1 … tiny-3 beside it."""
    put(folder, f"{name}.jsonl", CALL)
    wanted = {f"tiny-{number}": verdicts.get(f"c{number}", "met") for number in (1, 2, 3)}
    put(folder, f"{name}.verdicts.json", json.dumps({"standard": str(standard), "verdicts": wanted}))


def promise(id: str, text: str, due: str | None, *, vague: bool = False, **more: Any) -> str:
    """A sentence with one promise, said on Friday morning."""
    wire = {
        "id": id,
        "lang": "zh-Hans",
        "said_at": "2026-11-20T10:00:00+08:00",
        "by": "agent",
        "text": text,
        "promises": [{"what": "x", "due": due, "vague": vague}] if due or vague else [],
    }
    return json.dumps(wire | more, ensure_ascii=False) + "\n"
