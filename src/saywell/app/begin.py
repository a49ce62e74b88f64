"""Begins a standard of one's own: files that check and score at once, to be changed from there."""

from __future__ import annotations

import re
from pathlib import Path

from saywell.kernel.errors import Place, SaywellError
from saywell.standard.compile import find

FILES = {
    "standard.yaml": """\
id: {id}
version: "1"
title: {{zh-Hans: {id}, zh-Hant: {id}, en: {id}}}
extends: {extends}
calendar:
  zone: Asia/Shanghai
  holidays: CN
  hours: {{mon-fri: ["09:00-12:00", "13:00-18:00"]}}
""",
    "clauses.yaml": """\
- id: {id}-1
  quote: "…"
  meaning: A caller is greeted and offered help.
  channel: any
  direction: inbound
  check: [live, review]
- id: {id}-2
  quote: "…"
  meaning: When the customer thanks the agent, the agent answers.
  channel: any
  direction: any
  check: [live, review]
""",
    "numbers.yaml": """\
answer_turns: {{value: 2, unit: times, clause: {id}-2, origin: ours}}
""",
    "lines.yaml": """\
greeting: {{clauses: [{id}-1], moves: [agent.greets, agent.offers_help]}}
""",
    "lines/zh-Hans.yaml": """\
greeting: {{text: "您好,请问有什么可以帮您?", origin: ours}}
""",
    "lines/zh-Hant.yaml": """\
greeting: {{text: "您好,請問有什麼可以幫您?", origin: ours}}
""",
    "lines/en.yaml": """\
greeting: {{text: "Hello, how may I help you?", origin: ours}}
""",
    "norms.yaml": """\
{id}-greeting:
  title: {{zh-Hans: 问候, zh-Hant: 問候, en: Greeting}}
  kind: duty
  clauses: [{id}-1]
  when: call.started
  do: {{all: [agent.greets, agent.offers_help]}}
  within: turn
  say: [greeting]

{id}-thanked:
  title: {{zh-Hans: 回应感谢, zh-Hant: 回應感謝, en: Answer thanks}}
  kind: duty
  clauses: [{id}-2]
  when: customer.thanks
  do: [agent.youre_welcome, agent.says_my_duty, agent.glad_to_serve]
  within: {{turns: answer_turns}}
  once: true
""",
    "examples/{id}-1.keeps.talk": """\
# opened: channel=phone direction=inbound started=2026-11-20T10:00:00+08:00 id={id}-1-keeps
ringing
+2 answered
A: Good morning, how may I help you?
C: Hi, I would like to know when my parcel arrives.
""",
    "examples/{id}-1.breaks.talk": """\
# opened: channel=phone direction=inbound started=2026-11-20T10:00:00+08:00 id={id}-1-breaks
ringing
+2 answered
A: Yes, speaking.
C: Hi, I would like to know when my parcel arrives.
""",
}


def begin_standard(folder: Path, extends: str) -> list[Path]:
    """Write the files of a new standard. Raises `standard.exists`, `standard.bad-id`, `standard.unknown`."""
    name = folder.name
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise SaywellError("standard.bad-id", place=Place(file=str(folder)), id=name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SaywellError("standard.exists", place=Place(file=str(folder)))
    if not find(extends).is_dir():
        raise SaywellError("standard.unknown", name=extends, known="common")
    written = []
    for file, text in FILES.items():
        path = folder / file.format(id=name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(id=name, extends=extends), encoding="utf-8")
        written.append(path)
    return written
